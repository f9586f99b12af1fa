"""One spelling for matching: lower case, half width, simplified Chinese; every offset stays where it was."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_VARIANTS = Path(__file__).with_name("data") / "zh" / "variants.txt"


@cache
def _table() -> dict[int, str]:
    """Character for character: full width to half width, traditional to simplified, curly to straight."""
    kept = "，：；！？（）"
    table = {wide: chr(wide - 0xFEE0) for wide in range(0xFF01, 0xFF5F) if chr(wide) not in kept}
    table |= {0x3000: " ", 0xA0: " ", ord("’"): "'"}
    for line in _VARIANTS.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            theirs, ours = line.split()
            table |= dict(zip(map(ord, theirs), ours, strict=True))
    return table


def _lower(character: str) -> str:
    small = character.lower()
    return small if len(small) == 1 else character


def fold(text: str) -> str:
    """`text` as the word lists spell it; the same length, so that spans found in it hold in `text`."""
    if not text.isascii():
        text = text.translate(_table())
    small = text.lower()
    return small if len(small) == len(text) else "".join(map(_lower, text))
