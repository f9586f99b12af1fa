"""The data files of these tests, as values."""

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from studio.director import Material

HERE = Path(__file__).parent
_BASE = json.loads((HERE / "drafts.json").read_text(encoding="utf-8"))
MATERIAL = tuple(Material(*row) for row in _BASE["material"])


def draft(name: str) -> dict[str, Any]:
    """A fresh copy of one of the drafts of `drafts.json`."""
    return copy.deepcopy(_BASE["drafts"][name])


def rows(name: str) -> Iterator[list[str]]:
    """The rows of a tab-separated file, without its comments."""
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.split("\t")


def is_chinese(text: str) -> bool:
    return any("一" <= c <= "鿿" for c in text)


def art(text: str, language: str, limit: int) -> list[str]:
    """A small shelf of drawings."""
    shelf = {
        "coffee": "☕",
        "咖啡": "☕",
        "cat": "🐈",
        "猫": "🐈",
        "城市": "🏙️",
        "夜景": "🌃",
        "waves": "🌊",
        "night": "🌙",
    }
    return [key for word, key in shelf.items() if word in text.lower()][:limit]


def flat(value: Any, path: str = "") -> dict[str, Any]:
    """A draft as paths and leaves; segments go by their ids, so that a removal is no change of those behind it."""
    if isinstance(value, dict):
        return {k: v for key, inner in value.items() for k, v in flat(inner, f"{path}/{key}").items()}
    if isinstance(value, list) and value and all(isinstance(v, dict) and "id" in v for v in value):
        return {k: v for inner in value for k, v in flat(inner, f"{path}/{inner['id']}").items()}
    return {path: json.dumps(value, ensure_ascii=False)}


def changed(before: dict[str, Any], after: dict[str, Any]) -> set[str]:
    """The paths at which two drafts differ."""
    a, b = flat(before), flat(after)
    return {path for path in a.keys() | b.keys() if a.get(path) != b.get(path)}
