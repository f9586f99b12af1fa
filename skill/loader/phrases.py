"""The words that a table cell or a bullet lists: `"export" / "导出" / user sends file` -> `export`, `导出`."""

import re

from skill.loader.document import coded

_QUOTED = re.compile(r'"([^"]+)"|“([^”]+)”|「([^」]+)」|『([^』]+)』|`([^`]+)`|(?<!\w)\'([^\']+)\'(?!\w)|‘([^’]+)’')
_SEPARATOR = re.compile(r"\s*(?:[/|,、;，；]|\bor\b|或者?)\s*")
_PLACEHOLDER = re.compile(r"\s*(?:\[[^\]]*\]|<[^>]*>|\{[^}]*\}|…|\.{3})\s*")
# Not words somebody says but things somebody does.
_DEED = re.compile(
    r"\b(?:users?|file|clip|attach\w*|sends?)\b.*\b(?:sends?|attach\w*|files?|drops?|shares?)\b|用户.*(?:发送|文件)",
    re.IGNORECASE,
)


def phrases(raw: str) -> tuple[str, ...]:
    """Quoted words where there are any, otherwise the parts between the separators; placeholders are cut out."""
    text = coded(raw)
    quoted = [next(filter(None, match.groups())) for match in _QUOTED.finditer(text)]
    parts = quoted or [part for part in _SEPARATOR.split(text) if not _DEED.search(part)]
    words = (" ".join(_PLACEHOLDER.sub(" ", part).split()) for part in parts)
    return tuple(dict.fromkeys(word for word in words if word))
