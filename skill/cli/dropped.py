"""Files in a typed line: a path that was dropped on the terminal, pasted or written, quoted or escaped."""

import os
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

_PIECE = re.compile(r"""(?<!\S)(?P<quoted>'[^'\n]+'|"[^"\n]+")|(?P<bare>(?:\\.|[^\s\\])+)""")
_ENDING = ".,;:!?，。；：！？、"


def parted(line: str) -> tuple[str, list[str]]:
    """The message, and the files in it that exist. In the message a file goes by its name; alone, it says nothing."""
    files: list[str] = []

    def named(match: re.Match[str]) -> str:
        path = _file(match)
        if path is None:
            return match[0]
        files.append(str(path))
        return path.name

    message = _PIECE.sub(named, line)
    alone = not _PIECE.sub(lambda match: "" if _file(match) else match[0], line).strip()
    return ("" if files and alone else message), list(dict.fromkeys(files))


def _file(match: re.Match[str]) -> Path | None:
    words = match["quoted"][1:-1] if match["quoted"] else match["bare"]
    for tried in (words, words.rstrip(_ENDING)):
        if (path := _path(tried, escaped=not match["quoted"])) is not None:
            return path
    return None


def _path(words: str, escaped: bool) -> Path | None:
    """An existing file. A bare word counts only with a slash or an ending: `coffee` is a word."""
    if words.startswith("file://"):
        words, escaped = unquote(urlsplit(words).path), False
    if escaped and os.name != "nt":
        words = re.sub(r"\\(.)", r"\1", words)
    if "/" not in words and os.sep not in words and not re.search(r"\.\w{2,4}$", words):
        return None
    try:
        path = Path(words).expanduser()
        return path.absolute() if path.is_file() else None
    except (OSError, ValueError, RuntimeError):  # too long, a zero byte, nobody's home
        return None
