"""Captions: one or two lines on a plate, the word that is being said lit up."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from studio.render.layers import Layer, Pixels
from studio.render.look import breaking, fonts, frame, shapes
from studio.render.look.colour import BLACK, RGB, WHITE, contrast, mix, rgb
from studio.render.look.fonts import Face
from studio.render.look.frame import Box
from studio.render.look.motion import still
from studio.render.look.palettes import PALETTES
from studio.render.look.typeset import LINE, PAD, RISE, Block, clean, fit, line_tile, measure

_UNLIT = "".join(breaking.NOT_FIRST | breaking.NOT_LAST - {"$", "￥", "¥", "£", "€", "#", "＃", "@"}) + " "
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
    block = fit(
        clean(words.get("text")).replace("\n", " "), look.face, (room.w, room.h), look.size, look.size * 0.62, 2, 1.25
    )
    top = room.y + (room.h - block.height) * look.anchor
    plate = _plate(look, block, room, top)
    left, upper = plate[1], plate[2]
    found = [still(plate[0], left + plate[0].shape[1] / 2, upper + plate[0].shape[0] / 2, start, end)]
    for (x, y, word), (lit, dark) in zip(
        _spots(look, block, room, top), _times(block, words, end - start), strict=True
    ):
        if dark > lit and word:
            tile = _lit(look, word, block.size)
            pad = round(block.size * PAD)
            cx, cy = x - pad + tile.shape[1] / 2, y - pad + tile.shape[0] / 2
            found.append(still(tile, cx, cy, start + lit, start + dark))
    return found


def _plate(look: Style, block: Block, room: Box, top: float) -> tuple[Pixels, int, int]:
    """All lines in white on one rounded plate, with the frame position of its upper left corner."""
    size, pad = block.size, round(block.size * 0.42)
    wide = block.width + 2 * pad
    area = Box(round(room.cx - wide / 2), round(top - pad * 0.55), round(wide), round(block.height + pad * 1.1))
    made = shapes.cut([shapes.rounded(area, size * 0.42)], look.plate, _PLATE)
    left, upper = round(made.x - made.tile.shape[1] / 2), round(made.y - made.tile.shape[0] / 2)
    margin = round(size * PAD)
    tile = np.pad(made.tile, ((margin, margin), (margin, margin), (0, 0)))
    tile[tile[..., 3] == 0, :3] = look.plate
    left, upper = left - margin, upper - margin
    for number, line in enumerate(block.lines):
        text = line_tile(line, block.face, size, WHITE)
        x = round(room.cx - measure(line, block.face, size) / 2) - margin - left
        shapes.over(tile, text, x, round(top + number * block.step) - margin - upper)
    return tile, left, upper


def _pieces(line: str) -> list[tuple[str, str]]:
    """`(word, what parts it from the next)` of a line: punctuation and spaces stay out of the light."""
    found: list[tuple[str, str]] = []
    word = ""
    for atom in breaking.atoms(line):
        word += atom.text
        if atom.joined:
            continue
        bare = word.strip(_UNLIT)
        lead = word[: word.index(bare)] if bare else word
        rest = word[len(lead) + len(bare) :] + (" " if atom.space else "")
        if found and not lead and bare in breaking.TRAILING and found[-1][1] == "":
            found[-1] = (found[-1][0] + bare, rest)
            word = ""
            continue
        if lead and found:
            found[-1] = (found[-1][0], found[-1][1] + lead)
        elif lead:
            found.append(("", lead))
        found.append((bare, rest))
        word = ""
    return found


def _spots(look: Style, block: Block, room: Box, top: float) -> list[tuple[int, int, str]]:
    """Upper left corner, in the frame, of each word of a caption."""
    found = []
    for number, line in enumerate(block.lines):
        left, before = room.cx - measure(line, block.face, block.size) / 2, ""
        for word, gap in _pieces(line):
            x = left + measure(before, block.face, block.size)
            found.append((round(x), round(top + number * block.step), word))
            before += word + gap
    return found


def _times(block: Block, words: Mapping[str, Any], length: float) -> list[tuple[float, float]]:
    """When each word is lit, in seconds from the caption's start: as the voice says, else by length of the words."""
    pieces = [word for line in block.lines for word, _ in _pieces(line)]
    spoken = _spoken(pieces, words.get("words"))
    if spoken:
        return spoken
    weights = [len(word) + 1.5 if word else 0.0 for word in pieces]
    total, clock, found = sum(weights) or 1.0, 0.0, []
    for weight in weights:
        found.append((clock, clock + length * weight / total))
        clock += length * weight / total
    return found


def _letters(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum())


def _spoken(pieces: list[str], given: object) -> list[tuple[float, float]] | None:
    """The voice's times laid onto our words letter by letter, since it may split a text elsewhere than we do."""
    if not isinstance(given, list) or not given:
        return None
    clock = [(start / 1000, end / 1000) for start, end, word in given for _ in _letters(str(word))]
    if len(clock) != sum(len(_letters(piece)) for piece in pieces):
        return None
    found, at = [], 0
    for piece in pieces:
        count = len(_letters(piece))
        span = clock[at : at + count]
        found.append((span[0][0], span[-1][1]) if span else (0.0, 0.0))
        at += count
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
    tile[..., 3] = shapes.mask([shapes.rounded(pill, size * 0.22)], 0, 0, wide, high)
    shapes.over(tile, text, 0, 0)
    return tile
