"""What a thing looks like: drawings looked up by word in English and Chinese.

A key is an emoji, such as "☕", or the name of one of our own drawings in `data/`, such as "coffee-beans".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Tone: TypeAlias = tuple[tuple[int, int, int], tuple[int, int, int], tuple[int, int, int]]

_DATA = Path(__file__).parent / "data"
_LATIN = re.compile(r"[a-z0-9][a-z0-9'’-]*")
_HAN = re.compile(r"[\u4e00-\u9fff\u3400-\u4dbf]+")
_TEXT_SYMBOLS = 0x2600  # below it, without the emoji sign U+FE0F, a symbol is type, save for these:
_EMOJI = 3.0  # weight of an emoji in the text,
_THING = 2.0  # of a word that names something to be seen,
_NAME = 1.5  # of a name that Unicode gives,
_COLOURS = 1.0  # and of a word that only colours a sentence ("morning", "day"), written with `~`
_OWN = (0, 0, 128, 128)  # the square that our own drawings are made in
_EDGE = 0.05  # of a landscape that its frame and round corners take on every side
_KEPT = 200  # pixels up to which drawings are kept in memory
_NEWEST = 16  # the Emoji version that the font draws in full
_ALWAYS_DRAWN = frozenset("⌚⌛⏩⏪⏫⏬⏰⏳")


@dataclass(frozen=True, slots=True)
class _Lexicon:
    english: dict[str, tuple[str, float]]  # phrase of stems -> (key, weight)
    chinese: dict[str, tuple[str, float]]
    longest: int


def _stem(word: str) -> str:
    """An English word without the endings of plurals and common verb forms."""
    word = word.replace("’", "'").removesuffix("'s").removesuffix("'")
    for ending, instead in (("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("shes", "sh"), ("xes", "x"), ("oes", "o")):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word.removesuffix(ending) + instead
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) > len(ending) + 3:
            bare = word.removesuffix(ending)
            return bare[:-1] if bare[-1] == bare[-2] and bare[-1] not in "lsz" else bare.removesuffix("e")
    return word.removesuffix("e") if len(word) > 4 else word


def _phrase(words: str) -> str:
    return " ".join(_stem(word) for word in _LATIN.findall(words.lower()))


def _rows() -> Iterator[tuple[str, list[str], list[str]]]:
    for line in (_DATA / "drawings.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            key, english, chinese = line.split("\t")
            yield key, [w for w in english.split("|") if w], [w for w in chinese.split("|") if w]


def _weighed(word: str) -> tuple[str, float]:
    return (word[1:], _COLOURS) if word.startswith("~") else (word, _THING)


@cache
def _lexicon() -> _Lexicon:
    english: dict[str, tuple[str, float]] = {}
    chinese: dict[str, tuple[str, float]] = {}
    for key, names, han in _rows():
        for word, weight in map(_weighed, names):
            english.setdefault(_phrase(word), (key, weight))
        for word, weight in map(_weighed, han):
            chinese.setdefault(word, (key, weight))
    for key, name, han_name in _standard_names():
        english.setdefault(_phrase(name), (key, _NAME))
        if len(han_name) > 1:
            chinese.setdefault(han_name, (key, _NAME))
    return _Lexicon(english, chinese, max(map(len, chinese)))


def _standard_names() -> Iterator[tuple[str, str, str]]:
    """Emoji and their Unicode names in both languages, without people's variants, letters and signs."""
    import emoji

    emoji.config.load_language("zh")
    for character, data in emoji.EMOJI_DATA.items():
        name = data["en"].strip(":").replace("_", " ")
        if data["status"] == emoji.STATUS["fully_qualified"] and data["E"] <= _NEWEST and _is_thing(character, name):
            yield character, name, data.get("zh", "").strip(":")


def _is_thing(character: str, name: str) -> bool:
    """Single emoji and flags, but neither letters in boxes nor signs such as arrows."""
    first = ord(character[0])
    if 0x1F1E6 <= first <= 0x1F1FF:
        return True
    single = len(character.rstrip("\ufe0f")) == 1 and not 0x1F100 <= first < 0x1F300
    return single and first >= _TEXT_SYMBOLS and len(name) > 3 and not name.endswith("button")


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    key: str
    weight: float


