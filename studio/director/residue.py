"""Telling the words of asking from the words of the film: the residue of a clause, and what quotation marks hold."""

import re
from functools import cache

from studio.director.lexicon import alternation, data
from studio.director.quantities import NUMBER, times

_QUOTES = re.compile(
    r"“([^”]+)”|\"([^\"\n]+)\"|《([^》]+)》|「([^」]+)」|『([^』]+)』|‘([^’]+)’|(?<![\w])'([^'\n]+)'(?!\w)"
)
_ADDRESS = re.compile(r"https?://[^\s，。]+")
HIDDEN = "\ue000"
_SHARE = re.compile(r"\d\s*(?:%|折)|[一二三四五六七八九]折")  # "70% off" is news, and never how a film is asked for,
_VOLUME = re.compile(r"music|volume|sound|voice|音量|音乐|声")  # unless it is how loud
_TABLES = ("mood", "pace", "shape", "platform", "colour", "transition", "resolution")


@cache
def _vocabulary(strict: bool) -> re.Pattern[str]:
    """All words of asking in both languages, with numbers and their counters; `strict` leaves single characters out."""
    lexicon = data("lexicon")
    words = [w for table in _TABLES for ws in lexicon[table].values() for w in ws]
    words += [w for kinds in data("ask").values() for ws in kinds.values() for w in ws]
    words += [w for w in lexicon["audience"]["words"] if not w.isascii()]
    words = [w for w in words if not strict or len(w) > 1 or w.isascii()]
    return re.compile(rf"{alternation([*words, 'thank you'])}|(?<![a-z]){NUMBER}\s*(?:fps|p\b|%|x\b)?")


def residue(folded: str, strict: bool = False) -> str:
    """What is left of a clause without the words of asking: empty for "with calm music and captions".

    `strict` keeps single Chinese characters, which asking and names share (成 and 都 are in 成都).
    """
    if _SHARE.search(folded) and not _VOLUME.search(folded):
        return folded.strip()
    rest = list(folded)
    for t in times(folded):
        rest[t.start : t.end] = " " * (t.end - t.start)
    return " ".join(re.findall(rf"[^\W_]+|{HIDDEN}+", _vocabulary(strict).sub(" ", "".join(rest))))


def hide_quotes(text: str, folded: str) -> str:
    """The folded text with web addresses and all that quotation marks hold made unreadable: no word there is an order."""
    out = list(folded)
    for m in _ADDRESS.finditer(folded):
        out[m.start() : m.end()] = HIDDEN * (m.end() - m.start())
    for m in _QUOTES.finditer(text):
        out[m.start() + 1 : m.end() - 1] = HIDDEN * (m.end() - m.start() - 2)
    return "".join(out)


def quoted(text: str) -> list[tuple[int, int, str]]:
    """Every quotation in the text: where it starts and ends with its marks, and what it holds."""
    return [(m.start(), m.end(), next(g for g in m.groups() if g)) for m in _QUOTES.finditer(text)]


def unquote(text: str) -> str:
    """The text without the quotation marks around it."""
    found = quoted(text.strip())
    return found[0][2] if len(found) == 1 and found[0][:2] == (0, len(text.strip())) else text
