"""Font files out of the installed packages, loaded once for each size and weight, with glyph-by-glyph fallback.

All are under the SIL Open Font License: films set in them owe nothing to anybody.
"""

from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

from PIL import ImageFont

_SANS_CJK = "justmytype_intl_cjk/fonts/ofl"
_FILES = {
    "sans-sc": f"{_SANS_CJK}/notosanssc/NotoSansSC[wght].ttf",
    "sans-tc": f"{_SANS_CJK}/notosanstc/NotoSansTC[wght].ttf",
    "sans-jp": f"{_SANS_CJK}/notosansjp/NotoSansJP[wght].ttf",
    "sans-kr": f"{_SANS_CJK}/notosanskr/NotoSansKR[wght].ttf",
    "serif-sc": "pylopdf_fonts_zh_cn/NotoSerifSC-Regular.otf",
    "grotesk": "deckr_fonts/fonts/Inter[opsz,wght].ttf",
    "round": "deckr_fonts/fonts/DMSans[opsz,wght].ttf",
    "mono": "deckr_fonts/fonts/RobotoMono[wght].ttf",
    "serif": "fontpkg_playfair_display/files/PlayfairDisplay[wght].ttf",
}
_LAST = ("sans-sc", "grotesk", "sans-tc", "sans-jp", "sans-kr")


@dataclass(frozen=True, slots=True)
class Face:
    """A way to set type: families to look for a glyph in, in this order, and a weight 100..900."""

    families: tuple[str, ...]
    weight: int


# mood -> Latin display, Chinese display, weight of headings. Running text is always sans.
_MOODS = {
    "calm": ("round", "sans-sc", 700),
    "upbeat": ("grotesk", "sans-sc", 900),
    "cinematic": ("serif", "serif-sc", 700),
    "playful": ("round", "sans-sc", 900),
    "elegant": ("serif", "serif-sc", 600),
    "tech": ("grotesk", "sans-sc", 800),
    "dreamy": ("serif", "serif-sc", 600),
    "lofi": ("round", "sans-sc", 800),
}


def display(mood: str, language: str) -> Face:
    """The face of titles and headings."""
    latin, chinese, weight = _MOODS.get(mood, _MOODS["calm"])
    return Face((chinese, latin) if language == "zh" else (latin, chinese), weight)


def text(mood: str, language: str, weight: int = 500) -> Face:
    """The face of running words and captions."""
    latin = "round" if _MOODS.get(mood, _MOODS["calm"])[0] == "round" else "grotesk"
    return Face(("sans-sc", latin) if language == "zh" else (latin, "sans-sc"), weight)


@cache
def path(family: str) -> Path:
    """The file of a family; `ModuleNotFoundError` if its package is not installed."""
    package, _, rest = _FILES[family].partition("/")
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"the font package {package} is not installed")
    return Path(spec.origin).parent / rest


@cache
def coverage(family: str) -> frozenset[int]:
    """The characters that a family has glyphs for."""
    from fontTools.ttLib import TTFont

    with TTFont(path(family), lazy=True) as font:
        return frozenset(font.getBestCmap())


@lru_cache(maxsize=12)  # each keeps some 6 MB of its file mapped
def font(family: str, size: int, weight: int) -> ImageFont.FreeTypeFont:
    """A family at `size` pixels and `weight` 100..900 (families of one weight ignore it)."""
    loaded = ImageFont.truetype(str(path(family)), size, layout_engine=ImageFont.Layout.BASIC)
    if family == "serif-sc":
        return loaded
    values: list[float] = []
    for axis in loaded.get_variation_axes():
        wished = weight if b"eight" in axis["name"] else size
        values.append(min(axis["maximum"] or wished, max(axis["minimum"] or 0, wished)))
    loaded.set_variation_by_axes(values)
    return loaded


@lru_cache(maxsize=8192)
def family_of(character: str, families: tuple[str, ...]) -> str | None:
    """The first family with a glyph for `character`; None if no installed font has one."""
    code = ord(character)
    return next((f for f in (*families, *_LAST) if code in coverage(f)), None)
