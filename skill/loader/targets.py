"""What a row of the route table leads to: an action by its name, by a section of the page, or nothing that we know."""

import re

from skill.loader.document import Document

# What a page may call an action. Where several occur, the first in the text holds.
_ACTIONS = {
    "export": re.compile(r"\b(?:export|render|deliver|download)|导出|下载|渲染|匯出", re.IGNORECASE),
    "credits": re.compile(r"\b(?:credit|balance|quota|billing)|积分|余额|额度", re.IGNORECASE),
    "upload": re.compile(r"\b(?:upload|ingest|file intake)|上传|上傳", re.IGNORECASE),
    "state": re.compile(r"\b(?:state|status|timeline|tracks?)\b|状态|时间线|轨道|进度", re.IGNORECASE),
}
_CHAT = re.compile(r"\b(?:sse|chat|generat\w*|edit\w*|message)\b|对话|聊天|生成|编辑|剪辑", re.IGNORECASE)
STREAM = re.compile(r"\bsse\b|\bstream", re.IGNORECASE)
SECTION = re.compile(r"(?:§+\s*|\bsection\s+|第\s*)(\d+(?:\.\d+)*)", re.IGNORECASE)
# How the family numbers its sections; a page that has a heading with the number is asked first.
FAMILY_SECTIONS = {"3.1": "chat", "3.2": "upload", "3.3": "credits", "3.4": "state", "3.5": "export"}


def action_of(target: str, document: Document, skips: bool | None) -> str | None:
    """The action that a cell such as `→ §3.5 Export` means. `skips` is the row's tick: what goes over the stream is chat."""
    return named(target, skips) or _by_section(target, document)


def named(target: str, skips: bool | None = None) -> str | None:
    """The action that the words name."""
    chat = _CHAT.search(target)
    if chat and not skips and STREAM.search(target):
        return "chat"
    found = {name: match.start() for name, words in _ACTIONS.items() if (match := words.search(target))}
    if found:
        return min(found, key=found.__getitem__)
    return "chat" if chat else None


def _by_section(target: str, document: Document) -> str | None:
    """The action of the section that is pointed to."""
    number = SECTION.search(target)
    if not number:
        return None
    if title := document.section(number[1]):
        return named(title)
    if SECTION.sub("", target).strip(" →->.:："):
        return None  # it has a name, and the name is not known
    return FAMILY_SECTIONS.get(number[1])
