"""Lines of type: what each character is drawn with, how wide a line is, and its picture."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

import numpy as np
from PIL import Image, ImageDraw

from studio import artwork
from studio.render.layers import Pixels
from studio.render.look import fonts
from studio.render.look.colour import RGB
from studio.render.look.fonts import Face

PAD = 0.3  # of the size, around each line, for accents, descenders and slanted strokes
RISE = 0.90  # baseline below the top of a line, of the size
LINE = 1.22  # height of a line as drawn


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a line from one family, or one drawing (`family` empty) standing for an emoji."""

    text: str
    family: str


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


def _advance(run: Run, face: Face, size: int) -> float:
    if not run.family:
        return size * 1.16
    return float(fonts.font(run.family, size, face.weight).getlength(run.text)) + _stroke(run, face, size) * 2


def _stroke(run: Run, face: Face, size: int) -> float:
    """Noto Serif SC comes in one weight; a hairline around it makes the bolder ones."""
    return size * 0.012 if run.family == "serif-sc" and face.weight >= 600 else 0.0


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
