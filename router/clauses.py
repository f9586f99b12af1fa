"""From a message to clauses: where it may be cut, and what each piece is read as."""

from __future__ import annotations

from dataclasses import dataclass, field

from router.script import fold
from router.spelling import corrected
from router.units import cut
from router.words import AND, JOIN, OPENER, PLEAD, THEN, Words

Span = tuple[int, int]
_SHORT = 2  # symbols in a clause whose question mark is heard
FILES = frozenset({"<file>", "<attachment>"})


@dataclass(slots=True)
class Clause:
    """A piece of the message between two joints.

    `symbols` are its words as they are meant and `at` the place of each in the message; `spans` and
    `roles` are of all its phrases, those that mean nothing included. `join` is the role of the word
    before it (then, and, before, after, reason; 0 for a pause or nothing), `fresh` says that a
    sentence begins here, `ask` that a question mark follows.
    """

    join: int = 0
    fresh: bool = False
    ask: bool = False
    colon: bool = False
    symbols: list[str] = field(default_factory=list)
    at: list[Span] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    roles: list[int] = field(default_factory=list)
    opening: list[str] = field(default_factory=list)

    @property
    def start(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[-1][1]

    def add(self, symbols: tuple[str, ...], role: int, span: Span) -> None:
        """One more phrase; praise and the like say nothing at the beginning of a clause."""
        self.spans.append(span)
        self.roles.append(role)
        if role & OPENER and not self.symbols:
            self.opening += symbols
        else:
            self.symbols += symbols
            self.at += [span] * len(symbols)

    def with_next(self, other: Clause) -> Clause:
        """This clause and the one behind it as one."""
        return Clause(
            self.join, self.fresh, other.ask, other.colon, self.symbols + other.symbols, self.at + other.at,
            self.spans + other.spans, self.roles + other.roles, self.opening,
        )  # fmt: skip

    def split(self, at: int) -> tuple[Clause, Clause]:
        """Two clauses: the phrases before number `at`, and the rest."""
        edge = self.spans[at][0]
        cut = sum(start < edge for start, _ in self.at)
        head = Clause(self.join, self.fresh, False, False, self.symbols[:cut], self.at[:cut],
                      self.spans[:at], self.roles[:at], self.opening)  # fmt: skip
        tail = Clause(THEN, False, self.ask, self.colon, self.symbols[cut:], self.at[cut:],
                      self.spans[at:], self.roles[at:])  # fmt: skip
        return head, tail

    def phrases(self) -> list[tuple[int, list[str]]]:
        """Each phrase: its role, and the symbols that it is read as."""
        said: dict[Span, list[str]] = {span: [] for span in self.spans}
        for symbol, span in zip(self.symbols, self.at, strict=True):
            said[span].append(symbol)
        return list(zip(self.roles, said.values(), strict=True))

    def settle(self) -> None:
        """Of very short clauses, how they are said matters: "done?", "video please"."""
        if self.ask and not self.symbols:
            self.symbols = self.opening
            self.at = [(self.start, self.end)] * len(self.opening)
        if self.ask and 0 < len(self.symbols) <= _SHORT:
            self._mark("?")
        elif len(self.symbols) == 1 and any(role & PLEAD for role in self.roles):
            self._mark("please")

    def _mark(self, symbol: str) -> None:
        self.symbols.append(symbol)
        self.at.append(self.spans[-1])


def read(text: str, words: Words) -> list[Clause]:
    """The clauses of a message, in order. Cutting too often is harmless: chat grows together again."""
    units = cut(fold(text))
    keys = corrected([unit[0] for unit in units], words.known)
    clauses: list[Clause] = []
    now = Clause(fresh=True)
    for (symbols, role), first, after in words.phrases(keys):
        key = keys[first]
        if key == "<colon>" and after < len(keys) and keys[after] in FILES:
            continue  # "my clip: ~/a.mp4" is one clause
        if role & JOIN or key in _JOINTS:
            now.ask, now.colon = key == "<ask>", key == "<colon>"
            now = _next(clauses, now, role & JOIN | (AND if key == "<list>" else 0), key in _STOPS)
        elif key == "<attachment>":
            now = _next(clauses, now, 0, False)
            now.add(symbols, role, (units[first][1], units[after - 1][2]))
            now = _next(clauses, now, 0, False)
        elif symbols != (key,) or key[0] == "<" or key.isalnum():
            now.add(symbols, role, (units[first][1], units[after - 1][2]))
    _next(clauses, now, 0, False)
    return clauses


_STOPS = frozenset({"<stop>", "<ask>"})
_JOINTS = _STOPS | {"<pause>", "<colon>", "<list>"}


def _next(clauses: list[Clause], now: Clause, join: int, fresh: bool) -> Clause:
    """Close the present clause, if it has begun, and open the next."""
    if now.spans:
        now.settle()
        clauses.append(now)
        return Clause(join, fresh)
    return Clause(now.join | join, now.fresh or fresh)
