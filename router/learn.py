"""Learn the weights of `data/model` from the utterances of `data/en` and `data/zh`.

    python -m router.learn

One logistic regression for each route against all that people say otherwise, by AdaGrad with a pull
towards zero that leaves few weights; no randomness but a fixed shuffle, so the same data give the same
file. It takes about a minute, and runs only when the data changed: at run time nothing is learned.
"""

from __future__ import annotations

import json
import math
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from router.clauses import read
from router.model import END, START, UNIT, pairs, runs
from router.words import words

DATA = Path(__file__).with_name("data")
ACTIONS = ("export", "credits", "state", "upload")
EPOCHS, RATE, PULL = 100, 1.0, 1e-3
Example = tuple[tuple[str, ...], str]


def utterances(action: str) -> list[str]:
    """What people say for an action, in both languages."""
    return [
        line
        for language in ("en", "zh")
        for line in (DATA / language / f"{action}.txt").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]


def symbols(text: str) -> tuple[str, ...]:
    """A whole utterance as symbols, its clauses run together."""
    return tuple(symbol for clause in read(text, words()) for symbol in clause.symbols)


def examples() -> Iterator[Example]:
    """Every utterance with its action; of chat, every clause as well, for clauses are what is judged."""
    for action in ACTIONS:
        for text in utterances(action):
            yield symbols(text), action
    for text in utterances("chat"):
        clauses = read(text, words())
        yield symbols(text), "chat"
        if len(clauses) > 1:
            yield from ((tuple(clause.symbols), "chat") for clause in clauses)


def features(line: Sequence[str]) -> set[str]:
    """The words, pairs and runs of a clause."""
    edged = (START, *line, END)
    return {*line, *pairs(edged), *runs(edged)}


def fit(rows: list[tuple[list[int], int]], size: int) -> list[float]:
    """Weights of a logistic regression; the last is the bias. `rows` are feature numbers and 0 or 1."""
    weights, squares = [0.0] * (size + 1), [1.0] * (size + 1)
    shuffle = random.Random(0)
    for _ in range(EPOCHS):
        shuffle.shuffle(rows)
        for active, truth in rows:
            score = weights[size] + sum(weights[i] for i in active)
            wrong = 1 / (1 + math.exp(-max(-30.0, min(30.0, score)))) - truth
            if abs(wrong) < 1e-3:
                continue
            for i in (*active, size):
                step = wrong + PULL * weights[i]
                squares[i] += step * step
                weights[i] -= RATE * step / math.sqrt(squares[i])
    return weights


def learn(action: str, rows: list[tuple[set[str], str]], names: list[str]) -> dict[str, object]:
    """The model of one action, as it is written."""
    number = {name: i for i, name in enumerate(names)}
    data = [([number[f] for f in sorted(found) if f in number], int(label == action)) for found, label in rows]
    weights = [round(UNIT * weight) for weight in fit(data, len(names))]
    own = Counter(f for found, label in rows if label == action for f in found)
    kept: dict[str, dict[str, int]] = {"words": {}, "pairs": {}, "runs": {}}
    for name, weight in zip(names, weights, strict=False):
        kind = ("words", "pairs", "runs")[min(2, name.count("|"))]
        if (own[name] and kind != "runs") or abs(weight) >= 5:
            kept["runs" if kind != "words" and not own[name] else kind][name] = weight
    return {"bias": weights[-1], **kept}


def main() -> None:
    """Write the model of every action."""
    rows = [(features(line), label) for line, label in sorted(examples()) if line]
    seen = Counter(f for found, _ in rows for f in found)
    names = sorted(f for f, times in seen.items() if times > 1 or f.count("|") < 2)
    for action in ACTIONS:
        text = json.dumps(learn(action, rows, names), ensure_ascii=False, indent=0, sort_keys=True)
        (DATA / "model" / f"{action}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
