"""The names of controls: which words name one, and what the control is for."""

from collections.abc import Iterable, Sequence

from router.gui.clauses import CONTROL, GOALS
from router.gui.lexicon import BIT, Lexicon, bits
from router.gui.tokens import BOLD, CAPITAL, HAN, KEY, QUOTE, UNKNOWN, Token, tokenize

NAME = QUOTE | BOLD | CAPITAL | KEY
WIDGETS = bits("widget weak")
# With these a name is complete, as far as the words after it do not go on with it.
SETTLED = bits("widget weak film product here") | QUOTE | KEY | GOALS
AWAY, WITHIN = BIT["away"], BIT["within"]
# A weak word ("window", "card") is a control's only within NEAR tokens of one of these.
BESIDE = bits("film upload export credits timeline state adjust place icon") | NAME
NEAR, LONGEST_NAME = 3, 5
# What the words inside a quotation may say about the control that it names.
QUOTABLE = CONTROL | bits("approve film alter adjust specific choice again closing")
OWNERS = ("your", "您的", "你的", "个人")


def union(tokens: Iterable[Token]) -> int:
    """All the parts that the tokens play."""
    return merged(token.tags for token in tokens)


def goal_of(tokens: Sequence[Token]) -> int:
    """The goal bit of the control that the tokens name."""
    return goal(tokens, [token.tags for token in tokens])


def merged(parts: Iterable[int]) -> int:
    """The union of tags."""
    total = 0
    for tags in parts:
        total |= tags
    return total


def named(core: Sequence[Token], n: int, lexicon: Lexicon) -> int:
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
    owned = before and (before.tags & NAME or before.key in OWNERS)
    return bool(after & (WIDGETS | WITHIN | BIT["loose"]) or owned)


def goal(core: Sequence[Token], parts: list[int]) -> int:
    """The goal of the control that is worked: the first one named, but the last in Chinese."""
    if any(tags & HAN and tags & SETTLED for tags in parts):
        order = -1
        found = [tags & GOALS for n, tags in enumerate(parts) if not _is_landmark(core, n)]
    else:
        order = 0
        away = next((n for n, token in enumerate(core) if n and token.tags & AWAY), len(core))
        near = parts[:away]
        found = [t & GOALS for t in (near if merged(near) & (CONTROL | bits("film again")) else parts)]
    found = [tags for tags in found if tags]
    clear = [tags for tags in found if tags != BIT["state"]]
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
