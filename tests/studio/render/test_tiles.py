"""Layers are blended as transparency says, wherever and however they stand."""

import math

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from studio.render.layers import Layer, Pixels, Pose
from studio.render.tiles import Tile
from studio.render.yuv import Frame, planes

SIZE = (120, 80)
GROUND = (40, 90, 160)
RED = (220, 40, 30)


def ground() -> Frame:
    frame = Frame(*SIZE)
    frame.fill(planes(np.full((SIZE[1], SIZE[0], 3), GROUND, np.uint8)))
    return frame


def disc(diameter: int = 40, strength: int = 255) -> Pixels:
    """A red disc with a soft edge."""
    y, x = np.mgrid[:diameter, :diameter] + 0.5 - diameter / 2
    alpha = np.clip(diameter / 2 - 1 - np.hypot(x, y), 0, 1) * strength
    tile = np.zeros((diameter, diameter, 4), np.uint8)
    tile[:, :, :3] = RED
    tile[:, :, 3] = alpha.round()
    return tile


def drawn(tile: Pixels, pose: Pose, **layer: object) -> NDArray[np.int16]:
    frame = ground()
    Tile(Layer(tile, lambda t: pose, **layer)).draw(frame, 0.5)  # type: ignore[arg-type]
    return frame.rgb().astype(np.int16)


def expected(tile: Pixels, pose: Pose) -> NDArray[np.int16]:
    """The same by OpenCV's warp of the plain RGBA picture, four times as fine."""
    fine = 4
    height, width = tile.shape[:2]
    angle, scale = math.radians(pose.rotation), pose.scale * fine
    turn = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]]) * scale
    middle = np.array([width / 2, height / 2])
    shift = np.array([pose.x, pose.y]) * fine - turn @ (middle - 0.5) - 0.5
    matrix = np.hstack([turn, shift.reshape(2, 1)])
    premultiplied = tile.astype(np.float32) / 255
    premultiplied[:, :, :3] *= premultiplied[:, :, 3:]
    large = cv2.warpAffine(premultiplied, matrix, (SIZE[0] * fine, SIZE[1] * fine), flags=cv2.INTER_LINEAR)
    moved = cv2.resize(large, SIZE, interpolation=cv2.INTER_AREA) * pose.opacity
    result: NDArray[np.int16] = (moved[:, :, :3] * 255 + (1 - moved[:, :, 3:]) * ground().rgb()).astype(np.int16)
    return result


POSES = [
    Pose(60, 40),
    Pose(61, 41),
    Pose(60.5, 40.25),
    Pose(33.37, 29.81, opacity=0.4),
    Pose(60, 40, scale=1.3),
    Pose(60.2, 40.7, scale=0.6, rotation=25),
    Pose(2, 3),
    Pose(119, 79, rotation=-140),
    Pose(-5, 40),
]


@pytest.mark.parametrize("pose", POSES)
def test_a_layer_stands_where_its_pose_says(pose: Pose) -> None:
    difference = np.abs(drawn(disc(), pose) - expected(disc(), pose))
    luma = difference @ np.array([0.2126, 0.7152, 0.0722])
    assert luma.mean() < 0.7
    assert luma.max() < 40  # a pixel of the hard edge, sampled differently


def test_half_a_transparency_is_half_of_both_colours() -> None:
    middle = drawn(disc(strength=128), Pose(60, 40))[40, 60]
    assert np.abs(middle - (np.array(RED) + np.array(GROUND)) / 2).max() <= 3


def test_nothing_outside_the_box_of_a_layer_changes() -> None:
    untouched = ground().rgb().astype(np.int16)
    changed = (drawn(disc(), Pose(30, 40)) != untouched).any(axis=2)
    columns = np.flatnonzero(changed.any(axis=0))
    assert columns.min() >= 10 - 2  # chroma is shared by two columns
    assert columns.max() <= 50 + 2


@pytest.mark.parametrize("pose", [Pose(60, 40, opacity=0), Pose(60, 40, scale=0), Pose(500, 500), Pose(-60, 40)])
def test_what_cannot_be_seen_leaves_no_trace(pose: Pose) -> None:
    assert (drawn(disc(), pose) == ground().rgb()).all()


def test_a_tile_without_any_opacity_leaves_no_trace() -> None:
    assert (drawn(np.zeros((9, 9, 4), np.uint8), Pose(60, 40)) == ground().rgb()).all()


@pytest.mark.parametrize(
    ("start", "end", "seen"), [(0.0, 1.0, True), (0.5, 1.0, True), (0.6, 1.0, False), (0.0, 0.5, False)]
)
def test_a_layer_is_drawn_from_its_start_until_before_its_end(start: float, end: float, seen: bool) -> None:
    changed = (drawn(disc(), Pose(60, 40), start=start, end=end) != ground().rgb()).any()
    assert changed == seen


def test_a_still_layer_is_crisp_even_at_half_a_pixel() -> None:
    square = np.full((20, 20, 4), 255, np.uint8)
    frame = ground()
    Tile(Layer(square, lambda t: Pose(60.5, 40.5), still=True)).draw(frame, 0)
    assert len(np.unique(frame.y[40])) == 2


def test_a_layer_seen_again_after_its_time_is_the_same() -> None:
    tile = Tile(Layer(disc(), lambda t: Pose(60, 40), start=0.2, end=0.8))
    pictures = []
    for seconds in (0.5, 0.9, 0.5):
        frame = ground()
        tile.draw(frame, seconds)
        pictures.append(frame.data.copy())
    assert (pictures[0] == pictures[2]).all()
    assert not (pictures[0] == pictures[1]).all()
