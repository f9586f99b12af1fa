"""Text from outside, made harmless for a terminal, a header and a file name."""

import re
import unicodedata

_TOKEN = re.compile(r"nmv_usr_[\w.-]+|(?<=Bearer )\S+")  # a backend may quote what it was sent
_KEPT = {"\n", "\t", "\u200c", "\u200d"}  # the joiners shape scripts and emoji


def clean(text: str) -> str:
    """Without control characters, escape sequences, bidi overrides, lone surrogates and tokens; lines stay."""
    text = _TOKEN.sub("***", text)
    return "".join(
        c for c in text.replace("\r\n", "\n") if c in _KEPT or unicodedata.category(c) not in ("Cc", "Cf", "Cs")
    )


def one_line(text: str, limit: int = 200) -> str:
    """Clean, on one line, at most `limit` characters."""
    flat = " ".join(clean(text).split())
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"
