"""How a scene shows what it is about; every composition hands back layers and where its words belong."""

from studio.render.layers import Layer, Pose
from studio.render.look import art, backdrop, particles, shapes
from studio.render.look.frame import Box
from studio.render.look.motion import Enter, Float
from studio.render.look.stage import Stage


def subject(stage: Stage, focus: Box | None, words: Box) -> tuple[Layer, ...]:
    """Particles, shapes and drawings around `focus`, clear of `words`; a scene without drawings has an emblem of its shapes instead."""
    if focus is None:
        return paper(stage, words)
    drawn = art.group(stage, focus) if stage.art else emblem(stage, focus)
    return particles.drifting(stage, words) + backdrop.behind(stage, focus) + drawn


def emblem(stage: Stage, focus: Box) -> tuple[Layer, ...]:
    """For scenes that nothing can be drawn for: three shapes of the palette that move against each other."""
    rng, reach, ground = stage.rng("emblem"), min(focus.w, focus.h) * 0.3, stage.ground
    pieces = (
        shapes.cut([shapes.circle(0, 0, reach * 0.95)], ground.accent, 0.95),
        shapes.cut([shapes.rounded(Box(0, 0, reach * 1.25, reach * 1.25), reach * 0.3)], ground.ink, 0.92),
        shapes.ring(0, 0, reach * 0.55, reach * 0.2, ground.card),
    )
    spots = ((-0.45, -0.3), (0.5, 0.42), (0.42, -0.62))
    layers = []
    for number, (piece, (dx, dy)) in enumerate(zip(pieces, spots, strict=True)):
        side = 1 if stage.turn % 2 else -1
        pose = Pose(focus.cx + dx * reach * side, focus.cy + dy * reach, rotation=rng.uniform(-14, 14))
        enter = Enter(pose, 0.15 + 0.14 * number, 0.9, scale=0.3, turn=40, kind="back")
        sway = reach * 0.05
        layers.append(Layer(piece.tile, Float(enter, sway, sway, turn=5, period=5 + number, phase=number * 2.0)))
    return tuple(layers)


def paper(stage: Stage, words: Box) -> tuple[Layer, ...]:
    """Behind words that fill the scene: its drawings as wrapping paper, or shapes at the edges of the frame."""
    if stage.art:
        return (art.pattern(stage, stage.art[:2], 250 * stage.unit),)
    side = max(stage.width, stage.height) * 0.5
    corner = Box(stage.width - side * 0.6, stage.height - side * 0.6, side, side)
    return particles.drifting(stage, words) + backdrop.behind(stage, corner)
