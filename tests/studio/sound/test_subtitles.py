"""SubRip files made from drafts."""

import re

import pytest

from studio.subtitles import srt
from tests.studio.sound.made import film

CUE = re.compile(r"(\d+)\n(\d\d):(\d\d):(\d\d),(\d{3}) --> (\d\d):(\d\d):(\d\d),(\d{3})\n((?:.+\n)+)(?:\n|\Z)")


def cues(text: str) -> list[tuple[int, int, int, str]]:
    """Number, start and end in ms, and text of every cue; nothing of the file may be left over."""
    found = []
    for number, *clock, words in CUE.findall(text):
        h1, m1, s1, ms1, h2, m2, s2, ms2 = map(int, clock)
        found.append(
            (
                int(number),
                ((h1 * 60 + m1) * 60 + s1) * 1000 + ms1,
                ((h2 * 60 + m2) * 60 + s2) * 1000 + ms2,
                words.strip(),
            )
        )
    assert CUE.sub("", text) == ""
    return found


def caption(start: int, length: int, text: str) -> dict:
    return {"s": start, "d": length, "m": {"text": text}}


def test_every_caption_is_a_numbered_cue_at_its_time() -> None:
    draft = film(3700, caption=[caption(0, 1500, "Good morning"), caption(3_661_042, 2000, "早上好\n世界")])
    assert cues(srt(draft)) == [(1, 0, 1500, "Good morning"), (2, 3_661_042, 3_663_042, "早上好\n世界")]


def test_cues_never_overlap_and_end_with_the_film() -> None:
    draft = film(4, caption=[caption(0, 3000, "one"), caption(2000, 9000, "two"), caption(5000, 100, "too late")])
    assert cues(srt(draft)) == [(1, 0, 2000, "one"), (2, 2000, 4000, "two")]


@pytest.mark.parametrize(
    "text", ["a\n\nb", "a --> b", "  a  ", "1\n00:00:00,000 --> 00:00:01,000\nx", "a\r\n\r\nb", "a\u2028b"]
)
def test_no_text_can_break_the_file(text: str) -> None:
    assert len(cues(srt(film(2, caption=[caption(0, 1000, text)])))) == 1


def test_without_captions_the_spoken_words_are_told_and_without_both_nothing() -> None:
    assert cues(srt(film(2, voice=[caption(100, 900, "spoken")]))) == [(1, 100, 1000, "spoken")]
    assert srt(film(2)) == ""
    assert srt(film(2, caption=[caption(0, 1000, "  ")])) == ""
