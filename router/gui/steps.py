"""The orders of a sentence as steps: what to do now, and what only to offer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from router.gui.clauses import GOALS
from router.gui.goals import action_of, purpose_of
from router.gui.lexicon import BIT, bits
from router.gui.names import union
from router.gui.reading import Reading
from router.gui.tokens import BOLD, CAPITAL, KEY, NUMBER, QUOTE, UNKNOWN, Token
from router.gui.wording import has_content

CLOSING = ";；:：—–"
STATED = BIT["specific"] | NUMBER | KEY
NAMED = QUOTE | BOLD
CHOSEN = bits("pick alter type")
# What "Confirm" or "Yes, spend credits" may look like before it is known to be an approval.
APPROVED = ("", "credits", "state")
READ_ONLY = ("export", "credits", "timeline")


@dataclass(slots=True)
class Step:
    """One thing the user is told to do. `reason`: why it is an offer, if wording is not why."""

    readings: list[Reading]
    action: str = ""
    weak: bool = False
    offer: bool = False
    reason: str = ""

    def order(self) -> Reading:
        """The clause that carries the order's last control."""
        orders = [r for r in self.readings if r.kind == "order"]
        return orders[-1] if orders else self.readings[0]

    def wanted(self) -> Iterator[Token]:
        """The tokens that may tell a choice: without a trailing "whenever you want"."""
        for reading in self.readings:
            for n, token in enumerate(reading.clause.tokens):
                if n > reading.head.verb and token.tags & BIT["wish"] and token.tags & BIT["sub"]:
                    break
                yield token


@dataclass(slots=True)
class Scope:
    """What the text so far says about a sentence.

    `menu`: it is one of several things to choose from. `chain`: it goes on with the list item
    before. `uploads`: the user's own file is still to come. `wished`: the sentence before
    asked whether the user would like it. `retries`: what "Retry" would redo.
    """

    menu: bool = False
    chain: bool = False
    uploads: bool = False
    wished: bool = False
    retries: str = "edit"


def read_steps(readings: Sequence[Reading], scope: Scope) -> list[Step]:
    """Steps in text order; clauses that only lead to a control are folded into what follows."""
    steps: list[Step] = []
    wished, going = scope.wished, scope.chain
    for n, reading in enumerate(readings):
        if reading.kind == "order":
            _add(steps, reading, scope, wished, going)
            going = True
        elif reading.kind == "more" and going:
            _continue(steps, reading, scope)
        elif reading.kind == "wish":
            ahead = any(r.kind == "order" for r in readings[n:])
            wished = wished or ahead
            if steps and not ahead and not _is_served(readings[n:]):
                steps[-1].offer = True
        elif reading.kind not in ("where", "lead"):
            going = False
            wished = wished and not _concludes(readings[n - 1], reading)
    steps = _merge(steps)
    for step in steps:
        _decide(step, scope)
        scope.uploads = scope.uploads or step.action == "upload"
    return steps


def _is_served(rest: Sequence[Reading]) -> bool:
    """ "…; if you want a square one, tell me": the wish goes with what the chat answers."""
    if len(rest) < 2 or not union(rest[0].clause.tokens) & (UNKNOWN | bits("film box")):
        return False
    after = rest[1]
    return after.kind == "agent" or bool(union(after.clause.tokens) & BIT["chat"])


def _concludes(before: Reading, this: Reading) -> bool:
    """ "If it looks grey, that is only the cache; …": the condition ends with its main clause."""
    closed = this.clause.tail.strip()[:1] in tuple(CLOSING)
    return bool(closed and before.kind == "wish" and this.kind == "text" and has_content(this.clause.tokens))


def _add(steps: list[Step], reading: Reading, scope: Scope, wished: bool, going: bool) -> None:
    step = Step([reading], offer=wished or reading.wish or scope.menu)
    if steps and steps[-1].weak and going:
        first = steps.pop()
        step.readings = first.readings + step.readings
        step.offer = step.offer or first.offer
    _resolve(step, scope)
    steps.append(step)


def _continue(steps: list[Step], reading: Reading, scope: Scope) -> None:
    if not steps:
        steps.append(Step([]))
    steps[-1].readings.append(reading)
    steps[-1].offer = steps[-1].offer or reading.wish or scope.menu
    _resolve(steps[-1], scope)


def _resolve(step: Step, scope: Scope) -> None:
    order = step.order()
    if order.object:
        after = list(order.clause.tokens[order.object.purpose :])
        if order.kind != "order":
            after = order.clause.tokens[order.head.verb :]
        for reading in step.readings[step.readings.index(order) + 1 :]:
            after += reading.clause.tokens[reading.head.verb :]
        purpose = purpose_of(after)
        step.action, step.weak = action_of(order.role, order.object, purpose, scope.retries)


def _merge(steps: list[Step]) -> list[Step]:
    """ "Choose 1080p" or “点击确定” belongs to the step before; so does the same goal again."""
    merged: list[Step] = []
    for step in steps:
        last = merged[-1] if merged else None
        same = last and last.action == step.action and last.offer == step.offer
        if last and (not step.action or same):
            last.readings += step.readings
            last.offer = last.offer or step.offer
        else:
            merged.append(step)
    return merged


def _decide(step: Step, scope: Scope) -> None:
    """Direct or offer, where the wording alone does not say; only the user decides on some."""
    order = step.order()
    tags = union(step.wanted())
    o_tags = order.object.tags if order.object else 0
    if tags & BIT["choice"] and step.action not in READ_ONLY:
        step.offer, step.reason, step.action = True, "choice", "edit"
    elif o_tags & BIT["approve"] and step.action in APPROVED and not scope.chain:
        step.offer, step.reason, step.action = True, "approval", "edit"
    if not step.action and order.kind == "order" and not scope.chain:
        step.action = "edit" if o_tags & BIT["film"] else "state"
    if order.head.flags & BIT["can"] and step.action in ("edit", "upload"):
        step.offer = True
    awaited = scope.uploads and not _is_apart(step)
    if step.action == "edit" and (awaited or not is_stated(step)):
        step.offer = True


def _is_apart(step: Step) -> bool:
    """A value for a named part of the film does not wait for the user's file."""
    tokens = [token for reading in step.readings for token in reading.clause.tokens]
    tags = union(tokens)
    part = any(t.tags & BIT["film"] and not t.tags & BIT["material"] for t in tokens)
    return bool(part and tags & BIT["dial"] and tags & (NUMBER | KEY)) and not tags & BIT["material"]


def is_stated(step: Step) -> bool:
    """Does the edit say what is to change? A value, a name, a place or a verb that needs none."""
    return any(_states(reading) for reading in step.readings)


def _states(reading: Reading) -> bool:
    if reading.role in ("drag", "shift"):
        return True
    tokens = reading.clause.tokens[reading.head.verb :]
    if (union(tokens) | (reading.object.tags if reading.object else 0)) & STATED:
        return True
    if any(a.tags & BIT["pick"] and b.tags & NAMED for a, b in pairwise(tokens)):
        return True
    if reading.kind == "more" and union(tokens[1:]) & CAPITAL:
        return True
    chosen = reading.kind == "more" or union(tokens[:1]) & CHOSEN
    return bool(chosen) and any(t.tags & NAMED and not t.tags & GOALS for t in tokens[1:])
