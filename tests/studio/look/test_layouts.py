"""What every scene owes its viewer, whatever its layout, shape, script, length and palette."""

import hashlib
import itertools
import subprocess
import sys
from typing import Any

import numpy as np
import pytest

from studio.render.layers import Layer
from studio.render.look import compose, frame
from studio.render.look.palettes import MOODS, PALETTES
from tests.studio.look.drafts import SHORT, draft, long
from tests.studio.look.seeing import RESTING, ink_box, listening, luminance, paint, shown

SMALL = {"9:16": (360, 640), "16:9": (640, 360), "1:1": (360, 360), "4:5": (360, 450)}
CASES = [
    pytest.param(language, length, size, id=f"{language}-{length}-{name}")
    for (language, length), (name, size) in itertools.product(
        itertools.product(("en", "zh"), ("short", "long")), SMALL.items()
    )
]


def film(language: str, length: str, size: tuple[int, int], **meta: Any) -> dict[str, Any]:
    scenes = SHORT[language] if length == "short" else long(language)
    platform = "tiktok" if size[1] > size[0] * 1.5 else "youtube"
    captions = ["caption"] * len(scenes) if length == "short" else None
    return draft(scenes, size, captions=captions, language=language, **({"platform": platform} | meta))


def composed(film: dict[str, Any], index: int) -> tuple[Any, list[Layer]]:
    """A scene, and its layers of type as they rest."""
    with listening() as drawn:
        scene = compose(film, index, film["w"], film["h"], 30)
    return scene, [layer for layer in shown(scene.layers, RESTING) if id(layer.tile) in drawn]


@pytest.mark.parametrize(("language", "length", "size"), CASES)
def test_words_stay_inside_the_safe_area_clear_of_captions_and_of_each_other(language, length, size):
    made = film(language, length, size)
    room = frame.content_box(made, *size)
    for index, segment in enumerate(made["t"][0]["sg"]):
        _, texts = composed(made, index)
        assert texts or segment["m"]["layout"] == "title"
        boxes = [ink_box(layer, RESTING) for layer in texts]
        for left, top, right, bottom in boxes:
            assert left >= room.x - 1.5, (segment, "left")
            assert top >= room.y - 1.5, (segment, "top")
            assert right <= room.right + 1.5, (segment, "right")
            assert bottom <= room.bottom + 1.5, (segment, "bottom")
        for one, other in itertools.combinations(boxes, 2):
            apart = one[2] <= other[0] + 1 or other[2] <= one[0] + 1 or one[3] <= other[1] + 1 or other[3] <= one[1] + 1
            assert apart, (segment, one, other)


@pytest.mark.parametrize(
    ("palette", "picture"),
    [*((palette, 128) for palette in sorted(PALETTES)), *itertools.product(("lemon", "noir", "ocean"), (0, 255))],
)
def test_words_have_a_contrast_of_four_and_a_half_to_what_is_really_beneath_them(palette, picture):
    mood = next((mood for mood, names in MOODS.items() if palette in names), "upbeat")
    scenes = [dict(scene) for scene in SHORT["en"]]
    for scene in scenes if picture != 128 else []:
        scene["src"] = "file"
    made = draft(scenes, SMALL["9:16"], palette=palette, mood=mood, seed=len(palette))
    photo = np.full((64, 64, 3), picture, np.uint8)
    for index in range(len(scenes)):
        scene, texts = composed(made, index)
        shows = photo if scenes[index].get("src") else None
        ids = [id(layer.tile) for layer in texts]
        beneath = luminance(paint(scene, SMALL["9:16"], RESTING, without=ids, picture=shows))
        for layer in texts:
            assert _readable(layer, beneath) > 0.97, (palette, scenes[index])


def _readable(layer: Layer, beneath: np.ndarray) -> float:
    """The share of pixels under a line of type to which its (least contrasting) colour has 4.5:1."""
    left, top, right, bottom = (round(v) for v in ink_box(layer, RESTING))
    under = beneath[max(0, top) : bottom, max(0, left) : right]
    colours = np.unique(layer.tile[layer.tile[..., 3] > 250][:, :3], axis=0)
    ratios = []
    for ink in luminance(colours[None].astype(np.float32))[0]:
        ratios.append((np.maximum(under, ink) + 0.05) / (np.minimum(under, ink) + 0.05))
    return float(np.mean([np.mean(ratio >= 4.45) for ratio in ratios]))


