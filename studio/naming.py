"""Which drawings a text names: our own table of words, then the names that Unicode gives to emoji.

Texts are folded before they are looked up: see `fold`.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

_LATIN = re.compile(r"[a-z0-9][a-z0-9'’-]*")
HAN = re.compile(r"[\u4e00-\u9fff\u3400-\u4dbf]+")
DATA = Path(__file__).parent / "data"
THING = 2.0  # weight of a word that names something to be seen,
_NAME = 1.5  # of a name that Unicode gives,
COLOURS = 1.0  # and of a word that only colours a sentence ("morning", "day"), written with `~`
_NEWEST = 16  # the Emoji version that the font draws in full


@cache
def _simplified() -> dict[int, str]:
    """The director's table of traditional characters, read as data: a render process shall not load the director."""
    text = (Path(__file__).parent / "director" / "data" / "hant.toml").read_text(encoding="utf-8")
    pairs = tomllib.loads(text)
    return {ord(hant): hans for hant, hans in zip(pairs["hant"], pairs["hans"], strict=True)}


def fold(text: str) -> str:
    """The text for look-up: lower case, simplified Chinese; every character stays at its place."""
    low = (character.lower() for character in text)
    return "".join(c if len(c) == 1 else " " for c in low).translate(_simplified())


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


def rows() -> Iterator[tuple[str, list[str], list[str]]]:
    """`(key, English words, Chinese words)` of our own table."""
    for line in (DATA / "drawings.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            key, english, chinese = line.split("\t")
            yield key, [w for w in english.split("|") if w], [w for w in chinese.split("|") if w]


def _weighed(word: str) -> tuple[str, float]:
    return (word[1:], COLOURS) if word.startswith("~") else (word, THING)


@cache
def _lexicon() -> _Lexicon:
    english: dict[str, tuple[str, float]] = {}
    chinese: dict[str, tuple[str, float]] = {}
    for key, names, han in rows():
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
    return single and first >= 0x2600 and len(name) > 3 and not name.endswith("button")


@dataclass(frozen=True, slots=True)
class Hit:
    """A drawing that a part of a text names."""

    start: int
    end: int
    key: str
    weight: float


def english(text: str) -> Iterator[Hit]:
    """The longest phrases known, from the left."""
    known = _lexicon().english
    words = [(match.start(), match.end(), _stem(match.group())) for match in _LATIN.finditer(text)]
    index = 0
    while index < len(words):
        for length in range(min(4, len(words) - index), 0, -1):
            hit = known.get(" ".join(word for _, _, word in words[index : index + length]))
            if hit:
                yield Hit(words[index][0], words[index + length - 1][1], *hit)
                index += length - 1
                break
        index += 1


def chinese(text: str) -> Iterator[Hit]:
    """The longest words known, from the left, as far as they do not tear other words apart."""
    lexicon = _lexicon()
    for match in HAN.finditer(text):
        run, index = match.group(), 0
        while index < len(run):
            longest = min(lexicon.longest, len(run) - index)
            lengths = (n for n in range(longest, 0, -1) if run[index : index + n] in lexicon.chinese)
            length = next((n for n in lengths if _stands(run, index, index + n)), 0)
            if length:
                start = match.start() + index
                yield Hit(start, start + length, *lexicon.chinese[run[index : index + length]])
            index += max(1, length)


def _stands(run: str, start: int, end: int) -> bool:
    """Whether a part of a Chinese text can be a word of its own there: one character only as a whole word, more
    only from where a word begins or inside one ("火锅" in "小火锅", but not "好吃" in "好好|吃")."""
    if end - start == 1:
        return (start, end) in tokens(run)
    return any(first == start or (first < start and end <= last) for first, last in tokens(run))


@lru_cache(maxsize=1024)
def tokens(run: str) -> frozenset[tuple[int, int]]:
    """Where the words of a Chinese text lie, as `(start, end)`."""
    import rjieba

    return frozenset((start, end) for _, start, end in rjieba.tokenize(run, "default"))


def _shifted(run: str, by: int) -> Iterator[tuple[int, int]]:
    return ((start + by, end + by) for start, end in tokens(run))


def spans(text: str) -> list[tuple[int, int]]:
    """Where in a folded text whole words name things, as `(start, end)`, left to right."""
    whole = {span for match in HAN.finditer(text) for span in _shifted(match.group(), match.start())}
    hits = [*english(text), *(hit for hit in chinese(text) if (hit.start, hit.end) in whole)]
    hits = [hit for hit in hits if hit.weight >= THING]
    return sorted((hit.start, hit.end) for hit in hits)
