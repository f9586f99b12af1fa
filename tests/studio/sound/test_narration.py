"""Captions that follow the voice."""

from pathlib import Path
from typing import Any

from studio.narration import in_time, missing
from studio.render.timeline import track
from studio.speech import speak
from tests.studio.sound.made import film, music


def captioned(seconds: float, *captions: tuple[float, str], voice: str, at: float = 500) -> dict[str, Any]:
    """A film in which `voice` is spoken at `at` ms and captions stand at roughly guessed times."""
    listed = [{"s": s, "d": 900, "m": {"text": text, "name": text}} for s, text in captions]
    said = [{"s": at, "d": 700, "m": {"text": voice, "language": "zh"}}]
    return film(seconds, caption=listed, voice=said, music=music(seconds))


def test_captions_stand_when_their_words_are_spoken(tmp_path: Path) -> None:
    draft = captioned(8, (500, "每天早晨，"), (1200, "从一杯\n咖啡开始。"), voice="每天早晨，从一杯咖啡开始。")
    timed = in_time(draft, tmp_path)
    speech = speak("每天早晨，从一杯咖啡开始。", "zh", tmp_path / "a.wav")
    first, second = track(timed, "caption")
    assert track(timed, "voice")[0]["d"] == round(1000 * speech.seconds)
    assert first["s"] == 500
    assert second["s"] == 500 + speech.words[4].start_ms == first["s"] + first["d"]
    assert second["s"] + second["d"] >= 500 + speech.words[-1].end_ms
    assert [word for *_, word in second["m"]["words"]] == ["从", "一", "杯", "咖", "啡", "开", "始。"]
    assert second["m"]["words"][0][0] == 0
    assert second["m"]["text"] == "从一杯\n咖啡开始。"


def test_timing_twice_changes_nothing_and_the_rest_of_the_draft_is_as_it_was(tmp_path: Path) -> None:
    draft = captioned(8, (500, "早上好"), (900, "世界"), (6000, "再见"), voice="早上好世界")
    timed = in_time(draft, tmp_path)
    assert in_time(timed, tmp_path) == timed
    assert [one for one in timed["t"] if one["tt"] < 1 or one["m"]["role"] == "music"] == [
        one for one in draft["t"] if one["tt"] < 1 or one["m"]["role"] == "music"
    ]
    assert {**timed, "t": []} == {**draft, "t": []}


def test_captions_with_other_words_keep_their_place_and_lose_times_that_are_not_theirs(tmp_path: Path) -> None:
    draft = captioned(6, (500, "别的话"), voice="早上好世界")
    draft["t"][1]["sg"][0]["m"]["words"] = [[0, 300, "早"], [300, 700, "上"]]
    caption = track(in_time(draft, tmp_path), "caption")[0]
    assert (caption["s"], caption["d"]) == (500, 900)
    assert "words" not in caption["m"]


def test_a_sentence_never_runs_into_the_next_or_past_the_end(tmp_path: Path) -> None:
    long = "每天早晨，从一杯咖啡开始，慢慢地醒来。"
    voices = [{"s": s, "d": 500, "m": {"text": long, "language": "zh"}} for s in (0, 2000)]
    first, second = track(in_time(film(3.5, voice=voices), tmp_path), "voice")
    assert first["d"] < 2000
    assert second["d"] <= 1500


def test_a_film_without_a_voice_is_left_alone_and_a_missing_voice_is_named(tmp_path: Path) -> None:
    silent = film(3, caption=[{"s": 0, "d": 1000, "m": {"text": "hi"}}])
    assert in_time(silent, tmp_path) == silent
    assert missing(silent) is None
    assert missing(film(3, voice=[{"s": 0, "d": 1000, "m": {"text": "Bonjour", "language": "fr"}}])) == "fr"
