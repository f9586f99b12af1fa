"""The mix: length, loudness, ducking, the user's own sound, and what cannot be mixed."""

import wave
from pathlib import Path

import numpy as np
import pytest

from studio.render import ffmpeg
from studio.render.audio import mix
from studio.render.errors import RenderError
from studio.speech import VoiceMissing
from tests.studio.sound.conftest import Mixer
from tests.studio.sound.made import RATE, Samples, babble, film, level_at, music, read, rms_db, sine, write

WORDS = [{"s": 1000, "d": 3000, "m": {"text": "每天早晨，从一杯咖啡开始。", "volume": 1}}]


def measured(tmp_path: Path) -> ffmpeg.Loudness:
    """What ffmpeg's own meter says of the last mix."""
    return ffmpeg.loudness(tmp_path / "mix.wav")


@pytest.mark.parametrize("seconds", [0.5, 3.0, 4.437, 149 / 29.97])
def test_the_file_is_stereo_and_exactly_as_long_as_the_film(seconds: float, tmp_path: Path) -> None:
    out = mix(film(5, music=music(5)), tmp_path / "a.wav", media=Path, cache=tmp_path / "c", seconds=seconds)
    with wave.open(str(out), "rb") as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (2, 2, RATE)
        assert file.getnframes() == round(seconds * RATE)


def test_a_film_without_sound_is_digital_silence(mixed: Mixer) -> None:
    assert not mixed(film(2)).any()
    assert not mixed(film(2, music=music(2, volume=0))).any()


@pytest.mark.parametrize("mood", ["calm", "lofi"])
def test_music_alone_comes_out_at_minus_fourteen(mood: str, mixed: Mixer, tmp_path: Path) -> None:
    mixed(film(8, music=music(8, mood=mood)))
    heard = measured(tmp_path)
    assert heard.integrated == pytest.approx(-14, abs=0.5)
    assert heard.true_peak <= -1


def test_voice_clips_and_music_together_come_out_at_minus_fourteen(mixed: Mixer, clips: Path, tmp_path: Path) -> None:
    (tmp_path / "talk.mp4").symlink_to(clips / "talk.mp4")
    scenes = [{"d": 5000, "m": {}}, {"d": 4000, "m": {"kind": "video", "src": "talk.mp4", "transition": "fade"}}]
    mixed(film(9, video=scenes, music=music(9), voice=WORDS))
    heard = measured(tmp_path)
    assert heard.integrated == pytest.approx(-14, abs=1)
    assert heard.true_peak <= -1


@pytest.mark.parametrize(
    ("language", "text"), [("zh", "每天早晨，从一杯咖啡开始。"), ("en", "Morning begins with coffee.")]
)
def test_a_voice_with_little_music_reaches_the_same_loudness(
    language: str, text: str, mixed: Mixer, tmp_path: Path
) -> None:
    lines = [{"s": s, "d": 2500, "m": {"text": text, "language": language}} for s in (500, 5000)]
    mixed(film(9, music=music(9, volume=0.2), voice=lines))
    heard = measured(tmp_path)
    assert heard.integrated == pytest.approx(-14, abs=0.6)
    assert heard.true_peak <= -1


def test_a_whisper_and_a_roar_come_out_alike_and_unclipped(mixed: Mixer, tmp_path: Path) -> None:
    for level in (0.01, 1.0):
        noise = np.clip(np.random.default_rng(2).normal(0, level / 2, 4 * RATE), -1, 1)
        write(tmp_path / "own.wav", noise)
        samples = mixed(film(4, music=[{"s": 0, "d": 4000, "m": {"src": "own.wav"}}]))
        heard = measured(tmp_path)
        assert heard.integrated == pytest.approx(-14, abs=1)
        assert heard.true_peak <= -1
        assert np.abs(samples).max() < 0.9


def test_quieter_is_heard_in_a_film_with_nothing_but_music(mixed: Mixer, tmp_path: Path) -> None:
    loudness = []
    for volume in (1.0, 0.35, 0.1):
        mixed(film(6, music=music(6, volume=volume)))
        loudness.append(measured(tmp_path).integrated)
    assert loudness[0] == pytest.approx(-14, abs=0.5)
    assert loudness[1] == pytest.approx(-14, abs=0.5)
    assert loudness[2] == pytest.approx(-14 + 20 * np.log10(0.1 / 0.35), abs=0.5)


