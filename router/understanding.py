"""Which route, if any, understands a clause: what was learned for the known actions, keywords for the rest."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from router.actions import Route
from router.clauses import read
from router.model import judge, model
from router.script import fold
from router.words import ROLES, load, words

# How sure a route must be, in logits.
SURE = 1.0
PER_FRESH_PAIR = 1.0
WITHOUT_TOPIC = 2.5

# The word that stands for each action: a keyword of the table that nobody knows yet means the same.
HEADWORD = {"export": "export", "credits": "credits", "state": "status", "upload": "upload"}

# What the symbols of a clause may be marked as, beside the roles of words: of our trade, of films alone,
# of how far something is, of somebody who waits.
_SETS = ("@topic", "@film", "@doing", "@waiting")
TOPIC, FILM, DOING, WAITING = (1 << (len(ROLES) + i) for i in range(len(_SETS)))


class Verdict(NamedTuple):
    """`action` is None where no route understands; `reason` says what matched, or what was not known;
    `strange` says that every route met a word that it does not know."""

    action: str | None
    reason: str
    strange: bool = False


class Understanding:
    """The routes of one table. Made once per table, by `understanding`."""

    def __init__(self, routes: Sequence[Route]) -> None:
        self.words = words()
        learned = [(route.action, model(route.action)) for route in routes if route.keywords]
        self._routes = [(1 << i, action, known) for i, (action, known) in enumerate(learned) if known]
        self._all = sum(bit for bit, _, _ in self._routes)
        self._known: dict[str, int] = {}  # symbol -> bits of the routes that know it
        for bit, _, known in self._routes:
            for symbol in known.words:
                self._known[symbol] = self._known.get(symbol, 0) | bit
        self._marks = dict(self.words.roles)
        for i, name in enumerate(_SETS):
            for symbol in self.words.sets[name]:
                self._marks[symbol] = self._marks.get(symbol, 0) | 1 << (len(ROLES) + i)
        self._rows: dict[str, str] = {}  # symbol -> action of a row that nothing was learned for
        for route in routes:
            for keyword in route.keywords:
                self._learn_keyword(route.action, keyword)

    def _learn_keyword(self, action: str, keyword: str) -> None:
        """Teach a keyword, unless its route understands it already."""
        is_learned = any(action == other for _, other, _ in self._routes)
        symbols = [symbol for clause in read(keyword, self.words) for symbol in clause.symbols]
        if is_learned and self.verdict(symbols, self.marks(symbols)).action == action:
            return
        if self.words is words():
            self.words = load()
        phrase = " ".join(fold(keyword).split())
        if is_learned:
            self.words.add(phrase, HEADWORD[action])
        else:
            self.words.add(phrase, f"<{action}>")
            self._rows[f"<{action}>"] = action

    def marks(self, symbols: Sequence[str]) -> int:
        """What any of the symbols may be: roles of words, and TOPIC, FILM, DOING, WAITING."""
        found = 0
        for symbol in symbols:
            found |= self._marks.get(symbol, 0)
        return found

    def verdict(self, symbols: Sequence[str], marks: int) -> Verdict:
        """The action that a clause asks for, given what its symbols are marked as."""
        if self._rows and (symbol := next((s for s in symbols if s in self._rows), None)):
            return self._row(symbol, symbols)
        understood = self._all
        for symbol in symbols:
            understood &= self._known.get(symbol, 0)
            if not understood:
                return self._strange(symbols)
        action, best_score = "", 0.0
        for bit, name, known in self._routes:
            if understood & bit:
                score, fresh = judge(known, symbols)
                if score > best_score and score > _need(marks, fresh):
                    action, best_score = name, score
        if action:
            return Verdict(action, f"read as “{' · '.join(symbols)}” ({best_score:+.1f})")
        return Verdict(None, "not what people say for any action")

    def _strange(self, symbols: Sequence[str]) -> Verdict:
        unknown = [symbol for symbol in symbols if symbol not in self._known] or symbols
        return Verdict(None, "not understood: " + ", ".join(unknown), strange=True)

    def _row(self, symbol: str, symbols: Sequence[str]) -> Verdict:
        """A row of its own: its keyword, and beside it nothing but words that every route may hear."""
        beside = [s for s in symbols if s != symbol and s not in self.words.sets["@generic"]]
        if beside:
            return Verdict(None, "not understood: " + ", ".join(beside), strange=True)
        return Verdict(self._rows[symbol], f"keyword {symbol}")


def _need(marks: int, fresh: int) -> float:
    """How sure a route must be. Without a word of our trade, only of wording heard before."""
    if marks & TOPIC:
        return SURE + PER_FRESH_PAIR * fresh
    return WITHOUT_TOPIC if not fresh else math.inf


_latest: list[tuple[Sequence[Route], Understanding]] = []


def understanding(routes: Sequence[Route]) -> Understanding:
    """The understanding of a table of routes, made once; of the table asked for last, at no cost."""
    if not _latest or _latest[0][0] is not routes:
        _latest[:] = [(routes, _made(tuple(routes)))]
    return _latest[0][1]


@lru_cache(maxsize=16)
def _made(routes: tuple[Route, ...]) -> Understanding:
    return Understanding(routes)
