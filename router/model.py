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


@dataclass(frozen=True, slots=True)
class Opinion:
    """`score` is in logits: above 0 the route is the likelier. `unknown` words bar it; `fresh` pairs
    of known words, never heard beside each other, make it careful."""

    score: float
    unknown: tuple[str, ...]
    fresh: int


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


def judge(known: Model, symbols: Sequence[str]) -> Opinion:
    """What a route thinks of a clause. Runs are not looked up once a word is unknown."""
    unknown = tuple(s for s in symbols if s not in known.words)
    score, fresh = known.bias, 0
    line = (START, *symbols, END)
    for symbol in symbols:
        score += known.words.get(symbol, 0)
    for pair in pairs(line):
        weight = known.pairs.get(pair)
        if weight is None:
            fresh += 1
            weight = known.runs.get(pair, 0)
        score += weight
    for run in runs(line):
        score += known.runs.get(run, 0)
    return Opinion(score / UNIT, unknown, fresh)


def strongest(known: Model, symbols: Sequence[str], most: int = 3) -> str:
    """The words, pairs and runs that spoke for the route most, in their own order of strength."""
    line = (START, *symbols, END)
    found = {s: known.words[s] for s in symbols}
    found |= {p: known.pairs[p] for p in pairs(line) if p in known.pairs}
    found |= {r: known.runs[r] for r in runs(line) if r in known.runs}
    best = sorted(found, key=lambda name: (-found[name], name))[:most]
    edges = str.maketrans({"|": " "})
    return ", ".join(f"“{name.translate(edges).replace(START, '^').replace(END, '$')}”" for name in best)
