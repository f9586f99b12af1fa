"""The director's words, read once from its data files, and the patterns made of them."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_DATA = Path(__file__).parent / "data"


@cache
def data(name: str) -> dict[str, Any]:
    """The table of a data file, e.g. `data("lexicon")`."""
    return tomllib.loads((_DATA / f"{name}.toml").read_text(encoding="utf-8"))


def _one(word: str) -> str:
    """A pattern for one entry: English matches whole words, Chinese anywhere."""
    escaped = re.escape(word).replace(r"\ ", r"[\s-]+")
    head = r"(?<![a-z0-9])" if word[0].isascii() and word[0].isalnum() else ""
    tail = r"(?![a-z0-9])" if word[-1].isascii() and word[-1].isalnum() else ""
    return head + escaped + tail


def alternation(words: list[str] | tuple[str, ...]) -> str:
    """A non-capturing group that matches any of the words, longest first."""
    return "(?:" + "|".join(_one(w) for w in sorted(set(words), key=len, reverse=True)) + ")"


@cache
def named(table: str) -> dict[str, re.Pattern[str]]:
    """For every name in a table of the lexicon, the pattern of its words."""
    return {name: re.compile(alternation(words)) for name, words in data("lexicon")[table].items()}


@cache
def ask(language: str, kind: str) -> str:
    """The alternation of one list of `ask.toml`."""
    return alternation(data("ask")[language][kind])


@cache
def rx(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern whose `\\b` sees a boundary between Chinese and Latin letters too, as people see one in 字体bold一点."""
    return re.compile(pattern.replace(r"\b", r"(?a:\b)"), flags)
