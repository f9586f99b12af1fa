"""A sentence with its orders taken out or reworded; everything else stays word for word."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from router.gui.lexicon import BIT, bits
from router.gui.phrases import phrase_of, purpose_tokens
from router.gui.reading import Reading
from router.gui.steps import Step
from router.gui.tokens import HAN, Token
from router.gui.wording import has_content, join, language_of, say

FIRST = re.compile(r"^(\W*)([a-z])")
CONNECTIVE = re.compile(r"^(?:so|and then|and|then|but|or)\s+|^(?:然后|再|接着|并|所以|随后)", re.I)
MARKS = "*_` "
EMOJI = re.compile(r"[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]")
SHOWN = bits("look play")
GOT = BIT["get"]
WHERE = bits("widget weak place press pick") | BIT["sub"]


@dataclass(slots=True)
class Part:
    """A clause's text and what stands between it and the next; `text` "" marks what is gone."""

    text: str
    tail: str


def rewrite(sentence: str, readings: list[Reading], steps: list[Step], menu: bool) -> str:
    """The sentence as a person in a chat should read it; "" if nothing of it is left."""
    changed = {id(r): "" for step in steps for r in step.readings}
    for step in steps:
        words = _offered(step, sentence, menu) if step.offer else _ordered(step, sentence)
        changed[id(step.readings[0])] = words
    parts = []
    for n, reading in enumerate(readings):
        text = sentence[reading.clause.start : reading.clause.end]
        if id(reading) in changed:
            text = changed[id(reading)]
        elif reading.kind in ("where", "lead") and any(id(r) in changed for r in readings[n : n + 2]):
            text = _introduced(reading, text)
        parts.append(Part(text, reading.clause.tail))
    return assemble(parts)


def _introduced(reading: Reading, text: str) -> str:
    """ "To save it," goes with the order that it leads to; with content it becomes a promise."""
    tokens = reading.clause.tokens
    if not has_content(tokens):
        return ""
    return say("get", "en", text[3:]) if tokens[0].key == "to" else text


def _before(step: Step, sentence: str) -> str:
    """What the clause says before its order begins: a connective, a topic."""
    clause = step.readings[0].clause
    tokens = clause.tokens[: step.readings[0].head.begin]
    if tokens and has_content(tokens):
        return sentence[clause.start : clause.tokens[len(tokens)].start]
    first = clause.tokens[0]
    return f"{first.key} " if first.tags & BIT["connect"] and not first.tags & HAN and clause.start else ""


def _ordered(step: Step, sentence: str) -> str:
    """A step that is carried out: an edit is announced, what is shown or fetched is named."""
    language = language_of(sentence)
    if step.action == "edit":
        words = phrase_of(step, sentence)[0] or say("edit", language)
        return _before(step, sentence) + say("do", language, words)
    words = _request(step, sentence) if step.action == "upload" else _promise(step, sentence)
    lead = _before(step, sentence)
    return lead + words if words or has_content(step.readings[0].clause.tokens[:1]) else words


def _promise(step: Step, sentence: str) -> str:
    """ "…to see where the cuts fall" becomes "I'll show you where the cuts fall"."""
    language = language_of(sentence)
    for reading in step.readings:
        after = purpose_tokens(reading)
        if len(after) < 2 or not has_content(after[1:]):
            continue
        if after[0].tags & SHOWN:
            return say("show", language, join(sentence, after[1:]))
        if after[0].tags & GOT:
            return say("get", language, join(sentence, after))
    return ""


def _request(step: Step, sentence: str) -> str:
    """What the user is asked to send, in place of the box that it would be dropped into."""
    language = language_of(sentence)
    order = step.order()
    things = _sent(order)
    if has_content(things):
        return say("send", language, join(sentence, things))
    words, content = phrase_of(step, sentence) if order.role not in ("drag", "put") else ("", False)
    if content:
        return say("please", language, words)
    return say("send", language, say("files", language))


def _sent(order: Reading) -> Sequence[Token]:
    o = order.object
    if o is None or order.role not in ("drag", "put"):
        return ()
    tokens = order.clause.tokens
    if tokens[o.verb].key in ("把", "将"):
        moves = [n for n in range(o.verb, len(tokens)) if tokens[n].tags & bits("drag put")]
        return tokens[o.verb + 1 : moves[0]] if moves else ()
    return tokens[o.verb + 1 : o.place]


def _offered(step: Step, sentence: str, menu: bool) -> str:
    """A step that is offered: "you can open X to swap Y" becomes "I can swap Y"."""
    language = language_of(sentence)
    if step.reason == "choice":
        return _asked(step, sentence)
    if step.reason == "approval":
        return _before(step, sentence) + say("yes", language)
    if step.action == "upload":
        words = _lead_in(step, sentence) + _request(step, sentence)
    else:
        phrase, content = phrase_of(step, sentence)
        phrase = phrase if content else say(step.action, language)
        words = phrase if menu else _before(step, sentence) + say("can", language, phrase)
    return words + _trailing(step, sentence)


def _lead_in(step: Step, sentence: str) -> str:
    return _before(step, sentence)


def _trailing(step: Step, sentence: str) -> str:
    """ "…if you like", "…any time" at the end of an offer."""
    clause = step.readings[-1].clause
    o = step.readings[-1].object
    start = o.purpose if o and step.readings[-1].kind == "order" else 1
    for token in clause.tokens[start:]:
        if token.tags & BIT["wish"] and not token.tags & bits("look adjust put"):
            return " " + sentence[token.start : clause.end]
    return ""


def _asked(step: Step, sentence: str) -> str:
    """ "Click the card you prefer" becomes "Tell me the card you prefer"."""
    order = step.order()
    o = order.object
    if o is None:
        return ""
    language = language_of(sentence)
    tokens = order.clause.tokens
    if any(t.tags & BIT["choice"] for t in tokens[: o.verb]):
        return sentence[order.clause.start : tokens[o.verb].start] + say("tell", language).rstrip()
    rest = [t for t in tokens[o.verb + 1 : o.purpose] if not (language == "zh" and t.tags & WHERE)]
    if not any(t.tags & BIT["choice"] for t in rest):
        rest += [t for t in tokens[o.purpose :] if not t.tags & WHERE]
    return _before(step, sentence) + say("tell", language, join(sentence, rest))


def assemble(parts: list[Part]) -> str:
    """Join the parts, and put right the punctuation around what is gone."""
    kept: list[Part] = []
    for part in parts:
        if part.text:
            kept.append(part)
        elif kept and kept[-1].tail.rstrip()[-1:] in ("(", "（") and part.tail[:1] in (")", "）"):
            kept[-1].tail = kept[-1].tail.rstrip("(（ ") + part.tail[1:]
        elif kept:
            kept[-1].tail = kept[-1].tail.rstrip("*_`")
    if not kept:
        return ""
    if not parts[-1].text:
        kept[-1].tail = _closing(kept[-1].tail, parts[-1].tail)
    if kept[0] is not parts[0]:
        kept[0].text = CONNECTIVE.sub("", kept[0].text)
    text = "".join(part.text + part.tail for part in kept)
    return FIRST.sub(lambda m: m.group(1) + m.group(2).upper(), text)


def _closing(tail: str, last: str) -> str:
    """The end of a sentence whose last clauses are gone."""
    if EMOJI.search(tail):
        return tail.rstrip()
    return "".join(c for c in last if c in '.!。！…)）"”」').strip(MARKS)
