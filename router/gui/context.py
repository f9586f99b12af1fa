"""What the lines around a sentence say about it: a script, a how-to, a menu, another program."""

import re

from router.gui.heads import RESTART
from router.gui.lexicon import BIT
from router.gui.tokens import NUMBER, Token

CLOCK = re.compile(r"^\W*\d[\d:.]*\s*(?:s|秒)?\s*[–—~至到-]\s*\d[\d:.]*\s*(?:s|秒)?(?![\w%])|^\W*\d{1,2}:\d\d\b")
LABEL = re.compile(r"^(?:[^:：]|:(?=\d)){1,40}[:：](?!\d)")
TITLE = 4
HEADER = re.compile(r"[:：]\W*$")


class Context:
    """The block that the current line belongs to: "", content, howto, menu or elsewhere."""

    def __init__(self) -> None:
        self.block = ""
        self.listed = False
        self.started = False
        self.line = ""

    def begin_line(self, gap: str, marker: str) -> None:
        """A new line: does the block that a header opened go on?"""
        self.line = ""
        blank = gap.count("\n") > 1
        if not self.block:
            return
        if self.started and not marker and (blank or self.listed):
            self.block = ""
        self.listed = self.listed or bool(marker)
        self.started = True

    def is_content(self, text: str, tokens: list[Token], first: bool) -> bool:
        """Is this sentence part of the film or about another program?"""
        if first and CLOCK.match(text):
            self.line = "content"
        elif self._labelled(text, tokens):
            self.line = "labelled"
        elif self.line == "labelled" and any(t.tags & RESTART for t in tokens):
            self.line = ""
        return self.block in ("content", "elsewhere") or bool(self.line)

    def _labelled(self, text: str, tokens: list[Token]) -> bool:
        match = LABEL.match(text)
        if not match:
            return False
        label = [t for t in tokens if t.start < match.end() - 1 and t.tags & ~BIT["seq"]]
        if not label or any(t.tags & BIT["howto"] for t in label):
            return False
        if label[-1].tags & (BIT["script"] | BIT["says"] | BIT["plan"]):
            return True
        plain = next((t for t in label if not t.tags & (BIT["filler"] | NUMBER)), label[0])
        return len(label) <= 5 and bool(plain.tags & BIT["script"]) and not any(t.tags & BIT["is"] for t in label)

    def end_line(self, text: str, tokens: list[Token], marker: str) -> str:
        """The last sentence of a line may be the header of the lines that follow: which block?"""
        opened = self._opens(text, tokens, marker)
        if opened:
            self.block, self.listed, self.started = opened, False, False
        return opened

    def _is_title(self, text: str, tokens: list[Token]) -> bool:
        """A short line without a stop, such as "Lower thirds", above what it names."""
        plain = text.strip(" *_")[-1:].isalnum() and len(tokens) <= TITLE
        return plain and bool(tokens) and bool(tokens[-1].tags & BIT["script"])

    def _opens(self, text: str, tokens: list[Token], marker: str) -> str:
        tags = 0
        for token in tokens:
            tags |= token.tags
        asks = text.rstrip(" *_").endswith(("?", "？"))
        if asks and tags & BIT["menu"]:
            return "menu"
        if not HEADER.search(text) and "#" not in marker:
            return "content" if not marker and self._is_title(text, tokens) else ""
        if tags & BIT["elsewhere"]:
            return "elsewhere"
        if tags & BIT["menu"]:
            return "menu"
        if tags & BIT["howto"] or (tokens and tokens[0].key == "to"):
            return "howto"
        return "content" if tags & BIT["script"] else ""
