"""Words into pictures: fits a text into a box and draws its lines as RGBA tiles."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

import numpy as np
from PIL import Image, ImageDraw

from studio import artwork
from studio.render.layers import Pixels
from studio.render.look import breaking, fonts
from studio.render.look.colour import RGB
from studio.render.look.fonts import Face

PAD = 0.3  # of the size, around each line, for accents, descenders and slanted strokes
RISE = 0.90  # baseline below the top of a line, of the size
_READABLE = 2000  # characters: more never fit into a scene
_REFERENCE = 200  # pixels
_TIGHTER = 0.74  # how much smaller than it could be a text may be set so that its lines break where it pauses
_SMALLER = 2.6  # what it costs: at the tightest as much as two bad breaks
LINE = 1.22  # height of a line as drawn


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a line from one family, or one drawing (`family` empty) standing for an emoji."""

    text: str
    family: str


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


@lru_cache(maxsize=4096)
def runs(text: str, face: Face) -> tuple[Run, ...]:
    """A line split by what draws it. Characters that nothing can draw are left out; none becomes a box."""
    found = []
    for piece, is_drawing in artwork.pictographs(text):
        if is_drawing:
            found.append(Run(piece, ""))
            continue
        for family, group in groupby(piece, lambda c: fonts.family_of(c, face.families)):
            if family:
                found.append(Run("".join(group), family))
    return tuple(found)


@lru_cache(maxsize=16384)
def measure(text: str, face: Face, size: int) -> float:
    """Width of a line in pixels."""
    return sum(_advance(run, face, size) for run in runs(text, face))


@lru_cache(maxsize=16384)
def _per_pixel(text: str, face: Face) -> float:
    """Width of a line for each pixel of size, from one reference size: fitting then needs no font of its own."""
    return measure(text, face, _REFERENCE) / _REFERENCE


def _advance(run: Run, face: Face, size: int) -> float:
    if not run.family:
        return size * 1.16
    return float(fonts.font(run.family, size, face.weight).getlength(run.text)) + _stroke(run, face, size) * 2


def _stroke(run: Run, face: Face, size: int) -> float:
    """Noto Serif SC comes in one weight; a hairline around it makes the bolder ones."""
    return size * 0.012 if run.family == "serif-sc" and face.weight >= 600 else 0.0


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


def line_tile(line: str, face: Face, size: int, colour: RGB, mark: RGB | None = None) -> Pixels:
    """One line drawn in `colour` with `PAD` around it; words that a drawing can show in the colour `mark`."""
    pad = round(size * PAD)
    image = Image.new(
        "RGBA", (int(measure(line, face, size)) + 2 * pad + 2, round(size * LINE) + 2 * pad), (*colour, 0)
    )
    x = float(pad)
    for piece, marked in _marked(line) if mark else ((line, False),):
        for run in runs(piece, face):
            _draw_run(image, run, face, size, x, mark if marked and mark else colour)
            x += _advance(run, face, size)
    tile = np.array(image)
    tile[tile[..., 3] == 0, :3] = colour  # no dark fringe when the tile is scaled
    return tile


def _draw_run(image: Image.Image, run: Run, face: Face, size: int, x: float, colour: RGB) -> None:
    baseline = round(size * PAD) + size * RISE
    if run.family:
        own = _stroke(run, face, size)
        font = fonts.font(run.family, size, face.weight)
        ImageDraw.Draw(image).text((x + own, baseline), run.text, (*colour, 255), font, "ls", stroke_width=own)
        return
    side = round(size * 1.06)
    drawing = Image.fromarray(artwork.load(run.text, side))
    image.alpha_composite(drawing, (round(x + (size * 1.16 - drawing.width) / 2), round(baseline - side * 0.86)))


def _marked(line: str) -> list[tuple[str, bool]]:
    """A line split at the first word that names a thing, unless that would mark all of it."""
    spans = artwork.named(line)[:1]
    if sum(end - start for start, end in spans) > 0.7 * len(line):
        return [(line, False)]
    found, at = [], 0
    for start, end in spans:
        found += [(line[at:start], False), (line[start:end], True)]
        at = end
    return [*found, (line[at:], False)]
