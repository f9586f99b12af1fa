"""Does a route understand a clause? Every word must be known to it, and what was learned must agree.

For each route, `data/model/<action>.json` holds what `router.learn` made of the utterances: the weight
of every word and pair that people used for it, of longer runs, and of what speaks against it.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_MODELS = Path(__file__).with_name("data") / "model"
START, END = "<s>", "</s>"
UNIT = 100  # weights are whole hundredths


@dataclass(frozen=True, slots=True)
class Model:
    """`words` and `pairs` are those heard from people who meant this route; `runs` may be of anyone."""

    bias: int
    words: dict[str, int]
    pairs: dict[str, int]
    runs: dict[str, int]


@cache
def model(action: str) -> Model | None:
    """What was learned about an action; None for one without utterances."""
    path = _MODELS / f"{action}.json"
    return Model(**json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else None


def pairs(line: Sequence[str]) -> Iterator[str]:
    """Neighbours, the edges of the clause included; `line` has START and END."""
    return (f"{a}|{b}" for a, b in itertools.pairwise(line))


def runs(line: Sequence[str]) -> Iterator[str]:
    """Three neighbours, and two with any one between them."""
    for a, b, c in zip(line, line[1:], line[2:], strict=False):
        yield f"{a}|{b}|{c}"
        yield f"{a}|*|{c}"


def judge(known: Model, symbols: Sequence[str]) -> tuple[float, int]:
    """What a route that knows every symbol thinks of a clause.

    The score, in logits: above 0 the route is the likelier. And how many pairs are fresh: of known
    symbols, but never heard beside each other. One pass, because it is most of the time of a plan.
    """
    words, pairs_, runs_ = known.words, known.pairs, known.runs
    score, fresh = known.bias, 0
    before, last = "", START
    for symbol in (*symbols, END):
        pair = f"{last}|{symbol}"
        weight = pairs_.get(pair)
        if weight is None:
            fresh += 1
            weight = runs_.get(pair, 0)
        score += weight
        if before:
            score += runs_.get(f"{before}|{pair}", 0) + runs_.get(f"{before}|*|{symbol}", 0)
        before, last = last, symbol
    return (score + sum(words[symbol] for symbol in symbols)) / UNIT, fresh
