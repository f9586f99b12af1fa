"""Which route, if any, understands a clause: what was learned for the known actions, keywords for the rest."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from router.actions import Route
from router.clauses import read
from router.model import Model, judge, model, strongest
from router.words import Words, words

# How sure a route must be, in logits: a wrong export costs a render, a wrong look costs nothing.
SURE = {"export": 1.0, "upload": 1.0, "credits": 0.5, "state": 0.5}
PER_FRESH_PAIR = 1.0
WITHOUT_TOPIC = 2.0

# The word that stands for each action: a keyword of the table that nobody knows yet means the same.
HEADWORD = {"export": "export", "credits": "credits", "state": "status", "upload": "upload"}


class Verdict(NamedTuple):
    """`action` is None where no route understands; `reason` says what matched, or what was not known."""

    action: str | None
    reason: str


class Understanding:
    """The routes of one table. Made once per table, by `understanding`."""

    def __init__(self, routes: Sequence[Route]) -> None:
        self.words = words()
        self.models: dict[str, Model] = {}
        self.rows: dict[str, str] = {}  # symbol -> action of a row without a model
        for route in routes:
            if route.keywords and (known := model(route.action)):
                self.models[route.action] = known
        for route in routes:
            for keyword in route.keywords:
                self._keyword(route.action, keyword)

    def _keyword(self, action: str, keyword: str) -> None:
        """Teach a keyword, unless its route understands it already."""
        clauses = read(keyword, self.words)
        symbols = [symbol for clause in clauses for symbol in clause.symbols]
        if action in self.models and self.verdict(symbols).action == action:
            return
        if self.words is words():
            self.words = Words()
        symbol = HEADWORD[action] if action in self.models else f"<{action}>"
        self.words.add(" ".join(keyword.lower().split()), symbol)
        self.rows.setdefault(symbol, action)

    def is_topical(self, symbols: Sequence[str]) -> bool:
        """Whether any word is of our trade."""
        return not self.words.sets["@topic"].isdisjoint(symbols)

    def is_about_film(self, symbols: Sequence[str]) -> bool:
        """Whether any word is of films alone."""
        return not self.words.sets["@film"].isdisjoint(symbols)

    def verdict(self, symbols: Sequence[str]) -> Verdict:
        """The action that a clause asks for."""
        for symbol in symbols:
            if symbol in self.rows and symbol[0] == "<":
                return self._row(symbol, symbols)
        best, best_score = None, 0.0
        closest: tuple[str, tuple[str, ...]] = ("", ())
        for action, known in self.models.items():
            unknown = tuple(s for s in symbols if s not in known.words)
            if unknown:
                if not closest[0] or len(unknown) < len(closest[1]):
                    closest = (action, unknown)
                continue
            opinion = judge(known, symbols)
            need = SURE[action] + PER_FRESH_PAIR * opinion.fresh
            if not self.is_topical(symbols):
                need = WITHOUT_TOPIC if not opinion.fresh else float("inf")
            if opinion.score > max(need, best_score):
                best, best_score = action, opinion.score
        if best:
            return Verdict(best, f"{strongest(self.models[best], symbols)} ({best_score:+.1f})")
        if closest[0]:
            return Verdict(None, "not understood: " + ", ".join(closest[1]))
        return Verdict(None, "not what people say for any action")

    def _row(self, symbol: str, symbols: Sequence[str]) -> Verdict:
        """A row of its own: its keyword, and beside it nothing but words that every route may hear."""
        beside = [s for s in symbols if s != symbol and s not in self.words.sets["@generic"]]
        if beside:
            return Verdict(None, "not understood: " + ", ".join(beside))
        return Verdict(self.rows[symbol], f"keyword {symbol}")


@lru_cache(maxsize=16)
def understanding(routes: tuple[Route, ...]) -> Understanding:
    """The understanding of a table of routes, made once."""
    return Understanding(routes)
