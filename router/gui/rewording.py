"""What a step becomes in the text that a person reads."""

from collections.abc import Sequence

from router.gui.lexicon import BIT, bits
from router.gui.phrases import phrase_of
from router.gui.pieces import purpose_tokens
from router.gui.reading import Reading
from router.gui.steps import Step
from router.gui.tokens import HAN, Token
from router.gui.wording import has_content, join, language_of, say

SHOWN = bits("look play")
GOT = BIT["get"]
ASIDE = bits("widget weak place press pick sub")
SENDING = ("drag", "put")
NO_WISH = bits("look adjust put")


def reword(step: Step, sentence: str, menu: bool) -> str:
    """The words for the clauses that the step takes up; "" if they just go."""
    if not step.offer:
        return _ordered(step, sentence)
    if step.reason:
        return _decided(step, sentence)
    return _offered(step, sentence, menu)


def _ordered(step: Step, sentence: str) -> str:
    """A step that is carried out: an edit is announced, what is shown or fetched is named."""
    language = language_of(sentence)
    if step.action == "edit":
        words = say("do", language, phrase_of(step, sentence)[0] or say("edit", language))
    elif step.action == "upload":
        words = say("please", language) + _request(step, sentence)
    else:
        words = _promise(step, sentence)
    return _introduced(step, sentence, words)


def _introduced(step: Step, sentence: str, words: str) -> str:
    """With the topic or the connective that the clause starts with."""
    clause, head = step.readings[0].clause, step.readings[0].head
    topic = clause.tokens[: head.begin]
    if has_content(topic):
        return sentence[clause.start : clause.tokens[head.begin].start] + words
    first = clause.tokens[0]
    linked = clause.start and first.tags & BIT["connect"] and not first.tags & HAN
    return f"{first.key} {words}" if linked and words else words


def _promise(step: Step, sentence: str) -> str:
    """ "…to see where the cuts fall" becomes "I'll show you where the cuts fall"."""
    language = language_of(sentence)
    for reading in step.readings:
        after = purpose_tokens(reading)
        if not has_content(after[1:]):
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
    for things in (_sent(order), _added(step), _chosen(order)):
        if has_content(things):
            words = join(sentence, things)
            return words if things[0].tags & bits("put frame pick") else say("send", language, words)
    return say("send", language, say("files", language))


def _sent(order: Reading) -> Sequence[Token]:
    """The thing that is dragged or added."""
    o = order.object
    if o is None or order.role not in SENDING:
        return ()
    tokens = order.clause.tokens
    if tokens[o.verb].key not in ("把", "将"):
        return tokens[o.verb + 1 : o.place]
    end = next((n for n in range(o.verb, len(tokens)) if tokens[n].tags & bits("drag put")), o.verb)
    return tokens[o.verb + 1 : end]


def _added(step: Step) -> Sequence[Token]:
    """ "…and add your wedding clips"."""
    if step.order().role in SENDING:
        return ()
    pieces = (purpose_tokens(reading) for reading in step.readings)
    return next((piece for piece in pieces if piece and has_content(piece)), ())


def _chosen(order: Reading) -> Sequence[Token]:
    """“点“导入”选择周二那条MOV”: what is chosen behind the control."""
    tokens = order.clause.tokens
    picks = [n for n, token in enumerate(tokens) if n and token.tags & BIT["pick"]]
    return tokens[picks[-1] + 1 :] if picks else ()


def _offered(step: Step, sentence: str, menu: bool) -> str:
    """ "You can open X to swap Y" becomes "I can swap Y"."""
    language = language_of(sentence)
    if step.action == "upload":
        words = _invitation(step, sentence) + _request(step, sentence)
    else:
        words, content = phrase_of(step, sentence)
        words = words if content else say(step.action, language)
        words = words if menu else say("can", language, words)
    return _introduced(step, sentence, words) + _trailing(step, sentence)


def _invitation(step: Step, sentence: str) -> str:
    """“您也可以”, "you can also": sending a file stays the user's part."""
    order = step.readings[0]
    leads = order.clause.tokens[order.head.begin : order.head.verb]
    if any(token.tags & BIT["can"] for token in leads):
        return sentence[leads[0].start : order.clause.tokens[order.head.verb].start]
    return say("please", language_of(sentence))


def _trailing(step: Step, sentence: str) -> str:
    """ "…if you like", "…any time" at the end of an offer."""
    reading = step.readings[-1]
    start = reading.object.purpose if reading.object and reading.kind == "order" else 1
    for token in reading.clause.tokens[start:]:
        if token.tags & BIT["wish"] and not token.tags & NO_WISH:
            return " " + sentence[token.start : reading.clause.end]
    return ""


def _decided(step: Step, sentence: str) -> str:
    """What only the user can decide is asked for."""
    language = language_of(sentence)
    if step.reason == "approval":
        return _introduced(step, sentence, say("yes", language))
    return _introduced(step, sentence, _choice(step.order(), sentence))


def _choice(order: Reading, sentence: str) -> str:
    """ "Click the card you prefer" becomes "Tell me the card you prefer"."""
    o, tokens = order.object, order.clause.tokens
    if o is None:
        return ""
    language = language_of(sentence)
    if any(t.tags & BIT["choice"] for t in tokens[: o.verb]):
        return sentence[order.clause.start : tokens[o.verb].start] + say("tell", language).rstrip()
    aside = ASIDE if language == "zh" else 0
    core = tokens[o.verb + 1 : o.purpose]
    if any(t.tags & BIT["choice"] for t in tokens[o.verb + 1 : o.place]):
        core = tokens[o.verb + 1 : o.place]
    picked = next((n for n, t in enumerate(tokens) if n > o.verb and t.tags & BIT["pick"]), 0)
    if tokens[o.verb].key == "在" and any(t.tags & BIT["choice"] for t in tokens[picked + 1 :]):
        core = tokens[picked + 1 :]
    rest = [t for t in core if not t.tags & aside]
    if not any(t.tags & BIT["choice"] for t in rest):
        rest += [t for t in tokens[o.purpose :] if not t.tags & ASIDE]
    return say("tell", language, join(sentence, rest))
