"""A step as something to do in a chat: "swap the track", “把音乐移到第5秒”."""

import re
from collections.abc import Sequence
from itertools import pairwise

from router.gui.lexicon import BIT, bits
from router.gui.reading import Reading
from router.gui.steps import Step
from router.gui.tokens import BOLD, CAPITAL, KEY, Token
from router.gui.wording import HAN_CHAR, has_content, join, language_of, say

OBJECT_FIRST = ("drag", "shift", "alter", "adjust", "play", "look", "find", "get", "put")
FRAMES = ("把", "将", "將")
MOVING = re.compile(r"^(?:drag and drop|drag|pull|slide|grab|swipe|drop)(?: over| across)?\b", re.I)
HAN_MOVING = re.compile(r"(?:拖拽|拖动|拖動|拖曳|拖放|拖拉|拖|拉动|拉動|拉|drag|移动|移動)\s*[到至入进進]?")
ERASING = re.compile(r"^backspace\b", re.I)
SHIFTING = re.compile(r"^(?:move|shift|nudge|bump|scoot)\b", re.I)
TURNING = re.compile(r"\btoggle (on|off)\b", re.I)
BY_HAND = re.compile(r"\s+by (?:dragging|pulling|sliding|clicking|using)\b.*?(?=\s+to\b|[.,;]|$)", re.I)
EDGE = re.compile(r"^(?:the\s+)?(?:(?:left|right|top|bottom)\s+)?(?:of\s+)?|的(?:左|右)?$")
HAN_SELF = re.compile(r"自行|自己动手|手动|亲自")
WANTED = re.compile(
    r"\b(?:if you(?:'d| would)? (?:want|like|prefer|need|rather(?: have)?)|(?:you )?want|prefer)\s+(to\s+)?(.+)"
    r"|(?:如果|若|如|要是)?(?:您|你)?(?:还)?(?:想要|想|需要|需|要|更喜欢)(.+?)(?:的话)?$",
    re.I,
)
ONWARD = BIT["onward"]
NAMED_PART = bits("film specific") | CAPITAL | BOLD


def phrase_of(step: Step, sentence: str) -> tuple[str, bool]:
    """(what the step does, whether that says anything of its own)."""
    words, thing, content = "", "", False
    for reading in step.readings:
        tokens, thing, selected = _piece(reading, sentence, thing)
        piece = _about(_words(sentence, tokens, reading), selected)
        if piece:
            content = content or has_content(tokens) or bool(selected)
            glue = "，" if HAN_CHAR.search(sentence) else " and "
            words = f"{words}{glue}{piece}" if words else piece
    return words, content


def offer_text(step: Step, readings: Sequence[Reading], sentence: str) -> str:
    """The step as something to ask about, never empty."""
    language = language_of(sentence)
    words, content = phrase_of(step, sentence)
    if content and not step.reason:
        return words
    wanted = "" if step.reason else _wanted(readings, sentence)
    return wanted or say(step.reason or step.action, language)


def _wanted(readings: Sequence[Reading], sentence: str) -> str:
    """“如果想换音乐” says what is on offer better than “挑选” does."""
    for reading in readings:
        text = sentence[reading.clause.start : reading.clause.end]
        match = WANTED.search(text) if reading.kind == "wish" else None
        if match and match.group(3):
            return match.group(3)
        if match:
            return match.group(2) if match.group(1) else say("want", "en", match.group(2))
    return ""


def _piece(reading: Reading, sentence: str, thing: str) -> tuple[list[Token], str, str]:
    """(the tokens that say what is done, the thing selected so far, the thing they point at)."""
    tokens = reading.clause.tokens
    o = reading.object
    if o is None:
        return [], thing, ""
    if reading.kind == "more":
        return until_wish(tokens[o.verb :]), thing, thing
    core = tokens[o.verb + 1 : o.purpose]
    after = purpose_tokens(reading)
    if reading.role in OBJECT_FIRST:
        if reading.role == "drag" and o.tags & BIT["edge"] and after:
            return after, "", EDGE.sub("", join(sentence, [t for t in core if not _is_part(t)]))
        return _object_first(reading, after), thing, thing
    if o.tags & bits("specific alter") and thing:
        return core, "", thing
    if (o.tags & BIT["film"] and not o.tags & (BIT["widget"] | KEY)) or _is_numbered(core):
        thing = join(sentence, _plain(core))
    return after, thing, thing


def _is_part(token: Token) -> bool:
    return bool(token.tags & bits("weak widget place"))


def _is_numbered(core: Sequence[Token]) -> bool:
    return any(a.tags & BIT["film"] and b.key.isdigit() for a, b in pairwise(core))


def purpose_tokens(reading: Reading) -> list[Token]:
    """What follows the control, without "to", “即可” and trailing wishes."""
    o = reading.object
    if o is None:
        return []
    start = o.purpose if reading.kind == "order" else o.verb
    after = reading.clause.tokens[start:]
    while after and (after[0].key == "to" or (after[0].tags & BIT["result"] and not after[0].tags & BIT["onward"])):
        after = after[1:]
    return until_wish(after)


def until_wish(tokens: Sequence[Token]) -> list[Token]:
    """Up to "if you like", “随时” and the like."""
    end = next((n for n, t in enumerate(tokens) if n and t.tags & BIT["wish"]), len(tokens))
    if tokens and tokens[0].tags & BIT["wish"] and not tokens[0].tags & bits("look adjust put"):
        return []
    return list(tokens[:end])


def _object_first(reading: Reading, after: Sequence[Token]) -> list[Token]:
    """Verb and object, without the phrase that says where the control is."""
    tokens = reading.clause.tokens
    o = reading.object
    assert o is not None
    stop = next((n for n in range(o.place + 1, o.purpose) if tokens[n].tags & ONWARD), o.purpose)
    kept = [*tokens[o.verb : o.place], *tokens[stop : o.purpose]]
    if not after or reading.role in ("look", "play"):
        return kept
    linked = tokens[o.purpose].tags & ONWARD and tokens[o.purpose].key != after[0].key
    return [*kept, *([tokens[o.purpose]] if linked else []), *after]


def _words(sentence: str, tokens: Sequence[Token], reading: Reading) -> str:
    text = join(sentence, _plain(tokens))
    text = HAN_SELF.sub("", BY_HAND.sub("", ERASING.sub("delete", TURNING.sub(r"turn \1", text))))
    if reading.role == "shift":
        text = SHIFTING.sub(_other, text)
    if reading.role == "drag":
        dial = any(token.tags & BIT["dial"] for token in tokens)
        text = MOVING.sub("set" if dial else "move", text)
        if HAN_CHAR.search(text) or text.startswith("把"):
            text = HAN_MOVING.sub("调到" if dial else "移到", text, count=1)
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


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
        return f"{text[0]}{thing}的{text[1:]}" if text.startswith(FRAMES) else f"把{thing}{text}"
    if re.search(r"\bit\b", text):
        return re.sub(r"\bit\b", thing, text, count=1)
    return f"{text} on {thing}" if " " in text else f"{text} {thing}"
