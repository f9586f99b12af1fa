"""Fits a text into a box: as large as it can be, broken where it pauses, never out of the box."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from studio.render.look import breaking
from studio.render.look.fonts import Face
from studio.render.look.typeset import LINE, measure

_READABLE = 2000  # characters: more never fit into a scene
_REFERENCE = 200  # pixels
_TIGHTER = 0.74  # how much smaller than it could be a text may be set so that its lines break where it pauses
_SMALLER = 2.6  # what it costs: at the tightest as much as two bad breaks


@dataclass(frozen=True, slots=True)
class Block:
    """A text fitted into a box: its lines at one size. `step` is the distance of baselines in pixels."""

    lines: tuple[str, ...]
    face: Face
    size: int
    step: float

    @property
    def height(self) -> float:
        """Height of the block in pixels, from the top of the first line to the foot of the last."""
        return self.step * (len(self.lines) - 1) + self.size * LINE if self.lines else 0.0

    @property
    def width(self) -> float:
        """Width of the widest line in pixels."""
        return max((measure(line, self.face, self.size) for line in self.lines), default=0.0)


@lru_cache(maxsize=16384)
def _per_pixel(text: str, face: Face) -> float:
    """Width of a line for each pixel of size, from one reference size: fitting then needs no font of its own."""
    return measure(text, face, _REFERENCE) / _REFERENCE


def clean(text: object) -> str:
    """A text without control characters and with single spaces; line breaks stay."""
    paragraphs = str(text or "").replace("\r", "\n").split("\n")
    shown = (
        " ".join("".join(c for c in p if c.isprintable() or c.isspace() or c == "\u200d").split()) for p in paragraphs
    )
    return "\n".join(p for p in shown if p)


def _broken(text: str, face: Face, size: int, width: float, most: int) -> breaking.Setting | None:
    """All paragraphs of a text at one size; None if they take more than `most` lines."""
    found: tuple[str, ...] = ()
    cost = 0.0
    for paragraph in text.split("\n"):
        pieces = breaking.atoms(paragraph)
        more = breaking.lines(pieces, lambda t: _per_pixel(t, face) * size, width, most - len(found))
        if more is None:
            return None
        found, cost = found + more.lines, cost + more.cost
    return breaking.Setting(found, cost)


def _forced(text: str, face: Face, size: int, width: float, most: int) -> list[str]:
    """Last resort for what cannot fit at the smallest size: break anywhere, and end with an ellipsis."""
    found, line = [], ""
    for character in text.replace("\n", " "):
        if measure(line + character, face, size) > width:
            found.append(line.strip())
            line = ""
            if len(found) > most:
                break
        line += character
    found.append(line.strip())
    if len(found) <= most:
        return found
    rest = found[most - 1]
    while rest and measure(rest + "…", face, size) > width:
        rest = rest[:-1]
    return [*found[: most - 1], rest + "…"]


def fit(
    text: str,
    face: Face,
    box: tuple[float, float],
    largest: float,
    smallest: float,
    most: int = 6,
    leading: float = 1.2,
) -> Block:
    """`text` in a box of (width, height) pixels, as large as `largest` allows and never out of the box.

    Sizes go down to `smallest`; a text too long even then goes on shrinking to half of it with as many lines
    as fit, and what does not fit then ends in an ellipsis.
    """
    text, (width, height) = clean(text)[:_READABLE], box
    wish = _Wish(face, width - 2, height, max(largest, smallest), smallest, most, leading)
    priced = list(_settings(text, wish))
    if priced:
        return min(priced, key=lambda each: each[1])[0]
    last = max(8, round(smallest / 2))
    return Block(tuple(_forced(text, face, last, width - 2, wish.room(last))), face, last, last * leading)


@dataclass(frozen=True, slots=True)
class _Wish:
    """How a text may be set."""

    face: Face
    width: float
    height: float
    largest: float
    smallest: float
    most: int
    leading: float

    def room(self, size: int) -> int:
        """How many lines of `size` the height holds, at least one."""
        return max(1, int((self.height - size * LINE) / (size * self.leading)) + 1)

    def allowed(self, size: int) -> int:
        """How many lines of `size` the text may take."""
        if size * LINE > self.height:
            return 0
        return min(self.most, self.room(size)) if size >= self.smallest else self.room(size)

    def sizes(self) -> Iterator[int]:
        """From the largest down to half of the smallest."""
        size = self.largest
        while size >= self.smallest / 2:
            yield round(size)
            size *= 0.95


def _settings(text: str, wish: _Wish) -> Iterator[tuple[Block, float]]:
    """The text at the largest size that holds it and at some smaller ones, each with its price."""
    first = 0
    for size in wish.sizes():
        if first and (size < first * _TIGHTER or size < wish.smallest):
            return
        allowed = wish.allowed(size)
        found = _broken(text, wish.face, size, wish.width, allowed) if allowed else None
        if found is not None and all(measure(line, wish.face, size) <= wish.width for line in found.lines):
            first = first or size
            yield Block(found.lines, wish.face, size, size * wish.leading), found.cost + _SMALLER * (1 - size / first)
