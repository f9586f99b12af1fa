"""The route table: what the user says, what is done then, and whether the agent is asked at all.

Seen in the wild: heads such as `User says... | Action | Skip SSE?`, `What you say | Where it goes | Skips SSE?`,
`Your input | Handler | SSE?` and `You type... | Goes to... | Uses SSE?` (the last two ask the opposite question),
ticks as emoji or as words, and tables without the third column.
"""

import re

from router.actions import Route
from skill.loader.diagnostics import Notes
from skill.loader.document import Document, Table, plain
from skill.loader.phrases import phrases

_SAYS = re.compile(
    r"\b(?:users?|you|your|input|says?|message|request|intent|trigger|phrase)\b|用户|你说|输入|消息", re.IGNORECASE
)
_BACKEND = re.compile(r"backend|\bit says\b|\bgui\b|interface|event|后端|界面", re.IGNORECASE)
_SSE = re.compile(r"\bsse\b|\bstream", re.IGNORECASE)
_SKIPS = re.compile(r"skip|bypass|without|avoid|\bno\b|跳过|绕过|不走|免", re.IGNORECASE)

_YES = re.compile(r"[✅✔✓☑🟢]|\[x\]|:white_check_mark:|\b(?:yes|y|true|1)\b|^\s*(?:是|对)", re.IGNORECASE)
_NO = re.compile(r"[❌✗✘✖❎🔴×]|\[ \]|:x:|\b(?:no|n|false|0)\b|^\s*(?:否|不|-|–|—)?\s*$|^\s*(?:否|不)", re.IGNORECASE)

_REST = re.compile(
    r"^\W*(?:everything|anything|all|any)\b.*\belse\b|^\W*(?:any(?:thing)? )?others?\b|^\W*(?:all other|otherwise|default|fallback|\*)"
    r"|^\W*(?:其他|其它|其余|别的)",
    re.IGNORECASE,
)

# What the second column may call an action. Where several occur, the first in the text holds.
_ACTIONS = {
    "export": re.compile(r"\b(?:export|render|deliver|download)|导出|下载|渲染|匯出", re.IGNORECASE),
    "credits": re.compile(r"\b(?:credit|balance|quota|billing)|积分|余额|额度", re.IGNORECASE),
    "upload": re.compile(r"\b(?:upload|ingest|file intake)|上传|上傳", re.IGNORECASE),
    "state": re.compile(r"\b(?:state|status|timeline|tracks?)\b|状态|时间线|轨道|进度", re.IGNORECASE),
}
_CHAT = re.compile(r"\b(?:sse|chat|generat\w*|edit\w*|message)\b|对话|聊天|生成|编辑|剪辑", re.IGNORECASE)
SECTION = re.compile(r"(?:§+\s*|\bsection\s+|第\s*)(\d+(?:\.\d+)*)", re.IGNORECASE)
# How the family numbers its sections; a page that has a heading with the number is asked first.
FAMILY_SECTIONS = {"3.1": "chat", "3.2": "upload", "3.3": "credits", "3.4": "state", "3.5": "export"}


def read(document: Document, notes: Notes) -> tuple[Route, ...]:
    """Every route the page states, in its order; empty where it has no such table."""
    routes: list[Route] = []
    for table in document.tables:
        if _is_routes(table):
            routes += _rows(table, document, notes)
    return tuple(routes)


def _is_routes(table: Table) -> bool:
    head = [plain(cell) for cell in table.head]
    if len(head) < 2 or _BACKEND.search(head[0]) or not _SAYS.search(head[0]):
        return False
    if any(_SSE.search(cell) for cell in head[2:]):
        return True
    known = {_action(plain(row[1]), skips=None) for row in table.rows}
    return len(known & set(_ACTIONS)) >= 2


def _rows(table: Table, document: Document, notes: Notes) -> list[Route]:
    column = next((at for at, cell in enumerate(table.head) if at > 1 and _SSE.search(plain(cell))), None)
    asks_to_skip = column is None or bool(_SKIPS.search(plain(table.head[column])))
    routes: list[Route] = []
    for row in table.rows:
        says, target = row[0], plain(row[1]).strip()
        tick = _tick(plain(row[column])) if column is not None else None
        skips = tick if tick is None or asks_to_skip else not tick
        if column is not None and tick is None:
            notes.add("ignored", f"route table: {plain(row[column])!r} is neither yes nor no")
        rest = bool(_REST.search(plain(says)))
        action = _action(target, skips) or _by_section(target, document) or ("chat" if rest else None)
        if action is None:
            notes.add("ignored", f"route table: {plain(says)!r} leads to {target!r}, which is not known here")
            continue
        keywords = () if rest else phrases(says)
        if not keywords and not rest:
            notes.add("ignored", f"route table: no words to listen for in {plain(says)!r}")
            continue
        routes.append(Route(action=action, keywords=keywords, skip_sse=action != "chat" if skips is None else skips))
    return routes


def _tick(cell: str) -> bool | None:
    if _YES.search(cell):
        return True
    return False if _NO.search(cell) else None


def _action(target: str, skips: bool | None) -> str | None:
    """The action that the second column names; what goes over the stream anyway is chat."""
    chat = _CHAT.search(target)
    if chat and not skips and _SSE.search(target):
        return "chat"
    found = {name: match.start() for name, words in _ACTIONS.items() if (match := words.search(target))}
    if found:
        return min(found, key=found.__getitem__)
    return "chat" if chat else None


def _by_section(target: str, document: Document) -> str | None:
    """The action of the section that the second column points to."""
    number = SECTION.search(target)
    if not number:
        return None
    if title := document.section(number[1]):
        return _action(title, skips=None)
    if SECTION.sub("", target).strip(" →->.:："):
        return None  # it has a name, and the name is not known
    return FAMILY_SECTIONS.get(number[1])
