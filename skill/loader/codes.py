"""Error codes as a table, as bullets, or run together on one line."""

import re

from skill.loader.document import Document, Table, matches, plain

_SECTION = re.compile(r"\berrors?\b|错误|报错", re.IGNORECASE)
_HEAD = re.compile(r"\bcode\b|\bstatus\b|\berror\b|错误|代码|状态码", re.IGNORECASE)
_CODE = re.compile(r"\d{1,4}")
_BULLET = re.compile(r"(\d{1,4})\s*(?:[—–:：]|-\s|\s-\s|→|=)\s*(.+)", re.DOTALL)
# `0— success1001— token expired`: a code, a dash. Nothing else in such a line has a long dash after a number.
_RUN_ON = re.compile(
    r"(?<!\d)(0|\d{3,4})\s*(?:[—–]|[:：]\s)\s*(.*?)(?=(?<!\d)(?:0|\d{3,4})\s*(?:[—–]|[:：]\s)|$)", re.DOTALL
)
_FEW = 3  # so many codes in one paragraph are a list of codes


def read(document: Document) -> dict[str, str]:
    """Meaning (and remedy) by code, in the page's order; the first statement of a code holds."""
    errors: dict[str, str] = {}
    for table in document.tables:
        for code, meaning in _table(table):
            errors.setdefault(code, meaning)
    for text in document.texts:
        if text.quoted or not matches(_SECTION, text.section):
            continue
        for code, meaning in _listed(plain(text.raw), item=text.kind == "item"):
            errors.setdefault(code, meaning)
    return errors


def _table(table: Table) -> list[tuple[str, str]]:
    if len(table.head) < 2 or not (_HEAD.search(plain(table.head[0])) or matches(_SECTION, table.section)):
        return []
    found = [(plain(row[0]).strip(), [plain(cell).strip() for cell in row[1:]]) for row in table.rows]
    return [(code, " — ".join(filter(None, cells))) for code, cells in found if _CODE.fullmatch(code)]


def _listed(text: str, *, item: bool) -> list[tuple[str, str]]:
    if item:
        match = _BULLET.fullmatch(text.strip())
        return [(match[1], _flat(match[2]))] if match else []
    found = [(code, _flat(meaning)) for code, meaning in _RUN_ON.findall(text)]
    return found if len(found) >= _FEW else []


def _flat(text: str) -> str:
    return " ".join(text.split()).rstrip("; ")
