"""The route table: what the user says, what is done then, and whether the agent is asked at all.

Seen in the wild: heads such as `User says... | Action | Skip SSE?`, `What you say | Where it goes | Skips SSE?`,
`Your input | Handler | SSE?` and `You type... | Goes to... | Uses SSE?` (the last two ask the opposite question),
ticks as emoji or as words, and tables without the third column.
"""

import re
from dataclasses import dataclass

from router.actions import Route
from skill.loader.diagnostics import Notes
from skill.loader.document import Document, Table, plain
from skill.loader.phrases import phrases
from skill.loader.targets import STREAM, action_of, named

_SAYS = re.compile(
    r"\b(?:users?|you|your|inputs?|says?|messages?|requests?|intents?|triggers?|phrases?|keywords?|utterances?|when)\b"
    r"|用户|你说|输入|消息|说法|指令|关键词|触发",
    re.IGNORECASE,
)
_BACKEND = re.compile(r"backend|\bit says\b|\bgui\b|interface|event|后端|界面", re.IGNORECASE)
_SKIPS = re.compile(r"skip|bypass|without|avoid|\bno\b|跳过|绕过|不走|免", re.IGNORECASE)

_YES = re.compile(r"[✅✔✓☑🟢]|\[x\]|:white_check_mark:|\b(?:yes|y|true|1)\b|^\s*(?:是|对)", re.IGNORECASE)
_NO = re.compile(r"[❌✗✘✖❎🔴🚫⛔×]|\[ \]|:x:|\b(?:no|n|false|0)\b|^\s*(?:否|不)|^\s*[-–—]?\s*$", re.IGNORECASE)
_SKIP_IT = re.compile(r"^\W*(?:skip|bypass|direct|跳过|绕过)", re.IGNORECASE)

_REST = re.compile(
    r"^\W*(?:everything|anything|all|any)\b.*\belse\b|^\W*(?:any(?:thing)? )?others?\b"
    r"|^\W*(?:all other|otherwise|default|fallback|\*)|^\W*(?:其他|其它|其余|别的)",
    re.IGNORECASE,
)
_KNOWN = 2  # so many actions of its rows must be known before a table without a column about SSE is taken for one


@dataclass(frozen=True, slots=True)
class _Columns:
    """Which column is which. `asks_to_skip`: does a yes in `stream` mean that the agent is not asked?"""

    says: int
    target: int
    stream: int | None
    asks_to_skip: bool


def read(document: Document, notes: Notes) -> tuple[Route, ...]:
    """Every route the page states, in its order; empty where it has no such table."""
    routes: list[Route] = []
    for table in document.tables:
        if columns := _columns(table):
            found = (_route(row, columns, document, notes) for row in table.rows)
            routes += [route for route in found if route]
    return tuple(routes)


def _columns(table: Table) -> _Columns | None:
    """The columns of a route table; None if it is another table."""
    head = [plain(cell) for cell in table.head]
    stream = next((at for at, cell in enumerate(head) if STREAM.search(cell)), None)
    others = [at for at in range(len(head)) if at != stream]
    says = next((at for at in others if _SAYS.search(head[at])), others[0] if others and stream is not None else None)
    if says is None or len(others) < 2 or any(_BACKEND.search(head[at]) for at in others):
        return None
    targets = {at: [named(plain(row[at])) for row in table.rows] for at in others if at != says}
    target = max(targets, key=lambda at: sum(action is not None for action in targets[at]))
    if stream is None and len(set(targets[target]) - {None, "chat"}) < _KNOWN:
        return None
    return _Columns(says, target, stream, asks_to_skip=stream is None or bool(_SKIPS.search(head[stream])))


def _route(row: tuple[str, ...], columns: _Columns, document: Document, notes: Notes) -> Route | None:
    """The route that a row states; None, and a note, if it leads nowhere that we know."""
    says, target = row[columns.says], plain(row[columns.target]).strip()
    skips = _skips(row, columns, notes)
    rest = bool(_REST.search(plain(says)))
    action = action_of(target, document, skips) or ("chat" if rest else None)
    keywords = () if rest else phrases(says)
    if action is None:
        notes.add("ignored", f"route table: {plain(says)!r} leads to {target!r}, which is not known here")
    elif not keywords and not rest:
        notes.add("ignored", f"route table: no words to listen for in {plain(says)!r}")
    else:
        return Route(action=action, keywords=keywords, skip_sse=action != "chat" if skips is None else skips)
    return None


def _skips(row: tuple[str, ...], columns: _Columns, notes: Notes) -> bool | None:
    """Does the row go past the agent? None where it does not say."""
    if columns.stream is None:
        return None
    cell = plain(row[columns.stream])
    if _SKIP_IT.search(cell):
        return True
    if _YES.search(cell):
        return columns.asks_to_skip
    if _NO.search(cell):
        return not columns.asks_to_skip
    notes.add("ignored", f"route table: {cell!r} is neither yes nor no")
    return None
