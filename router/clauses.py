"""From a message to clauses: where it may be cut, and what each piece is read as."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from router.script import fold
from router.spelling import corrected
from router.units import cut
from router.words import AND, JOIN, OPENER, PLEAD, THEN, Entry, Words

FILES = frozenset({"<file>", "<attachment>"})
_HEARD = 2  # a question mark behind no more symbols than this changes what they say
_STOPS = frozenset({"<stop>", "<ask>"})
_JOINTS = _STOPS | {"<pause>", "<colon>", "<list>"}


@dataclass(slots=True)
class Phrases:
    """What a message was read as, in order: each phrase, and where it stands. Clauses are ranges of it."""

    entries: list[Entry] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Clause:
    """The phrases `first` to `last` (not included) of a message: a piece of it between two joints.

    `join` is the role of the word before it (then, and, before, after, reason …; 0 for a pause or
    nothing), `fresh` says that a sentence begins here, `ask` and `colon` that such a mark follows.
    `symbols` is what the clause says, and `role` what any of its phrases may be.
    """

    read: Phrases
    first: int
    last: int
    join: int = 0
    fresh: bool = False
    ask: bool = False
    colon: bool = False
    symbols: Sequence[str] = ()
    role: int = 0

    @property
    def start(self) -> int:
        return self.read.starts[self.first]

    @property
    def end(self) -> int:
        return self.read.ends[self.last - 1]

    @property
    def entries(self) -> list[Entry]:
        """The phrases: of each its role, and its symbols."""
        return self.read.entries[self.first : self.last]

    @property
    def files(self) -> list[tuple[int, int]]:
        """Where it names files."""
        named = [i for i in range(self.first, self.last) if not FILES.isdisjoint(self.read.entries[i][1])]
        return [(self.read.starts[i], self.read.ends[i]) for i in named]

    def complete(self) -> Clause:
        """Work out what it says. Praise and the like say nothing at the beginning; of very short
        clauses it matters how they are said: "done?", "video please"."""
        entries = self.entries
        for role, _ in entries:
            self.role |= role
        symbols = said(entries)
        if self.ask and not symbols:
            symbols.extend(symbol for _, spoken in entries for symbol in spoken)
        if self.ask and 0 < len(symbols) <= _HEARD:
            symbols.append("?")
        elif len(symbols) == 1 and self.role & PLEAD:
            symbols.append("please")
        self.symbols = symbols
        return self

    def with_next(self, other: Clause) -> Clause:
        """This clause and the one behind it as one."""
        return Clause(
            self.read, self.first, other.last, self.join, self.fresh, other.ask, other.colon,
            [*self.symbols, *other.symbols], self.role | other.role,
        )  # fmt: skip

    def split(self, at: int) -> tuple[Clause, Clause]:
        """Two clauses: the phrases before number `at`, and the rest."""
        middle = self.first + at
        head = Clause(self.read, self.first, middle, self.join, self.fresh)
        tail = Clause(self.read, middle, self.last, THEN, False, self.ask, self.colon)
        return head.complete(), tail.complete()


def said(entries: Sequence[Entry]) -> list[str]:
    """The symbols of phrases, without what only opens the clause."""
    symbols: list[str] = []
    for role, spoken in entries:
        if spoken and (symbols or not role & OPENER):
            symbols += spoken
    return symbols


def read(text: str, words: Words) -> list[Clause]:
    """The clauses of a message, in order. Cutting too often is harmless: chat grows together again."""
    units = cut(fold(text))
    keys = corrected([unit[0] for unit in units], words.known)
    phrases, clauses = Phrases(), []
    add_entry, add_start, add_end = phrases.entries.append, phrases.starts.append, phrases.ends.append
    now = Clause(phrases, 0, 0, fresh=True)

    def close(join: int, fresh: bool, ask: bool = False, colon: bool = False) -> None:
        nonlocal now
        now.last = len(phrases.entries)
        if now.last > now.first:
            now.ask, now.colon = ask, colon
            clauses.append(now.complete())
            now = Clause(phrases, now.last, now.last, join, fresh)
        else:
            now.join, now.fresh = now.join | join, now.fresh or fresh

    for entry, first, after in words.phrases(keys):
        role, symbols = entry
        key = keys[first]
        if role & JOIN:
            close(role & JOIN, False)
        elif key in _JOINTS:
            if key != "<colon>" or after == len(keys) or keys[after] not in FILES:  # "my clip: ~/a.mp4" is one
                close(AND if key == "<list>" else 0, key in _STOPS, key == "<ask>", key == "<colon>")
        elif key.isalnum() or symbols != [key] or key[0] == "<":
            if key == "<attachment>":
                close(0, False)
            add_entry(entry)
            add_start(units[first][1])
            add_end(units[after - 1][2])
            if key == "<attachment>":
                close(0, False)
    close(0, False)
    return clauses
