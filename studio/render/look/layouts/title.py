"""The opening: a picture that leaves room for the title, which is drawn over it."""

from studio.render.layers import Scene
from studio.render.look import art, backdrop
from studio.render.look.split import Split, divide, square_in
from studio.render.look.stage import Stage


def room(stage: Stage) -> Split:
    """Where picture and title go. The title overlay asks the same question and gets the same answer."""
    share = 0.46 if stage.shape == "wide" else 0.54 if stage.shape == "tall" else 0.5
    return divide(stage, share, flip=stage.shape == "wide" and stage.seed % 2 == 1)


def scene(stage: Stage) -> Scene:
    """The picture without its title."""
    focus = square_in(room(stage).art)
    return Scene(backdrop.background(stage), backdrop.behind(stage, focus) + art.group(stage, focus))
