"""Words and the parts they play in an order: the data files plus the rules of a skill page."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from router.gui.model import GuiRule

DATA = Path(__file__).resolve().parent.parent / "data" / "gui"

# One bit per section of the data files, so that a word may play several parts at once.
SECTIONS = """
press push pressing nav look play drag shift pick use get put alter adjust specific refresh wait
export state timeline credits avatar upload widget weak dial place here film product real chat
seq polite must can find wish sub resume choice approve again not agent plan scene passive
box finish closing await fetch thither loose file launch icon edge gadget material clause also context type says script howto menu elsewhere device limit is gives filler
connect det prep into away onward result at frame within owning shield
"""
# What the shape of a token adds.
SHAPES = "quote bold capital number key stop joint unknown han link"
BIT = {name: 1 << n for n, name in enumerate((SECTIONS + SHAPES).split())}


def bits(names: str) -> int:
    """The union of the named sections."""
    total = 0
    for name in names.split():
        total |= BIT[name]
    return total


MEANS, PLACES = bits("press push nav drag"), bits("state upload credits timeline")
# Which part a rule's words play, by what the rule does; the first that matches wins.
RULE_PARTS = (
    (re.compile(r"\bexport|render|download", re.I), "export"),
    (re.compile(r"timeline|track", re.I), "timeline"),
    (re.compile(r"credit|balance|billing", re.I), "credits"),
    (re.compile(r"upload|import", re.I), "upload"),
    (re.compile(r"\bsse\b|edit", re.I), "drag alter"),
    (re.compile(r"state|query", re.I), "nav state"),
    (re.compile(r"execute|endpoint|action", re.I), "press"),
)


@dataclass(slots=True)
class Lexicon:
    """Word tables for both scripts. `latin` maps a first word to its phrases, longest first."""

    latin: dict[str, list[tuple[tuple[str, ...], int]]] = field(default_factory=dict)
    han: dict[str, int] = field(default_factory=dict)
    lengths: dict[str, list[int]] = field(default_factory=dict)
    fold: dict[int, str] = field(default_factory=dict)

    def add(self, term: str, tags: int) -> None:
        """Let `term` play the parts in `tags`, besides those it plays already."""
        if term.isascii() or not re.search(r"[\u3400-\u9fff]", term):
            self._add_latin(tuple(term.lower().split()), tags)
        else:
            term = term.translate(self.fold)
            self.han[term] = self.han.get(term, 0) | tags

    def _add_latin(self, words: tuple[str, ...], tags: int) -> None:
        phrases = self.latin.setdefault(words[0], [])
        for n, (rest, old) in enumerate(phrases):
            if rest == words[1:]:
                phrases[n] = (rest, old | tags)
                return
        phrases.append((words[1:], tags))

    def get(self, term: str) -> int:
        """The parts that a term plays so far."""
        if term.isascii():
            first, *rest = term.lower().split()
            return dict(self.latin.get(first, ())).get(tuple(rest), 0)
        return self.han.get(term.translate(self.fold), 0)

    def ready(self) -> "Lexicon":
        """Order the tables for longest-match look-up; call once, after the last `add`."""
        for phrases in self.latin.values():
            phrases.sort(key=lambda phrase: -len(phrase[0]))
        for term in self.han:
            sizes = self.lengths.setdefault(term[0], [])
            if len(term) not in sizes:
                sizes.append(len(term))
        for sizes in self.lengths.values():
            sizes.sort(reverse=True)
        return self


def sections(text: str) -> Iterator[tuple[str, str]]:
    """(section, term) for each term of a data file."""
    name = ""
    for line in text.splitlines():
        line = line.strip()
        if line.startswith("["):
            name = line.strip("[]")
        elif line and not line.startswith("#"):
            for term in line.split(" " if name == "fold" else ","):
                if term.strip():
                    yield name, term.strip()


def rule_terms(rule: GuiRule) -> Iterator[tuple[str, int]]:
    """(term, tags) for the words of a rule; "drag/drop" is two, "preview in timeline" one."""
    parts = next((parts for pattern, parts in RULE_PARTS if pattern.search(rule.does)), "press")
    for says in rule.says:
        for term in says.split("/"):
            if term.strip():
                yield term.strip(), bits(parts)


@lru_cache(maxsize=16)
def _lexicon(rules: tuple[GuiRule, ...]) -> Lexicon:
    lexicon = Lexicon()
    terms = [pair for name in ("zh", "en") for pair in _read(name)]
    lexicon.fold = {ord(pair[0]): pair[1] for name, pair in terms if name == "fold"}
    for name, term in terms:
        if name != "fold":
            lexicon.add(term, BIT[name])
    for rule in rules:
        for term, tags in rule_terms(rule):
            # "open" is a verb: that its rule asks for the state makes it no name of a control
            lexicon.add(term, tags & ~PLACES if lexicon.get(term) & MEANS else tags)
    return lexicon.ready()


@lru_cache(maxsize=2)
def _read(name: str) -> list[tuple[str, str]]:
    return list(sections((DATA / f"{name}.txt").read_text(encoding="utf-8")))


def lexicon_for(rules: Sequence[GuiRule]) -> Lexicon:
    """The lexicon for a page's rules; made once per set of rules."""
    return _lexicon(tuple(rules))
