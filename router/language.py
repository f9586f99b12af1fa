"""Which language to answer in."""

from __future__ import annotations

import re

_MASKED = re.compile(
    r"https?://\S+|www\.\S+|(?:[a-z]:|~|\.{1,2})?[\\/][^\s，。、]+|[\w-]+\.\w{2,4}\b"
    r"|\"[^\"]*\"|“[^”]*”|「[^」]*」|『[^』]*』|《[^》]*》|‘[^’]*’",
    re.IGNORECASE,
)
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?")


def detect(text: str, default: str = "en") -> str:
    """ "en" or "zh": what the sender would like to read.

    Quotations, addresses and paths do not count. Of a mixed message, the language that carries it: a
    Chinese word is about two characters long, and English words in a Chinese sentence are many
    ("帮我把 video export 成 mp4"), so that two Han characters outweigh one Latin word. Text in neither
    script, or in kana or hangul, is answered in `default`.
    """
    has_latin = bool(_LATIN.search(text))
    if text.isascii() or not _HAN.search(text):
        return "en" if has_latin else default
    if not has_latin:
        return "zh"
    for sample in (_MASKED.sub(" ", text), text):
        han, latin = len(_HAN.findall(sample)), len(_LATIN.findall(sample))
        if han or latin:
            return "zh" if han >= max(1, latin) else "en"
    return default
