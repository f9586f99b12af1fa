"""Numbers that count up to their value, and the bar that fills with a percentage."""

import re
from dataclasses import dataclass

from studio.render.layers import Layer, Pose
from studio.render.look import outlines, shapes
from studio.render.look.colour import RGB
from studio.render.look.fitting import Block
from studio.render.look.frame import Box
from studio.render.look.motion import Enter, ease, staged, still
from studio.render.look.typeset import PAD, line_tile, measure

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_STEPS = 10
_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Figure:
    """A number within its sign and unit: `("$", 4.5, 1, "M")`; `places` after the point."""

    before: str
    value: float
    places: int
    after: str

    def at(self, share: float) -> str:
        """The text when `share` 0..1 of the way is counted."""
        return f"{self.before}{self.value * share:,.{self.places}f}{self.after}"


def figure(text: str) -> Figure | None:
    """The one number of a text such as `73%` or `$1,200`; None where counting makes no sense ("24/7", "2026")."""
    found = list(_NUMBER.finditer(text))
    if len(found) != 1:
        return None
    digits = found[0].group()
    plain = digits.replace(",", "")
    grouped = "," in digits
    if plain.count(".") > 1 or not (grouped or len(plain.split(".")[0]) < 4) or plain.startswith("0"):
        return None
    made = Figure(text[: found[0].start()], float(plain), len(plain.partition(".")[2]), text[found[0].end() :])
    return made if made.at(1.0) == text else None


def counted(block: Block, left: float, top: float, colour: RGB, at: float) -> tuple[Layer, ...]:
    """A block of one line that counts up from `at` on and then rests, right-aligned on its final figures."""
    line = block.lines[0]
    wide = measure(line, block.face, block.size)
    pad = round(block.size * PAD)
    target = figure(line)
    tile = line_tile(line, block.face, block.size, colour)
    centre = (round(left) - pad + tile.shape[1] / 2, round(top) - pad + tile.shape[0] / 2)
    if target is None:
        return staged(tile, Enter(Pose(*centre), at, 0.7, scale=0.7, kind="back"))
    layers: list[Layer] = []
    shown: list[tuple[float, str]] = []
    for step in range(_STEPS):
        text = target.at(ease(step / _STEPS))
        if not shown or shown[-1][1] != text:
            shown.append((at + _SECONDS * step / _STEPS, text))
    ends = [start for start, _ in shown[1:]] + [at + _SECONDS]
    for (start, text), end in zip(shown, ends, strict=True):
        part = line_tile(text, block.face, block.size, colour)
        x = left + wide - measure(text, block.face, block.size)
        layers.append(still(part, round(x) - pad + part.shape[1] / 2, centre[1], start, end))
    return (*layers, still(tile, *centre, at + _SECONDS))


def percentage(text: str) -> float | None:
    """0..1 for `73%` and `百分之七十三`-free figures such as `73 %`; None for everything else."""
    match = re.fullmatch(r"\s*(\d{1,3}(?:\.\d+)?)\s*[%％]\s*", text)
    return min(1.0, float(match.group(1)) / 100) if match else None


def bar(box: Box, share: float, empty: RGB, full: RGB, at: float) -> tuple[Layer, ...]:
    """A bar in `box` that fills up to `share`."""
    ground = shapes.cut([outlines.rounded(box, box.h / 2)], empty)
    layers = list(staged(ground.tile, Enter(Pose(ground.x, ground.y), at, 0.4, dy=box.h)))
    for step in range(1, _STEPS * 2 + 1):
        wide = max(box.h, box.w * share * ease(step / (_STEPS * 2)))
        piece = shapes.cut([outlines.rounded(Box(box.x, box.y, wide, box.h), box.h / 2)], full)
        start = at + 0.2 + _SECONDS * step / (_STEPS * 2)
        end = start + _SECONDS / (_STEPS * 2) if step < _STEPS * 2 else float("inf")
        layers.append(still(piece.tile, piece.x, piece.y, start, end))
    return tuple(layers)
