"""Lists in a brief: numbered, bulleted, or in a sentence ("the beans, the pour, the first sip"; 落叶、桂花、热茶)."""

import re
from dataclasses import dataclass

from studio.director.writing import trim, width

_BULLET = re.compile(r"^\s*(?:[-*•·▪◦●■►▶✓✔–—]|\[\s?\])\s+(?=\S)")
_NUMBERED = re.compile(r"^\s*(?:[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s*[.)、）:：](?!\d)|[①-⑩])\s*(?=\S)")
_INLINE_NUMBER = re.compile(r"(?:(?<=\s)|^|(?<=[:：;；,，。.]))(?:[(（]?(\d)\s*[.)、）](?!\d)|([①-⑩]))\s*")
_ORDER = re.compile(
    r"^(?:(?:and\s+)?(?:first(?:ly)?|second(?:ly)?|third(?:ly)?|then|next|after that|finally|lastly|at last|and|or)\b[\s,:]*"
    r"|(?:首先|然后|接着|随后|最后|其次|再来|以及|还有|和)[是，,：:]?\s*)+",
    re.IGNORECASE,
)
_DETAIL = re.compile(r"\s+[-–—]+\s+|\s*[:：]\s*|\s*——\s*|\s*[（(](?=[^()（）]+[)）]$)")
_LONGEST = 90  # half-width letters: what is longer is a sentence, no point


@dataclass(frozen=True)
class Point:
    """One point of a list: its name and, where the user wrote more about it, the rest."""

    text: str
    detail: str = ""


def point(text: str) -> Point:
    """A list item as a point: bullets, "then", and brackets gone, "name - more" taken apart."""
    bare = trim(_ORDER.sub("", trim(text))) or trim(text)
    parts = _DETAIL.split(bare, maxsplit=1)
    if len(parts) == 2 and trim(parts[0]) and width(parts[0]) <= _LONGEST // 2:
        return Point(trim(parts[0]), trim(parts[1].rstrip(")）")))
    return Point(bare)


def bullet(line: str) -> tuple[str, bool] | None:
    """The item of a bulleted or numbered line and whether it was numbered; None for any other line."""
    if m := _NUMBERED.match(line):
        return line[m.end() :], True
    if m := _BULLET.match(line):
        return line[m.end() :], False
    return None


def inline_numbers(text: str) -> tuple[str, list[str]] | None:
    """ "tips: 1. rest 2. walk" as its head and items; None unless the numbers run 1, 2, …"""
    marks = list(_INLINE_NUMBER.finditer(text))
    values = [int(m[1]) if m[1] else ord(m[2]) - ord("①") + 1 for m in marks]
    if len(marks) < 2 or values != list(range(1, len(marks) + 1)):
        return None
    ends = [m.start() for m in marks[1:]] + [len(text)]
    return text[: marks[0].start()], [text[m.end() : e] for m, e in zip(marks, ends, strict=True)]


def enumeration(text: str) -> list[str]:
    """The items of a list written in a sentence; a single item where the text is no list."""
    for separator in (r"[;；\n]", r"、|\s/\s|\s\|\s|→|->", r",\s+(?!\d{4}\b)|,(?=[^\d\s])|，"):
        items = [i for i in re.split(separator, text) if trim(i)]
        if len(items) > 1:
            return [*items[:-1], *_last_pair(items[-1])] if separator != r"[;；\n]" else items
    return _last_pair(text)


def _last_pair(item: str) -> list[str]:
    """ "the pour and the first sip" as two items; anything with more or fewer joints as it is."""
    bare = _ORDER.sub("", item.strip())
    halves = re.split(r"\s+(?:and then|and|or|&)\s+|和|以及|还有|及", bare)
    fits = len(halves) == 2 and all(trim(h) and width(trim(h)) >= 2 for h in halves)
    return halves if fits else [item]
