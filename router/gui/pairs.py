"""Orders that take two clauses: neither is enough, together they are."""

from router.gui.evidence import weigh
from router.gui.lexicon import BIT, Lexicon, bits
from router.gui.reading import Reading
from router.gui.roles import is_real
from router.gui.tokens import NUMBER, QUOTE

PRESSES = bits("press push pressing")
CHOOSES = bits("pick press")
EDITS = bits("alter adjust shift drag")
EDITING = frozenset(("alter", "adjust", "shift", "drag", "push"))


def pair(this: Reading, after: Reading, lexicon: Lexicon, going: bool) -> None:
    """See whether a clause becomes an order by the one that follows, or that by this one.

    `going`: the clause before `this` is an order or goes on with one.
    """
    if this.kind == "lead" and after.kind == "more":
        _take_lead(this, lexicon)
    elif this.kind == "more" and _chooses(this, after):
        this.kind, this.role = "order", "pick"
    ordered = this.kind == "order" or (going and this.kind == "more")
    if ordered and after.kind == "more" and _finishes(after):
        after.kind, after.role = "order", "get"


def _take_lead(reading: Reading, lexicon: Lexicon) -> None:
    """ "When you click Export, choose MP4"."""
    tokens = reading.clause.tokens
    verb = next((n for n, token in enumerate(tokens) if token.tags & PRESSES), -1)
    if verb >= 0:
        o = weigh(tokens, verb, lexicon)
        if o.goal:
            reading.kind, reading.role, reading.object = "order", "press", o


def _chooses(this: Reading, after: Reading) -> bool:
    """ "Select clip 4 and move it", "Click the date and change it"."""
    o, p = this.object, after.object
    if o is None or p is None or not o.verb_tags & CHOOSES or is_real(o):
        return False
    if not (after.role in EDITING or (after.kind == "more" and p.verb_tags & EDITS)):
        return False
    tokens = after.clause.tokens[p.verb + 1 :]
    named = any(t.tags & (QUOTE | NUMBER) or t.key == "it" for t in tokens)
    return bool(o.tags & BIT["film"]) or (o.stray <= 1 and named)


def _finishes(after: Reading) -> bool:
    """ "…and export": bare, but at the end of orders."""
    o = after.object
    if o is None or o.stray or o.tags & BIT["limit"]:
        return False
    return bool(after.clause.tokens[o.verb].tags & BIT["finish"])
