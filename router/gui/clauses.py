"""A tagged sentence as clauses: the pieces that can each hold one order."""

from dataclasses import dataclass
from itertools import pairwise

from router.gui.lexicon import BIT, bits
from router.gui.tokens import HAN, STOP, Token

VERBS = bits("press push nav look play drag shift pick use get put alter adjust refresh wait")
GOALS = bits("export state timeline credits upload")
CONTROL = bits("widget weak") | GOALS
LEADS = bits("seq polite must can wish") | STOP

FRAME, CONNECT = BIT["frame"], BIT["connect"]
OBJECTS = bits("det prep into onward")


@dataclass(slots=True)
class Clause:
    """Tokens without the closing stop; `tail` is the text from `end` to the next clause."""

    tokens: list[Token]
    start: int
    end: int
    tail: str = ""
    joined: bool = False


def split_clauses(sentence: str, tokens: list[Token]) -> list[Clause]:
    """Cut at punctuation, and at connectives that a verb follows."""
    groups: list[tuple[list[Token], bool]] = []
    current: list[Token] = []
    joined = False
    for n, token in enumerate(tokens):
        if token.tags & STOP:
            if current:
                groups.append((current, joined))
            current, joined = [], False
        elif current and _joins(tokens, n):
            groups.append((current, joined))
            current, joined = [token], True
        else:
            current.append(token)
    if current:
        groups.append((current, joined))
    clauses = [Clause(g, g[0].start, g[-1].end, joined=j) for g, j in groups]
    for this, following in pairwise(clauses):
        this.tail = sentence[this.end : following.start]
    if clauses:
        clauses[0].start = 0
        clauses[-1].tail = sentence[clauses[-1].end :]
    return clauses


def _joins(tokens: list[Token], n: int) -> bool:
    """Does the connective at `n` begin a new order?"""
    if not tokens[n].tags & CONNECT:
        return False
    n += 1
    if n < len(tokens) and tokens[n].tags & BIT["agent"] and not tokens[n].tags & (HAN | BIT["filler"]):
        return tokens[n].key.startswith(("i", "we"))
    while n < len(tokens) and tokens[n].tags & LEADS and not tokens[n].tags & (STOP | VERBS):
        if tokens[n].tags & bits("polite must can"):
            return True
        n += 1
    if n == len(tokens) or not tokens[n].tags & (VERBS | FRAME):
        return False
    return bool(tokens[n].tags & HAN) or _is_verb(tokens, n)


def _is_verb(tokens: list[Token], n: int) -> bool:
    """Not so in "the font and position" and "the play and export buttons", which are names."""
    if not tokens[n].tags & (GOALS | bits("film weak")):
        return True
    if n + 1 == len(tokens):
        return True
    after = tokens[n + 1].tags
    return bool(after & (BIT["det"] if tokens[n].tags & BIT["film"] else OBJECTS))
