"""Which clauses of a sentence tell the user to work a control."""

from itertools import pairwise

from router.gui.clauses import CONTROL, GOALS, Clause
from router.gui.evidence import Object, weigh
from router.gui.heads import RESTART, Head, read_head, read_on
from router.gui.indirect import indirect
from router.gui.lexicon import BIT, Lexicon, bits
from router.gui.names import goal_of, union
from router.gui.pairs import pair
from router.gui.reading import Reading
from router.gui.roles import role_of
from router.gui.tokens import CAPITAL, HAN, UNKNOWN, Token

# What a user is told to work rather than what has been done to the film: “我调好了字幕，点击导出即可”.
POINTED = ("press", "push", "nav", "use", "look", "play", "get", "put", "refresh", "pick", "find")
AFTERWARDS = ("后", "之后", "以后", "时")
OURS = CONTROL | bits("place film")


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
        if ordering and _reaches(spell, reading):
            reading.kind = spell
        elif spell != "elsewhere":
            spell = _spell(reading) or (spell if spell == "did" and reading.kind == "text" else "")
        readings.append(reading)
    going = False
    for this, after in pairwise(readings):
        pair(this, after, lexicon, going)
        going = this.kind == "order" or (going and this.kind == "more")
    return readings


def _opens_other(reading: Reading) -> bool:
    """ "Open the oven, press…", “打开客户端，点击下载”: what is opened is not this editor."""
    o = reading.object
    if reading.kind != "more" or o is None or reading.head.flags & RESTART:
        return False
    return bool(o.verb_tags & BIT["launch"]) and (o.stray > 0 or bool(o.tags & BIT["real"]))


def _is_other_place(reading: Reading) -> bool:
    """ "On your Sony, …": a place with a name, and none of ours."""
    if reading.kind != "where" or union(reading.clause.tokens) & OURS:
        return False
    return any(t.tags & CAPITAL and t.tags & UNKNOWN for t in reading.clause.tokens[1:])


def _reaches(spell: str, reading: Reading) -> bool:
    """Does the mood of an earlier clause reach into this one?"""
    if spell in ("", "elsewhere"):
        return bool(spell)
    if spell == "did" and reading.role in POINTED:
        return bool(reading.clause.tokens[0].tags & BIT["also"])
    return not reading.head.flags & RESTART and (spell != "not" or reading.clause.joined)


def _spell(reading: Reading) -> str:
    """Does this clause make the bare verbs after it the agent's or a character's?"""
    if any(c in reading.clause.tail for c in ";；—–:：.。!！"):
        return ""
    if reading.kind == "agent" and union(reading.clause.tokens) & BIT["plan"]:
        return "agent"
    if reading.kind == "agent" and reading.clause.tokens[0].tags & HAN:
        return "did"
    if reading.kind == "not":
        return "not"
    if _opens_other(reading) or _is_other_place(reading):
        return "elsewhere"
    first = next((t for t in reading.clause.tokens if not t.tags & BIT["seq"]), None)
    acting = first and first.tags & BIT["scene"] and reading.kind == "text"
    return "scene" if acting else ""


def _read(clause: Clause, lexicon: Lexicon, flags: int) -> Reading:
    """Try the verbs at the head of the clause until one is an order."""
    tokens = clause.tokens
    wish = any(token.tags & BIT["wish"] for token in tokens)
    first = head = read_head(tokens, flags)
    while head.kind == "verb":
        o = weigh(tokens, head.verb, lexicon)
        role = role_of(o, head) or _topical(o, head, tokens)
        role = role or _framed(o, head, tokens)
        if role:
            return Reading("order", clause, head, role, o, wish)
        head = read_on(tokens, head)
    if first.kind in ("text", "verb"):
        pointed = indirect(tokens, lexicon)
        if pointed:
            return Reading("order", clause, Head("verb", flags=first.flags), "use", pointed, wish)
    if tokens[-1].key in AFTERWARDS and _awaits(tokens):
        return Reading("wish", clause, first, wish=True)
    if first.kind == "verb":
        o = weigh(tokens, first.verb, lexicon)
        return Reading("wish" if wish else "more", clause, first, "", o, wish)
    return Reading(first.kind, clause, first, wish=wish)


def _awaits(tokens: list[Token]) -> bool:
    """“拿到照片后”: it waits for the user."""
    first = next((t for t in tokens if not t.tags & BIT["seq"]), tokens[0])
    return bool(first.tags & BIT["await"])


def _topical(o: Object, head: Head, tokens: list[Token]) -> str:
    """“余额请看右上角”: the control stands before the order, only its place behind."""
    goal = goal_of(tokens[: head.begin])
    if not goal or not o.verb_tags & bits("look use") or not o.tags & bits("place avatar"):
        return ""
    o.goal = goal
    return "look"


def _framed(o: Object, head: Head, tokens: list[Token]) -> str:
    """“字幕面板里可以改”: the control stands before the marker, as a place."""
    site = tokens[: head.begin or head.verb]
    tags = union(site)
    if not site or not site[-1].tags & BIT["within"] or not tags & (BIT["widget"] | GOALS):
        return ""
    o.verb = 0
    o.place = o.purpose = head.verb
    o.tags, o.goal, o.verb_tags = tags, goal_of(site), BIT["use"]
    head.begin = 0
    return "use"


def is_elsewhere(tokens: list[Token]) -> bool:
    """Is another program or device named as the place where things are done?"""
    chosen = next((n for n, t in enumerate(tokens) if t.tags & BIT["choice"]), len(tokens))
    return any(
        token.tags & BIT["device"] or (token.tags & BIT["elsewhere"] and _is_place(tokens, n))
        for n, token in enumerate(tokens[:chosen])
    )


def _is_place(tokens: list[Token], n: int) -> bool:
    if not n and tokens[n].tags & BIT["gadget"]:
        return True
    if tokens[n].tags & BIT["product"] and not tokens[n].tags & CAPITAL:
        return False
    before, after = union(tokens[max(0, n - 2) : n]), union(tokens[n + 1 : n + 2])
    return bool(before & BIT["at"] or after & BIT["within"])
