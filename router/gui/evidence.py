"""What an order's verb acts on: which control, where it is, and where its purpose starts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from router.gui.clauses import CONTROL, GOALS, VERBS
from router.gui.lexicon import BIT, Lexicon, bits
from router.gui.tokens import BOLD, CAPITAL, HAN, KEY, NUMBER, QUOTE, UNKNOWN, Token, tokenize

NAME = QUOTE | BOLD | CAPITAL | KEY
AWAY, INTO, RESULT, WITHIN = (BIT[n] for n in ("away", "into", "result", "within"))
PURPOSES = bits("look play get put alter adjust refresh")
CHOOSING = bits("press pick")
MOVES = bits("drag shift alter adjust put pick")
NOUNS = UNKNOWN | bits("film weak widget")
BESIDE = bits("film upload export credits timeline state adjust place icon") | NAME
NEAR, LONGEST_NAME = 3, 5
SETTLED = bits("widget weak film product here") | QUOTE | KEY | GOALS
WIDGETS = bits("widget weak")
# What the words inside a quotation may say about the control that it names.
QUOTABLE = CONTROL | bits("approve film alter adjust specific choice again")


@dataclass(slots=True)
class Object:
    """The tokens from a verb up to its purpose.

    `tags`: all that they are; `goal`: the control's goal bit or 0; `place`: the token where a
    phrase such as "in the Music panel" starts (`purpose` if there is none); `stray`: how many
    tokens are plain unknown words; `bare`: an English noun follows the verb at once, as in
    "drag handles appear"; `site`: all that the tokens from `place` are.
    """

    verb: int
    verb_tags: int
    place: int
    purpose: int
    tags: int
    goal: int
    stray: int
    bare: bool = False
    site: int = 0


def weigh(tokens: list[Token], verb: int, lexicon: Lexicon) -> Object:
    """Read the object of the verb, or of the Chinese frame (把, 在), at `verb`."""
    start, tags = verb + 1, tokens[verb].tags
    if tokens[verb].key in ("把", "将"):
        inner = next((n for n in range(start, len(tokens)) if tokens[n].tags & MOVES), verb)
        tags, purpose = tokens[inner].tags & ~GOALS, len(tokens)
    else:
        framed = tokens[verb].key == "在"
        tags = BIT["use"] | HAN if framed else tags
        purpose = _purpose(tokens, start, PURPOSES | (CHOOSING if framed else 0))
    core = tokens[start:purpose]
    named = [_named(core, n, lexicon) for n in range(len(core))]
    stray = sum(1 for n in named if n & UNKNOWN and not n & (CAPITAL | BOLD))
    place = start + _place(core)
    goal, bare, site = _goal(core, named), _is_bare(tokens, verb), union(tokens[place:purpose])
    return Object(verb, tags, place, purpose, _sum(named), goal, stray, bare, site)


def _is_bare(tokens: list[Token], verb: int) -> bool:
    """ "Drag handles appear", "Click sounds are", “点击轨已删除”: a name or a report, no order."""
    after = tokens[verb + 1 :]
    if tokens[verb].tags & HAN:
        return any(a.key in ("已", "已经") and b.tags & VERBS for a, b in pairwise(after[:3]))
    if not after or after[0].tags & (NAME | NUMBER):
        return False
    if after[0].tags & BIT["is"]:
        return True
    if tokens[verb].tags & BIT["look"] and union(after) & (BIT["is"] | BIT["clause"]) == BIT["is"]:
        return True
    noun = after[0].tags & NOUNS and not after[0].tags & (BIT["det"] | GOALS)
    moved = union(after) & (BIT["onward"] | BIT["place"])
    return bool(noun) and not moved and not union(after[1:2]) & NUMBER


def union(tokens: Iterable[Token]) -> int:
    """All the parts that the tokens play."""
    return _sum(token.tags for token in tokens)


def goal_of(tokens: Sequence[Token]) -> int:
    """The goal bit of the control that the tokens name."""
    return _goal(tokens, [token.tags for token in tokens])


def _sum(parts: Iterable[int]) -> int:
    total = 0
    for tags in parts:
        total |= tags
    return total


def _named(core: Sequence[Token], n: int, lexicon: Lexicon) -> int:
    """What a token says of a control: quotations name one, loose and weak words need company."""
    token = core[n]
    if token.tags & QUOTE:
        return _quoted(token, lexicon)
    tags = token.tags
    if tags & BIT["loose"] and not tags & NAME and not _has_company(core, n):
        tags &= ~GOALS
    if tags & BIT["weak"] and not union(core[max(0, n - NEAR) : n + NEAR + 1]) & BESIDE:
        tags &= ~BIT["weak"]
    return tags


def _quoted(token: Token, lexicon: Lexicon) -> int:
    """A quotation names a control if it is short and the words inside it do."""
    words = tokenize(token.key[1:-1], lexicon)
    if len(words) > LONGEST_NAME:
        return UNKNOWN
    return token.tags | union(words) & QUOTABLE


def _has_company(core: Sequence[Token], n: int) -> bool:
    after = core[n + 1].tags if n + 1 < len(core) else 0
    before = core[n - 1] if n else None
    owned = before and (before.tags & NAME or before.key in ("your", "您的", "你的", "个人"))
    return bool(after & (WIDGETS | WITHIN) or owned)


def _place(core: Sequence[Token]) -> int:
    for n, token in enumerate(core):
        if token.tags & INTO and union(core[n + 1 :]) & (CONTROL | BIT["place"]):
            return n
    return len(core)


def _purpose(tokens: list[Token], start: int, verbs: int) -> int:
    """The token where "to see…", “查看…”, "if you like" or “即可” begins."""
    settled = False
    for n in range(start, len(tokens)):
        token = tokens[n]
        tags = token.tags
        if tags & (BIT["wish"] | RESULT):
            return n
        if token.key == "to" and n > start and _is_infinitive(tokens, n + 1):
            return n
        if settled and tags & HAN and tags & verbs and not _in_name(tokens, n):
            return n
        if settled and token.key in ("把", "将"):
            return n
        if tags & HAN and tags & CHOOSING:
            settled = False
        settled = settled or bool(tags & SETTLED and not _goes_on(tokens, n))
    return len(tokens)


def _is_infinitive(tokens: list[Token], n: int) -> bool:
    if n == len(tokens):
        return False
    tags = tokens[n].tags
    if tags & (HAN | NUMBER | QUOTE | BIT["place"]):
        return bool(tags & HAN and tags & VERBS)
    return bool(tags & VERBS) or bool(tags & UNKNOWN and not tags & CAPITAL)


def _in_name(tokens: list[Token], n: int) -> bool:
    """“导出按钮”, “的播放键”: a verb that is part of a control's name."""
    if n + 1 < len(tokens) and tokens[n + 1].tags & WIDGETS:
        return True
    return bool(tokens[n].tags & GOALS) and tokens[n - 1].key in ("的", "里的", "中的", "重新")