def test_music_turned_down_beside_speech_changes_the_balance_and_not_the_loudness(mixed: Mixer, tmp_path: Path) -> None:
    write(tmp_path / "tone.wav", sine(3000, 8))
    write(tmp_path / "talk.wav", babble(4))
    voice = [{"s": 2000, "d": 4000, "m": {"src": "talk.wav"}}]
    tones = {}
    for volume in (0.35, 0.1):
        own = [{"s": 0, "d": 8000, "m": {"src": "tone.wav", "volume": volume}}]
        samples = mixed(film(8, music=own, voice=voice))
        assert measured(tmp_path).integrated == pytest.approx(-14, abs=1)
        tones[volume] = level_at(samples, 3000, 0.5, 1.2)
    assert 9 < tones[0.35] - tones[0.1] < 15


def ducked_by(samples: Samples) -> float:
    """How much quieter a 3 kHz tone is from 3 to 5 s than before 1.4 s, in dB."""
    return level_at(samples, 3000, 0.6, 1.4) - level_at(samples, 3000, 3, 5)


def test_music_steps_back_under_a_voice_and_comes_back(mixed: Mixer, tmp_path: Path) -> None:
    write(tmp_path / "tone.wav", sine(3000, 8))
    write(tmp_path / "talk.wav", babble(4))
    own = [{"s": 0, "d": 8000, "m": {"src": "tone.wav"}}]
    samples = mixed(film(9, music=[{**own[0], "d": 9000}], voice=[{"s": 2000, "d": 4000, "m": {"src": "talk.wav"}}]))
    assert 5 < ducked_by(samples) < 9
    assert level_at(samples, 3000, 6.7, 7) == pytest.approx(level_at(samples, 3000, 0.6, 1.4), abs=1.5)


@pytest.mark.parametrize(("clip", "steps_back"), [("talk", True), ("hum", False)])
def test_music_steps_back_under_speech_in_a_clip_but_not_under_noise(
    clip: str, steps_back: bool, mixed: Mixer, clips: Path, tmp_path: Path
) -> None:
    (tmp_path / "clip.mp4").symlink_to(clips / f"{clip}.mp4")
    write(tmp_path / "tone.wav", sine(3000, 8))
    scenes = [{"d": 2000, "m": {}}, {"d": 4000, "m": {"kind": "video", "src": "clip.mp4"}}, {"d": 2000, "m": {}}]
    own = [{"s": 0, "d": 8000, "m": {"src": "tone.wav"}}]
    assert (ducked_by(mixed(film(8, video=scenes, music=own))) > 4) == steps_back


def test_a_clip_sounds_in_its_scene_trimmed_and_only_as_loud_as_asked(
    mixed: Mixer, clips: Path, tmp_path: Path
) -> None:
    steps = np.concatenate([sine(500, 2), sine(900, 2)])
    ffmpeg.run(
        ["-f", "lavfi", "-i", "color=s=64x64:d=4:r=10", "-i", write(tmp_path / "s.wav", steps), tmp_path / "c.mp4"],
        what="clip",
    )
    scenes = [
        {"d": 2000, "m": {}},
        {"d": 1500, "m": {"kind": "video", "src": "c.mp4", "in": 2000}},
        {"d": 1500, "m": {"kind": "video", "src": "c.mp4", "volume": 0}},
    ]
    samples = mixed(film(5, video=scenes))
    assert rms_db(samples[: 2 * RATE - 500]) < -90
    assert level_at(samples, 900, 2.1, 3.4) > level_at(samples, 500, 2.1, 3.4) + 40, "`in` skips the first tone"
    assert rms_db(samples[round(3.6 * RATE) :]) < -90


def test_a_clip_without_sound_is_no_failure(mixed: Mixer, clips: Path, tmp_path: Path) -> None:
    (tmp_path / "mute.mp4").symlink_to(clips / "mute.mp4")
    assert not mixed(film(2, video=[{"d": 2000, "m": {"kind": "video", "src": "mute.mp4"}}])).any()


def test_a_blip_repeated_as_music_and_a_mood_from_elsewhere_are_no_failure(mixed: Mixer, tmp_path: Path) -> None:
    write(tmp_path / "blip.wav", np.array([0.5]))
    assert not mixed(film(3, music=[{"s": 0, "d": 3000, "m": {"src": "blip.wav"}}])).any()
    assert mixed(film(1, music=music(1, mood="polka"))).any()


