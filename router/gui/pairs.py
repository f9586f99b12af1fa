"""Orders that take two clauses: neither is enough, together they are."""

from router.gui.clauses import GOALS
from router.gui.evidence import Object, control, weigh
from router.gui.lexicon import BIT, Lexicon, bits
from router.gui.names import NAME, WIDGETS, goal_of, union
from router.gui.reading import Reading
from router.gui.roles import is_real
from router.gui.tokens import NUMBER, QUOTE

PRESSES = bits("press push pressing")
CHOOSES = bits("pick press")
EDITS = bits("alter adjust shift drag")
COMMANDS = bits("specific alter")
# "the date on the poster" is still a thing; a longer string of unknown words is content.
MOST_STRAY = 2
PANELS = bits("adjust alter film widget state")
VALUES = NUMBER | QUOTE | BIT["specific"]
POINTING = ("it", "that", "this", "它", "这个")
HANGING = bits("seq connect key link") | GOALS | BIT["widget"] | NAME
EDITING = frozenset(("alter", "adjust", "shift", "drag", "push"))


def pair(this: Reading, after: Reading, lexicon: Lexicon, going: bool) -> None:
    """See whether a clause becomes an order by the one that follows, or that by this one.

    `going`: the clause before `this` is an order or goes on with one.
    """
    if _enters(this, after):
        this.kind, this.role = "order", "nav"
        if after.kind == "more":
            after.kind, after.role = "order", "alter"
    elif this.kind == "lead" and after.kind == "more":
        _take_lead(this, lexicon)
    elif this.kind == "more" and after.kind == "order" and _plays(this):
        this.kind, this.role = "order", "play"
    elif this.kind in ("text", "where") and after.kind == "more" and _points_back(this, after):
        this.kind, after.kind, after.role = "where", "order", "press"
    elif this.kind in ("text", "more") and after.kind in ("text", "more") and _goes_there(this, after):
        after.kind, after.role = "order", "press"
    elif this.kind == "where" and after.kind == "more":
        _take_site(this)
    elif this.kind == "more" and _chooses(this, after):
        this.kind, this.role = "order", "pick"
        if after.kind == "more" and after.object and after.object.tags & COMMANDS:
            after.kind, after.role = "order", "pick"
    ordered = this.kind == "order" or (going and this.kind == "more")
    if ordered and after.kind == "more" and _finishes(after):
        after.kind, after.role = "order", "get"
    elif ordered and after.kind == "more" and _replays(after):
        after.kind, after.role = "order", "play"
    elif ordered and _belongs(after):
        after.kind = "more"
        after.object = Object(0, 0, 0, len(after.clause.tokens), 0, 0, 0)


def _take_site(reading: Reading) -> None:
    """ "From the Export tab, choose HD"."""
    o = control(reading.clause.tokens)
    if o.tags & BIT["widget"] and (o.goal or o.tags & BIT["film"]):
        reading.kind, reading.role, reading.object = "order", "use", o


def _plays(this: Reading) -> bool:
    """ "Preview it, then click Export"."""
    o = this.object
    return bool(o and o.verb_tags & BIT["play"] and not o.stray and o.tags & BIT["filler"])


def _points_back(this: Reading, after: Reading) -> bool:
    """ "There is a Download button at the top; press it"."""
    o, named = after.object, union(this.clause.tokens)
    if o is None or not o.verb_tags & (PRESSES | BIT["nav"]) or not named & WIDGETS:
        return False
    rest = after.clause.tokens[o.verb + 1 : o.purpose]
    goal = goal_of(this.clause.tokens)
    if not goal or len(rest) != 1 or rest[0].key not in POINTING:
        return False
    o.goal, o.tags = goal, o.tags | named
    return True


def _goes_there(this: Reading, after: Reading) -> bool:
    """ "The date is on the Billing page, so head over there", “…写在会员中心，去那里看”."""
    verb = next((n for n, t in enumerate(after.clause.tokens) if not t.tags & BIT["seq"]), 0)
    o, named = after.object, union(this.clause.tokens)
    if o is None or verb > o.verb or not after.clause.tokens[o.verb].tags & BIT["thither"]:
        return False
    goal = goal_of(this.clause.tokens)
    if not goal or not named & (BIT["widget"] | BIT["weak"] | NAME):
        return False
    o.goal, o.tags = goal, o.tags | named
    return True


def _enters(this: Reading, after: Reading) -> bool:
    """ "Go to Adjust, set Exposure to +0.4", “进入“调色”，把亮度加到+15”: a panel, then a value."""
    o, p = this.object, after.object
    if this.kind != "more" or after.kind not in ("more", "order") or o is None or p is None:
        return False
    panel = o.verb_tags & BIT["nav"] and o.tags & NAME and o.tags & PANELS and not o.stray
    value = p.verb_tags & EDITS and union(after.clause.tokens[p.verb + 1 :]) & VALUES
    film = union(after.clause.tokens) & (BIT["film"] | BIT["dial"])
    return bool(panel and value and film) and not is_real(o)


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
    chosen = p.tags & COMMANDS and after.kind in ("more", "order")
    if not (chosen or after.role in EDITING or (after.kind == "more" and p.verb_tags & EDITS)):
        return False
    tokens = after.clause.tokens[p.verb + 1 :]
    named = any(t.tags & (QUOTE | NUMBER) or t.key == "it" for t in tokens)
    pointed = any(t.key in ("it", "them") for t in this.clause.tokens[o.verb + 1 :])
    known = bool(o.tags & BIT["film"]) or pointed
    return known or (o.stray <= MOST_STRAY and bool(named or chosen))


def _replays(after: Reading) -> bool:
    """ "…then play it back"."""
    o = after.object
    return bool(o and not o.stray and o.verb_tags & BIT["play"] and o.verb_tags & BIT["timeline"])


def _belongs(after: Reading) -> bool:
    """What only hangs on an order: "…, then Billing, to see yours", "(Ctrl+R)", ", please"."""
    tokens = after.clause.tokens
    if after.kind == "lead":
        return tokens[0].key == "to"
    return after.kind == "text" and all(token.tags & HANGING for token in tokens)


def _finishes(after: Reading) -> bool:
    """ "…and export": bare, but at the end of orders."""
    o = after.object
    if o is None or o.stray or o.tags & BIT["limit"]:
        return False
    return bool(after.clause.tokens[o.verb].tags & BIT["finish"])
