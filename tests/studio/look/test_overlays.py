"""Titles and captions over the film."""

import itertools

import numpy as np
import pytest

from studio.render.look import frame, karaoke, overlays
from tests.studio.look.drafts import LONG_TEXT, SHORT, draft
from tests.studio.look.seeing import ink_box, listening, shown

SIZES = [(360, 640), (640, 360), (360, 360)]


def film(size=(360, 640), **more):
    return draft(SHORT["en"], size, **more)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("text", ["Go", "Morning Coffee", LONG_TEXT["en"], LONG_TEXT["zh"]])
def test_a_title_stands_inside_the_safe_area_while_its_segment_lasts(size, text):
    made = film(size, title=(text, "and a subtitle"))
    with listening() as drawn:
        layers = overlays(made, *size)
    room = frame.content_box(made, *size)
    resting = [layer for layer in shown(layers, 3.0) if id(layer.tile) in drawn]
    assert resting
    for layer in resting:
        left, top, right, bottom = ink_box(layer, 3.0)
        assert room.x - 1.5 <= left < right <= room.right + 1.5
        assert room.y - 1.5 <= top < bottom <= room.bottom + 1.5
    assert shown(layers, 0.0)  # the first frame is the film's cover
    assert not shown(layers, 4.01)


def test_a_title_in_the_middle_of_a_film_comes_with_its_segment():
    made = film(title=("Part two", ""))
    made["t"][1]["sg"][0]["s"] = 8000
    layers = overlays(made, 360, 640)
    assert not shown(layers, 8.0)
    assert shown(layers, 10.0)
    assert not shown(layers, 12.01)


def test_a_title_over_a_scene_that_leaves_no_room_brings_its_own_plate():
    scenes = [{"layout": "picture", "src": "file", "kind": "image"}]
    with listening() as drawn:
        layers = overlays(draft(scenes, (360, 640), title=("Hello", "")), 360, 640)
    plates = [layer for layer in shown(layers, 2.0) if id(layer.tile) not in drawn]
    texts = [layer for layer in shown(layers, 2.0) if id(layer.tile) in drawn]
    assert plates
    assert texts
    outer, inner = ink_box(plates[0], 2.0), ink_box(texts[0], 2.0)
    assert outer[0] < inner[0]
    assert outer[3] > inner[3]


@pytest.mark.parametrize("position", ["bottom", "middle", "top"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_captions_stay_in_the_area_that_scenes_leave_to_them(position, size, language):
    said = [LONG_TEXT[language][:60], "Hi", LONG_TEXT[language][60:150]]
    made = film(size, captions=said, caption_position=position, language=language)
    safe, room = frame.caption_box(made, *size), frame.content_box(made, *size)
    for layer in overlays(made, *size):
        left, top, right, bottom = ink_box(layer, layer.start)
        assert safe.x - 2 <= left < right <= safe.right + 2
        assert safe.y - 4 <= top < bottom <= safe.bottom + 4
        assert bottom <= room.y + 4 or top >= room.bottom - 4


def test_words_light_up_one_after_the_other_over_the_whole_caption():
    layers = overlays(film(captions=["Slow circles of hot water"]), 360, 640)
    plate, *lit = layers
    assert (plate.start, plate.end) == (0.0, 4.0)
    assert len(lit) == 5
    assert lit[0].start == 0.0
    assert lit[-1].end == pytest.approx(4.0)
    for one, other in itertools.pairwise(lit):
        assert one.end == pytest.approx(other.start)
        assert one.motion(0).x < other.motion(0).x or one.motion(0).y < other.motion(0).y


def test_exact_times_of_the_voice_are_kept():
    made = film(captions=["今晚的灯火"])
    made["t"][1]["sg"][0]["m"]["words"] = [[500, 900, "今晚"], [900, 1000, "的"], [1200, 2000, "灯火"]]
    _, tonight, lights = overlays(made, 360, 640)
    assert (tonight.start, tonight.end) == (0.5, 1.0)
    assert (lights.start, lights.end) == (1.2, 2.0)


def test_a_lit_word_lies_exactly_over_the_same_word_of_the_plate():
    plate, *lit = overlays(film(captions=["hot water"]), 360, 640)
    for layer in lit:
        left, top = (
            round(v) for v in (layer.motion(0).x - layer.tile.shape[1] / 2, layer.motion(0).y - layer.tile.shape[0] / 2)
        )
        x0, y0 = (
            round(v) for v in (plate.motion(0).x - plate.tile.shape[1] / 2, plate.motion(0).y - plate.tile.shape[0] / 2)
        )
        under = plate.tile[top - y0 : top - y0 + layer.tile.shape[0], left - x0 : left - x0 + layer.tile.shape[1]]
        pill = layer.tile[: under.shape[0], : under.shape[1]]
        solid = pill[..., 3] > 250
        letters = np.abs(pill[..., :3].astype(int) - pill[solid][0, :3].astype(int)).sum(axis=-1) > 200
        white = under[..., :3].min(axis=-1) > 200
        assert (letters & white & solid).sum() > 0.6 * (white & solid).sum()


def test_punctuation_stays_out_of_the_light_and_particles_lean_on_their_word():
    assert [word for word, _ in karaoke.pieces("Hot, really hot!")] == ["Hot", "really", "hot"]
    assert [word for word, _ in karaoke.pieces("Save 20% now")] == ["Save", "20%", "now"]
    assert [word for word, _ in karaoke.pieces("“今晚”的 live show")] == ["", "今晚”的", "live", "show"]
    assert "重要的" in [word for word, _ in karaoke.pieces("早餐是最重要的一餐")]


def test_a_film_without_words_has_no_overlays():
    assert overlays(film(), 360, 640) == ()
