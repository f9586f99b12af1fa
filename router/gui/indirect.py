"""Orders without a verb that the lexicon knows in the place of an imperative."""

from router.gui.clauses import GOALS
from router.gui.evidence import Object, control, weigh
from router.gui.lexicon import BIT, Lexicon, bits
from router.gui.names import NAME, union
from router.gui.tokens import BOLD, CAPITAL, HAN, QUOTE, UNKNOWN, Token

LEADS = bits("seq polite wish connect")
COUNTED = bits("seq filler det")
PRESSES = bits("press push")
TOLD = bits("says script agent not scene")
FETCHED = bits("export upload")
ENDINGS = ("ed", "ing", "s", "ly")
OBJECT = bits("det into onward") | CAPITAL | BOLD | QUOTE


def indirect(tokens: list[Token], lexicon: Lexicon) -> Object | None:
    """The control that the clause points the user at, if it does."""
    n = _points_at(tokens)
    if n:
        return control(tokens[:n])
    return _nominal(tokens, lexicon) or _coined(tokens, lexicon)


def _points_at(tokens: list[Token]) -> int:
    """ "The Export button at the top will give you…": the token after the control's name, or 0."""
    tags = 0
    for n, token in enumerate(tokens):
        if n and token.tags & BIT["gives"] and tags & (GOALS | BIT["widget"]):
            return n if _is_control(tokens[:n], tokens[n:]) else 0
        named = union(tokens[n + 1 : n + 2]) & BIT["widget"]
        if (token.tags & TOLD and not named) or token.tags & (UNKNOWN | CAPITAL) == UNKNOWN:
            return 0
        tags |= token.tags
    return 0


def _is_control(name: list[Token], rest: list[Token]) -> bool:
    tags = union(name)
    if tags & BIT["widget"]:
        saves = tags & BIT["place"] and rest[0].tags & BIT["get"]
        return bool(tags & GOALS or union(name[1:]) & NAME or saves)
    return bool(tags & FETCHED and union(rest) & BIT["place"])


def _nominal(tokens: list[Token], lexicon: Lexicon) -> Object | None:
    """ "A single click on Export will give you the file"."""
    n = next((n for n, token in enumerate(tokens) if not token.tags & COUNTED), len(tokens))
    if not n or n + 1 >= len(tokens) or not tokens[n].tags & PRESSES:
        return None
    if not tokens[n].key.endswith(" on") and tokens[n + 1].key != "of":
        return None
    o = weigh(tokens, n, lexicon)
    return o if o.goal and not union(tokens) & TOLD else None


def _coined(tokens: list[Token], lexicon: Lexicon) -> Object | None:
    """ "Smash that Export button": any word may be the verb in front of a named control."""
    n = next((n for n, token in enumerate(tokens) if not token.tags & LEADS), len(tokens))
    if n + 1 >= len(tokens):
        return None
    verb, after = tokens[n], tokens[n + 1]
    if not verb.tags & UNKNOWN or verb.tags & HAN or verb.key.endswith(ENDINGS):
        return None
    o = weigh(tokens, n, lexicon)
    named = o.tags & BIT["widget"] and o.tags & GOALS and not o.tags & TOLD and o.stray == 0
    return o if named and after.tags & OBJECT else None
