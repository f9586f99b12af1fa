"""From milliseconds to frames."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.render.errors import RenderError
from studio.render.texts import within
from studio.render.timeline import timeline, track
from tests.studio.render.made import film, scene

lengths = st.lists(st.integers(1, 9000), min_size=1, max_size=12)


@given(lengths, st.sampled_from([24, 25, 30, 60]))
def test_scenes_touch_and_fill_the_film_to_the_frame(lengths: list[int], fps: int) -> None:
    draft = film(*(scene(str(i), length) for i, length in enumerate(lengths)))
    if round(sum(lengths) * fps / 1000) == 0:
        return
    laid = timeline(draft, fps=fps)
    assert laid.frames == round(sum(lengths) * fps / 1000)
    clock = 0
    for span in laid.scenes:
        assert span.first == clock
        clock += span.frames
    assert clock == laid.frames


@given(lengths)
def test_chunks_are_the_scenes_cut_without_gap_or_overlap(lengths: list[int]) -> None:
    draft = film(*(scene(str(i), length) for i, length in enumerate(lengths)), d=sum(lengths) + 40)
    laid = timeline(draft)
    place = dict.fromkeys(range(len(laid.scenes)), 0)
    for chunk in laid.chunks():
        assert chunk.offset == place[chunk.scene]
        assert 0 < chunk.frames <= 4.5 * laid.fps
        place[chunk.scene] += chunk.frames
    assert list(place.values()) == [span.frames for span in laid.scenes]


def test_the_last_scene_lasts_to_the_end_of_the_film() -> None:
    laid = timeline(film(scene("a"), scene("b"), d=3000))
    assert [span.frames for span in laid.scenes] == [30, 60]


def test_starts_that_are_written_count_more_than_lengths_that_add_up() -> None:
    draft = film(scene("a"), scene("b") | {"s": 1500}, d=2500)
    assert [span.first for span in timeline(draft).scenes] == [0, 45]


def test_a_transition_never_outlasts_its_scene_and_the_first_scene_has_none() -> None:
    laid = timeline(film(scene("a", transition="fade"), scene("b", 200, transition="wipe"), scene("c")))
    assert [span.transition_frames for span in laid.scenes] == [0, 6, 0]


@pytest.mark.parametrize(
    ("short_side", "size", "expected"),
    [
        (None, (1080, 1920), (1080, 1920)),
        (720, (1080, 1920), (720, 1280)),
        (2160, (1920, 1080), (3840, 2160)),
        (720, (1080, 1350), (720, 900)),
        (480, (1080, 1920), (480, 852)),
    ],
)
def test_the_short_side_decides_and_both_sides_are_even(
    short_side: int | None, size: tuple[int, int], expected: tuple[int, int]
) -> None:
    laid = timeline(film(scene("a"), w=size[0], h=size[1]), short_side=short_side)
    assert (laid.width, laid.height) == expected


@pytest.mark.parametrize(
    "change",
    [
        {"t": []},
        {"t": [{"tt": 0, "m": {"role": "video"}, "sg": []}]},
        {"d": -5},
        {"d": 1},
        {"d": "long"},
        {"fps": 0},
        {"fps": True},
        {"w": 1},
        {"h": 100_000},
    ],
)
def test_a_draft_that_makes_no_film_is_told(change: dict[str, Any]) -> None:
    with pytest.raises(RenderError) as told:
        timeline(film(scene("a")) | change)
    assert told.value.code == "bad_draft"


def test_a_part_of_the_film_knows_only_the_captions_that_are_seen_in_it() -> None:
    captions = [{"id": f"c{i}", "s": i * 1000, "d": 1000, "m": {"text": str(i)}} for i in range(5)]
    draft = film(scene("a", 5000), captions=captions)
    part = within(draft, 2000, 3500)
    assert part is not None
    assert [one["id"] for one in track(part, "caption")] == ["c2", "c3"]
    assert within(film(scene("a")), 0, 1000) is None


def test_a_part_without_captions_still_leaves_room_for_them() -> None:
    title = {"id": "t", "tt": 7, "m": {"role": "title"}, "sg": [{"id": "t", "s": 0, "d": 500, "m": {"text": "T"}}]}
    draft = film(scene("a", 5000), captions=[{"id": "c", "s": 4000, "d": 500, "m": {"text": "late"}}])
    draft["t"].append(title)
    part = within(draft, 0, 1000)
    assert part is not None
    assert track(part, "caption")
