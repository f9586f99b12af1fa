"""The words of all routes as one tree: the longest phrase wins, and is read as what it means.

Made from the lists of `data/<language>/words.txt`; see `router.wordlists` for their form.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

_MODEL = Path(__file__).with_name("data") / "model"
_PIECE = re.compile(r"<[a-z]+>|[a-z0-9]+(?:'[a-z]+)*|\S")

# What a phrase may be in the sentence, one bit each.
ROLES = (
    "opener", "then", "and", "before", "after", "reason", "later", "once",
    "head", "article", "plead", "adjunct", "relative", "work", "thing", "content", "howto", "never", "mine",
)  # fmt: skip
(
    OPENER, THEN, AND, BEFORE, AFTER, REASON, LATER, ONCE,
    HEAD, ARTICLE, PLEAD, ADJUNCT, RELATIVE, WORK, THING, CONTENT, HOWTO, NEVER, MINE,
) = (1 << bit for bit in range(len(ROLES)))  # fmt: skip
JOIN = THEN | AND | BEFORE | AFTER | REASON | LATER | ONCE

Tree = dict[str, Any]  # unit -> subtree; "" -> the Entry of the phrase that ends here
Entry = tuple[int, list[str]]  # the role of a phrase, and the symbols that it is read as


class Words:
    """All phrases.

    `known` holds every word of one, so that none is taken for a slip; `sets` are symbols for a purpose
    ("@topic"); `roles` says what a phrase or symbol may be, whichever word stood for it.
    """

    def __init__(self, tree: Tree, known: Collection[str], sets: dict[str, set[str]], roles: dict[str, int]) -> None:
        self.tree = tree
        self.known = set(known)
        self.sets = sets
        self.roles = roles

    def add(self, phrase: str, head: str) -> None:
        """Read `phrase` as `head`: a symbol, `-` for nothing, `@role` for a part in the sentence."""
        pieces = pieces_of(phrase)
        self.known.update(pieces)
        node = self._node(pieces)
        role, symbols = node.get("", (0, pieces))
        if head.startswith("@"):
            role |= 1 << ROLES.index(head[1:])
            self.roles[phrase] = role
        else:
            symbols = [] if head == "-" else [head]
        node[""] = (role, symbols)

    def _node(self, pieces: Sequence[str]) -> Tree:
        node = self.tree
        for piece in pieces:
            node = node.setdefault(piece, {})
        return node

    def read_by_parts(self, phrase: str) -> None:
        """Read a phrase that has no meaning of its own as what its parts mean."""
        pieces = pieces_of(phrase)
        node = self._node(pieces)
        role, symbols = node.pop("")
        if symbols == pieces:
            symbols = [symbol for (_, said), _, _ in self.phrases(pieces) for symbol in said]
        node[""] = (role, symbols)

    def phrases(self, keys: Sequence[str]) -> Iterator[tuple[Entry, int, int]]:
        """Longest match, left to right: each phrase, its first unit, and the unit after it."""
        tree, size, at = self.tree, len(keys), 0
        while at < size:
            key = keys[at]
            node = tree.get(key)
            best, end, ahead = None, at + 1, at + 1
            while node is not None:
                if "" in node:
                    best, end = node[""], ahead
                if ahead == size:
                    break
                node = node.get(keys[ahead])
                ahead += 1
            yield best or (0, [key]), at, end
            at = end


def pieces_of(phrase: str) -> list[str]:
    """The units that a phrase of the lists is cut into: words, single Han characters, classes."""
    return _PIECE.findall(phrase)


def load() -> Words:
    """The words as `router.learn` wrote them: a new copy, for a table with words of its own."""
    tree: Tree = {}
    for name in ("latin", "han"):
        tree |= json.loads((_MODEL / f"{name}.json").read_text(encoding="utf-8"))
    more = json.loads((_MODEL / "words.json").read_text(encoding="utf-8"))
    return Words(tree, more["known"], {k: set(v) for k, v in more["sets"].items()}, more["roles"])


@cache
def words() -> Words:
    """The words of both languages, read once."""
    return load()