def _english(text: str) -> Iterator[_Hit]:
    """The longest phrases known, from the left."""
    known = _lexicon().english
    words = [(match.start(), match.end(), _stem(match.group())) for match in _LATIN.finditer(text)]
    index = 0
    while index < len(words):
        for length in range(min(4, len(words) - index), 0, -1):
            hit = known.get(" ".join(word for _, _, word in words[index : index + length]))
            if hit:
                yield _Hit(words[index][0], words[index + length - 1][1], *hit)
                index += length - 1
                break
        index += 1


def _chinese(text: str) -> Iterator[_Hit]:
    """The longest words known, from the left, as far as they do not tear other words apart."""
    lexicon = _lexicon()
    for match in _HAN.finditer(text):
        run, index = match.group(), 0
        while index < len(run):
            longest = min(lexicon.longest, len(run) - index)
            lengths = (n for n in range(longest, 0, -1) if run[index : index + n] in lexicon.chinese)
            length = next((n for n in lengths if _stands(run, index, index + n)), 0)
            if length:
                start = match.start() + index
                yield _Hit(start, start + length, *lexicon.chinese[run[index : index + length]])
            index += max(1, length)


def _stands(run: str, start: int, end: int) -> bool:
    """Whether a part of a Chinese text can be a word of its own there: one character only as a whole word, more
    only from where a word begins or inside one ("火锅" in "小火锅", but not "好吃" in "好好|吃")."""
    if end - start == 1:
        return (start, end) in _tokens(run)
    return any(first == start or (first < start and end <= last) for first, last in _tokens(run))


@lru_cache(maxsize=1024)
def _tokens(run: str) -> frozenset[tuple[int, int]]:
    import rjieba

    return frozenset((start, end) for _, start, end in rjieba.tokenize(run, "default"))


def _shifted(run: str, by: int) -> Iterator[tuple[int, int]]:
    return ((start + by, end + by) for start, end in _tokens(run))


def named(text: str) -> list[tuple[int, int]]:
    """Where in `text` whole words name things that there are drawings of, as `(start, end)`, left to right."""
    from studio.director.writing import fold  # looking words up is the director's business, drawing is not

    text = fold(text)
    whole = {span for match in _HAN.finditer(text) for span in _shifted(match.group(), match.start())}
    hits = [*_english(text), *(hit for hit in _chinese(text) if (hit.start, hit.end) in whole)]
    hits = [hit for hit in hits if hit.weight >= _THING]
    return sorted((hit.start, hit.end) for hit in hits)


def find(text: str, language: str = "en", limit: int = 3) -> list[str]:
    """Keys of drawings that show what `text` speaks of, best first, each once; [] if nothing suits.

    First come the things it names, in the order of the text, then what goes with them ("coffee" brings beans
    and croissants), then what only colours it ("morning"). Both scripts are read whatever the `language`, which
    settles what leads.
    """
    hits = _hits(text, language)
    things = dict.fromkeys(hit.key for hit in hits if hit.weight > _COLOURS)
    colours = dict.fromkeys(hit.key for hit in hits if hit.weight <= _COLOURS)
    beside = [_related().get(key, ()) for key in things or colours]
    more = dict.fromkeys(key for rank in zip_longest(*beside) for key in rank if key)
    return list(things | more | colours if things else colours | more)[:limit]


def literal(text: str, language: str = "en", limit: int = 3) -> list[str]:
    """Keys of drawings of what `text` itself names, and nothing that merely goes with it."""
    return list(dict.fromkeys(hit.key for hit in _hits(text, language)))[:limit]


def _hits(text: str, language: str) -> list[_Hit]:
    """What a text names: things before moods and times of day, and the first named first."""
    from studio.director.writing import fold

    folded = fold(text)
    drawn = [_Hit(0, 0, piece, _EMOJI) for piece, is_drawing in pictographs(text) if is_drawing]
    han, latin = list(_chinese(folded)), list(_english(folded))
    hits = drawn + (han + latin if language == "zh" else latin + han)
    return sorted(hits, key=lambda hit: (-hit.weight, hit.start))