@pytest.mark.parametrize("mood", sorted(MOODS))
def test_neighbouring_scenes_look_different_and_every_scene_moves(mood):
    art = [["🎸"], ["🎹"], [], ["🎸", "🎹"], [], ["🎷"]]
    scenes = [{"layout": "statement", "heading": "Music", "art": keys} for keys in art]
    made = draft(scenes, SMALL["9:16"], mood=mood, palette=MOODS[mood][0])
    pictures = []
    for index in range(len(scenes)):
        scene, texts = composed(made, index)
        ids = [id(layer.tile) for layer in texts]
        now, later = (paint(scene, SMALL["9:16"], t, without=ids) for t in (RESTING, RESTING + 1.5))
        assert np.abs(now - later).mean() > 0.15
        pictures.append(now)
    for one, other in itertools.pairwise(pictures):
        assert np.abs(one - other).mean() > 12


def test_the_same_draft_gives_the_same_scene_in_any_process():
    program = (
        "from tests.studio.look.test_layouts import digest, film; print(digest(film('zh', 'short', (360, 640)), 2))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, encoding="utf-8")
    assert done.stdout.strip() == digest(film("zh", "short", (360, 640)), 2)


def digest(made: dict[str, Any], index: int) -> str:
    scene = compose(made, index, made["w"], made["h"], 30)
    found = hashlib.sha256(scene.background.field(1.0).tobytes())
    for layer in scene.layers:
        found.update(layer.tile.tobytes())
        found.update(repr((layer.motion(0.4), layer.motion(2.0), layer.start, layer.end)).encode())
    return found.hexdigest()


def test_another_seed_gives_another_look():
    one, other = (film("en", "short", (360, 640), seed=seed) for seed in (1, 2))
    assert digest(one, 1) != digest(other, 1)


def test_a_larger_frame_shows_the_same_design_larger():
    small, large = (film("en", "short", size) for size in ((360, 640), (720, 1280)))
    for index in (1, 2, 5):
        for one, other in zip(composed(small, index)[1], composed(large, index)[1], strict=True):
            a, b = np.array(ink_box(one, RESTING)), np.array(ink_box(other, RESTING))
            assert np.abs(a * 2 - b).max() < 26


@pytest.mark.parametrize("scale", [0.7, 1.0, 1.4])
def test_font_scale_changes_the_size_of_words(scale):
    made = film("en", "short", (360, 640), font_scale=scale)
    high = sum(layer.tile.shape[0] for layer in composed(made, 2)[1])
    usual = sum(layer.tile.shape[0] for layer in composed(film("en", "short", (360, 640)), 2)[1])
    assert (high > usual) == (scale > 1)
    assert (high < usual) == (scale < 1)


def test_a_scene_of_which_nothing_is_known_is_still_a_scene():
    made: dict[str, Any] = {"t": [{"m": {"role": "video"}, "sg": [{"d": 1000}, {"d": 500, "m": {"layout": "?"}}]}]}
    for index in (0, 1):
        scene = compose(made, index, 320, 240, 30)
        assert scene.background.field(0.0).shape[2] == 3


def test_there_is_no_scene_beyond_the_last():
    with pytest.raises(IndexError):
        compose(film("en", "short", (360, 640)), 99, 360, 640, 30)


def test_resting_layers_are_marked_still_and_moving_ones_are_small():
    for index in range(len(SHORT["en"])):
        made = film("en", "short", (360, 640))
        moving = [layer for layer in shown(compose(made, index, 360, 640, 30).layers, RESTING) if not layer.still]
        area = sum(layer.tile.shape[0] * layer.tile.shape[1] for layer in moving) / (360 * 640)
        assert area < 1.2, SHORT["en"][index]
        for layer in shown(compose(made, index, 360, 640, 30).layers, RESTING):
            if layer.still:
                assert layer.motion(layer.start) == layer.motion(RESTING)