def test_a_clip_goes_on_under_the_transition_that_follows(mixed: Mixer, clips: Path, tmp_path: Path) -> None:
    (tmp_path / "hum.mp4").symlink_to(clips / "hum.mp4")
    scenes = [
        {"d": 2000, "m": {"kind": "video", "src": "hum.mp4"}},
        {"d": 2000, "m": {"transition": "fade", "transition_ms": 800}},
    ]
    samples = mixed(film(4, video=scenes))
    halves = [rms_db(samples[round(a * RATE) : round(b * RATE)]) for a, b in ((1, 2), (2.3, 2.5), (2.9, 4))]
    assert halves[0] > halves[1] > -40
    assert halves[2] < -90


def test_the_users_music_is_trimmed_repeated_without_a_gap_and_faded_out(mixed: Mixer, tmp_path: Path) -> None:
    write(tmp_path / "own.wav", np.concatenate([sine(2000, 1), sine(600, 3)]))
    own = [{"s": 0, "d": 10_000, "m": {"src": "own.wav", "in": 1000, "out": 4000, "volume": 0.5}}]
    samples = mixed(film(10, music=own))
    assert level_at(samples, 600, 1, 7) > level_at(samples, 2000, 1, 7) + 40
    windows = [rms_db(samples[at : at + RATE // 10]) for at in range(RATE, 7 * RATE, RATE // 10)]
    assert min(windows) > max(windows) - 4
    assert rms_db(samples[-RATE // 10 :]) < max(windows) - 20
    assert np.abs(samples[-1]).max() < 0.001


def test_a_sentence_is_silent_before_the_next_one_begins(mixed: Mixer, tmp_path: Path) -> None:
    write(tmp_path / "long.wav", sine(500, 3))
    write(tmp_path / "next.wav", sine(900, 1))
    voice = [{"s": 0, "d": 1000, "m": {"src": "long.wav"}}, {"s": 1000, "d": 1000, "m": {"src": "next.wav"}}]
    samples = mixed(film(3, voice=voice))
    assert level_at(samples, 900, 1.1, 1.9) > level_at(samples, 500, 1.1, 1.9) + 40
    assert rms_db(samples[round(2.1 * RATE) :]) < -90


def test_narration_is_spoken_at_its_place_and_hurries_where_the_next_sentence_waits(mixed: Mixer) -> None:
    samples = mixed(film(5, voice=WORDS))
    assert rms_db(samples[: RATE - 100]) < -90
    assert rms_db(samples[round(1.1 * RATE) : 3 * RATE]) > -30
    free = np.flatnonzero(np.abs(samples).max(axis=1) > 0.01)[-1] / RATE
    write_silence = {"s": 1000 * free - 400, "d": 500, "m": {"text": "，", "language": "zh"}}
    tight = mixed(film(5, voice=[*WORDS, write_silence]))
    assert np.flatnonzero(np.abs(tight).max(axis=1) > 0.01)[-1] / RATE < free - 0.3


def test_two_mixes_of_one_draft_are_the_same_file(mixed: Mixer) -> None:
    draft = film(4, music=music(4, mood="upbeat"), voice=WORDS)
    assert np.array_equal(mixed(draft), mixed(draft))


def test_broken_media_is_told_by_name(mixed: Mixer, tmp_path: Path) -> None:
    (tmp_path / "song.mp3").write_bytes(b"this is no song" * 100)
    with pytest.raises(RenderError, match=r"song\.mp3") as caught:
        mixed(film(3, music=[{"s": 0, "d": 3000, "m": {"src": "song.mp3"}}]))
    assert caught.value.code == "bad_media"


def test_a_language_without_a_voice_is_told_with_the_way_out(mixed: Mixer) -> None:
    with pytest.raises(VoiceMissing, match="pip install"):
        mixed(film(3, voice=[{"s": 0, "d": 2000, "m": {"text": "Bonjour", "language": "fr"}}]))


def test_nothing_but_spoken_sentences_stays_in_the_cache(mixed: Mixer, tmp_path: Path) -> None:
    mixed(film(4, music=music(4), voice=WORDS))
    assert {path.suffix for path in (tmp_path / "cache").iterdir()} == {".wav", ".json"}
    assert read(tmp_path / "mix.wav").any()
