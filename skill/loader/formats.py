"""Accepted formats, as a page tells them: a labelled list, a section of its own, or a sentence."""

import re
from collections.abc import Iterator

from skill.loader.document import Document, matches, plain, prose

_KNOWN = frozenset(
    {
        "mp4", "mov", "avi", "webm", "mkv", "m4v", "mpg", "mpeg", "wmv", "flv", "3gp", "mts", "m2ts", "ogv",
        "gif", "jpg", "jpeg", "png", "webp", "bmp", "tif", "tiff", "heic", "heif", "avif", "svg",
        "mp3", "wav", "m4a", "aac", "flac", "ogg", "oga", "opus", "wma", "aiff",
        "txt", "md", "srt", "vtt", "ass", "doc", "docx", "pdf", "ppt", "pptx", "csv", "json",
    }
)  # fmt: skip
_KIND = r"(?:image|video|audio|media|input|upload|file|formats?|files?|types?|extensions?)"
_LABEL = re.compile(
    rf"^\W*(?:(?:all |the )?(?:supported|accepted|allowed)(?: {_KIND})*|(?:input |upload |file |media )?(?:formats?|extensions?)"
    rf"|file types?|(?:{_KIND} )+(?:supported|accepted)|accepts?|supports?|handles|works with|you can (?:upload|send)"
    r"|支持(?:的)?(?:文件|媒体|上传)?(?:格式|类型)?|可接受(?:的)?格式|(?:文件|媒体|上传)?格式)\W*[:：]\s*(?P<list>.+)",
    re.IGNORECASE,
)
_SECTION = re.compile(
    r"\b(?:supported|accepted|input|upload)\b.*\b(?:formats?|files?|types?)\b|支持.*格式|文件格式", re.IGNORECASE
)
_SENTENCE = re.compile(
    r"\b(?:supports?|accepts?|works with|supported formats? (?:are|include))\s+(?P<list>[^.;。]+)|支持\s*(?P<zh>[^。；;]+)",
    re.IGNORECASE,
)
_HINTS = ("support", "accept", "allowed", "format", "handle", "extension", "works with", "file type", "you can", "支持", "格式", "可接受")  # fmt: skip
_OUTPUT = re.compile(r"\b(?:output|export|deliver|result|download)|输出|导出", re.IGNORECASE)
_ITEM = re.compile(r"[,，、;；/|·]|\band\b|\bor\b|和|及|以及|或")
_WORD = re.compile(r"[A-Za-z0-9]{2,5}")
_FEW = 2  # a list in a sentence has so many names, or it is no list


def read(document: Document, description: str) -> tuple[str, ...]:
    """Extensions in lower case, without the dot. A labelled list comes before a section, that before a sentence."""
    return next((tuple(dict.fromkeys(names)) for names in _told(document, description) if names), ())


def _told(document: Document, description: str) -> Iterator[list[str]]:
    raws = [text.raw for text in document.own(*_HINTS)]
    lines = [line for raw in raws for line in raw.split("\n")] + document.pairs()
    yield [name for line in lines for name in _labelled(line)]
    yield [name for line in _in_section(document) for name in _names(line) if name in _KNOWN]
    for text in (*(prose(raw) for raw in raws if _SENTENCE.search(raw)), description):
        for match in _SENTENCE.finditer(text):
            names = [name for name in _names(match["list"] or match["zh"]) if name in _KNOWN]
            if len(names) >= _FEW and not _OUTPUT.search(match.group()):
                yield names


def _labelled(line: str) -> list[str]:
    """The names behind a label such as `Supported formats:`."""
    match = _LABEL.match(plain(line)) if _LABEL.match(line) else None
    if match is None or _OUTPUT.search(match.string[: match.start("list")]):
        return []
    names = _names(match["list"])
    return names if not _KNOWN.isdisjoint(names) else []


def _in_section(document: Document) -> Iterator[str]:
    for text in document.texts:
        if matches(_SECTION, text.section) and not matches(_OUTPUT, text.section) and not text.quoted:
            yield plain(text.raw)
    for table in document.tables:
        if matches(_SECTION, table.section) and not matches(_OUTPUT, table.section):
            yield from (plain(cell) for row in table.rows for cell in row)


def _names(text: str) -> list[str]:
    """Extensions in a list: an item that is one short word, and the known ones within longer items."""
    names: list[str] = []
    for item in _ITEM.split(text):
        words = _WORD.findall(item.replace("`", ""))
        if len(words) == 1 and item.strip(" \t.`'\"*()（）。") == words[0]:
            names.append(words[0].lower())
        else:
            names += [word.lower() for word in words if word.lower() in _KNOWN]
    return names
