"""What may be uploaded: accepted formats and the size limit, as a page tells them."""

import re

from skill.loader.diagnostics import Notes
from skill.loader.document import Document, plain, prose

MEGABYTE = 1_000_000  # as the page's readers and file managers count; 1 MiB is 1,048,576

_KNOWN = frozenset(
    [
        "mp4",
        "mov",
        "avi",
        "webm",
        "mkv",
        "m4v",
        "mpg",
        "mpeg",
        "wmv",
        "flv",
        "3gp",
        "mts",
        "m2ts",
        "ts",
        "ogv",
        "gif",
        "jpg",
        "jpeg",
        "png",
        "webp",
        "bmp",
        "tif",
        "tiff",
        "heic",
        "heif",
        "avif",
        "svg",
        "mp3",
        "wav",
        "m4a",
        "aac",
        "flac",
        "ogg",
        "oga",
        "opus",
        "wma",
        "aiff",
        "txt",
        "md",
        "srt",
        "vtt",
        "ass",
        "doc",
        "docx",
        "pdf",
        "ppt",
        "pptx",
        "csv",
        "json",
    ]
)
_LABEL = re.compile(
    r"^\W*(?:(?:all |the )?(?:supported|accepted|allowed)(?: (?:image|video|audio|media|input|upload|file|formats?|files?|types?|extensions?))*"
    r"|(?:input |upload |file |media )?(?:formats?|extensions?)|file types?|files accepted|accepts?|supports?|handles"
    r"|支持(?:的)?(?:文件|媒体|上传)?(?:格式|类型)?|可接受(?:的)?格式|(?:文件|媒体|上传)?格式)\W*[:：]\s*(?P<list>.+)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    r"\b(?:supports?|accepts?|works with|supported formats? (?:are|include))\s+(?P<list>[^.;。]+)|支持\s*(?P<zh>[^。；;]+)",
    re.IGNORECASE,
)
_HINTS = (
    "support",
    "accept",
    "allowed",
    "format",
    "handle",
    "extension",
    "works with",
    "file type",
    "支持",
    "格式",
    "可接受",
)
_OUTPUT = re.compile(r"\b(?:output|export|deliver|result|download)|输出|导出", re.IGNORECASE)
_ITEM = re.compile(r"[,，、;；/|]|\band\b|\bor\b|和|及|以及|或")
_WORD = re.compile(r"[A-Za-z0-9]{2,5}")

_SIZE = r"(?P<{0}>\d[\d,]*(?:\.\d+)?)\s?(?P<{0}u>[KMGT]i?B|[MG](?=\W*$|[，。、；）]))(?![A-Za-z0-9])"
_NUMBER = {"K": 1, "M": 2, "G": 3, "T": 4}
# Best first: a maximum of a file; a cap without a subject; files refused above it; how much a file may have.
_LIMITS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\bmax(?:imum)?\.?\s+(?:(?:allowed|single|input|upload|video|media)\s+)*(?:file|upload|size|video|media)[^.\n。;]{{0,30}}?{_SIZE.format('a')}",
        rf"{_SIZE.format('b')}\s+(?:max(?:imum)?|limit|cap|file (?:size )?(?:cap|limit|max)|size limit|上限|以内)",
        rf"(?:(?:file|upload|size)[ -](?:size[ -])?(?:limit|cap)|\blimit(?:ed)? (?:is|of|to))[^.\n。;]{{0,24}}?{_SIZE.format('c')}",
        rf"(?:最大|上限|不(?:能|得|可)?(?:超过|大于)|小于|限制)[^.\n。；]{{0,12}}?{_SIZE.format('d')}",
        rf"\b(?:reject|refuse|block)\w*[^.\n。]{{0,40}}?(?:>|over|above|larger than|bigger than)\s*{_SIZE.format('e')}",
        rf"\bfiles?[^.\n。;]{{0,24}}?(?:must|cannot|can't|may not|should)[^.\n。;]{{0,30}}?{_SIZE.format('f')}",
        rf"(?:\b(?:files?|uploads?|clips?|videos?|footage|mp4|mov|media)\b|文件|视频)[^.\n。;]{{0,60}}?(?:\bup to|最多|最高)\s*{_SIZE.format('g')}",
        rf"(?:\bup to|最多|最高)\s*{_SIZE.format('h')}",
    )
)
_SIZE_HINT = re.compile(r"\d\s?[KMGT](?:i?B)?(?![A-Za-z0-9])", re.IGNORECASE)


def formats(document: Document, description: str) -> tuple[str, ...]:
    """Accepted extensions, lower case, without the dot. A labelled list comes before a sentence."""
    raws = [text.raw for text in document.texts if text.mentions(*_HINTS)]
    labelled = [name for raw in raws for line in raw.split("\n") for name in _labelled(line)]
    if labelled:
        return tuple(dict.fromkeys(labelled))
    for text in (*(prose(raw) for raw in raws if _SENTENCE.search(raw)), description):
        for match in _SENTENCE.finditer(text):
            if not _OUTPUT.search(match.group()):
                names = [name for name in _names(match["list"] or match["zh"]) if name in _KNOWN]
                if len(names) > 1:
                    return tuple(dict.fromkeys(names))
    return ()


def _labelled(line: str) -> list[str]:
    """The names behind a label such as `Supported formats:`."""
    match = _LABEL.match(plain(line)) if _LABEL.match(line) else None
    if match is None or _OUTPUT.search(line[: match.start("list")]):
        return []
    return _names(match["list"])


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


def size_limit(document: Document, description: str, notes: Notes) -> int | None:
    """The largest upload in bytes, from the plainest statement; None where none is made.

    Quoted words do not count: `"compress this to under 100MB"` is what a user may say.
    """
    candidates = [text.raw for text in document.texts if not text.quoted and _SIZE_HINT.search(text.raw)]
    candidates += [cell for table in document.tables for row in table.rows for cell in row if _SIZE_HINT.search(cell)]
    texts = [prose(raw) for raw in candidates]
    texts.append(description)
    for pattern in _LIMITS:
        found = [_bytes(match) for text in texts for match in pattern.finditer(text)]
        if found:
            if len(set(found)) > 1:
                told = ", ".join(f"{size:,}" for size in dict.fromkeys(found))
                notes.add("conflict", f"several size limits ({told} bytes); the first holds")
            return found[0]
    return None


def _bytes(match: re.Match[str]) -> int:
    number, unit = (value for value in match.groups() if value)
    step = 1024 if "i" in unit.lower() else 1000
    size: float = float(number.replace(",", "")) * step ** _NUMBER[unit[0].upper()]
    return round(size)