@cache
def _related() -> dict[str, tuple[str, ...]]:
    lines = (_DATA / "related.txt").read_text(encoding="utf-8").splitlines()
    subjects = (line.split() for line in lines if line and not line.startswith("#"))
    return {first: tuple(others) for first, *others in subjects}


@lru_cache(maxsize=4096)
def pictographs(text: str) -> tuple[tuple[str, bool], ...]:
    """A text split into stretches of type and single emoji: `(piece, is_emoji)`."""
    if text.isascii():
        return ((text, False),)
    import emoji

    found, at = [], 0
    for match in emoji.emoji_list(text):
        start, end, character = match["match_start"], match["match_end"], match["emoji"]
        if len(character) == 1 and ord(character) < _TEXT_SYMBOLS and character not in _ALWAYS_DRAWN:
            continue
        if start > at:
            found.append((text[at:start], False))
        if exists(character):
            found.append((character, True))
        at = end
    if at < len(text):
        found.append((text[at:], False))
    return tuple(found)


@cache
def exists(key: str) -> bool:
    """Whether there is a drawing with this key."""
    from studio import colourfont

    return (_DATA / f"{key}.svg").is_file() if key.isascii() else colourfont.glyph(key) is not None


def _inside(key: str) -> "tuple[str, tuple[int, int, int, int]]":
    """The SVG of a drawing without its outermost element, and the square that it lies in."""
    from studio import colourfont

    if not exists(key):
        raise KeyError(key)
    if not key.isascii():
        return colourfont.svg(key), colourfont.EM
    text = (_DATA / f"{key}.svg").read_text(encoding="utf-8")
    return text.split(">", 1)[1].rsplit("</svg>", 1)[0], _OWN


def load(key: str, size: int, tone: Tone | None = None) -> "NDArray[np.uint8]":
    """A drawing as `(h, w, 4)` RGBA, cut to its edges, with `size` pixels on the longer side.

    `tone` (dark, middle, light) prints it in those three colours instead of its own. `KeyError` if there is no
    such drawing.
    """
    tile = _small(key, size).copy() if size <= _KEPT else _drawn(key, size)
    return _toned(tile, tone) if tone else tile


def landscape(key: str, width: int, height: int, tone: Tone | None = None) -> "NDArray[np.uint8]":
    """The middle of a drawing, filling `(height, width, 4)` without its outermost edges (and their round corners)."""
    import numpy as np

    from studio import colourfont

    tile = np.array(colourfont.fill(*_inside(key), width, height, _EDGE))
    return _toned(tile, tone) if tone else tile


def _drawn(key: str, size: int) -> "NDArray[np.uint8]":
    import numpy as np

    from studio import colourfont

    return np.array(colourfont.draw(*_inside(key), size))


@lru_cache(maxsize=64)
def _small(key: str, size: int) -> "NDArray[np.uint8]":
    """Small drawings come again and again, in rows and lines; large ones once, and would fill the memory."""
    return _drawn(key, size)


def _toned(tile: "NDArray[np.uint8]", tone: Tone) -> "NDArray[np.uint8]":
    """Lightness onto a ramp of three colours, stretched to the drawing's own darkest and lightest."""
    import numpy as np

    weights = np.array([77, 150, 29], np.uint16)
    light = ((tile[..., :3] * weights).sum(axis=-1, dtype=np.uint16) >> 8).astype(np.uint8)
    seen = light[tile[..., 3] > 128]
    low, high = np.percentile(seen, (2, 98)) if seen.size else (0.0, 255.0)
    share = np.clip((np.arange(256) - low) / max(1.0, high - low), 0, 1)
    ramp = np.stack([np.interp(share, (0, 0.5, 1), channel) for channel in zip(*tone, strict=True)], axis=1)
    tile[..., :3] = ramp.astype(np.uint8)[light]
    return tile
