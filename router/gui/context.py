"""What the lines around a sentence say about it: a script, a how-to, a menu, another program."""

import re

from router.gui.heads import RESTART
from router.gui.lexicon import BIT, bits
from router.gui.names import union
from router.gui.tokens import NUMBER, Token

# "0–4s …", "**0:12** …": a shot of the film.
CLOCK = re.compile(r"^\W*\d[\d:.]*\s*(?:s|秒)?\s*[–—~至到-]\s*\d[\d:.]*\s*(?:s|秒)?(?![\w%])|^\W*\d{1,2}:\d\d\b")
LABEL = re.compile(r"^(?:[^:：]|:(?=\d)){1,80}[:：](?!\d)")
HEADER = re.compile(r"[:：]\W*$")
ASKING = re.compile(r"[?？][\s*_\"”]*$")
FENCE = re.compile(r"^(?:```|~~~)")
LABELS = bits("script says")
SHORT_LABEL, LONG_LABEL, SHORT_TITLE = 5, 9, 4


class Context:
    """The block that the current line belongs to: "", content, howto, menu or elsewhere."""

    def __init__(self) -> None:
        self.block = ""
        self._line = ""
        self._listed = False
        self._started = False
        self._title = False  # the header speaks only of a list
        self._fenced = False

    def begin_line(self, gap: str, marker: str) -> None:
        """A new line: does the block that a header opened go on?"""
        self._line = "quote" if ">" in marker else ""
        if not self.block:
            return
        blank = gap.count("\n") > 1
        if not marker and (self._title or (self._started and (blank or self._listed))):
            self.block = ""
        self._title = False
        self._listed = self._listed or bool(marker)
        self._started = True

    def mood(self, text: str, tokens: list[Token], first: bool) -> str:
        """content: code, part of the film or about another program; cautious: perhaps; else ""."""
        if first and FENCE.match(text):
            self._fenced = not self._fenced
            return "content"
        if self._fenced or self.block in ("content", "elsewhere"):
            return "content"
        if _is_labelled(text, tokens) or (first and CLOCK.match(text)):
            self._line = "content"
            return "content"
        if self._line == "content" and union(tokens) & RESTART:
            self._line = ""
        return "cautious" if self._line else ""

    def end_line(self, text: str, tokens: list[Token], marker: str) -> str:
        """The last sentence of a line may be the header of the lines that follow: which block?"""
        title = not marker and _is_title(text, tokens)
        opened = "content" if title else _opens(text, tokens, marker)
        if opened:
            self.block, self._listed, self._started = opened, False, False
            self._title = title or bool(ASKING.search(text))
        return opened


def _is_labelled(text: str, tokens: list[Token]) -> bool:
    """ "Narrator, 0:12: …", “片尾文案：…”: what follows is said or written in the film."""
    match = LABEL.match(text)
    if not match:
        return False
    label = [t for t in tokens if t.start < match.end() - 1 and t.tags & ~BIT["seq"]]
    tags = union(label)
    if tags & BIT["says"] and not tags & RESTART:
        return True
    if label and label[-1].tags & BIT["plan"]:
        return True
    if not label or tags & (BIT["howto"] | BIT["agent"]):
        return False
    if label[-1].tags & LABELS and len(label) <= LONG_LABEL:
        return True
    named = next((t for t in label if not t.tags & (BIT["filler"] | NUMBER)), label[0])
    short = len(label) <= SHORT_LABEL and not tags & BIT["is"]
    return short and bool(named.tags & BIT["script"])


def _is_title(text: str, tokens: list[Token]) -> bool:
    """A short line without a stop, such as "Lower thirds", above a list of what it names."""
    plain = text.strip(" *_")[-1:].isalnum() and 0 < len(tokens) <= SHORT_TITLE
    return plain and bool(tokens[-1].tags & BIT["script"])


def _opens(text: str, tokens: list[Token], marker: str) -> str:
    tags = union(tokens)
    if ASKING.search(text) and tags & BIT["menu"]:
        return "menu"
    if not HEADER.search(text) and "#" not in marker:
        return ""
    if tags & BIT["elsewhere"]:
        return "elsewhere"
    if tags & BIT["menu"]:
        return "menu"
    if tags & BIT["wish"] and not tags & bits("script howto agent"):
        return "menu"
    if tags & BIT["howto"] or (tokens and tokens[0].key == "to"):
        return "howto"
    return "content" if tags & BIT["script"] else ""
