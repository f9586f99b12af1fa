"""The timeline drawn in text."""

from rich.cells import cell_len

from skill.cli import bars

TRACKS = [
    {"name": "Video", "start": 0, "end": 10, "segments": [{"start": 0, "end": 5}, {"start": 5, "end": 10}]},
    {"name": "背景音乐与环境声音", "start": 0, "end": 10},
    {"name": "", "type": "text", "start": 2.5, "end": 5},
]


def test_every_bar_is_to_scale() -> None:
    """A segment of a quarter takes a quarter, where it is."""
    video, _, title, scale = bars.draw(TRACKS, 54)
    assert video[14:] == "█" * 20 + "▓" * 20
    assert title[14:] == " " * 10 + "█" * 10
    assert scale.endswith("10s")


def test_no_line_is_wider_than_the_terminal() -> None:
    """Chinese names count two cells a character."""
    assert all(cell_len(line) <= 60 for line in bars.draw(TRACKS, 60))


def test_an_empty_timeline_draws_nothing() -> None:
    """And a narrow terminal neither."""
    assert bars.draw([], 80) == []
    assert bars.draw(TRACKS, 20) == []


def test_a_track_goes_by_its_label_in_the_users_language() -> None:
    """Also where the draft names it otherwise, or not at all."""
    (bar, _) = bars.draw([{"name": "Music", "label": "音乐", "start": 0, "end": 4}], 60)
    assert bar.startswith("音乐  ")
