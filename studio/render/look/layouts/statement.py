"""One thought: a heading, a sentence or two below it, and what they speak of."""

from studio.render.layers import Scene
from studio.render.look import art, backdrop
from studio.render.look.split import divide, square_in
from studio.render.look.stage import Stage
from studio.render.look.words import Part, Timing, stack


def parts(stage: Stage, large: float = 1.0) -> list[Part]:
    """Heading and body in the scene's colours."""
    unit, scale = stage.unit, stage.scale
    heading, body = stage.say("heading"), stage.say("body")
    if not heading:
        return [Part(body, stage.heading, stage.ground.ink, 88 * unit * scale * large, 46 * unit, 7)]
    return [
        Part(heading, stage.heading, stage.ground.ink, 108 * unit * scale * large, 52 * unit, 4, 1.16, share=0.75),
        Part(body, stage.text(), stage.ground.soft, 54 * unit * scale, 36 * unit, 6, 1.4, 26 * unit),
    ]


def scene(stage: Stage) -> Scene:
    """Drawing and words, each in its half."""
    long = len(stage.say("heading") + stage.say("body")) > (60 if stage.language == "zh" else 140)
    split = divide(stage, 0.42 if long else 0.5)
    focus = square_in(split.art)
    layers, _ = stack(parts(stage), split.words, split.align, Timing(0.3), split.anchor)
    return Scene(backdrop.background(stage), backdrop.behind(stage, focus) + art.group(stage, focus) + layers)
