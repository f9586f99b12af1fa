"""Where a clause's main verb stands, and who is meant to do it.

Only a verb with nothing but leads before it ("please", "then", "you can", “请”, “先”) can be an
order to the reader. A subject, a negation or an agent before it makes the clause something else.
"""

from dataclasses import dataclass

from router.gui.clauses import CONTROL, FRAME, GOALS, VERBS
from router.gui.lexicon import BIT, bits
from router.gui.tokens import CAPITAL, HAN, JOINT, QUOTE, UNKNOWN, Token

RESTART = bits("polite must can")
WISH, NOT, AGENT, SUB, SEQ = (BIT[name] for name in ("wish", "not", "agent", "sub", "seq"))
AGENTS = bits("agent plan")
FLAGS = bits("wish polite must can choice find")
FRAMES = ("把", "将")
SKIPPED = SEQ | JOINT
FRAMED = bits("place filler") | CONTROL | CAPITAL | QUOTE
SITES = bits("place widget")
MOVES = bits("press nav drag alter adjust put get play")
NAMING = bits("play get put refresh")
MARKERS = RESTART | WISH | SUB
CANDIDATES = VERBS | BIT["pressing"]


@dataclass(slots=True)
class Head:
    """`kind`: verb, not, agent, wish, lead, where or text. `begin`: where the order's leads start."""

    kind: str
    begin: int = 0
    verb: int = 0
    flags: int = 0


def read_head(tokens: list[Token], flags: int = 0) -> Head:
    """The head of a clause; `flags` carry over from the clause that it goes on with."""
    return _scan(tokens, 0, _State(flags))


def read_on(tokens: list[Token], head: Head) -> Head:
    """The next head after the verb of `head` proved to be no order."""
    framed = _behind_site(tokens, head.verb)
    if framed:
        return Head("verb", head.begin, framed, head.flags)
    state = _State(head.flags)
    state.begin = head.begin
    state.stray = 0 if tokens[head.verb].tags & (SEQ | RESTART) else 1
    return _scan(tokens, head.verb + 1, state)


def _behind_site(tokens: list[Token], verb: int) -> int:
    """“在音轨上把…”: where the order starts after a place in the editor, or 0."""
    if tokens[verb].key != "在":
        return 0
    framed = next((n for n in range(verb + 1, len(tokens)) if tokens[n].key in FRAMES), 0)
    site = tokens[verb + 1 : framed]
    known = not any(t.tags & (UNKNOWN | BIT["real"]) for t in site)
    return framed if known and any(t.tags & (CONTROL | BIT["film"]) for t in site) else 0


class _State:
    """What has been seen before the verb."""

    def __init__(self, flags: int) -> None:
        self.begin = 0
        self.flags = flags
        self.stray = 0
        self.subordinate = False
        self.where = False
        self.fresh = True

    def head(self, kind: str, n: int) -> Head:
        return Head(kind, self.begin, n, self.flags)


def _scan(tokens: list[Token], start: int, state: _State) -> Head:
    for n in range(start, len(tokens)):
        kind = _step(tokens, n, state)
        if kind:
            return state.head(kind, n)
    return state.head(_rest(state), len(tokens))


def _step(tokens: list[Token], n: int, state: _State) -> str:
    """Take in token `n`; the kind of the head once that is settled, else ''."""
    token = tokens[n]
    tags = token.tags
    if tags & NOT and not tags & WISH and not state.subordinate:
        return "not"
    if tags & AGENTS and not state.flags & RESTART and not tags & WISH:
        return "agent"
    if tags & MARKERS and _marks(tokens, n):
        return _marker(tokens[n], n, state)
    if state.fresh and token.key == "to":
        state.subordinate = True
    if state.subordinate:
        state.subordinate = not tags & BIT["resume"]
        state.stray = 0
        return ""
    if not state.stray and tags & (CANDIDATES | FRAME) and _is_verb(tokens, n, state.fresh):
        return "agent" if _is_will(tokens, n) else "verb"
    _before(tokens, n, state)
    return ""


def _marker(token: Token, n: int, state: _State) -> str:
    """Leads that start the clause anew, wish for something or make it subordinate."""
    tags = token.tags
    if tags & RESTART:
        if state.stray or not state.flags & RESTART:
            state.begin = n
        state.subordinate = False
    state.flags |= tags & FLAGS
    if tags & SUB:
        state.subordinate = True
    if tags & (RESTART | HAN):
        state.stray = 0
    return "verb" if tags & BIT["find"] else ""


def _before(tokens: list[Token], n: int, state: _State) -> None:
    """A token in front of the verb that is no marker."""
    token = tokens[n]
    if state.fresh and (token.tags & BIT["prep"] or _is_site(tokens, n)):
        state.where = True
    elif not token.tags & SKIPPED and not (state.where and token.tags & FRAMED):
        state.stray += 1
    state.fresh = state.fresh and bool(token.tags & SKIPPED)


def _is_verb(tokens: list[Token], n: int, fresh: bool) -> bool:
    """Not so in “播放图标” and "Play button" (names), “丢进来的文件” (relative), “缩略图上” (a place)."""
    token = tokens[n]
    after = tokens[n + 1].tags if n + 1 < len(tokens) else 0
    part = BIT["widget"] | (BIT["weak"] if token.tags & HAN else 0)
    if token.tags & GOALS and token.tags & NAMING and after & part:
        return False
    if not token.tags & HAN:
        return True
    if token.tags & BIT["within"] and not fresh:
        return False
    return "的" not in [t.key for t in tokens[n + 1 : n + 2]] and "来的" not in "".join(
        t.key for t in tokens[n + 1 : n + 3]
    )


def _is_will(tokens: list[Token], n: int) -> bool:
    """将 in front of a verb announces, in front of a thing it is 把."""
    return tokens[n].key == "将" and n + 1 < len(tokens) and bool(tokens[n + 1].tags & MOVES)


def _is_site(tokens: list[Token], n: int) -> bool:
    """“右上角…”, “导出弹窗里…”: a Chinese clause may start with a place, without a preposition."""
    if not tokens[n].tags & HAN:
        return False
    named = tokens[n].tags & GOALS and n + 1 < len(tokens) and tokens[n + 1].tags & BIT["widget"]
    return bool(tokens[n].tags & SITES or named)


def _rest(state: _State) -> str:
    """The kind of a clause in which no verb was found."""
    if state.flags & WISH:
        return "wish"
    if state.subordinate:
        return "lead"
    return "where" if state.where and not state.stray else "text"


def _marks(tokens: list[Token], n: int) -> bool:
    """Not 她必须: the character must; and a single 可 or 需 only in front of a verb or a frame."""
    token = tokens[n]
    if not token.tags & HAN or token.tags & (BIT["polite"] | WISH):
        return True
    if token.tags & RESTART and any(t.tags & BIT["scene"] for t in tokens[:n]):
        return False
    if len(token.key) > 1:
        return True
    if n + 1 == len(tokens):
        return False
    after = tokens[n + 1]
    return bool(after.tags & (VERBS | SKIPPED | FRAME))
