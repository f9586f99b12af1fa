"""Cut a message into units: words, Han characters, and what stands for itself (files, links, quotations).

Quotations, paths, attachments and links are masked: nothing inside them is ever read as a command.
"""

from __future__ import annotations

import re
from functools import cache

_MEDIA = "mp4|mov|avi|webm|mkv|m4v|mxf|jpe?g|png|gif|webp|heic|svg|bmp|tiff?|mp3|wav|m4a|aac|flac|ogg"
_EXTENSION = rf"\.(?:{_MEDIA})(?![a-z0-9])"
_KINDS = (
    "attach(?:ed|ments?)|files?|images?|photos?|pictures?|videos?|audio|voice|clips?|uploaded"
    "|sent a (?:photo|video|file)|附件|文件|图片|照片|视频|语音|音频|档案|影片"
)
_END = r"\s\"'<>|,，;；、。！？（）【】「」『』“”"  # what no path or address contains
_ATTACHMENT = rf"[\[【(<]\s*(?:{_KINDS})(?:\s*[:：][^\]】)>\n]*)?\s*[\]】)>]|📎\s*[^{_END}]+{_EXTENSION}"
_ADDRESS = r"(?:https?://|www\.)"
_FILE = rf"{_ADDRESS}[^{_END}]*?{_EXTENSION}(?:[?#][^{_END}]*)?|file://[^{_END}]+"
_ROOT = r"(?:~[\\/]|\.{1,2}[\\/]|[a-z]:[\\/]|(?<![\w./])/(?=[^\s/]+/|[^\s/]+\.\w))"
_PATH = (
    rf"{_ROOT}[^{_END}]*?{_EXTENSION}"
    rf"|{_ROOT}[^{_END}]*(?: [^{_END}~/\\]+){{1,3}}{_EXTENSION}"  # "My Videos/trip.mp4"
    rf"|{_ROOT}[^{_END}]*"
)
_QUOTE = (
    r"\"[^\"\n]*\"|“[^”\n]*”|‘[^’\n]*’|「[^」\n]*」|『[^』\n]*』|《[^》\n]*》|`[^`\n]*`"
    r"|(?<!\w)'[^'\n]+'(?!\w)"
)
_WORD = r"[a-z]++(?:'[a-z]++)*+"

_PLAIN = (
    rf"(?P<latin>{_WORD}(?![0-9]))"
    r"|(?P<han>[\u3400-\u4dbf\u4e00-\u9fff]+)"
    r"|(?P<number>\d+(?:[.:比x×]\d+)?[a-z]*|[a-z]+\d[a-z0-9]*)"
    r"|(?P<stop>[.!?。！？…;；\n]+)"
    r"|(?P<colon>[:：])|(?P<list>、)|(?P<pause>[,，&+]|--+|[–—→]+|->)"
    r"|(?P<letter>\w)"
    r"|(?P<mark>[^\s\w])"
)
_MASKED = (
    rf"(?P<word>{_WORD}(?=[\s,!?]|$))"  # first, because it is the common case
    rf"|(?P<attachment>{_ATTACHMENT})"
    rf"|(?P<file>{_FILE})"
    rf"|(?P<link>{_ADDRESS}[^{_END}]+)"
    rf"|(?P<path>{_PATH})"
    rf"|(?P<quote>{_QUOTE})"
    rf"|(?P<name>[a-z0-9_][\w-]*{_EXTENSION})"
    rf"|(?P<extension>(?<=[\u4e00-\u9fff]){_EXTENSION})"
)
_NEEDS_MASK = re.compile(r"[\"“‘「『《`/\\\[【(<📎]|(?<!\w)'|www\.|\.[a-z0-9]")
_QUALITY = re.compile(r"\d{3,4}p\d*|[1-8]k|\d+fps|\d{3,4}[x×]\d{3,4}|h26[45]|4k60")
_IS_FILE = rf"{_FILE}|{_PATH}|[\w -]+{_EXTENSION}"

STOP = "<stop>"
FILE, LINK, QUOTE, NAME = "<file>", "<link>", "<quote>", "<name>"


Unit = tuple[str, int, int]  # the folded word or character, or a class in angle brackets; its span


def _number(text: str) -> str:
    if text.isdecimal():
        return "<num>"
    if _QUALITY.fullmatch(text):
        return "<quality>"
    return "<measure>" if text[0].isdecimal() else text


def _quotation(text: str) -> str:
    return FILE if re.fullmatch(_IS_FILE, text[1:-1].strip()) else QUOTE


_CLASS = {
    "attachment": "<attachment>", "file": FILE, "path": FILE, "link": LINK, "name": NAME, "extension": NAME,
}  # fmt: skip


@cache
def _pattern(masked: bool) -> re.Pattern[str]:
    """Compiled when first needed, for that takes longer than the import; without what few messages have."""
    return re.compile(f"{_MASKED}|{_PLAIN}" if masked else _PLAIN)


def cut(folded: str) -> list[Unit]:
    """The units of a folded message, in order. Blanks fall away; what is masked is one unit."""
    units: list[Unit] = []
    for match in _pattern(_NEEDS_MASK.search(folded) is not None).finditer(folded):
        kind, text = match.lastgroup, match.group()
        start, end = match.span()
        if kind == "latin" or kind == "word":
            units.append((text, start, end))
        elif kind == "han":
            units += [(character, start + i, start + i + 1) for i, character in enumerate(text)]
        else:
            units.append((_key(kind, text), start, end))
    return units


def _key(kind: str | None, text: str) -> str:
    if kind in {"pause", "colon", "list"}:
        return f"<{kind}>"
    if kind == "number":
        return _number(text)
    if kind == "quote":
        return _quotation(text)
    if kind == "stop":
        return STOP if not set("?？") & set(text) else "<ask>"
    return _CLASS.get(kind or "", text)
