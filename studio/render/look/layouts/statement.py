"""One thought: a heading, a sentence or two below it, and what they speak of."""

from dataclasses import replace

from studio.render.layers import Scene
from studio.render.look import art, backdrop, particles, show
from studio.render.look.frame import Box
from studio.render.look.ground import picture_ground
from studio.render.look.layouts import media
from studio.render.look.panel import media_box, panel
from studio.render.look.split import flips, pair
from studio.render.look.stage import Stage, beside
from studio.render.look.words import Align, Part, Timing, group

_SEEN = 0.8  # of a drawing that leans out of the frame


def parts(stage: Stage, large: float = 1.0) -> list[Part]:
    """Heading and body in the scene's colours."""
    unit, ground, size = stage.unit, stage.ground, stage.unit * stage.scale
    heading, body = stage.say("heading"), stage.say("body")
    if not heading:
        return [Part(body, stage.heading, ground.ink, 96 * size * large, 44 * unit, 8, 1.22)]
    mark = ground.accent if 4 < len(heading) < 40 else None
    large *= 1.0 if body else 1.18
    return [
        Part(heading, stage.heading, ground.ink, 140 * size * large, 52 * unit, 4, 1.14, share=0.72, mark=mark),
        Part(body, stage.text(), ground.soft, 56 * size, 40 * unit, 7, 1.42, 30 * unit),
    ]


def wordy(stage: Stage) -> bool:
    """Whether the words need most of the frame."""
    return len(stage.say("heading") + stage.say("body")) > (60 if stage.language == "zh" else 150)


def scene(stage: Stage) -> Scene:
    """The scenes of a film walk through four compositions; pictures of the user's alternate between two."""
    if stage.media:
        return (
            beside_media(stage, parts(stage)) if beside(stage.words, stage.index) else media.over(stage, parts(stage))
        )
    if stage.art and art.is_scenic(stage.art[0]) and stage.turn % 3 != 2:
        return vista(stage) if stage.turn % 3 == 0 else poster(stage)
    if stage.art and not wordy(stage) and stage.turn % 4 == 2:
        return giant(stage)
    if stage.turn % 4 == 3:
        return wrapped(stage)
    align: Align = "left" if stage.turn % 4 == 0 and stage.shape == "tall" else "centre"
    made = pair(stage, parts(stage), Timing(0.3), flip=flips(stage), align=align)
    return Scene(backdrop.background(stage), show.subject(stage, made.art, made.area) + made.words)


def beside_media(stage: Stage, texts: list[Part], share: float = 0.5) -> Scene:
    """The user's picture on one side, words on their own ground on the other."""
    half = panel(stage, share)
    layers, _ = group(texts, half.words.w, half.words.h).placed(half.words, _align(stage), Timing(0.3), 0.45)
    return Scene(backdrop.background(stage), half.cover + layers, media_box(half.picture))


def _align(stage: Stage) -> Align:
    return "left" if stage.shape == "wide" or stage.turn % 2 else "centre"


def vista(stage: Stage) -> Scene:
    """A drawn landscape fills one side of the frame."""
    half = panel(stage, 0.42 if wordy(stage) else 0.56 if stage.shape == "tall" else 0.5)
    layers, _ = group(parts(stage), half.words.w, half.words.h).placed(half.words, _align(stage), Timing(0.3), 0.4)
    seen = art.vista(stage, stage.art[0], half.picture)
    return Scene(backdrop.background(stage), seen + half.cover + layers)


def poster(stage: Stage) -> Scene:
    """A drawn landscape fills the frame, with the words low on it as on a photograph."""
    stage = replace(stage, ground=picture_ground(stage.palette))
    printed = media.over(stage, parts(stage))
    seen = art.vista(stage, stage.art[0], stage.whole)
    dark = (printed.scrim,) if printed.scrim else ()
    return replace(printed, layers=(*seen, *dark, *printed.layers), scrim=None)


def giant(stage: Stage) -> Scene:
    """The drawing larger than the frame, leaning out of it; the words have the rest."""
    box, unit = stage.content, stage.unit
    if stage.shape == "wide":
        side = stage.height * 1.02
        focus = Box(stage.width * 0.76 - side / 2, stage.height * 0.56 - side / 2, side, side)
        room = box.left_of(0.5, 20 * unit)
    else:
        words = group(parts(stage), box.w, box.h * 0.46)
        top = max(box.y + words.height + 70 * unit, stage.height * (0.44 if stage.shape == "tall" else 0.34))
        side = min(stage.width * 1.12, (stage.height - top) / _SEEN)
        focus = Box(stage.width * 0.94 - side * 0.82, top, side, side)
        room = Box(box.x, box.y, box.w, top - 70 * unit - box.y)
    layers, area = group(parts(stage), room.w, room.h).placed(room, "left", Timing(0.3), 0.5)
    seen = (*backdrop.behind(stage, focus, backdrop.ROUND), *art.giant(stage, stage.art[0], focus))
    return Scene(backdrop.background(stage), particles.drifting(stage, area) + seen + layers)


def wrapped(stage: Stage) -> Scene:
    """Wrapping paper of the scene's drawings, with the words large on it."""
    made = pair(stage, parts(stage), Timing(0.3), flip=flips(stage))
    sheet = show.paper(stage, made.area)
    if made.art is None:
        return Scene(backdrop.background(stage), sheet + made.words)
    focus = made.art.inset(made.art.w * 0.1, made.art.h * 0.1)
    seen = backdrop.behind(stage, focus) + art.group(stage, focus) if stage.art else show.emblem(stage, focus)
    return Scene(backdrop.background(stage), sheet + seen + made.words)
