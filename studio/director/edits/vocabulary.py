"""Patterns over the vocabulary of changes (`data/edit.toml`)."""

import re
from functools import cache

from studio.director.lexicon import alternation, data, rx


@cache
def words(kind: str) -> str:
    """The alternation of a list such as `target.music`, or of several (`degree.up|degree.down`)."""
    entries: list[str] = []
    for one in kind.split("|"):
        table, name = one.split(".")
        entries += data("edit")[table][name]
    return alternation(entries)


@cache
def pattern(kind: str) -> re.Pattern[str]:
    """`words(kind)`, compiled."""
    return rx(words(kind))
