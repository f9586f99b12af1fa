"""Which language to answer in."""

import re

_HAN = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[A-Za-z]{2,}")


def detect(text: str, default: str = "en") -> str:
    """`zh` where Chinese characters carry the message, `en` where words of Latin letters do, else the default."""
    han, words = len(_HAN.findall(text)), len(_WORD.findall(text))
    if not han and not words:
        return default
    return "zh" if han >= words else "en"
