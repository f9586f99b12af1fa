"""Narration: words in time, one pace or another, kept, and told where it is missing."""

from pathlib import Path

import numpy as np
import pytest

from studio.speech import SpeechFailed, VoiceMissing, available, speak
from studio.speech.kept import narrate
from studio.speech.spoken import spoken
from studio.speech.words import timed, tokens
from tests.studio.sound.made import RATE, read, rms_db

TEXTS = {
    "en": "Every morning begins with a cup of coffee. In 2024, we drank 3.5 million!",
    "zh": "每天早晨，从一杯咖啡开始。2024年，我们用 iPhone 拍了35%的照片！",
}
languages = pytest.mark.parametrize("language", ["en", "zh"])


@languages
def test_the_words_are_the_sentence_and_come_in_its_order(language: str, tmp_path: Path) -> None:
    speech = speak(TEXTS[language], language, tmp_path / "a.wav")
    joined = "".join(word.word for word in speech.words)
    assert joined == TEXTS[language].replace(" ", "")
    times = [time for word in speech.words for time in (word.start_ms, word.end_ms)]
    assert times == sorted(times)
    assert times[-1] == pytest.approx(1000 * speech.seconds, abs=1)
    assert sum(word.end_ms - word.start_ms > 40 for word in speech.words) > 0.9 * len(speech.words)


@languages
def test_the_file_is_at_the_films_rate_trimmed_and_clean(language: str, tmp_path: Path) -> None:
    speech = speak(TEXTS[language], language, tmp_path / "a.wav")
    samples = read(tmp_path / "a.wav")
    assert samples.shape == (round(speech.seconds * RATE), 1) or abs(len(samples) - speech.seconds * RATE) < RATE / 900
    assert rms_db(samples) > -40
    assert rms_db(samples[: RATE // 50]) < rms_db(samples) - 10, "starts from silence"
    assert np.abs(samples).max() < 1


def test_a_word_after_a_pause_begins_where_its_sound_does(tmp_path: Path) -> None:
    speech = speak("早晨。咖啡。晚上。", "zh", tmp_path / "a.wav")
    samples = read(tmp_path / "a.wav")
    for word in speech.words[2::2]:
        before = samples[round((word.start_ms - 90) * RATE / 1000) : round((word.start_ms - 20) * RATE / 1000)]
        after = samples[round((word.start_ms + 20) * RATE / 1000) : round((word.start_ms + 120) * RATE / 1000)]
        assert rms_db(after) > rms_db(before) + 6, word


def test_a_higher_rate_is_faster_and_the_same_request_the_same_sound(tmp_path: Path) -> None:
    slow = speak(TEXTS["zh"], "zh", tmp_path / "a.wav")
    fast = speak(TEXTS["zh"], "zh", tmp_path / "b.wav", rate=1.3)
    again = speak(TEXTS["zh"], "zh-CN", tmp_path / "c.wav")
    assert 0.65 < fast.seconds / slow.seconds < 0.88
    assert again == slow
    assert (tmp_path / "c.wav").read_bytes() == (tmp_path / "a.wav").read_bytes()


@pytest.mark.parametrize("text", ["\"'`$(id) & <b>", "[[hello]] {x}", "☕️🎉", "a\nb\tc", "…——", "é" * 40, "-"])
def test_no_text_breaks_the_voice(text: str, tmp_path: Path) -> None:
    speech = speak(text, "zh", tmp_path / "a.wav")
    assert speech.seconds >= 0
    assert all(0 <= word.start_ms <= word.end_ms for word in speech.words)
    read(tmp_path / "a.wav")


def test_what_was_spoken_is_kept_and_not_spoken_again(tmp_path: Path) -> None:
    first = narrate([("你好。", 1.0), ("再见。", 1.0)], "zh", tmp_path)
    inodes = [spoken.path.stat().st_ino for spoken in first]
    again = narrate([("再见。", 1.0), ("你好。", 1.0), ("你好。", 1.2)], "zh", tmp_path)
    assert [spoken.path.stat().st_ino for spoken in again[:2]] == inodes[::-1]
    assert again[1] == first[0]
    assert again[2].path not in {spoken.path for spoken in first}


def test_a_language_nobody_speaks_is_told_with_the_way_out(tmp_path: Path) -> None:
    assert available("fr") is None
    with pytest.raises(VoiceMissing, match="pip install"):
        speak("Bonjour", "fr", tmp_path / "a.wav")


def test_a_voice_that_breaks_says_so(tmp_path: Path) -> None:
    with pytest.raises(SpeechFailed):
        speak("你好", "zh", tmp_path / "no such folder" / "a.wav")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("省35%！", "省百分之35！"),
        ("2024年", "二零二四年"),
        ("只要¥99.5", "只要99.5元"),
        ("$1,200", "1,200美元"),
        ("10:30见，8：00走", "10点30分见，8点走"),
        ("30℃", "30摄氏度"),
        ("好☕️呀", "好  呀"),
        ("2024个", "2024个"),
    ],
)
def test_chinese_signs_are_read_as_one_says_them(text: str, said: str) -> None:
    reading, origin = spoken(text, "zh")
    assert reading == said
    assert len(origin) == len(said)
    assert origin == sorted(origin)
    assert text[origin[-1]] == said[-1] or said[-1] not in text
    assert spoken("35% in 2024", "en")[0] == "35% in 2024"


def test_words_keep_their_punctuation_and_chinese_characters_stand_alone() -> None:
    assert [word for _, word in tokens("Hi, 世界！it's 3.5% “好”。")] == ["Hi,", "世", "界！", "it's", "3.5%", "“好”。"]


def test_a_word_without_a_time_of_its_own_shares_its_neighbours() -> None:
    words = timed("one two three four", [(100, 0), (900, 8)], 1300)
    assert [word.start_ms for word in words] == [100, 500, 900, 1100]
    assert [word.end_ms for word in words] == [500, 900, 1100, 1300]
    backwards = timed("one two", [(500, 0), (300, 4)], 400)
    assert [(word.start_ms, word.end_ms) for word in backwards] == [(400, 400), (400, 400)]
