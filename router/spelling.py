"""Slips of the finger: a word one letter off one of ours is read as ours, unless it is a word itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

_FILE = Path(__file__).with_name("data") / "en" / "spelling.txt"
_STRETCHED = re.compile(r"(.)\1{2,}")
_SHORTEST = 5  # a letter off a shorter word is too often another word


def _without_one(word: str) -> Iterator[str]:
    return (word[:i] + word[i + 1 :] for i in range(len(word)))


@cache
def _lists() -> tuple[dict[str, str], frozenset[str]]:
    """What is meant, by itself and by itself less any one letter; and the words never to be touched."""
    lines = dict(line.split(": ") for line in _FILE.read_text(encoding="utf-8").splitlines() if ": " in line)
    meant = {word: word for word in lines["meant"].split(", ") if len(word) >= _SHORTEST}
    near = {short: word for word in meant for short in _without_one(word)}
    return near | meant, frozenset(lines["real"].split(", "))


def _one_off(word: str, meant: str) -> bool:
    """One letter added, dropped or replaced, or two neighbours swapped; the first letter stands."""
    if word[0] != meant[0] and sorted(word[:2]) != sorted(meant[:2]):
        return False
    if len(word) != len(meant):
        return True  # a shared shortening makes it exactly one
    wrong = [i for i, pair in enumerate(zip(word, meant, strict=True)) if pair[0] != pair[1]]
    return len(wrong) <= 1 or (
        len(wrong) == 2
        and wrong[1] == wrong[0] + 1
        and word[wrong[0]] == meant[wrong[1]]
        and word[wrong[1]] == meant[wrong[0]]
    )


@lru_cache(maxsize=4096)
def correct(word: str) -> str:
    """The word that was meant by an unknown one, or the word itself."""
    if any(a == b == c for (a, b), c in zip(pairwise(word), word[2:], strict=False)):
        word = _STRETCHED.sub(r"\1", word)
    near, real = _lists()
    if len(word) < _SHORTEST - 1 or word in real:
        return word
    for candidate in (word, *_without_one(word)):
        meant = near.get(candidate)
        if meant and abs(len(meant) - len(word)) <= 1 and _one_off(word, meant):
            return meant
    return word


def corrected(keys: list[str], known: Set[str]) -> list[str]:
    """The words of a message as they were meant. Only letters are touched, and nothing that is known."""
    return [key if key in known or not key.isascii() or not key.isalpha() else correct(key) for key in keys]
