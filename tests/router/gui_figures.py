"""How well a translator does on labelled backend texts: counts, not opinions.

An item is a JSON object: `backend`, the `calls` to run (objects with `action`), substrings to `keep`
and to `drop`, and `tags` that name its class: direct, offer or hard_negative.
"""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import groupby
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
QUOTES = str.maketrans("“”‘’「」", '""\'\'""')
CLASSES = ("direct", "offer", "hard_negative")
# (text for the reader, actions to run)
Translate = Callable[[str], tuple[str, list[str]]]


@dataclass
class Figures:
    """Counts over a set; the properties are percentages."""

    items: int = 0
    exact: int = 0
    of: dict[str, int] = field(default_factory=lambda: dict.fromkeys(CLASSES, 0))
    fired: dict[str, int] = field(default_factory=lambda: dict.fromkeys(CLASSES, 0))
    unchanged: int = 0
    keep: int = 0
    kept: int = 0
    drop: int = 0
    dropped: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def calls_exact(self) -> float:
        return _percent(self.exact, self.items)

    @property
    def false_triggers(self) -> float:
        return _percent(self.fired["hard_negative"], self.of["hard_negative"])

    @property
    def offers_executed(self) -> float:
        return _percent(self.fired["offer"], self.of["offer"])

    @property
    def unchanged_negatives(self) -> float:
        return _percent(self.unchanged, self.of["hard_negative"])

    @property
    def keep_survived(self) -> float:
        return _percent(self.kept, self.keep)

    @property
    def drop_removed(self) -> float:
        return _percent(self.dropped, self.drop)


def _percent(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 100.0


def plain(text: str) -> str:
    """For comparison: no emphasis marks, one kind of quotation marks, white space and case folded."""
    return re.sub(r"\s+", " ", re.sub("[*`]", "", text.translate(QUOTES))).strip().casefold()


def load(*names: str) -> list[dict[str, Any]]:
    """The labelled items of files in the data folder, or of files given by path."""
    paths = [Path(name) if Path(name).is_file() else DATA / name for name in names]
    lines = (line for path in paths for line in path.read_text(encoding="utf-8").splitlines())
    return [json.loads(line) for line in lines]


def measure(items: Iterable[dict[str, Any]], translate: Translate) -> Figures:
    """Translate every item and count."""
    figures = Figures()
    for item in items:
        text, actions = translate(item["backend"])
        _count(figures, item, plain(text), [action for action, _ in groupby(actions)])
    return figures


def _count(figures: Figures, item: dict[str, Any], text: str, actions: list[str]) -> None:
    kind = next(name for name in CLASSES if name in item["tags"])
    right = actions == [call["action"] for call in item["calls"]]
    kept = [part for part in item["keep"] if plain(part) in text]
    dropped = [part for part in item["drop"] if plain(part) not in text]
    figures.items += 1
    figures.exact += right
    figures.of[kind] += 1
    figures.fired[kind] += bool(actions)
    if kind == "hard_negative":
        alike = SequenceMatcher(None, plain(item["backend"]), text, autojunk=False).ratio()
        figures.unchanged += alike >= 0.95
    figures.keep += len(item["keep"])
    figures.kept += len(kept)
    figures.drop += len(item["drop"])
    figures.dropped += len(dropped)
    if not right or len(kept) < len(item["keep"]) or len(dropped) < len(item["drop"]):
        figures.wrong.append(item["id"])
