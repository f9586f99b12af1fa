"""Drawings out of Noto Color Emoji: each of its 3,700 glyphs is an SVG that scales to any size.

The font is under the SIL Open Font License 1.1, which asks nothing of films made with it. Its SVG table
(OpenType specification, "SVG — The SVG Table") holds one 14 MB document with most of the glyphs, so that what one
drawing needs is cut out of the mapped file instead of being parsed.
"""

import io
import mmap
import re
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL import Image

_HREF = re.compile(rb'(?:href="#|url\(#)([^")]+)')
EM = (0, -950, 1275, 1275)  # the square that holds any glyph of the font, y down
_PRESENTATION = "\ufe0f"


@cache
def _path() -> Path:
    spec = find_spec("deckr_fonts")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("the font package deckr_fonts is not installed")
    return Path(spec.origin).parent / "fonts" / "NotoColorEmoji-Regular.ttf"


@cache
def _font() -> Any:
    from fontTools.ttLib import TTFont

    return TTFont(_path(), lazy=True)


@cache
def _table() -> tuple[mmap.mmap, tuple[tuple[int, int, int, int], ...]]:
    """The mapped file, and (first glyph, last glyph, start, end) of each SVG document in it."""
    with _path().open("rb") as file:
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    base = _font().reader.tables["SVG "].offset
    index = base + int.from_bytes(mapped[base + 2 : base + 6], "big")
    count = int.from_bytes(mapped[index : index + 2], "big")
    found = []
    for at in range(index + 2, index + 2 + 12 * count, 12):
        first, last = (int.from_bytes(mapped[at + n : at + n + 2], "big") for n in (0, 2))
        start, length = (int.from_bytes(mapped[at + n : at + n + 4], "big") for n in (4, 8))
        found.append((first, last, index + start, index + start + length))
    return mapped, tuple(found)


@cache
def _ligatures() -> dict[tuple[str, ...], str]:
    """Glyph names of sequences (flags, families, keycaps) and the glyph that stands for each."""
    found = {}
    for lookup in _font()["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable if lookup.LookupType == 4 else ():
            for first, endings in table.ligatures.items():
                found.update({(first, *each.Component): each.LigGlyph for each in endings})
    return found


@lru_cache(maxsize=4096)
def glyph(character: str) -> int | None:
    """The glyph number of an emoji, which may be a sequence of code points; None if the font has no drawing."""
    table = _font().getBestCmap()
    names = [table.get(ord(c)) for c in character if c != _PRESENTATION]
    if not names or None in names:
        return None
    name = names[0] if len(names) == 1 else _ligatures().get(tuple(names))
    number = _font().getGlyphID(name) if name else None
    return number if number is not None and _document(number) else None


def _document(number: int) -> tuple[int, int] | None:
    return next((place[2:] for place in _table()[1] if place[0] <= number <= place[1]), None)


def _element(mapped: mmap.mmap, start: int, end: int, name: bytes) -> bytes:
    """The element with id `name` between `start` and `end`; empty if there is none."""
    at = mapped.find(b'id="' + name + b'"', start, end)
    if at < 0:
        return b""
    opening = mapped.rfind(b"<", start, at)
    tag = re.match(rb"<(\w+)", mapped[opening : opening + 32])
    closing = mapped.find(b">", at, end) + 1
    if tag is None or mapped[closing - 2 : closing] == b"/>":
        return mapped[opening:closing]
    return mapped[opening : _end_of(mapped, opening, end, tag.group(1))]


def _end_of(mapped: mmap.mmap, opening: int, end: int, tag: bytes) -> int:
    """Where the element that opens at `opening` ends, counting elements of its own kind inside it."""
    depth = 0
    for match in re.finditer(rb"<(/?)" + tag + rb"\b[^>]*?(/?)>", memoryview(mapped)[opening:end]):
        depth += -1 if match.group(1) else (0 if match.group(2) else 1)
        if depth == 0:
            return opening + match.end()
    return end


@lru_cache(maxsize=256)
def svg(character: str) -> str:
    """The SVG of an emoji within the square `EM`; `KeyError` if the font has no drawing for it."""
    number = glyph(character)
    place = _document(number) if number is not None else None
    if number is None or place is None:
        raise KeyError(character)
    mapped = _table()[0]
    body = _element(mapped, *place, b"glyph%d" % number)
    known: dict[bytes, bytes] = {}
    wanted = set(_HREF.findall(body))
    while wanted:
        known |= {name: _element(mapped, *place, name) for name in wanted}
        wanted = {name for each in known.values() for name in _HREF.findall(each)} - known.keys()
    return f"<defs>{b''.join(known.values()).decode()}</defs>{body.decode()}"


def _raster(inner: str, view: tuple[float, float, float, float], width: int, height: int) -> "Image.Image":
    import resvg_py
    from PIL import Image

    box = " ".join(f"{value:.3f}" for value in view)
    whole = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
        f' viewBox="{box}" width="{width}" height="{height}" preserveAspectRatio="none">{inner}</svg>'
    )
    png = resvg_py.svg_to_bytes(svg_string=whole, width=width, height=height, skip_system_fonts=True)
    return Image.open(io.BytesIO(bytes(png))).convert("RGBA")


@lru_cache(maxsize=512)
def _bounds(inner: str, em: tuple[int, int, int, int]) -> tuple[float, float, float, float]:
    """What a drawing really covers, found on a small copy, in its own units."""
    probe = 160
    left, top, right, bottom = _raster(inner, em, probe, probe).getbbox() or (0, 0, probe, probe)
    unit = em[2] / probe
    return (
        em[0] + (left - 0.5) * unit,
        em[1] + (top - 0.5) * unit,
        (right - left + 1) * unit,
        (bottom - top + 1) * unit,
    )


def draw(inner: str, em: tuple[int, int, int, int], size: int) -> "Image.Image":
    """An SVG's inside, cut to what it covers and drawn sharp with `size` pixels on its longer side."""
    view = _bounds(inner, em)
    scale = size / max(view[2], view[3])
    return _raster(inner, view, max(1, round(view[2] * scale)), max(1, round(view[3] * scale)))


def fill(inner: str, em: tuple[int, int, int, int], width: int, height: int, edge: float) -> "Image.Image":
    """The middle of what an SVG covers, without `edge` (a share) of it on every side, filling `width` x `height`."""
    x, y, w, h = _bounds(inner, em)
    scale = max(width / w, height / h) / (1 - 2 * edge)
    seen_w, seen_h = width / scale, height / scale
    return _raster(inner, (x + (w - seen_w) / 2, y + (h - seen_h) / 2, seen_w, seen_h), width, height)
