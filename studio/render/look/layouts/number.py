"""One figure, as large as it can be, and what it counts."""

from studio.render.layers import Layer, Scene
from studio.render.look import backdrop, counter, particles, show
from studio.render.look.colour import mix
from studio.render.look.frame import Box
from studio.render.look.layouts.statement import beside_media
from studio.render.look.split import flips, pair
from studio.render.look.stage import Stage
from studio.render.look.words import Part, Timing, group


def parts(stage: Stage) -> list[Part]:
    """The figure, what it counts, and a sentence."""
    unit, size, ground = stage.unit, stage.unit * stage.scale, stage.ground
    label = stage.say("label") or stage.say("heading")
    more = stage.say("body") if label != stage.say("body") else ""
    largest = {"tall": 420, "square": 330, "wide": 440}[stage.shape]
    return [
        Part(
            stage.say("number"),
            stage.heading,
            ground.accent,
            largest * size,
            110 * unit,
            2,
            1.05,
            share=0.58,
            counts=True,
        ),
        Part(label, stage.heading, ground.ink, 84 * size, 44 * unit, 3, 1.2, 24 * unit),
        Part(more, stage.text(), ground.soft, 52 * size, 40 * unit, 4, 1.4, 20 * unit),
    ]


def scene(stage: Stage) -> Scene:
    """With drawings beside it where there are any; alone on a wheel of shapes otherwise."""
    if stage.media:
        return beside_media(stage, parts(stage), 0.44)
    box = stage.content
    share = counter.percentage(stage.say("number"))
    foot = 90 * stage.unit if share is not None else 0.0
    inner = Box(box.x, box.y, box.w, box.h - foot)
    if stage.art:
        made = pair(stage, parts(stage), Timing(0.3), flip=flips(stage) and not foot, box=inner)
        seen, words, area = show.subject(stage, made.art, made.area), made.words, made.area
    else:
        words, area = group(parts(stage), inner.w, inner.h).placed(inner, "centre", Timing(0.3), 0.48)
        seen = particles.drifting(stage, area) + backdrop.behind(stage, _around(stage, area))
    return Scene(backdrop.background(stage), seen + words + _gauge(stage, area, share))


def _around(stage: Stage, area: Box) -> Box:
    side = min(stage.width, stage.height) * 0.94
    return Box(area.cx - side / 2, area.cy - side / 2, side, side)


def _gauge(stage: Stage, area: Box, share: float | None) -> tuple[Layer, ...]:
    if share is None:
        return ()
    wide = max(area.w, 420 * stage.unit)
    left = area.x if stage.shape == "wide" and stage.art else area.cx - wide / 2
    place = Box(left, area.bottom + 44 * stage.unit, wide, 26 * stage.unit)
    ground = stage.ground
    return counter.bar(place, share, mix(ground.field[0], ground.ink, 0.2), ground.accent, 0.5)
