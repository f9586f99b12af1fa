"""Text that arrives in pieces, cut into sentences the same way however it was chunked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

MARKER = re.compile(
    r"""(?:(?:>|[-*+•·▪●○◦‣➢✅👉➡️▶️]|\#{1,6}|\(?\d{1,3}[.)、）．](?!\d)|[①-⑳⑴-⒇]
    |(?:\*\*|__)?(?:第[一二三四五六七八九十\d]+步|步骤[一二三四五六七八九十\d]+|[Ss]tep\s\d+)
     (?:\*\*|__)?[:：.、](?:\*\*|__)?
    |[一二三四五六七八九十]+、|（[一二三四五六七八九十\d]）|[\u2600-\u27bf\U0001f300-\U0001faff]\ufe0f?)[ \t]*)+""",
    re.X,
)
EVENT = re.compile(r'[\n"“”「」『』【】《》（()）.!?。！？…]')
PAIRS = {"“": "”", "「": "」", "『": "』", "【": "】", "《": "》", "（": "）", "(": ")"}
ENDING = re.compile(r"[.!?。！？…]+[\"”』」）)】*_]*")
ABBREVIATION = re.compile(r"(?:^|[^A-Za-z])(?:e\.g|i\.e|vs|approx|mr|mrs|ms|dr|st)\.$", re.I)
ORDINAL = re.compile(r"^\W*\d{1,3}\.$")
# A sentence longer than this is no order; cutting it keeps memory and time in bounds.
LONGEST = 1200


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence with the white space and the list marker in front of it.

    `first` and `last` tell where it stands in its line.
    """

    gap: str
    marker: str
    text: str
    first: bool
    last: bool


class Splitter:
    """Feed pieces, take sentences. What is held back is at most the current sentence."""

    def __init__(self) -> None:
        self._text = ""
        self._at = 0
        self._open: list[str] = []
        self._gap = ""
        self._first = True

    def feed(self, piece: str) -> Iterator[Unit]:
        """The sentences that `piece` completes."""
        self._text += piece
        return self._scan(final=False)

    def finish(self) -> Iterator[Unit]:
        """The rest; a last unit without text carries trailing white space."""
        yield from self._scan(final=True)
        rest, self._text = self._text, ""
        yield from self._unit(rest, last=True)
        if self._gap:
            yield Unit(self._gap, "", "", False, True)

    def _scan(self, final: bool) -> Iterator[Unit]:
        while match := EVENT.search(self._text, self._at):
            at = match.start()
            if at >= LONGEST:
                break
            end = self._boundary(match.group(), at, final)
            if end == WAIT:
                self._at = at
                return
            if end == NONE:
                self._at = at + 1
                continue
            yield from self._cut(end)
        while len(self._text) > LONGEST:
            yield from self._cut(LONGEST, forced=True)
        self._at = max(self._at, len(self._text))

    def _cut(self, end: int, forced: bool = False) -> Iterator[Unit]:
        head, self._text = self._text[:end], self._text[end:]
        self._at = 0
        after = self._text.lstrip(" \t")
        newline = not forced and (after.startswith("\n") or not after)
        if newline:
            self._open.clear()
        yield from self._unit(head, newline)

    def _unit(self, raw: str, last: bool) -> Iterator[Unit]:
        text = raw.lstrip()
        self._gap += raw[: len(raw) - len(text)]
        body = text.rstrip()
        if not body:
            return
        first = self._first or "\n" in self._gap
        found = MARKER.match(body) if first else None
        marker = found.group() if found and found.end() < len(body) else ""
        yield Unit(self._gap, marker, body[len(marker) :], first, last)
        self._gap, self._first = text[len(body) :], False

    def _boundary(self, char: str, at: int, final: bool) -> int:
        """Where the sentence ends if the event at `at` ends one; else NONE, or WAIT for more."""
        if char == "\n":
            return at if self._text[:at].strip() else at + 1
        if char in PAIRS:
            self._open.append(PAIRS[char])
            return NONE
        if char == '"' or char in self._open[-1:]:
            return self._close(char, at, final)
        if self._open or char not in ".!?。！？…":
            return NONE
        return self._ended(at, final)

    def _close(self, char: str, at: int, final: bool) -> int:
        if char not in self._open:
            self._open.append(char)
            return NONE
        outer = self._open[: self._open.index(char)]
        end = NONE
        if not outer and at and self._text[at - 1] in ".!?。！？…":
            end = self._ended(at - 1, final)
        if end != WAIT:
            self._open = outer
        return end

    def _ended(self, at: int, final: bool) -> int:
        """The end of the stops that begin at `at`, if a sentence ends there."""
        text = self._text
        match = ENDING.match(text, at)
        end = match.end() if match else at + 1
        after = end
        while after < len(text) and text[after] in " \t":
            after += 1
        if after == len(text) and not final:
            return WAIT
        spaced = after > end or after == len(text) or text[after] == "\n"
        if not spaced and not any(c in "。！？…" for c in text[at:end]):
            return NONE
        if ORDINAL.match(text[:end]) or ABBREVIATION.search(text[max(0, end - 8) : end]):
            return NONE
        return end


NONE, WAIT = -1, -2
