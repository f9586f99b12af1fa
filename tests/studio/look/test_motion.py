"""Motion is pure, ends where it should, and never jumps."""

import itertools
import pickle

import pytest

from studio.render.layers import Pose
from studio.render.look.fields import Field, Light
from studio.render.look.motion import Enter, Float, ease, staged
from studio.render.look.outlines import circle
from studio.render.look.shapes import cut

KINDS = ["out", "back", "linear"]
POSE = Pose(100.0, 200.0)


@pytest.mark.parametrize("kind", KINDS)
def test_easing_goes_from_nothing_to_all(kind):
    assert ease(0.0, kind) == pytest.approx(0.0, abs=1e-9)
    assert ease(1.0, kind) == pytest.approx(1.0)
    assert ease(7.0, kind) == pytest.approx(1.0)


@pytest.mark.parametrize("kind", KINDS)
def test_an_entrance_ends_at_its_pose_and_begins_unseen(kind):
    enter = Enter(POSE, 1.0, 0.5, dx=40, dy=-30, scale=0.2, turn=20, kind=kind)
    assert enter(1.5) == POSE
    assert enter(9.0) == POSE
    assert enter(1.0).opacity == 0.0


def test_a_staged_tile_is_drawn_by_one_layer_at_a_time_without_a_jump():
    tile = cut([circle(10, 10, 8)], (1, 2, 3)).tile
    layers = staged(tile, Enter(POSE, 0.5, 0.6, dy=20), end=3.0, leave=0.3)
    for step in range(360):
        t = step / 120
        drawn = [layer for layer in layers if layer.start <= t < layer.end]
        assert len(drawn) == (1 if 0.5 <= t < 3.0 else 0)
    for one, other in itertools.pairwise(layers):
        before, after = one.motion(one.end - 1e-6), other.motion(other.start)
        assert abs(before.y - after.y) < 0.1
        assert abs(before.opacity - after.opacity) < 0.01
    assert layers[-1].motion(3.0).opacity == pytest.approx(0.0)


def test_whole_steps_keep_a_tile_on_the_pixel_grid():
    enter = Enter(Pose(100.5, 60.0), 0.0, 1.0, dx=33.3, dy=77.7, whole=True)
    for step in range(20):
        assert (enter(step / 20).x - 100.5) % 1 == 0
        assert enter(step / 20).y % 1 == 0


def test_motions_travel_between_processes():
    motion = Float(Enter(POSE, 0.2, 0.5), dx=3, dy=4, turn=2)
    assert pickle.loads(pickle.dumps(motion))(1.7) == motion(1.7)


def test_a_field_is_smooth_in_time_and_pure():
    field = Field((20, 40, 60), (Light((250, 200, 100), 0.3, 0.4, 0.6, 0.2, 9.0, 1.0),), 72, 128)
    assert field(2.0).shape == (128, 72, 3)
    assert (field(2.0) == field(2.0)).all()
    step = abs(field(2.0).astype(int) - field(2.0 + 1 / 30).astype(int)).max()
    assert abs(field(2.0).astype(int) - field(4.0).astype(int)).max() > 0
    assert step <= 6
