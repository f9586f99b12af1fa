"""Orders without a verb that the lexicon knows in the place of an imperative."""

from router.gui.clauses import GOALS
from router.gui.evidence import Object, goal_of, union, weigh
from router.gui.lexicon import BIT, Lexicon, bits
from router.gui.tokens import BOLD, CAPITAL, HAN, QUOTE, UNKNOWN, Token

LEADS = bits("seq polite wish connect")
TOLD = bits("says script agent not scene")
FETCHED = bits("export upload")
ENDINGS = ("ed", "ing", "s", "ly")
OBJECT = bits("det into onward") | CAPITAL | BOLD | QUOTE


def indirect(tokens: list[Token], lexicon: Lexicon) -> Object | None:
    """The control that the clause points the user at, if it does."""
    n = _points_at(tokens)
    if n:
        named = tokens[:n]
        return Object(0, BIT["use"], n, n, union(named), goal_of(named), 0)
    return _coined(tokens, lexicon)


def _points_at(tokens: list[Token]) -> int:
    """ "The Export button at the top will give you…": the token after the control's name, or 0."""
    tags = 0
    for n, token in enumerate(tokens):
        if n and token.tags & BIT["gives"] and tags & GOALS:
            placed = tags & FETCHED and union(tokens[n:]) & BIT["place"]
            return n if tags & BIT["widget"] or placed else 0
        if token.tags & TOLD or token.tags & (UNKNOWN | CAPITAL) == UNKNOWN:
            return 0
        tags |= token.tags
    return 0


def _coined(tokens: list[Token], lexicon: Lexicon) -> Object | None:
    """ "Smash that Export button": any word may be the verb in front of a named control."""
    n = next((n for n, token in enumerate(tokens) if not token.tags & LEADS), len(tokens))
    if n + 1 >= len(tokens):
        return None
    verb, after = tokens[n], tokens[n + 1]
    if not verb.tags & UNKNOWN or verb.tags & HAN or verb.key.endswith(ENDINGS):
        return None
    o = weigh(tokens, n, lexicon)
    control = o.tags & BIT["widget"] and o.tags & GOALS and not o.tags & TOLD and o.stray == 0
    return o if control and after.tags & OBJECT else None
