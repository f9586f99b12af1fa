"""Text that arrives in pieces, broken into lines at words and by display width: a Chinese character takes two cells."""

import re

from rich.cells import cell_len

# A run of spaces, a word with what clings to it, or one wide character with the marks that may not begin a line.
_WIDE = "\u1100-\u115f\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6"
_CLOSING = "，。！？；：、）」』》】”’…"
_PIECE = re.compile(rf"\n|[^\S\n]+|[（「『《【“‘]*[{_WIDE}](?:[{_CLOSING}])*|[^\s{_WIDE}]+[{_CLOSING}]*")


class Wrapped:
    """Breaks lines for a terminal of so many columns. What is longer than a line, such as a path, is left whole."""

    def __init__(self, columns: int) -> None:
        self._columns = columns
        self._at = 0
        self._gap = ""

    def feed(self, text: str) -> str:
        """The text with line breaks; what it begins with goes on where the text before it ended."""
        return "".join(self._place(match[0]) for match in _PIECE.finditer(text))

    def _place(self, piece: str) -> str:
        if piece == "\n":
            self._at, self._gap = 0, ""
            return piece
        if piece.isspace():
            self._gap = piece
            return ""
        gap, self._gap = self._gap, ""
        width = cell_len(piece)
        if self._at and self._at + cell_len(gap) + width > self._columns:
            self._at = width
            return "\n" + piece
        self._at += cell_len(gap) + width
        return gap + piece

    def end(self) -> None:
        """Somebody else began a new line."""
        self._at, self._gap = 0, ""
