"""Error codes as a table, as bullets, or run together on one line."""

import re
from collections.abc import Iterator

from skill.loader.document import Document, Table, matches, plain

_SECTION = re.compile(r"\berrors?\b|错误|报错", re.IGNORECASE)
_HEAD = re.compile(r"\bcodes?\b|\berrors?\b|错误|代码|状态码", re.IGNORECASE)
_CODE = re.compile(
    r"(?:HTTP\s*)?(?P<code>\d{1,4})(?:\s*[(（:：—–-]*\s*(?P<rest>\D.*?)[)）]?)?", re.IGNORECASE | re.DOTALL
)
_BULLET = re.compile(
    r"(?:(?:code|error|http|status)\s+)*(\d{1,4})\s*(?:[—–:：→=(（]|-\s|\s-\s)\s*(.+)", re.IGNORECASE | re.DOTALL
)
# `0— success1001— token expired`: a code, then what separates it from its meaning.
_SEPARATED = r"(?<!\d)(0|\d{3,4})(?:\s*[—–=→]\s*|\s*[:：]\s*|\s+-\s+)"
_RUN_ON = re.compile(rf"{_SEPARATED}(.*?)(?={_SEPARATED}|$)", re.DOTALL)
_FEW = 3  # so many codes in one paragraph are a list of codes


def read(document: Document) -> dict[str, str]:
    """Meaning (and remedy) by code, in the page's order; the first statement of a code holds."""
    errors: dict[str, str] = {}
    for code, meaning in _stated(document):
        errors.setdefault(code, meaning)
    return errors


def _stated(document: Document) -> Iterator[tuple[str, str]]:
    for table in document.tables:
        yield from _table(table)
    for text in document.texts:
        if not text.quoted and matches(_SECTION, text.section):
            yield from _listed(plain(text.raw), item=text.kind == "item")


def _table(table: Table) -> Iterator[tuple[str, str]]:
    column = next((at for at, cell in enumerate(table.head) if _HEAD.search(plain(cell))), None)
    if column is None and not matches(_SECTION, table.section):
        return
    for row in table.rows:
        cells = [plain(cell).strip() for cell in row]
        at = next((at for at, cell in enumerate(cells) if cell.isdigit()), column or 0)
        if match := _CODE.fullmatch(cells[at]):
            meaning = [match["rest"] or "", *cells[:at], *cells[at + 1 :]]
            yield match["code"], " — ".join(filter(None, meaning))


def _listed(text: str, *, item: bool) -> list[tuple[str, str]]:
    if item:
        match = _BULLET.fullmatch(text.strip())
        return [(match[1], _flat(match[2]))] if match else []
    found = [(match[1], _flat(match[2])) for match in _RUN_ON.finditer(text)]
    return found if len(found) >= _FEW else []


def _flat(text: str) -> str:
    return " ".join(text.split()).rstrip("; ,")
