"""The size limit of an upload, from the plainest statement that a page makes of it."""

import re

from skill.loader.diagnostics import Notes
from skill.loader.document import Document, prose

_POWER = {"K": 1, "M": 2, "G": 3, "T": 4}
_THING = r"(?:files?|uploads?|clips?|videos?|footage|media|mp4|mov)"
_ANY = r"[^.\n。;；]"


def _pattern(before: str, after: str = "") -> re.Pattern[str]:
    # A unit without its B only where nothing else can be meant: 200M at the end of a clause.
    size = r"(?P<number>\d[\d,]*(?:\.\d+)?)\s?(?P<unit>[KMGT]i?B|[MG](?=\W*$|[，。、；）]))(?![A-Za-z0-9])"
    return re.compile(before + size + after, re.IGNORECASE)


# The plainest first; the first that fits anywhere on the page holds.
_LIMITS = (
    _pattern(rf"\bmax(?:imum)?\.?\s+(?:(?:allowed|single|input)\s+)*(?:size|{_THING}){_ANY}{{0,30}}?"),
    _pattern("", r"\s+(?:max(?:imum)?\b|limit|cap\b|file (?:size )?(?:cap|limit|max)|size limit|上限|以内)"),
    _pattern(
        rf"(?:(?:file|upload|size)[ -](?:size[ -])?(?:limit|cap)|\blimit(?:ed)?\b(?: is| of| to|\W)){_ANY}{{0,24}}?"
    ),
    _pattern(r"(?:最大|上限|不(?:能|得|可)?(?:超过|大于)|小于|限制)[^.\n。；]{0,12}?"),
    _pattern(rf"\b(?:reject|refuse|block)\w*{_ANY}{{0,40}}?(?:>|over|above|larger than|bigger than)\s*"),
    _pattern(
        r"(?:>|over|above|larger than|bigger than|exceeding)\s*",
        rf"{_ANY}{{0,30}}?\b(?:reject|refus|fail|not (?:be )?(?:accept|support|allow))",
    ),
    _pattern(rf"\b{_THING}{_ANY}{{0,24}}?\b(?:must|cannot|can't|may not|should)\b{_ANY}{{0,30}}?"),
    _pattern(rf"\bmax(?:imum)?\b{_ANY}{{0,12}}?"),
    _pattern(
        rf"(?:\b{_THING}\b|文件|视频){_ANY}{{0,60}}?(?:\bup to|\bat most|\bno (?:more|larger|bigger) than|最多|最高)\s*"
    ),
    _pattern(r"(?:\bup to|最多|最高)\s*"),
)
_HINT = re.compile(r"\d\s?[KMGT](?:i?B)?(?![A-Za-z0-9])", re.IGNORECASE)


def read(document: Document, description: str, notes: Notes) -> int | None:
    """The largest upload in bytes (1 MB = 1,000,000, 1 MiB = 1,048,576); None where the page does not say.

    Quoted words do not count: `"compress this to under 100MB"` is what a user may say.
    """
    raws = [text.raw for text in document.texts if not text.quoted] + document.pairs()
    texts = [prose(raw) for raw in raws if _HINT.search(raw)] + [description]
    for pattern in _LIMITS:
        found = [_bytes(match) for text in texts for match in pattern.finditer(text)]
        if found:
            if len(set(found)) > 1:
                told = ", ".join(f"{size:,}" for size in dict.fromkeys(found))
                notes.add("conflict", f"several size limits ({told} bytes); the first holds")
            return found[0]
    return None


def _bytes(match: re.Match[str]) -> int:
    step = 1024 if "i" in match["unit"].lower() else 1000
    size: float = float(match["number"].replace(",", "")) * step ** _POWER[match["unit"][0].upper()]
    return round(size)
