"""When a verb in the place of an imperative is an order: its object must speak of an interface."""

from collections.abc import Callable

from router.gui.clauses import CONTROL, GOALS
from router.gui.evidence import Object
from router.gui.heads import RESTART, Head
from router.gui.lexicon import BIT, bits
from router.gui.names import NAME
from router.gui.tokens import CAPITAL, KEY, NUMBER, QUOTE

STRONG = BIT["widget"] | GOALS
HERE = bits("widget here")
PRESSED = CONTROL | (NAME & ~CAPITAL) | bits("here place avatar film again approve specific play refresh choice")
PUSHED = NAME | bits("place avatar again refresh specific")
OPENED = STRONG | BIT["avatar"]
DRAGGED = bits("film widget timeline upload state") | NUMBER
SHIFTED = bits("film widget timeline")
CHOSEN = bits("widget upload export credits timeline avatar")
PLAIN = bits("product filler place wish")
MOVED = bits("press push drag shift nav play look")
BARRED = bits("not passive")


def is_real(o: Object) -> bool:
    """A thing of the real world, and no control named."""
    return bool(o.tags & BIT["real"]) and not o.tags & GOALS


def _weak(o: Object) -> bool:
    """A weak control word ("window", "card"), which has a name or a place beside it."""
    return bool(o.tags & BIT["weak"])


def _press(o: Object, head: Head) -> bool:
    if is_real(o) or (o.tags & BIT["chat"] and not o.tags & STRONG):
        return False
    named = bool(o.tags & CAPITAL and head.flags & RESTART)
    return bool(o.tags & PRESSED or head.flags & BIT["choice"]) or named


def _push(o: Object, _: Head) -> bool:
    named = bool(o.tags & PUSHED) and o.stray == 0
    known = o.stray == 0 or o.tags & BIT["icon"]
    strong = bool(o.tags & GOALS) or bool(o.tags & bits("widget icon") and known)
    return (strong or named or _weak(o)) and not is_real(o)


def _nav(o: Object, _: Head) -> bool:
    placed = o.tags & BIT["place"] and o.tags & QUOTE and not o.stray
    return (bool(o.tags & OPENED or placed) or _weak(o)) and not is_real(o)


def _look(o: Object, _: Head) -> bool:
    return bool(o.tags & STRONG) or _weak(o)


def _play(o: Object, head: Head) -> bool:
    known = o.stray == 0 and bool(o.tags & PLAIN)
    return _look(o, head) or (known and bool(head.flags & RESTART))


def _drag(o: Object, _: Head) -> bool:
    return bool(o.tags & DRAGGED) and not o.tags & BIT["chat"] and not is_real(o)


def _shift(o: Object, _: Head) -> bool:
    return bool(o.tags & SHIFTED) and not is_real(o)


def _use(o: Object, _: Head) -> bool:
    return (bool(o.tags & (STRONG | BIT["here"] | KEY)) or _weak(o)) and not is_real(o)


def _put(o: Object, _: Head) -> bool:
    if o.tags & BIT["chat"]:
        return False
    return bool(o.tags & bits("widget upload")) or _weak(o)


def _get(o: Object, head: Head) -> bool:
    """Bare "you can export it" is an order; "you can export up to 5 minutes" is a limit."""
    if o.tags & bits("limit chat"):
        return False
    if o.verb_tags & BIT["drag"]:
        return bool(o.tags & BIT["product"] and o.tags & bits("export widget"))
    if o.tags & HERE or _weak(o):
        return True
    plain = o.stray == 0 and (o.tags & PLAIN or not o.tags)
    return bool(plain and o.verb_tags & BIT["export"] and head.flags & (RESTART | BIT["wish"]))


def _pick(o: Object, _: Head) -> bool:
    return bool(o.tags & CHOSEN) or _weak(o)


def _alter(o: Object, head: Head) -> bool:
    if o.tags & (BIT["widget"] | KEY) or _weak(o):
        return True
    return bool(head.flags & BIT["polite"] and o.tags & BIT["film"]) and not is_real(o)


def _adjust(o: Object, _: Head) -> bool:
    if o.verb_tags & BIT["type"] and o.tags & BIT["film"] and o.tags & QUOTE:
        return True
    return bool(o.tags & BIT["widget"]) or _weak(o)


def _refresh(o: Object, _: Head) -> bool:
    return bool(o.tags & bits("state widget weak")) or o.stray == 0


# A verb may play several roles; the first that its object fits is taken.
ROLES: tuple[tuple[str, int, Callable[[Object, Head], bool]], ...] = tuple(
    (name, BIT[name], fits)
    for name, fits in (
        ("refresh", _refresh),
        ("press", _press),
        ("pressing", _press),
        ("push", _push),
        ("get", _get),
        ("drag", _drag),
        ("nav", _nav),
        ("use", _use),
        ("put", _put),
        ("play", _play),
        ("find", _look),
        ("look", _look),
        ("pick", _pick),
        ("shift", _shift),
        ("alter", _alter),
        ("adjust", _adjust),
    )
)


def role_of(o: Object, head: Head) -> str:
    """The role in which the verb is an order, "" if it is none."""
    if o.tags & BARRED:
        return ""
    if o.bare and o.verb_tags & MOVED:
        return ""
    return next((name for name, bit, fits in ROLES if o.verb_tags & bit and fits(o, head)), "")