def _goes_on(tokens: list[Token], n: int) -> bool:
    """Is this only the first part of the name, as in “播放器上方的下载图标”?"""
    after = tokens[n + 1 : n + 3]
    if not after:
        return False
    tags = after[0].tags
    if tags & WITHIN:
        return after[-1].key == "的"
    return bool(tags & BIT["owning"]) or bool(tags & (WIDGETS | QUOTE) and tags & (HAN | QUOTE))


def _goal(core: Sequence[Token], named: list[int]) -> int:
    """The goal of the control that is worked: the first one named, but the last in Chinese."""
    if any(tags & HAN and tags & SETTLED for tags in named):
        order = -1
        found = [tags & GOALS for n, tags in enumerate(named) if not _is_landmark(core, n)]
    else:
        order = 0
        away = next((n for n, token in enumerate(core) if n and token.tags & AWAY), len(core))
        near = named[:away]
        found = [t & GOALS for t in (near if _sum(near) & (CONTROL | BIT["film"]) else named)]
    found = [goal for goal in found if goal]
    clear = [goal for goal in found if goal != BIT["state"]]
    return _single((clear or found)[order]) if found else 0


def _is_landmark(core: Sequence[Token], n: int) -> bool:
    """“播放器旁边的…”: only where the control is."""
    after = core[n + 1 : n + 3]
    if len(after) == 2 and after[0].tags & BIT["owning"]:
        return True
    return len(after) == 2 and bool(after[0].tags & WITHIN) and after[1].key == "的"


def _single(goals: int) -> int:
    """One goal of several: a word may stand for more than one."""
    for name in ("export", "upload", "timeline", "credits", "state"):
        if goals & BIT[name]:
            return BIT[name]
    return 0
