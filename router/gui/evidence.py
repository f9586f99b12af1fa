"""What an order's verb acts on: which control, where it is, and where its purpose starts."""

from collections.abc import Sequence
from dataclasses import dataclass

from router.gui.clauses import CONTROL, GOALS, VERBS
from router.gui.lexicon import BIT, Lexicon, bits
from router.gui.names import NAME, SETTLED, WIDGETS, goal, goal_of, merged, named, union
from router.gui.tokens import BOLD, CAPITAL, HAN, NUMBER, QUOTE, UNKNOWN, Token

INTO, RESULT, WITHIN = (BIT[name] for name in ("into", "result", "within"))
PURPOSES = bits("look play get put alter adjust refresh")
CHOOSING = bits("press pick")
MOVES = bits("drag shift alter adjust put pick")
DONE = ("已", "已经", "都已", "都已经")
MOVING = bits("drag shift")
NOUNS = UNKNOWN | bits("film weak widget")
FRAMES = ("把", "将")


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
    if tokens[verb].key in FRAMES:
        inner = next((n for n in range(start, len(tokens)) if tokens[n].tags & MOVES), verb)
        tags, purpose = tokens[inner].tags & ~GOALS, len(tokens)
    else:
        framed = tokens[verb].key == "在"
        tags = BIT["use"] | HAN if framed else tags
        purpose = _purpose(tokens, start, PURPOSES | (CHOOSING if framed else 0))
        if framed and purpose < len(tokens) and _picks_named(tokens[purpose:]):
            purpose = len(tokens)
    core = tokens[start:purpose]
    parts = [named(core, n, lexicon) for n in range(len(core))]
    stray = sum(1 for part in parts if part & UNKNOWN and not part & (CAPITAL | BOLD))
    place = start + _place(core)
    bare, site = _is_bare(tokens, verb), union(tokens[place:purpose])
    return Object(verb, tags, place, purpose, merged(parts), goal(core, parts), stray, bare, site)


def control(tokens: list[Token]) -> Object:
    """A control that is only named, as if it were used."""
    end = len(tokens)
    return Object(0, BIT["use"], end, end, union(tokens), goal_of(tokens), 0)


def _picks_named(tokens: list[Token]) -> bool:
    """“在文件菜单里选择“导出””: what is chosen is the control."""
    return bool(tokens[0].tags & CHOOSING and union(tokens[1:]) & (QUOTE | BOLD | GOALS))


def _is_bare(tokens: list[Token], verb: int) -> bool:
    """ "Drag handles appear", "Click sounds are", “点击轨已删除”: a name or a report, no order."""
    after = tokens[verb + 1 :]
    if _is_report(after, tokens[verb].tags):
        return True
    if tokens[verb].tags & HAN or not after or after[0].tags & (NAME | NUMBER):
        return False
    if after[0].tags & BIT["is"]:
        return True
    if tokens[verb].tags & BIT["look"] and union(after) & (BIT["is"] | BIT["clause"]) == BIT["is"]:
        return True
    noun = after[0].tags & NOUNS and not after[0].tags & (BIT["det"] | GOALS)
    moved = union(after) & (BIT["onward"] | BIT["place"])
    return bool(noun) and not moved and not union(after[1:2]) & NUMBER


def _is_report(after: list[Token], verb_tags: int) -> bool:
    """“点击轨已删除”, "Slide 3 opens": something is told of what only looks like a verb."""
    if after and verb_tags & MOVING and after[0].key.isdigit():
        return True
    for n, token in enumerate(after[:4]):
        if token.key in DONE:
            rest = after[n + 1 : n + 3]
            acted = not verb_tags & HAN or union(rest[:1]) & VERBS
            return bool(acted) and "的" not in [t.key for t in rest]
    return False


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
        if tags & (BIT["wish"] | RESULT) and not tags & BIT["choice"]:
            return n
        if token.key == "to" and n > start and _is_infinitive(tokens, n + 1):
            return n
        if settled and tags & HAN and tags & verbs and not _in_name(tokens, n):
            return n
        if settled and token.key in FRAMES:
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
