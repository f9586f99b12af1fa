"""Scripts and letters: which language a text is in, folding for look-up, and how words are set on screen."""

import re
from functools import cache

from studio.director.lexicon import data

_HAN = re.compile(r"[㐀-鿿豈-﫿]")
_LATIN_WORD = re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏ']+")
_SAYS_SOMETHING = re.compile(r"[^\W_]")
_EDGES = " \t\r\n.,;:!?。，、；：！？·-–—~～…*#>"


@cache
def _tables() -> tuple[dict[int, str], frozenset[str]]:
    pairs = data("hant")
    hant, hans = pairs["hant"] + pairs["both_hant"], pairs["hans"] + pairs["both_hans"]
    return {ord(t): s for t, s in zip(hant, hans, strict=True)}, frozenset(pairs["hant"])


def fold(text: str) -> str:
    """The text for look-up: lower case, simplified Chinese, half-width; every character stays at its place."""
    simple = text.translate(_tables()[0])
    return "".join(_fold_char(c) for c in simple)


def _fold_char(c: str) -> str:
    if "！" <= c <= "～":
        c = chr(ord(c) - 0xFEE0)
    if c in "‘’":
        return "'"
    low = c.lower()
    return low if len(low) == 1 else c


def is_traditional(text: str) -> bool:
    """Whether the text is written in traditional Chinese characters."""
    return any(c in _tables()[1] for c in text)


def language_of(text: str, default: str = "en") -> str:
    """`zh` where at least as many Chinese characters as Latin words are there, `en` where there are only words."""
    han, latin = len(_HAN.findall(text)), len(_LATIN_WORD.findall(text))
    if not han and not latin:
        return default
    return "zh" if han >= max(1, latin) else "en"


def says_something(text: str) -> bool:
    """Whether there is a letter, a character or a digit: emoji and punctuation alone say nothing."""
    return bool(_SAYS_SOMETHING.search(text))


def trim(text: str) -> str:
    """The text on one line, without punctuation or bullets at its edges."""
    return " ".join(text.split()).strip(_EDGES)


def sentence_case(text: str) -> str:
    """The first letter as a capital, the rest as written."""
    return text[:1].upper() + text[1:] if text[:1].islower() and not re.match(r"i[A-Z]", text) else text


def width(text: str) -> int:
    """How much room a text takes, in half-width letters: a Chinese character counts two."""
    return sum(2 if _HAN.match(c) or "　" <= c <= "〿" or "！" <= c <= "～" else 1 for c in text)


def shorten(text: str, limit: int) -> str:
    """The text cut at a word so that its width is at most `limit`, with an ellipsis where something was cut."""
    if width(text) <= limit:
        return text
    taken, used = "", 0
    for c in text:
        used += width(c)
        if used > limit - 1:
            break
        taken += c
    cut = taken.rsplit(" ", 1)[0] if " " in taken[len(taken) // 2 :] else taken
    return trim(cut) + "…"


@cache
def _to_traditional() -> dict[int, str]:
    pairs = data("hant")
    return {ord(s): t for s, t in zip(pairs["spoken_hans"], pairs["spoken_hant"], strict=True)}


def traditional(text: str) -> str:
    """Our own simplified words in traditional characters, with the word that Taiwan has for a video. No converter for
    any text: its table knows the characters of our own data files only."""
    return text.replace("视频", "影片").translate(_to_traditional())
