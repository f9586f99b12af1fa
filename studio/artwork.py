"""What a thing looks like: drawings looked up by word in English and Chinese.

A key is an emoji, such as "☕", or the name of one of our own drawings in `data/`, such as "coffee-beans".
"""

import re
from functools import cache, lru_cache
from itertools import zip_longest
from typing import TYPE_CHECKING, TypeAlias

from studio import naming
from studio.naming import COLOURS, DATA, Hit

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Tone: TypeAlias = tuple[tuple[int, int, int], tuple[int, int, int], tuple[int, int, int]]

_TEXT_SYMBOLS = 0x2600  # below it, without the emoji sign U+FE0F, a symbol is type, save for these:
_EMOJI = 3.0  # weight of an emoji in the text: more than any word
_OWN_KEY = re.compile(r"[a-z]+(-[a-z]+)*")
_OWN = (0, 0, 128, 128)  # the square that our own drawings are made in
_EDGE = 0.05  # of a landscape that its frame and round corners take on every side
_KEPT = 200  # pixels up to which drawings are kept in memory
_ALWAYS_DRAWN = frozenset("⌚⌛⏩⏪⏫⏬⏰⏳")


def find(text: str, language: str = "en", limit: int = 3) -> list[str]:
    """Keys of drawings that show what `text` speaks of, best first, each once; [] if nothing suits.

    First come the things it names, in the order of the text, then what goes with them ("coffee" brings beans
    and croissants), then what only colours it ("morning"). Both scripts are read whatever the `language`, which
    settles what leads.
    """
    hits = _hits(text, language)
    things = dict.fromkeys(hit.key for hit in hits if hit.weight > COLOURS)
    colours = dict.fromkeys(hit.key for hit in hits if hit.weight <= COLOURS)
    beside = [_related().get(key, ()) for key in things or colours]
    more = dict.fromkeys(key for rank in zip_longest(*beside) for key in rank if key)
    return list(things | more | colours if things else colours | more)[:limit]


def literal(text: str, language: str = "en", limit: int = 3) -> list[str]:
    """Keys of drawings of what `text` itself names, and nothing that merely goes with it."""
    return list(dict.fromkeys(hit.key for hit in _hits(text, language)))[:limit]


def _hits(text: str, language: str) -> list[Hit]:
    """What a text names: things before moods and times of day, and the first named first."""
    folded = naming.fold(text)
    drawn = [Hit(0, 0, piece, _EMOJI) for piece, is_drawing in pictographs(text) if is_drawing]
    han, latin = list(naming.chinese(folded)), list(naming.english(folded))
    hits = drawn + (han + latin if language == "zh" else latin + han)
    return sorted(hits, key=lambda hit: (-hit.weight, hit.start))


def named(text: str) -> list[tuple[int, int]]:
    """Where in `text` whole words name things that there are drawings of, as `(start, end)`, left to right."""
    return naming.spans(naming.fold(text))


@cache
def _related() -> dict[str, tuple[str, ...]]:
    lines = (DATA / "related.txt").read_text(encoding="utf-8").splitlines()
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

    if _OWN_KEY.fullmatch(key):
        return (DATA / f"{key}.svg").is_file()
    return not key.isascii() and colourfont.glyph(key) is not None


def _inside(key: str) -> "tuple[str, tuple[int, int, int, int]]":
    """The SVG of a drawing without its outermost element, and the square that it lies in."""
    from studio import colourfont

    if not exists(key):
        raise KeyError(key)
    if not key.isascii():
        return colourfont.svg(key), colourfont.EM
    text = (DATA / f"{key}.svg").read_text(encoding="utf-8")
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
