"""Captions: one or two lines on a plate, the word that is being said lit up."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from studio.render.layers import Layer, Pixels
from studio.render.look import fonts, frame, karaoke, outlines, shapes
from studio.render.look.colour import BLACK, RGB, WHITE, contrast, mix, rgb
from studio.render.look.fitting import Block, clean, fit
from studio.render.look.fonts import Face
from studio.render.look.frame import Box
from studio.render.look.motion import still
from studio.render.look.palettes import PALETTES
from studio.render.look.typeset import LINE, PAD, RISE, line_tile, measure

_LOOSE = 0.93  # of the width, since captions are set wider than they are measured
_PLATE = 0.80  # opacity: white words keep 4.5:1 even over a white picture


@dataclass(frozen=True, slots=True)
class Style:
    """How all captions of a film look."""

    face: Face
    size: float
    box: Box
    anchor: float
    plate: RGB
    lit: RGB
    on_lit: RGB


def style(draft: Mapping[str, Any], width: int, height: int) -> Style:
    """The film's caption style from its palette, mood and wishes."""
    meta = frame.meta(draft)
    palette = PALETTES.get(str(meta.get("palette")), PALETTES["ocean"])
    pop, ink = rgb(palette.pop), rgb(palette.ink)
    lit = pop if contrast(pop, ink) > 2.5 else rgb(palette.second)
    return Style(
        face=fonts.text(str(meta.get("mood") or "calm"), str(meta.get("language") or "en"), 700),
        size=frame.caption_size(draft, width, height),
        box=frame.caption_box(draft, width, height),
        anchor={"top": 0.0, "middle": 0.5, "bottom": 1.0}[frame.caption_position(draft)],
        plate=mix(ink, BLACK, 0.55),
        lit=lit,
        on_lit=max((BLACK, WHITE), key=lambda c: contrast(c, lit)),
    )


def layers(draft: Mapping[str, Any], width: int, height: int) -> tuple[Layer, ...]:
    """Every caption of the film."""
    look = style(draft, width, height)
    found: list[Layer] = []
    for start, end, words in frame.spans(draft, "caption"):
        if clean(words.get("text")) and end > start:
            found += _caption(look, words, start, end)
    return tuple(found)


def _caption(look: Style, words: Mapping[str, Any], start: float, end: float) -> list[Layer]:
    room = look.box.inset(look.size * 0.5, look.size * 0.3)
    text = clean(words.get("text")).replace("\n", " ")
    block = fit(text, look.face, (room.w * _LOOSE, room.h), look.size, look.size * 0.62, 2, 1.25)
    top = room.y + (room.h - block.height) * look.anchor
    spots = _spots(block, room, top)
    found = [_plate(look, block, spots, start, end)]
    times = karaoke.times([spot.word for spot in spots], words.get("words"), end - start)
    for spot, (lit, dark) in zip(spots, times, strict=True):
        if dark > lit and spot.word:
            tile = _lit(look, spot.word, block.size)
            found.append(_at(tile, spot.x, spot.y, block.size, start + lit, start + dark))
    return found


@dataclass(frozen=True, slots=True)
class Spot:
    """One word of a caption: where its line's upper edge and its own left edge are, and what follows it."""

    x: int
    y: int
    word: str
    tail: str


def _at(tile: Pixels, x: int, y: int, size: int, start: float, end: float) -> Layer:
    """A tile of type whose first letter begins at `x`, with the line's upper edge at `y`."""
    pad = round(size * PAD)
    return still(tile, x - pad + tile.shape[1] / 2, y - pad + tile.shape[0] / 2, start, end)


def _plate(look: Style, block: Block, spots: list[Spot], start: float, end: float) -> Layer:
    """All words in white on one rounded plate."""
    size, pad, margin = block.size, round(block.size * 0.42), round(block.size * PAD)
    left = min(spot.x for spot in spots) - pad
    right = max(spot.x + measure(spot.word + spot.tail.rstrip(), block.face, size) for spot in spots) + pad
    top = spots[0].y
    area = Box(left, round(top - pad * 0.55), round(right - left), round(block.height + pad * 1.1))
    made = shapes.cut([outlines.rounded(area, size * 0.42)], look.plate, _PLATE)
    tile = np.pad(made.tile, ((margin, margin), (margin, margin), (0, 0)))
    tile[tile[..., 3] == 0, :3] = look.plate
    x0, y0 = round(made.x - tile.shape[1] / 2), round(made.y - tile.shape[0] / 2)
    for spot in spots:
        text = line_tile(spot.word + spot.tail.rstrip(), block.face, size, WHITE)
        shapes.over(tile, text, spot.x - margin - x0, spot.y - margin - y0)
    return still(tile, x0 + tile.shape[1] / 2, y0 + tile.shape[0] / 2, start, end)


def _spots(block: Block, room: Box, top: float) -> list[Spot]:
    """The words of a caption, each line centred, with a little more space between words than in running text."""
    found: list[Spot] = []
    for number, line in enumerate(block.lines):
        pieces, x = karaoke.pieces(line), 0.0
        starts = []
        for word, tail in pieces:
            starts.append(x)
            x += measure(word + tail, block.face, block.size) + (block.size * 0.1 if tail.endswith(" ") else 0.0)
        left = room.cx - x / 2
        y = round(top + number * block.step)
        found += [Spot(round(left + at), y, *piece) for at, piece in zip(starts, pieces, strict=True)]
    return found


def _lit(look: Style, word: str, size: int) -> Pixels:
    """One word on its lit pill, in a tile that lies exactly over the same word of the plate."""
    text = line_tile(word, look.face, size, look.on_lit)
    pad = round(size * PAD)
    high, wide = text.shape[:2]
    reach = size * 0.09
    pill = Box(pad - reach, pad + size * (RISE - 0.93), wide - 2 * pad + 2 * reach, size * (LINE - 0.04))
    tile = np.empty_like(text)
    tile[..., :3] = look.lit
    tile[..., 3] = shapes.mask([outlines.rounded(pill, size * 0.22)], 0, 0, wide, high)
    shapes.over(tile, text, 0, 0)
    return tile
