"""A sentence with its orders taken out or reworded; everything else stays word for word."""

import re
from dataclasses import dataclass

from router.gui.reading import Reading
from router.gui.rewording import reword
from router.gui.steps import Step
from router.gui.wording import has_content, say

FIRST = re.compile(r"^(\W*)([a-z])")
CONNECTIVE = re.compile(r"^(?:so|and then|and|then|but|or)\s+|^(?:然后|再|接着|并|所以|随后)", re.I)
EMOJI = re.compile(r"[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]")


@dataclass(slots=True)
class Part:
    """A clause's text and what stands between it and the next; `text` "" marks what is gone."""

    text: str
    tail: str


def rewrite(sentence: str, readings: list[Reading], steps: list[Step], menu: bool) -> str:
    """The sentence as a person in a chat should read it; "" if nothing of it is left."""
    changed = {id(reading): "" for step in steps for reading in step.readings}
    for step in steps:
        changed[id(step.readings[0])] = reword(step, sentence, menu)
    edits = any(step.action == "edit" for step in steps)
    parts = []
    for n, reading in enumerate(readings):
        text = sentence[reading.clause.start : reading.clause.end]
        if id(reading) in changed:
            text = changed[id(reading)]
        elif reading.kind in ("where", "lead") and id(readings[min(n + 1, len(readings) - 1)]) in changed:
            told = changed.get(id(readings[min(n + 1, len(readings) - 1)]), "")
            announced = told.startswith("I'll ") and edits and has_content(reading.clause.tokens)
            text = text if announced else _lead(reading, text, edits)
        parts.append(Part(text, _tail(reading, sentence, id(reading) in changed)))
    return assemble(parts)


def _tail(reading: Reading, sentence: str, changed: bool) -> str:
    """Without the closing mark of an emphasis that went with the words it began at."""
    clause = reading.clause
    mark = clause.tail[:1]
    opened = mark in tuple("*_`") and sentence[clause.start : clause.end].count(mark) % 2
    return clause.tail[1:] if changed and opened else clause.tail


def _lead(reading: Reading, text: str, edits: bool) -> str:
    """ "To save it," goes with the order that it leads to; with content it becomes a promise."""
    tokens = reading.clause.tokens
    if not has_content(tokens) or (reading.kind == "lead" and not edits):
        return ""
    return say("get", "en", text[3:]) if tokens[0].key == "to" else text


def assemble(parts: list[Part]) -> str:
    """Join the parts, and put right the punctuation around what is gone."""
    kept: list[Part] = []
    for part in parts:
        if part.text:
            kept.append(part)
        elif kept:
            _close_gap(kept[-1], part.tail)
    if not kept:
        return ""
    if not parts[-1].text:
        kept[-1].tail = _closing(kept[-1].tail, parts[-1].tail)
    if kept[0] is not parts[0]:
        kept[0].text = CONNECTIVE.sub("", kept[0].text)
    text = "".join(part.text + part.tail for part in kept)
    return FIRST.sub(lambda m: m.group(1) + m.group(2).upper(), text)


def _close_gap(before: Part, tail: str) -> None:
    """Brackets that held only what is gone go too, and so do marks that nothing is left to close."""
    if before.tail.rstrip()[-1:] in ("(", "（") and tail[:1] in (")", "）"):
        before.tail = before.tail.rstrip("(（ ") + tail[1:]
    else:
        before.tail = before.tail.rstrip("*_`")


def _closing(tail: str, last: str) -> str:
    """The end of a sentence whose last clauses are gone."""
    if EMOJI.search(tail):
        return tail.rstrip()
    return "".join(c for c in last if c in '.!。！…)）"”」')
