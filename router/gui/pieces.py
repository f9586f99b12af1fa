"""What one clause of a step does, in words for a chat and without the interface."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from router.gui.lexicon import BIT, bits
from router.gui.reading import Reading
from router.gui.tokens import BOLD, CAPITAL, KEY, QUOTE, Token
from router.gui.wording import HAN_CHAR, has_content, join, language_of, say

OBJECT_FIRST = ("drag", "shift", "alter", "adjust", "play", "look", "find", "get", "put")
COMMAND = bits("specific alter")
VALUE = QUOTE | BOLD | CAPITAL | BIT["number"]
FRAMES = ("把", "将", "將")
ONWARD, WISH = BIT["onward"], BIT["wish"]
# Wishes that are also verbs do not end a phrase: "to see if…".
VERBAL = bits("look adjust put")
NAMED_PART = bits("film specific") | CAPITAL | BOLD
MOVING = re.compile(r"^(?:drag and drop|drag|pull|slide|grab|swipe|drop)(?: over| across)?\b", re.I)
HAN_MOVING = re.compile(r"(?:拖拽|拖动|拖動|拖曳|拖放|拖拉|拖|拉动|拉動|拉|drag|移动|移動)\s*[到至入进進]?")
ASIDE = re.compile(r"([向往][左右前后後上下])(?:拖拽|拖动|拖動|拖曳|拖|拉动|拉|推)(?![到至])")
SHIFTING = re.compile(r"^(?:move|shift|nudge|bump|scoot)\b", re.I)
TURNING = re.compile(r"\btoggle (on|off)\b", re.I)
ERASING = re.compile(r"^backspace\b", re.I)
BY_HAND = re.compile(r"\s+by (?:dragging|pulling|sliding|clicking|using)\b.*?(?=\s+to\b|[.,;]|$)", re.I)
EDGE = re.compile(r"^(?:the\s+)?(?:(?:left|right|top|bottom)\s+)?(?:of\s+)?|的(?:左|右)?$")
HAN_SELF = re.compile(r"自行|自己动手|手动|亲自")


@dataclass(slots=True)
class Selection:
    """What the clauses so far have opened or selected for those that follow."""

    thing: str = ""
    panel: str = ""


def piece_of(reading: Reading, sentence: str, chosen: Selection, last: bool) -> tuple[str, bool]:
    """(what the clause does, whether that says anything of its own)."""
    o = reading.object
    if o is None:
        return "", False
    after = purpose_tokens(reading)
    if reading.kind == "more":
        tokens = until_wish(reading.clause.tokens[o.verb :])
        return _value(sentence, tokens, chosen) or _told(reading, sentence, tokens, chosen.thing)
    if reading.role in OBJECT_FIRST or (reading.role == "press" and o.verb_tags & BIT["alter"]):
        return _object_first(reading, sentence, after, chosen)
    core = reading.clause.tokens[o.verb + 1 : o.purpose]
    picked = next((n for n, token in enumerate(core) if n and token.tags & BIT["pick"]), 0)
    if picked and reading.role == "use":
        return _told(reading, sentence, core[picked:], "")
    if o.tags & COMMAND and (last or chosen.thing) and not any(t.tags & BIT["alter"] for t in after):
        command = [t for t in core if t.tags & (COMMAND | QUOTE | BOLD)]
        return _told(reading, sentence, command, chosen.thing or "it")
    _select(reading, sentence, core, chosen)
    return _told(reading, sentence, after, chosen.thing)


def _told(reading: Reading, sentence: str, tokens: Sequence[Token], thing: str) -> tuple[str, bool]:
    words = _about(_words(reading, sentence, tokens), thing)
    return words, bool(words) and (has_content(tokens) or thing not in ("", "it"))


def _value(sentence: str, tokens: Sequence[Token], chosen: Selection) -> tuple[str, bool] | None:
    """ "Open the aspect ratio menu and pick 9:16"."""
    if not chosen.panel or not tokens or not tokens[0].tags & BIT["pick"]:
        return None
    if not any(token.tags & VALUE for token in tokens[1:]):
        return None
    setting = say("set", language_of(sentence), chosen.panel)
    return setting + join(sentence, tokens[1:]), True


def _select(reading: Reading, sentence: str, core: Sequence[Token], chosen: Selection) -> None:
    o = reading.object
    if o is None:
        return
    numbered = any(a.tags & BIT["film"] and b.key.isdigit() for a, b in pairwise(core))
    film, widget = o.tags & BIT["film"], o.tags & BIT["widget"]
    if reading.role == "nav" and not widget and not numbered:
        return
    if reading.role == "pick" or (film and not widget and not o.tags & KEY) or numbered:
        chosen.thing = join(sentence, _plain(core))
    elif film and widget:
        chosen.panel = join(sentence, [t for t in core if t.tags & BIT["film"]])


def purpose_tokens(reading: Reading) -> list[Token]:
    """What follows the control, without "to", “即可” and trailing wishes."""
    o = reading.object
    if o is None:
        return []
    after = reading.clause.tokens[o.purpose if reading.kind == "order" else o.verb :]
    while after and (after[0].key == "to" or after[0].tags & (BIT["result"] | ONWARD) == BIT["result"]):
        after = after[1:]
    return until_wish(after)


def until_wish(tokens: Sequence[Token]) -> list[Token]:
    """Up to "if you like", “随时” and the like."""
    for n, token in enumerate(tokens):
        if token.tags & WISH and (n or not token.tags & VERBAL):
            return list(tokens[:n])
    return list(tokens)


def _object_first(reading: Reading, sentence: str, after: Sequence[Token], chosen: Selection) -> tuple[str, bool]:
    """Verb and object, without the phrase that says where the control is."""
    o, tokens = reading.object, reading.clause.tokens
    assert o is not None
    if reading.role == "drag" and o.tags & BIT["edge"] and after:
        whole = join(sentence, [t for t in tokens[o.verb + 1 : o.purpose] if not _is_part(t)])
        return _told(reading, sentence, after, EDGE.sub("", whole))
    stop = next((n for n in range(o.place + 1, o.purpose) if tokens[n].tags & ONWARD), o.purpose)
    kept = [*tokens[o.verb : o.place], *tokens[stop : o.purpose]]
    if after and reading.role not in ("look", "play"):
        linked = tokens[o.purpose].tags & ONWARD and tokens[o.purpose].key != after[0].key
        kept += [*([tokens[o.purpose]] if linked else []), *after]
    return _told(reading, sentence, kept, chosen.thing)


def _is_part(token: Token) -> bool:
    return bool(token.tags & bits("weak widget place"))


def _words(reading: Reading, sentence: str, tokens: Sequence[Token]) -> str:
    text = join(sentence, _plain(tokens))
    text = ERASING.sub("delete", TURNING.sub(r"turn \1", BY_HAND.sub("", HAN_SELF.sub("", text))))
    if reading.role == "shift":
        text = SHIFTING.sub(_other, text)
    if reading.role == "drag":
        text = _moved(text, any(token.tags & BIT["dial"] for token in tokens))
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def _moved(text: str, dial: bool) -> str:
    """Clips are moved, dials are set."""
    if HAN_CHAR.search(text):
        if ASIDE.search(text):
            return ASIDE.sub(r"\1移", text)
        return HAN_MOVING.sub("调到" if dial else "移到", text, count=1)
    return MOVING.sub("set" if dial else "move", text)


def _other(verb: re.Match[str]) -> str:
    """Another verb than the one that told the user to do it by hand."""
    return "shift" if verb.group().lower() == "move" else "move"


def _plain(tokens: Sequence[Token]) -> list[Token]:
    """Without interface words."""
    return [token for n, token in enumerate(tokens) if not _is_interface(tokens, n)]


def _is_interface(tokens: Sequence[Token], n: int) -> bool:
    tags = tokens[n].tags
    if tags & BIT["film"]:
        return False
    named = n and tokens[n - 1].tags & NAMED_PART and not tokens[n - 1].tags & BIT["pick"]
    return bool(tags & BIT["widget"]) or bool(tags & bits("weak dial") and named)


def _about(text: str, thing: str) -> str:
    """Put the selected thing where the clause only points at it."""
    if not thing or not text:
        return text
    if HAN_CHAR.search(text + thing):
        if thing == "it":
            return text
        return f"{text[0]}{thing}的{text[1:]}" if text.startswith(FRAMES) else f"把{thing}{text}"
    if re.search(r"\bit\b", text):
        return re.sub(r"\bit\b", thing, text, count=1)
    return f"{text} on {thing}" if " " in text else f"{text} {thing}"
