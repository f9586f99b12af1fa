"""Where lines may break, and which of the allowed breaks look best.

English breaks between words. Chinese breaks between characters, but no closing mark begins a line and no
opening mark ends one (kinsoku; W3C "Requirements for Chinese Text Layout", 3.1.8), and Latin words and numbers
inside Chinese stay whole.
"""

import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

NOT_FIRST = frozenset("、。，．：；！？…—～·,.!?:;%‰°℃)）]］}｝〕〉》」』】”’»›々ー〜﹐﹒﹔﹖﹗")
NOT_LAST = frozenset("(（[［{｛〔〈《「『【“‘«‹$￥¥£€#＃@")
_CLAUSE = frozenset("，。；：！？,.;:!?…—")  # the best places to break after
_PAUSE = frozenset("、的")  # good ones
TRAILING = frozenset("的了着过吗呢吧啊们得地")  # they lean on the word before them
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]")
_ATOM = re.compile(rf"{_WIDE.pattern}|[^\s\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]+")


@dataclass(frozen=True, slots=True)
class Atom:
    """A piece that is never broken. `space` says that a space parts it from the piece after it."""

    text: str
    space: bool
    joined: bool = False  # a break after it would tear a word


def _pieces(words: str) -> list[Atom]:
    found = []
    for match in _ATOM.finditer(words):
        after = words[match.end() : match.end() + 1]
        found.append(Atom(match.group(), after.isspace()))
    return found


def _glued(pieces: list[Atom]) -> list[Atom]:
    """Pieces with forbidden breaks closed."""
    atoms: list[Atom] = []
    for piece in pieces:
        last = atoms[-1] if atoms else None
        if last and not last.space and (piece.text[0] in NOT_FIRST or last.text[-1] in NOT_LAST):
            atoms[-1] = Atom(last.text + piece.text, piece.space)
        else:
            atoms.append(piece)
    return atoms


def atoms(words: str) -> list[Atom]:
    """The unbreakable pieces of one paragraph; breaks that would tear a Chinese word are marked."""
    found = _glued(_pieces(words))
    if not _WIDE.search(words):
        return found
    ends, at = _word_ends("".join(atom.text for atom in found)), 0
    for index, atom in enumerate(found):
        at += len(atom.text)
        found[index] = Atom(atom.text, atom.space, joined=not atom.space and at not in ends)
    return found


@lru_cache(maxsize=2048)
def _word_ends(text: str) -> frozenset[int]:
    """Where words end in a text without spaces."""
    import rjieba

    return frozenset(itertools.accumulate(len(word) for word in rjieba.cut(text)))


def _line(run: Sequence[Atom]) -> str:
    return "".join(atom.text + (" " if atom.space else "") for atom in run).rstrip()


def _badness(run: Sequence[Atom], width: float, target: float, last: bool) -> float:
    """How ugly a line is: far from the target width, torn from its neighbour, or a lonely rest."""
    cost = ((target - width) / target) ** 2 + 0.4 * (run[0].text[0] in TRAILING)
    if not last:
        end = run[-1].text[-1]
        cost += 0.6 * run[-1].joined + _after(end)
        cost += 0.25 * any(atom.text[-1] in _CLAUSE for atom in run[:-1])
    elif len(run) == 1 and width < target * 0.45:
        cost += 0.6
    return cost


def _after(character: str) -> float:
    """What a break after `character` costs: nothing where a clause ends, little between words, more in Chinese."""
    if character in _CLAUSE:
        return 0.0
    return 0.22 if character in _PAUSE else 0.3 if _WIDE.match(character) else 0.12


def _widths(pieces: Sequence[Atom], measure: Callable[[str], float]) -> tuple[list[float], list[float]]:
    space = measure("n n") - measure("nn")
    return [measure(piece.text) for piece in pieces], [space if piece.space else 0.0 for piece in pieces]


@dataclass(frozen=True, slots=True)
class Setting:
    """A paragraph in lines, and how ugly its breaks are (0 at best)."""

    lines: tuple[str, ...]
    cost: float


def lines(pieces: Sequence[Atom], measure: Callable[[str], float], width: float, most: int) -> Setting | None:
    """The paragraph in as few lines as `width` allows, and among those the best ones.

    None if it takes more than `most` lines or if a piece is wider than `width`.
    """
    sizes, spaces = _widths(pieces, measure)
    if not pieces:
        return Setting((), 0.0)
    if max(sizes) > width:
        return None
    count = _fewest(sizes, spaces, width)
    if count > most:
        return None
    return _even(pieces, sizes, spaces, width, count)


def _fewest(sizes: list[float], spaces: list[float], width: float) -> int:
    count, used = 1, 0.0
    for index, size in enumerate(sizes):
        if used and used + size > width:
            count, used = count + 1, 0.0
        used += size + spaces[index]
    return count


def _even(pieces: Sequence[Atom], sizes: list[float], spaces: list[float], width: float, count: int) -> Setting | None:
    """Dynamic programme over (lines used, pieces set): the split into `count` lines of least badness."""
    total = len(pieces)
    target = max((sum(sizes) + sum(spaces)) / count, *sizes, 1.0)
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for line in range(count):
        reached: dict[int, tuple[float, int]] = {}
        for start, (cost, _) in best[-1].items():
            used = 0.0
            for end in range(start + 1, total + 1):
                used += sizes[end - 1]
                if used > width:
                    break
                last = line == count - 1
                if last == (end == total):
                    price = cost + _badness(pieces[start:end], used, target, last)
                    if end not in reached or price < reached[end][0]:
                        reached[end] = (price, start)
                used += spaces[end - 1]
        best.append(reached)
    return _traced(pieces, best, total)


def _traced(pieces: Sequence[Atom], best: list[dict[int, tuple[float, int]]], total: int) -> Setting | None:
    found, end = [], total
    for reached in reversed(best[1:]):
        if end not in reached:
            return None
        start = reached[end][1]
        found.append(_line(pieces[start:end]))
        end = start
    return Setting(tuple(reversed(found)), best[-1][total][0])
