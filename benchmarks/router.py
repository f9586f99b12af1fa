"""The router beside its peers, in one run: accuracy on labelled messages, and time a message.

    python -m benchmarks.router [FILE.jsonl …]

Without files it reads the project's own labelled messages; on those the router was tuned. Peers: the skill page's
substring table; character n-grams with logistic regression (scikit-learn) and semantic-router's TF-IDF, where
they are installed, both learning from the router's own utterances.
"""

import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from router.intent import DEFAULT_ROUTES, plan
from router.learn import ACTIONS, utterances

OWN = Path(__file__).resolve().parents[1] / "tests" / "router" / "data" / "messages.jsonl"
Answer = Callable[[str], list[str]]


def ours(text: str) -> list[str]:
    """The plan's actions."""
    return [step.action for step in plan(text).steps]


def substring(text: str) -> list[str]:
    """The page's table read as it stands: the first row with a keyword in the message."""
    low = text.lower()
    found = (route.action for route in DEFAULT_ROUTES if any(word in low for word in route.keywords))
    return [next(found, "chat")]


def _examples() -> tuple[list[str], list[str]]:
    pairs = [(text, action) for action in (*ACTIONS, "chat") for text in utterances(action)]
    return [text for text, _ in pairs], [action for _, action in pairs]


def ngrams() -> Answer:
    """Characters 1-4, TF-IDF, logistic regression. ImportError without scikit-learn."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    made = make_pipeline(TfidfVectorizer(analyzer="char", ngram_range=(1, 4)), LogisticRegression(max_iter=500))
    made.fit(*_examples())
    return lambda text: [str(made.predict([text])[0])]


def semantic() -> Answer:
    """semantic-router with its TF-IDF encoder. ImportError without it."""
    from semantic_router import Route
    from semantic_router.encoders import TfidfEncoder
    from semantic_router.routers import SemanticRouter

    routes = [Route(name=action, utterances=utterances(action)) for action in (*ACTIONS, "chat")]
    encoder = TfidfEncoder()
    encoder.fit(routes)
    router = SemanticRouter(encoder=encoder, routes=routes, auto_sync="local")
    return lambda text: [str(router(text).name or "chat")]


def _row(name: str, answer: Answer, rows: list[dict[str, Any]]) -> None:
    answer("warm up")
    right, fired, chat, times = 0, 0, 0, []
    for row in rows:
        start = time.perf_counter()
        got = answer(row["text"])
        times.append(1e6 * (time.perf_counter() - start))
        right += got == row["actions"]
        if row["actions"] == ["chat"]:
            chat, fired = chat + 1, fired + (got != ["chat"])
    times.sort()
    last = times[int(len(times) * 0.99)]
    print(f"{name:30} {right / len(rows):6.1%} {fired / max(1, chat):6.1%} {statistics.median(times):9.0f} {last:9.0f}")


def main(files: list[str]) -> None:
    """Print a row a router."""
    paths = [Path(file) for file in files] or [OWN]
    rows = [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    print(f"{len(rows)} messages{'':18} exact  fires  median µs    99 % µs")
    _row("ours", ours, rows)
    _row("substring table", substring, rows)
    for name, make in (("char n-grams + LR", ngrams), ("semantic-router TF-IDF", semantic)):
        try:
            _row(name, make(), rows)
        except ImportError as missing:
            print(f"{name:30} not installed: {missing.name}")


if __name__ == "__main__":
    main(sys.argv[1:])
