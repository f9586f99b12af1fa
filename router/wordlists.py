"""Read the word lists and make the tree of all phrases: done by `router.learn`, not at run time.

A line of `data/<language>/words.txt` gives a meaning and the phrases that have it:

    give me: gimme, {hand|pass} me          read as the symbol "give me"; `{a|b|}` spells out every choice
      lemme have                            an indented line goes on
    -: please, pls                          says nothing
    @then: and then, after that             a part in the sentence, beside any meaning
    @topic: export, give me                 a set of symbols for some purpose
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from router.words import ROLES, Words, pieces_of

DATA = Path(__file__).with_name("data")
_CHOICE = re.compile(r"\{([^}]*)\}")
_COMMA = re.compile(r",(?![^{]*\})")
_NEVER_BARE = frozenset({"we're", "we'll", "she'll", "he'll", "we'd"})  # were, well, shell, …


def expand(item: str) -> list[str]:
    """Every spelling of an item: `{a|b} c` is "a c" and "b c"; what is spelt with ' also without."""
    parts = _CHOICE.split(item)
    choices = [part.split("|") if i % 2 else [part] for i, part in enumerate(parts)]
    found = [" ".join("".join(chosen).split()) for chosen in product(*choices)]
    bare = [f.replace("'", "") for f in found if "'" in f and not _NEVER_BARE & set(f.split())]
    return found + bare


def lines(path: Path) -> Iterator[tuple[str, list[str]]]:
    """Each item of a word list: its meaning, and its spellings."""
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


def build() -> Words:
    """The words of all lists. What has only a role means what its parts mean."""
    words = Words({}, [], {}, {})
    for path in sorted(DATA.glob("*/words.txt")):
        for head, phrases in lines(path):
            for phrase in phrases:
                if head.startswith("@") and head[1:] not in ROLES:
                    words.sets.setdefault(head, set()).add(phrase)
                else:
                    words.add(phrase, head)
    for phrase in [phrase for phrase, role in words.roles.items() if role and len(pieces_of(phrase)) > 1]:
        words.read_by_parts(phrase)
    return words
