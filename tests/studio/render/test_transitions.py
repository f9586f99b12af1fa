"""A transition leads from one scene to the next."""

import numpy as np
import pytest

from studio.render import transitions
from studio.render.timeline import TRANSITIONS
from studio.render.yuv import Frame, planes

KINDS = [kind for kind in TRANSITIONS if kind != "cut"]
WIDTH, HEIGHT = 96, 64


def picture(seed: int) -> Frame:
    noise = np.random.default_rng(seed).integers(0, 255, (HEIGHT // 8, WIDTH // 8, 3), np.uint8)
    frame = Frame(WIDTH, HEIGHT)
    frame.fill(planes(np.kron(noise, np.ones((8, 8, 1), np.uint8))))
    return frame


def distance(one: Frame, other: Frame) -> float:
    return float(np.abs(one.data.astype(int) - other.data).mean())


@pytest.mark.parametrize("kind", KINDS)
def test_it_begins_as_the_one_and_ends_as_the_other(kind: str) -> None:
    going, coming, into = picture(1), picture(2), Frame(WIDTH, HEIGHT)
    transitions.blend(kind, going, coming, 0.0, into)
    assert distance(into, going) < 1
    transitions.blend(kind, going, coming, 1.0, into)
    assert distance(into, coming) < 1


@pytest.mark.parametrize("kind", KINDS)
def test_the_coming_scene_gains_all_the_time(kind: str) -> None:
    going, coming = picture(1), picture(2)
    apart = []
    for share in np.linspace(0, 1, 9):
        into = Frame(WIDTH, HEIGHT)
        transitions.blend(kind, going, coming, float(share), into)
        apart.append(distance(into, coming))
    assert apart[0] > 5
    assert apart[4] < apart[0]
    assert min(apart) == apart[-1]


@pytest.mark.parametrize("kind", KINDS)
def test_neither_scene_is_painted_over(kind: str) -> None:
    going, coming = picture(1), picture(2)
    before = going.data.copy(), coming.data.copy()
    transitions.blend(kind, going, coming, 0.4, Frame(WIDTH, HEIGHT))
    assert (going.data == before[0]).all()
    assert (coming.data == before[1]).all()
