"""How things come, rest and go. Every motion is a small frozen value: pure, cheap, and fit to be pickled."""

import math
from dataclasses import dataclass
from typing import Literal

from studio.render.layers import Layer, Motion, Pixels, Pose

Ease = Literal["out", "back", "linear"]


def ease(share: float, kind: Ease = "out") -> float:
    """0..1 onto 0..1: fast first and slow at the end, or with a little overshoot."""
    share = min(1.0, max(0.0, share))
    if kind == "linear":
        return share
    if kind == "back":
        back = share - 1.0
        return 1.0 + 2.0 * back**3 + 1.0 * back**2
    return float(1.0 - (1.0 - share) ** 4)


@dataclass(frozen=True, slots=True)
class Rest:
    """Stays where it is."""

    pose: Pose

    def __call__(self, t: float) -> Pose:
        """The same pose at any time."""
        return self.pose


@dataclass(frozen=True, slots=True)
class Enter:
    """Comes to `pose` within `length` seconds from `at`: from `dx`, `dy` pixels away, at `scale` and `turn` degrees."""

    pose: Pose
    at: float
    length: float
    dx: float = 0.0
    dy: float = 0.0
    scale: float = 1.0
    turn: float = 0.0
    kind: Ease = "out"
    whole: bool = False  # in whole pixels: large tiles are then copied instead of resampled

    def __call__(self, t: float) -> Pose:
        """The pose at second `t`; before `at` nothing is seen."""
        share = (t - self.at) / self.length
        left, rest = 1.0 - ease(share, self.kind), self.pose
        dx, dy = self.dx * left, self.dy * left
        return Pose(
            rest.x + (round(dx) if self.whole else dx),
            rest.y + (round(dy) if self.whole else dy),
            max(0.01, rest.scale * (1.0 + (self.scale - 1.0) * left)),
            rest.rotation + self.turn * left,
            rest.opacity * min(1.0, max(0.0, share * 1.8)),
        )


@dataclass(frozen=True, slots=True)
class Leave:
    """Fades away within `length` seconds from `at`, rising a little."""

    pose: Pose
    at: float
    length: float
    dy: float = 0.0

    def __call__(self, t: float) -> Pose:
        """The pose at second `t`."""
        share, rest = min(1.0, max(0.0, (t - self.at) / self.length)), self.pose
        return Pose(rest.x, rest.y + self.dy * share**2, rest.scale, rest.rotation, rest.opacity * (1.0 - share))


@dataclass(frozen=True, slots=True)
class Float:
    """Enters and then sways gently for ever, so that a scene never stands dead."""

    enter: Enter
    dx: float = 0.0
    dy: float = 0.0
    swell: float = 0.0
    turn: float = 0.0
    period: float = 6.0
    phase: float = 0.0

    def __call__(self, t: float) -> Pose:
        """The pose at second `t`."""
        base = self.enter(t)
        wave = math.sin(2 * math.pi * t / self.period + self.phase)
        other = math.sin(2 * math.pi * t / (self.period * 1.37) + self.phase + 1.0)
        return Pose(
            base.x + self.dx * other,
            base.y + self.dy * wave,
            base.scale * (1.0 + self.swell * wave),
            base.rotation + self.turn * other,
            base.opacity,
        )


@dataclass(frozen=True, slots=True)
class Travel:
    """Grows evenly from the first second on: the slow push of a camera."""

    enter: Enter
    growth: float = 0.01  # of its size a second

    def __call__(self, t: float) -> Pose:
        """The pose at second `t`."""
        base = self.enter(t)
        return Pose(
            base.x,
            base.y,
            base.scale * (1.0 + self.growth * t),
            base.rotation,
            base.opacity,
        )


@dataclass(frozen=True, slots=True)
class Sooner:
    """A motion that is `by` seconds ahead."""

    motion: Motion
    by: float

    def __call__(self, t: float) -> Pose:
        """The pose at second `t`."""
        return self.motion(t + self.by)


def sooner(layers: tuple[Layer, ...], by: float) -> tuple[Layer, ...]:
    """Layers that do everything `by` seconds earlier, some of it before the scene begins."""
    return tuple(Layer(one.tile, Sooner(one.motion, by), one.still, one.start - by, one.end - by) for one in layers)


def still(tile: Pixels, x: float, y: float, start: float = 0.0, end: float = math.inf, opacity: float = 1.0) -> Layer:
    """A tile at rest with its centre at `x`, `y`."""
    return Layer(tile, Rest(Pose(round(x * 2) / 2, round(y * 2) / 2, opacity=opacity)), True, start, end)


def staged(tile: Pixels, enter: Enter, end: float = math.inf, leave: float = 0.0) -> tuple[Layer, ...]:
    """A tile that enters, rests, and with `leave` seconds goes before `end`.

    The rest is a layer of its own marked `still`, which costs the engine nothing while it lasts.
    """
    rest, settled = enter.pose, enter.at + enter.length
    last = end - leave
    settled = min(settled, last)
    layers = [
        Layer(tile, enter, start=enter.at, end=settled),
        Layer(tile, Rest(rest), still=True, start=settled, end=last),
    ]
    if leave > 0.0:
        layers.append(Layer(tile, Leave(rest, last, leave), start=last, end=end))
    return tuple(layers)
