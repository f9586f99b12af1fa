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
from router.wordlists import build
from router.words import THING, WORK, Words

DATA = Path(__file__).with_name("data")
ACTIONS = ("export", "credits", "state", "upload")
EPOCHS, RATE, PULL = 100, 1.0, 1e-3
RARE, FAINT = 6, 60  # runs heard less often, and weights that say less, are left out
Example = tuple[tuple[str, ...], str]


def utterances(action: str) -> list[str]:
    """What people say for an action, in both languages."""
    return [
        line
        for language in ("en", "zh")
        for line in (DATA / language / f"{action}.txt").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]


def examples(words: Words) -> Iterator[Example]:
    """Clauses with their action, for clauses are what is judged. Of an utterance of several clauses,
    all of a chat are chat; which of the others carries the command, nobody has said."""
    for action in ACTIONS:
        for text in utterances(action):
            said = [clause.symbols for clause in read(text, words) if clause.symbols]
            if len(said) == 1:
                yield tuple(said[0]), action
    for text in utterances("chat"):
        for clause in read(text, words):
            yield tuple(clause.symbols), "chat"


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
        if kind == "runs" or not own[name]:
            if kind != "words" and abs(weight) >= FAINT:
                kept["runs"][name] = weight
        else:
            kept[kind][name] = weight
    return {"bias": weights[-1], **kept}


def _write(name: str, content: object) -> None:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    (DATA / "model" / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def write_words(words: Words) -> None:
    """The tree of phrases, by script, and the rest."""
    _write("latin", {key: node for key, node in words.tree.items() if key.isascii()})
    _write("han", {key: node for key, node in words.tree.items() if not key.isascii()})
    marked = WORK | THING
    roles = {phrase: role & marked for phrase, role in words.roles.items() if role & marked}
    sets = {name: sorted(symbols) for name, symbols in words.sets.items()}
    _write("words", {"known": sorted(words.known), "sets": sets, "roles": roles})


def main() -> None:
    """Write the words and the model of every action."""
    words = build()
    write_words(words)
    rows = [(features(line), label) for line, label in sorted(examples(words)) if line]
    seen = Counter(f for found, _ in rows for f in found)
    names = sorted(f for f, times in seen.items() if times >= (RARE if f.count("|") > 1 else 1))
    for action in ACTIONS:
        _write(action, learn(action, rows, names))


if __name__ == "__main__":
    main()
