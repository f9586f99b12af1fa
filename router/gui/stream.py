"""The translator: sentences in, what a person reads out; calls and offers gathered on the way."""

from collections.abc import Collection, Sequence

from router.gui.clauses import VERBS, split_clauses
from router.gui.context import ASKING, Context
from router.gui.lexicon import BIT, bits, lexicon_for
from router.gui.model import DEFAULT_RULES, Call, GuiRule, Offer, Translation
from router.gui.names import NAME, union
from router.gui.orders import read_clauses
from router.gui.output import Output
from router.gui.phrases import offer_text, phrase_of
from router.gui.reading import Reading
from router.gui.rewrite import rewrite
from router.gui.sentences import Splitter, Unit
from router.gui.steps import Scope, Step, read_steps
from router.gui.tokens import LINK, Token, tokenize
from router.gui.wording import has_content

CLEAR = bits("export timeline credits upload")
NAMED = NAME | bits("widget place")
GOING_ON = bits("pick wait alter adjust get")
ORDERING = VERBS | bits("gives pressing find")
ASKED = BIT["polite"] | BIT["must"]


def translate(text: str, rules: Sequence[GuiRule] = DEFAULT_RULES) -> Translation:
    """What to read, to run and to offer for a whole backend text."""
    stream = GuiStream(rules)
    head = stream.feed(text)
    rest = stream.finish()
    return Translation(head + rest.text, rest.calls, rest.offers)


class GuiStream:
    """Translates text that arrives in pieces; the result does not depend on the pieces.

    What lies `ahead` (actions that the caller will run anyway) is not offered.
    """

    def __init__(self, rules: Sequence[GuiRule] = DEFAULT_RULES, ahead: Collection[str] = ()) -> None:
        self._ahead = ahead
        self._lexicon = lexicon_for(rules)
        self._splitter = Splitter()
        self._context = Context()
        self._scope = Scope()
        self._calls: list[Call] = []
        self._offers: list[Offer] = []
        self._tentative = False
        self._out = Output()
        self._listed = False

    def feed(self, delta: str) -> str:
        """What may be shown now; at most the current sentence is held back."""
        return "".join(self._take(unit) for unit in self._splitter.feed(delta))

    def finish(self) -> Translation:
        """The text not returned yet, with the calls and offers of the whole stream."""
        rest = "".join(self._take(unit) for unit in self._splitter.finish())
        return Translation(rest + self._out.finish(), tuple(self._calls), tuple(self._offers))

    def _take(self, unit: Unit) -> str:
        context = self._context
        if unit.first:
            context.begin_line(unit.gap, unit.marker)
        tokens = tokenize(unit.text, self._lexicon)
        text, asked = unit.text, bool(ASKING.search(unit.text)) and bool(union(tokens) & BIT["wish"])
        mood = context.mood(text, tokens, unit.first)
        if union(tokens) & BIT["export"]:
            self._scope.retries = "export"
        if mood != "content" and union(tokens) & ORDERING:
            text = self._translate(unit, tokens, bool(mood))
        self._scope.wished = asked and not unit.last
        if unit.first:
            self._listed = bool(unit.marker) and text != unit.text
        opened = context.end_line(unit.text, tokens, unit.marker) if unit.last else ""
        header = opened == "howto" and not has_content(tokens)
        return self._out.take(unit, text, header, context.block == "howto")

    def _translate(self, unit: Unit, tokens: list[Token], cautious: bool) -> str:
        """One sentence; "" if all of it was orders."""
        sentence = unit.text
        scope, context = self._scope, self._context
        scope.menu = context.block == "menu"
        scope.chain = bool(unit.marker) and (context.block == "howto" or self._listed)
        readings = read_clauses(split_clauses(sentence, tokens), self._lexicon)
        if scope.chain:
            _go_on(readings)
        if scope.menu and unit.marker:
            _fetch(readings)
        kinds = ("order", "more") if scope.chain else ("order",)
        if not any(r.kind in kinds for r in readings) or _is_question(sentence, readings):
            return sentence
        if union(tokens) & LINK or (cautious and not any(map(_is_clear, readings))):
            return sentence
        steps = read_steps(readings, scope)
        idle = [step for step in steps if step.offer and step.action in self._ahead]
        for step in steps:
            if step in idle:
                step.offer = False
            else:
                self._note(step, readings, sentence)
        text = rewrite(sentence, readings, steps, scope.menu)
        return "" if idle and self._is_wish(text) else text

    def _is_wish(self, text: str) -> bool:
        """Whether no more than "when you're happy with it" is left of a sentence."""
        tokens = tokenize(text, self._lexicon)
        return len(split_clauses(text, tokens)) == 1 and bool(union(tokens) & BIT["wish"])

    def _note(self, step: Step, readings: list[Reading], sentence: str) -> None:
        if not step.action:
            return
        if step.offer:
            self._offers.append(Offer(step.action, offer_text(step, readings, sentence)))
            return
        text = phrase_of(step, sentence)[0] if step.action == "edit" else ""
        self._call(Call(step.action, text or sentence), step.weak)

    def _call(self, call: Call, weak: bool) -> None:
        """Add a call; what only led here goes, and the same goal twice in a row is one call."""
        if self._calls and self._tentative and self._scope.chain:
            self._calls.pop()
        self._tentative = weak
        last = self._calls[-1] if self._calls else None
        if not last or last.action != call.action:
            self._calls.append(call)
        elif call.action == "edit":
            self._calls[-1] = Call("edit", f"{last.text}; {call.text}")


def _is_question(sentence: str, readings: list[Reading]) -> bool:
    return bool(ASKING.search(sentence)) and not any(r.head.flags & ASKED for r in readings)


def _is_clear(reading: Reading) -> bool:
    """Among lines of a script, only a named control of ours is an order."""
    o = reading.object
    return bool(o and reading.kind == "order" and o.goal & CLEAR and o.tags & NAMED)


def _fetch(readings: list[Reading]) -> None:
    """ "Download the finished film": in a menu of ours, also without a control."""
    first = readings[0]
    o = first.object
    if first.kind == "more" and o and not o.stray and o.verb_tags & BIT["finish"] and o.tags & BIT["product"]:
        first.kind, first.role = "order", "get"


def _go_on(readings: list[Reading]) -> None:
    """In a list of steps “分辨率选择1080P” goes on with the step before."""
    for n, reading in enumerate(readings):
        before = readings[n - 1].object if n and readings[n - 1].kind == "order" else None
        if before and before.goal == BIT["upload"] and reading.object and reading.object.verb_tags & BIT["put"]:
            continue
        if reading.kind == "text" and any(t.tags & BIT["pick"] for t in reading.clause.tokens):
            reading.kind = "more"
        elif reading.kind == "more" and reading.object and not reading.object.verb_tags & GOING_ON:
            reading.kind = "text"
