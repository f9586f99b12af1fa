"""The last scene: one line to remember, with the drawing as a seal above it and the rest as a button below."""

from studio.render.layers import Layer, Pose, Scene
from studio.render.look import backdrop, outlines, shapes, show
from studio.render.look.frame import Box
from studio.render.look.layouts import media
from studio.render.look.layouts.statement import parts
from studio.render.look.motion import Enter, staged
from studio.render.look.split import pair
from studio.render.look.stage import Stage
from studio.render.look.words import Part, Timing, group

_BUTTON = 34  # characters that a button may hold


def scene(stage: Stage) -> Scene:
    """Everything on the middle axis."""
    if stage.media:
        return media.over(stage, parts(stage))
    texts, button = _button(stage)
    box = stage.content
    foot = 190 * stage.unit if button else 0.0
    made = pair(stage, texts, Timing(0.35), flip=False, box=Box(box.x, box.y, box.w, box.h - foot))
    pressed = _pressed(stage, button, made.area) if button else ()
    return Scene(backdrop.background(stage), show.subject(stage, made.art, made.area) + made.words + pressed)


def _button(stage: Stage) -> tuple[list[Part], Part | None]:
    texts = parts(stage)
    if len(texts) == 2 and 0 < len(texts[1].text) <= _BUTTON:
        return texts[:1], texts[1]
    return texts, None


def _pressed(stage: Stage, part: Part, above: Box) -> tuple[Layer, ...]:
    """A short last line on a round plate."""
    unit, ground = stage.unit, stage.ground
    words = group(
        [Part(part.text, stage.text(600), ground.field[0], part.largest, part.smallest, 1)], above.w, 110 * unit
    )
    middle = stage.shape != "wide"
    wide, high = words.width + 96 * unit, words.height + 52 * unit
    x = above.cx - wide / 2 if middle else above.x
    plate = Box(max(stage.content.x, x), above.bottom + 56 * unit, wide, high)
    made = shapes.cut([outlines.rounded(plate, high / 2)], ground.ink)
    layers, _ = words.placed(plate.inset(48 * unit, 0), "centre", Timing(0.95, length=0.5), 0.5)
    return staged(made.tile, Enter(Pose(made.x, made.y), 0.85, 0.6, scale=0.5, kind="back")) + layers
