"""A step as something to do in a chat: "swap the track", “把音乐移到第5秒”."""

import re
from collections.abc import Sequence

from router.gui.lexicon import BIT, bits
from router.gui.names import union
from router.gui.pieces import Selection, piece_of
from router.gui.reading import Reading
from router.gui.steps import Step
from router.gui.tokens import NUMBER
from router.gui.wording import language_of, say

PRESSES = bits("press push")
WANTED = re.compile(
    r"\b(?:if you(?:'d| would)? (?:want|like|prefer|need|rather(?: have)?)|(?:you )?want|prefer)\s+(to\s+)?(.+)"
    r"|(?:如果|若|如|要是)?(?:您|你)?(?:还)?(?:想要|想|需要|需|要|更喜欢)(.+?)(?:的话)?$",
    re.I,
)


def phrase_of(step: Step, sentence: str) -> tuple[str, bool]:
    """(what the step does, whether that says anything of its own)."""
    chosen = Selection()
    pieces, content = [], False
    for n, reading in enumerate(step.readings):
        if n and _is_closing(reading):
            continue
        words, says = piece_of(reading, sentence, chosen, n == len(step.readings) - 1)
        if words:
            pieces.append(words)
            content = content or says
    glue = "，" if language_of(sentence) == "zh" else " and "
    return glue.join(pieces), content


def _is_closing(reading: Reading) -> bool:
    """ "…and hit Apply", “，点击“确定””: it changes nothing by itself."""
    o = reading.object
    if o is None or not o.verb_tags & PRESSES:
        return False
    core = reading.clause.tokens[o.verb + 1 : o.purpose]
    pressed = union(core) | o.tags
    return bool(pressed & BIT["closing"]) and not pressed & (NUMBER | BIT["film"]) and not o.stray


def offer_text(step: Step, readings: Sequence[Reading], sentence: str) -> str:
    """The step as something to ask about, never empty."""
    language = language_of(sentence)
    if step.reason:
        return say(step.reason, language)
    words, content = phrase_of(step, sentence)
    return (words if content else _wanted(readings, sentence)) or say(step.action, language)


def _wanted(readings: Sequence[Reading], sentence: str) -> str:
    """“如果想换音乐” says what is on offer better than “挑选” does."""
    for reading in readings:
        text = sentence[reading.clause.start : reading.clause.end]
        match = WANTED.search(text) if reading.kind == "wish" else None
        if match:
            verb, thing, wanted = match.groups()
            return wanted or (thing if verb else say("want", "en", thing))
    return ""
