"""What a draft says, and what an edit did to it."""

import copy

import pytest

from skill import telling
from skill.project import timeline

DRAFT = {
    "d": 10_000, "w": 1080, "h": 1920,
    "t": [
        {"id": "v", "tt": 0, "m": {"role": "video"}, "sg": [{"id": "s1", "s": 0, "d": 10_000, "m": {"name": "city timelapse"}}]},
        {"id": "a", "tt": 1, "m": {"role": "music"}, "sg": [{"id": "m1", "s": 0, "d": 10_000, "m": {"name": "Lo-fi", "volume": 0.35}}]},
        {"id": "x", "tt": 7, "m": {"role": "title"}, "sg": [{"id": "t1", "s": 0, "d": 3000, "m": {"text": "Urban Dreams"}}]},
    ],
}  # fmt: skip


def _after(change) -> str:
    new = copy.deepcopy(DRAFT)
    change(new)
    return telling.changes(timeline.compare(DRAFT, new), "en")


def test_the_summary_line_is_the_skill_pages() -> None:
    """Word for word the example that the owner's page gives."""
    line = 'Timeline (3 tracks): 1. Video: city timelapse (0-10s) 2. BGM: Lo-fi (0-10s, 35%) 3. Title: "Urban Dreams" (0-3s)'
    assert telling.line(DRAFT, "en") == line


def test_the_summary_line_reads_naturally_in_chinese() -> None:
    """Labels, brackets and units are Chinese."""
    assert telling.line(DRAFT, "zh").startswith("时间线（3 条轨道）：1. 视频：city timelapse（0-10秒）")


def test_a_draft_without_roles_or_starts_is_read_all_the_same() -> None:
    """A missing start is the end of the segment before; a missing role is read off the type."""
    bare = {
        "t": [
            {"tt": 0, "sg": [{"d": 2000, "m": {"name": "a"}}, {"d": 3000, "m": {"name": "b"}}]},
            {"tt": 1, "sg": [{"d": 5000}]},
        ]
    }
    tracks = timeline.tracks(bare)
    assert [(s.start, s.end) for s in tracks[0].segments] == [(0, 2000), (2000, 5000)]
    assert telling.line(bare, "en").startswith("Timeline (2 tracks): 1. Video: 2 scenes: a, b (0-5s) 2. BGM")


@pytest.mark.parametrize(
    "odd", [None, {}, {"t": None}, {"t": [3, {"sg": "x"}, {"tt": "7", "sg": [None, {"d": "4", "m": []}]}]}]
)
def test_no_draft_however_odd_stops_the_reader(odd: object) -> None:
    """Other people's drafts are other people's."""
    assert isinstance(telling.line(odd, "en"), str)  # type: ignore[arg-type]


def test_ready_means_a_track_with_a_segment() -> None:
    """The protocol's own rule for export."""
    assert timeline.ready(DRAFT)
    assert not timeline.ready({"t": [{"tt": 0, "sg": []}]})


def test_the_same_draft_has_no_changes() -> None:
    """And that is said, never silence."""
    assert timeline.compare(DRAFT, copy.deepcopy(DRAFT)) == []
    assert "nothing on the timeline changed" in _after(lambda d: None)


def test_a_change_of_volume_is_told_in_percent() -> None:
    """As the issue words it."""
    assert "BGM volume 35% → 80%" in _after(lambda d: d["t"][1]["sg"][0]["m"].update(volume=0.8))


def test_an_added_title_is_told_with_its_words_and_times() -> None:
    """Title added: "…" (0–3 s)."""
    new = {"id": "t2", "s": 3000, "d": 2000, "m": {"text": "Paradise Found"}}
    assert 'Title added: "Paradise Found" (3–5 s)' in _after(lambda d: d["t"][2]["sg"].append(new))


def test_a_removed_track_is_told_by_its_kind_and_name() -> None:
    """BGM removed."""
    assert 'BGM removed: "Lo-fi"' in _after(lambda d: d["t"].pop(1))


def test_new_words_are_told_as_before_and_after() -> None:
    """Both sides are quoted."""
    assert 'Title text "Urban Dreams" → "Night"' in _after(lambda d: d["t"][2]["sg"][0]["m"].update(text="Night"))


def test_a_new_shape_is_told_in_pixels() -> None:
    """Not as an unknown change."""
    assert "1080×1920 → 1920×1080" in _after(lambda d: d.update(w=1920, h=1080))
