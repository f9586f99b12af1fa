"""Which clauses of a sentence tell the user to work a control."""

from dataclasses import dataclass
from itertools import pairwise

from router.gui.clauses import GOALS, Clause
from router.gui.evidence import Object, goal_of, union, weigh
from router.gui.heads import RESTART, Head, read_head, read_on
from router.gui.lexicon import BIT, Lexicon, bits
from router.gui.roles import is_real, role_of
from router.gui.tokens import CAPITAL, UNKNOWN, Token

PRESSES = bits("press push pressing")
CHOOSES = bits("pick press")
EDITS = bits("alter adjust shift drag")
EDITING = frozenset(("alter", "adjust", "shift", "drag", "push"))
TOLD = bits("says script agent not scene")


@dataclass(slots=True)
class Reading:
    """What a clause is: order, more (it goes on with one), wish, lead, not, agent, where,
    scene, elsewhere or text."""

    kind: str
    clause: Clause
    head: Head
    role: str = ""
    object: Object | None = None
    wish: bool = False


def read_clauses(clauses: list[Clause], lexicon: Lexicon) -> list[Reading]:
    """Read each clause; a narrator, an agent or another program reaches into those after it."""
    readings: list[Reading] = []
    spell, flags = "", 0
    for clause in clauses:
        if is_elsewhere(clause.tokens):
            spell = "elsewhere"
        reading = _read(clause, lexicon, flags)
        ordering = reading.kind in ("order", "more")
        flags = reading.head.flags & RESTART if ordering else 0
        if ordering and spell and (spell == "elsewhere" or not reading.head.flags & RESTART):
            reading.kind = spell
        elif spell != "elsewhere":
            spell = _spell(reading)
        readings.append(reading)
    for this, after in pairwise(readings):
        _pair(this, after, lexicon)
    return readings


def _spell(reading: Reading) -> str:
    """Does this clause make the bare verbs after it the agent's or a character's?"""
    if any(c in reading.clause.tail for c in ";；—–:：.。!！"):
        return ""
    if reading.kind == "agent" and reading.head.flags & BIT["plan"]:
        return "agent"
    if reading.kind == "not":
        return "not"
    return "scene" if reading.head.scene and reading.kind == "text" else ""


def _read(clause: Clause, lexicon: Lexicon, flags: int) -> Reading:
    """Try the verbs at the head of the clause until one is an order."""
    tokens = clause.tokens
    wish = any(token.tags & BIT["wish"] for token in tokens)
    first = head = read_head(tokens, flags)
    while head.kind == "verb":
        o = weigh(tokens, head.verb, lexicon)
        role = role_of(o, head)
        if role:
            return Reading("order", clause, head, role, o, wish)
        head = read_on(tokens, head)
    if first.kind == "text":
        return _pointing(clause, first, wish)
    if first.kind == "verb":
        o = weigh(tokens, first.verb, lexicon)
        return Reading("wish" if wish else "more", clause, first, "", o, wish)
    return Reading(first.kind, clause, first, wish=wish)


def _pointing(clause: Clause, head: Head, wish: bool) -> Reading:
    """ "The Export button at the top will give you the file" points at a control."""
    n = points_at(clause.tokens)
    if not n:
        return Reading("text", clause, head, wish=wish)
    named = clause.tokens[:n]
    o = Object(0, BIT["use"], n, n, union(named), goal_of(named), 0)
    return Reading("order", clause, Head("verb", flags=head.flags), "use", o, wish)


def points_at(tokens: list[Token]) -> int:
    """The token after the name of a control that does something for "you", or 0."""
    tags = 0
    for n, token in enumerate(tokens):
        if n and token.tags & BIT["gives"] and tags & BIT["widget"] and tags & GOALS:
            return n
        if token.tags & TOLD or token.tags & (UNKNOWN | CAPITAL) == UNKNOWN:
            return 0
        tags |= token.tags
    return 0


def is_elsewhere(tokens: list[Token]) -> bool:
    """Is another program or device named as the place where things are done?"""
    return any(
        token.tags & BIT["device"] or (token.tags & BIT["elsewhere"] and union(tokens[max(0, n - 2) : n]) & BIT["at"])
        for n, token in enumerate(tokens)
    )


def _pair(this: Reading, after: Reading, lexicon: Lexicon) -> None:
    """ "Select clip 4 and move it", "When you click Export, choose MP4": one order in two clauses."""
    if this.kind == "lead" and after.kind == "more":
        _take_lead(this, lexicon)
        return
    o, p = this.object, after.object
    if this.kind != "more" or o is None or p is None or not o.tags & BIT["film"] or is_real(o):
        return
    edits = after.role in EDITING or (after.kind == "more" and p.verb_tags & EDITS)
    if o.verb_tags & CHOOSES and edits:
        this.kind, this.role = "order", "pick"


def _take_lead(reading: Reading, lexicon: Lexicon) -> None:
    tokens = reading.clause.tokens
    verb = next((n for n, token in enumerate(tokens) if token.tags & PRESSES), -1)
    if verb >= 0:
        o = weigh(tokens, verb, lexicon)
        if o.goal:
            reading.kind, reading.role, reading.object = "order", "press", o
