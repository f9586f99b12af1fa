"""From a palette to the colours of one scene.

Every scene of a film stands on a ground of the same palette: paper, colour, tint or ink. Going through them
scene by scene gives a film its rhythm while it stays one family.
"""

from dataclasses import dataclass, replace
from functools import lru_cache

from studio.render.look.colour import BLACK, RGB, WHITE, luminance, mix, rgb, towards
from studio.render.look.palettes import PALETTES, Palette

BODY = 4.5  # WCAG 2.2 AA, for every word on screen whatever its size
CLEAR = 5.5  # for the main colour of words on the ground itself
SCRIMMED: RGB = (102, 102, 102)  # the lightest that a white picture gets under a scrim; white words have 5.7:1 on it


@dataclass(frozen=True, slots=True)
class Ground:
    """Colours that go together: `ink`, `soft` and `accent` are readable on the field and on every shape."""

    field: tuple[RGB, RGB, RGB]
    ink: RGB
    soft: RGB
    accent: RGB
    shape: RGB
    shape_alt: RGB
    card: RGB
    card_ink: RGB
    card_accent: RGB
    print: tuple[RGB, RGB, RGB]  # what drawings are toned in, dark to light
    tone: tuple[RGB, RGB, RGB] | None  # dark, middle and light for drawings; None: their own colours


def _shape(colour: RGB, base: RGB, ink: RGB, share: float) -> RGB:
    """`colour` taken back towards the base until words in `ink` can lie on it."""
    return towards(mix(base, colour, share), base, ink, BODY)


def _legible(colour: RGB, ink: RGB, beneath: tuple[RGB, ...]) -> RGB:
    """`colour` taken towards `ink` until it is readable on everything `beneath`."""
    for under in beneath:
        colour = towards(colour, ink, under, BODY)
    return colour


def _standing(base: RGB, ink: RGB) -> RGB:
    """`base` moved away from `ink` until words in `ink` are easy to read on it."""
    return towards(base, BLACK if luminance(ink) > luminance(base) else WHITE, ink, CLEAR)


def _distance(a: RGB, b: RGB) -> int:
    return sum(abs(one - other) for one, other in zip(a, b, strict=True))


def _ground(palette: Palette, wish: RGB, shape: RGB, alt: RGB, accent: RGB) -> Ground:
    """A ground as near to `wish` as words in the palette's paper or ink allow."""
    paper, dark = rgb(palette.paper), rgb(palette.ink)
    ink = min((paper, dark), key=lambda colour: _distance(_standing(wish, colour), wish))
    base = _standing(wish, ink)
    shapes = _shape(shape, base, ink, 1.0), _shape(alt, base, ink, 1.0)
    field = base, _shape(shape, base, ink, 0.35), _shape(alt, base, ink, 0.3)
    beneath = (*field, *shapes)
    card = paper if luminance(base) < 0.6 else WHITE
    tones = dark, mix(rgb(palette.main), rgb(palette.second), 0.35), paper
    card_ink = towards(dark, BLACK, card, CLEAR)
    return Ground(
        field=field,
        ink=ink,
        soft=_legible(mix(ink, base, 0.18), ink, beneath),
        accent=_legible(accent, ink, beneath),
        shape=shapes[0],
        shape_alt=shapes[1],
        card=card,
        card_ink=card_ink,
        card_accent=towards(rgb(palette.main), card_ink, card, BODY),
        print=tones,
        tone=tones if palette.mono else None,
    )


def picture_ground(name: str) -> Ground:
    """Colours for words over the user's own picture, which a scrim darkens: white, whatever the palette."""
    home = grounds(name)[0]
    deep = mix(rgb(PALETTES.get(name, PALETTES["ocean"]).ink), BLACK, 0.6)
    accent = _legible(rgb(PALETTES.get(name, PALETTES["ocean"]).second), WHITE, (SCRIMMED,))
    return replace(home, field=(deep, deep, deep), ink=WHITE, soft=WHITE, accent=accent, shape=deep)


def grounds(name: str, toned: bool = False) -> tuple[Ground, ...]:
    """The four grounds of palette `name` (an unknown name counts as `ocean`), the film's home ground first.

    `toned` has drawings printed in the palette's colours, as `mono` palettes always have.
    """
    found = _grounds(PALETTES.get(name, PALETTES["ocean"]))
    return tuple(replace(each, tone=each.print) for each in found) if toned else found


@lru_cache(maxsize=64)
def _grounds(palette: Palette) -> tuple[Ground, ...]:
    paper, ink, main, second, pop = (
        rgb(c) for c in (palette.paper, palette.ink, palette.main, palette.second, palette.pop)
    )
    on_paper = _ground(palette, paper, second, main, pop)
    on_ink = _ground(palette, ink, main, mix(ink, second, 0.5), second)
    on_main = _ground(palette, main, second, mix(main, ink, 0.25), pop)
    on_second = _ground(palette, mix(second, paper, 0.25), main, paper, pop)
    if palette.dark:
        deep = _ground(palette, mix(ink, main, 0.6), mix(main, second, 0.4), ink, pop)
        return on_ink, deep, on_main, _ground(palette, mix(ink, main, 0.25), second, main, pop)
    return on_paper, on_main, on_second, on_ink
