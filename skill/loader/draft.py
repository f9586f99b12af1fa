"""The short keys of a draft, as a page explains them: `t`=tracks, `tt` is track type, `sg` (segments)."""

import re

from skill.loader.document import Document, coded, plain

_SUBJECT = re.compile(r"\bdraft\b|草稿", re.IGNORECASE)
_SHORT = re.compile(r"[a-z]{1,3}")
# A key in backticks or before an equals sign, what ties it to its meaning, and the meaning up to the next comma
# outside brackets.
_PAIR = re.compile(
    r"(?:`(?P<key>[a-z]{1,3})`\s*(?:=|:|：|→|->|\bmeans\b|\bis\b|\bfor\b|表示|是|(?=[(（]))"
    r"|(?<![\w`])(?P<bare>[a-z]{1,3})\s*=)\s*(?P<meaning>(?:[^,，、;；.。()（）\n]|[(（][^)）]*[)）])+)"
)
_BRACKETS = re.compile(r"[(（]([^()（）]*)[)）]")
_ENOUGH = 3


def read(document: Document) -> dict[str, str]:
    """Meaning by key; empty where the page explains fewer than three."""
    for text in document.own("draft", "草稿"):
        pairs = _pairs(coded(text.raw))
        if len(pairs) >= _ENOUGH:
            return pairs
    for table in document.tables:
        rows = {plain(row[0]).strip(): plain(row[1]).strip() for row in table.rows if len(row) > 1}
        if _SUBJECT.search(table.section) and len(rows) >= _ENOUGH and all(map(_SHORT.fullmatch, rows)):
            return rows
    return {}


def _pairs(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _PAIR.finditer(text):
        meaning = match["meaning"].strip(" `")
        in_brackets = _BRACKETS.fullmatch(meaning)
        found.setdefault(match["key"] or match["bare"], in_brackets[1] if in_brackets else meaning)
    return found
