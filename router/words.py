"""The words of all routes as one tree: the longest phrase wins, and is read as what it means.

`data/<language>/words.txt` says which words mean the same, which say nothing, and which join clauses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

_DATA = Path(__file__).with_name("data")
_CHOICE = re.compile(r"\{([^}]*)\}")
_COMMA = re.compile(r",(?![^{]*\})")
_PIECE = re.compile(r"<[a-z]+>|[a-z0-9]+(?:'[a-z]+)*|\S")
_NEVER_BARE = frozenset({"we're", "we'll", "she'll", "he'll", "we'd"})  # were, well, shell, …

_ROLES = (
    "opener", "then", "and", "before", "after", "reason", "later", "once",
    "head", "article", "plead", "adjunct", "relative", "work", "thing", "content", "howto", "never", "mine",
)  # fmt: skip
(
    OPENER, THEN, AND, BEFORE, AFTER, REASON, LATER, ONCE,
    HEAD, ARTICLE, PLEAD, ADJUNCT, RELATIVE, WORK, THING, CONTENT, HOWTO, NEVER, MINE,
) = (1 << bit for bit in range(len(_ROLES)))  # fmt: skip
JOIN = THEN | AND | BEFORE | AFTER | REASON | LATER | ONCE


class Entry(NamedTuple):
    """What a phrase is read as (nothing, one symbol, or its own words) and its part in the sentence."""

    symbols: tuple[str, ...]
    role: int


Tree = dict[str, Any]  # unit -> subtree; "" -> the Entry of the phrase that ends here


def expand(item: str) -> list[str]:
    """Every spelling of an item: `{a|b} c` is "a c" and "b c"; what is spelt with ' also without."""
    parts = _CHOICE.split(item)
    choices = [part.split("|") if i % 2 else [part] for i, part in enumerate(parts)]
    found = [" ".join("".join(chosen).split()) for chosen in product(*choices)]
    bare = [f.replace("'", "") for f in found if "'" in f and not _NEVER_BARE & set(f.split())]
    return found + bare


def _lines(path: Path) -> Iterator[tuple[str, list[str]]]:
    head = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if line[0] != " ":
            head, _, line = line.partition(": ")
            if " " in head:
                yield head, [head]
        for item in _COMMA.split(line):
            if item.strip():
                yield head, expand(item.strip())


class Words:
    """All phrases. `known` holds every word of one, so that it is not taken for a slip; `sets` are of symbols,
    and `roles` are what a symbol is taken for whichever word it was."""

    def __init__(self) -> None:
        self.tree: Tree = {}
        self.known: set[str] = set()
        self.sets: dict[str, set[str]] = {
            "@topic": set(),
            "@generic": set(),
            "@handing": set(),
            "@command": set(),
            "@material": set(),
            "@film": set(),
        }
        self.roles: dict[str, int] = {}
        for path in sorted(_DATA.glob("*/words.txt")):
            for head, phrases in _lines(path):
                for phrase in phrases:
                    self.add(phrase, head)

    def add(self, phrase: str, head: str) -> None:
        """Read `phrase` as `head`: a symbol, `-` for nothing, `@role` for a part in the sentence."""
        if head in self.sets:
            self.sets[head].add(phrase)
            return
        pieces = _PIECE.findall(phrase)
        node = self.tree
        for piece in pieces:
            node = node.setdefault(piece, {})
        self.known.update(pieces)
        symbols, role = node.get("", Entry(tuple(pieces), 0))
        if head.startswith("@"):
            role |= 1 << _ROLES.index(head[1:])
            self.roles[phrase] = self.roles.get(phrase, 0) | role & (WORK | THING)
        else:
            symbols = () if head == "-" else (head,)
        node[""] = Entry(symbols, role)

    def phrases(self, keys: Sequence[str]) -> Iterator[tuple[Entry, int, int]]:
        """Longest match, left to right: each phrase, its first unit, and the unit after it."""
        tree, size, at = self.tree, len(keys), 0
        while at < size:
            node = tree.get(keys[at])
            best, end, ahead = None, at + 1, at + 1
            while node is not None:
                if "" in node:
                    best, end = node[""], ahead
                if ahead == size:
                    break
                node = node.get(keys[ahead])
                ahead += 1
            yield best or Entry((keys[at],), 0), at, end
            at = end


@cache
def words() -> Words:
    """The phrases of both languages, read once."""
    return Words()
