"""Drawings on the stage: one that carries the scene and small ones that keep it company."""

from studio import artwork
from studio.render.layers import Layer, Pixels, Pose
from studio.render.look import shapes
from studio.render.look.frame import Box
from studio.render.look.motion import Enter, Float
from studio.render.look.stage import Stage

_SCENIC = frozenset("🌃🌉🌅🏙🌆🌇🌄🏞🏖🏝🏜🎑🎆🎇🌌🌁🗾🌠")  # square landscapes rather than things


def is_scenic(key: str) -> bool:
    """Whether a drawing is a whole landscape with edges of its own."""
    return key[:1] in _SCENIC


def drawing(stage: Stage, key: str, size: int) -> Pixels:
    """A drawing in the scene's colours, landscapes with their corners cut to a circle."""
    tile = artwork.load(key, size, stage.ground.tone)
    if not is_scenic(key):
        return tile
    high, wide = tile.shape[:2]
    return shapes.masked(tile, shapes.circle(wide / 2, high / 2, min(wide, high) / 2 - 2))


def hero(stage: Stage, key: str, focus: Box, at: float = 0.15) -> Layer:
    """The drawing that carries the scene, filling `focus`, swaying gently after it has popped in."""
    share = 1.0 if is_scenic(key) else 0.82
    size = max(16, round(min(focus.w, focus.h) * share))
    tile = drawing(stage, key, size)
    tile = shapes.with_shadow(tile, size * 0.035, 0.28, size * 0.03)
    rng = stage.rng("hero")
    enter = Enter(Pose(focus.cx, focus.cy), at, 0.9, dy=size * 0.08, scale=0.55, turn=-8, kind="back")
    return Layer(tile, Float(enter, dy=size * 0.014, turn=1.6, swell=0.008, period=5.5, phase=rng.uniform(0, 6.28)))


def companions(stage: Stage, keys: tuple[str, ...], focus: Box, size_share: float = 0.27) -> tuple[Layer, ...]:
    """Smaller drawings at the shoulders of the hero."""
    side = 1 if stage.turn % 2 else -1
    spots = ((0.47 * side, -0.36), (-0.49 * side, 0.34))
    layers = []
    reach = min(focus.w, focus.h)
    for number, (key, (dx, dy)) in enumerate(zip(keys, spots, strict=False)):
        size = max(12, round(reach * size_share))
        tile = shapes.with_shadow(drawing(stage, key, size), size * 0.04, 0.25, size * 0.03)
        pose = Pose(focus.cx + dx * reach, focus.cy + dy * reach)
        enter = Enter(pose, 0.5 + 0.18 * number, 0.7, scale=0.2, turn=30 * side, kind="back")
        layers.append(Layer(tile, Float(enter, dy=size * 0.06, turn=4, period=4.3 + number, phase=2.0 * number)))
    return tuple(layers)


def group(stage: Stage, focus: Box) -> tuple[Layer, ...]:
    """All drawings of the scene around `focus`; nothing where the scene has none."""
    if not stage.art:
        return ()
    return (hero(stage, stage.art[0], focus), *companions(stage, stage.art[1:3], focus))
