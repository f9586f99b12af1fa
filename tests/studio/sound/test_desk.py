"""The parts of the mixing desk: meter, limiter, ducking, readers, subtitles."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from studio.render import ffmpeg
from studio.sound import ducking, limiter
from studio.sound.envelope import at_samples, smooth, spread
from studio.sound.loudness import Meter
from studio.sound.reader import Loop, Raw, Stream
from tests.studio.sound.made import RATE, Samples, babble, sine, write

RNG = np.random.default_rng(4)
SOUNDS = {
    "noise": RNG.normal(0, 0.1, 5 * RATE),
    "bass": sine(45, 5, 0.5),
    "treble": sine(9000, 5, 0.1),
    "speech": babble(5),
    "mostly silence": np.concatenate([np.zeros(3 * RATE), RNG.normal(0, 0.2, RATE), np.zeros(2 * RATE)]),
    "loud then quiet": np.concatenate([sine(440, 3, 0.5), sine(440, 3, 0.02)]),
}


def stereo(mono: Samples) -> np.ndarray:
    return np.stack([mono, mono]).astype(np.float32)


@pytest.mark.parametrize("name", SOUNDS)
def test_the_meter_agrees_with_ffmpegs(name: str, tmp_path: Path) -> None:
    meter = Meter()
    sound = stereo(SOUNDS[name])
    for start in range(0, sound.shape[1], 7001):
        meter.add(sound[:, start : start + 7001])
    theirs = ffmpeg.loudness(write(tmp_path / "a.wav", SOUNDS[name])).integrated + 3.01  # theirs hears one channel
    assert meter.integrated() == pytest.approx(theirs, abs=0.2)


def test_the_meter_reads_silence_as_nothing_and_a_blip_as_something() -> None:
    meter = Meter()
    meter.add(np.zeros((2, RATE), np.float32))
    assert meter.integrated() == float("-inf")
    blip = Meter()
    blip.add(stereo(sine(1000, 0.05)))
    assert np.isfinite(blip.integrated())


@pytest.mark.parametrize("name", ["noise", "speech", "bursts", "between the samples"])
def test_the_limiter_keeps_true_peaks_under_its_ceiling(name: str, tmp_path: Path) -> None:
    sounds = {
        **SOUNDS,
        "bursts": sine(700, 2) * (RNG.random(2 * RATE) > 0.999).cumsum() % 1,
        "between the samples": 0.7 * np.sign(np.sin(np.pi / 2 * np.arange(2 * RATE) + np.pi / 4)),
    }
    sound = stereo(sounds[name])
    sound *= np.minimum(np.minimum(np.arange(sound.shape[1]), np.arange(sound.shape[1])[::-1]) / 480, 1)
    gain = 4 / np.abs(sound).max()
    found = limiter.peaks(sound)
    levels = limiter.true_peaks(sound, found, limiter.SUSPECT * 0.86 / gain)
    curve = at_samples(limiter.gains(levels, gain), limiter.WINDOW, 0, sound.shape[1])
    path = write(tmp_path / "limited.wav", (sound * curve)[0].astype(float))
    assert ffmpeg.loudness(path).true_peak <= -1.0
    assert np.abs(np.diff(curve)).max() < gain / 100, "no gain jumps"


def test_the_limiter_leaves_alone_what_is_not_too_loud() -> None:
    levels = np.full(500, 0.4, np.float32)
    assert np.all(limiter.gains(levels, 2.0) == 2.0)


def test_music_ducks_early_and_waits_for_a_pause_before_it_comes_back() -> None:
    speech = np.concatenate([np.zeros(2 * RATE), babble(2), np.zeros(RATE // 5), babble(2), np.zeros(3 * RATE)])
    gains = ducking.gains(ducking.levels(stereo(speech)))
    down = 10 ** (ducking.DEPTH_DB / 20)
    assert gains[150] == pytest.approx(1)
    assert gains[200] == pytest.approx(down, abs=0.01), "already down when the first word comes"
    assert np.all(gains[200:620] < down + 0.01), "a breath does not bring it back"
    assert gains[-100] == pytest.approx(1)


def test_running_minimum_and_mean_reach_as_far_as_they_say() -> None:
    values = np.random.default_rng(4).random(200)
    for reach in (1, 2, 5, 13):
        window = [values[max(0, i - reach) : i + reach + 1] for i in range(200)]
        assert np.array_equal(spread(values, reach), [one.min() for one in window])
        inner = slice(reach, 200 - reach)
        assert np.allclose(smooth(values, reach)[inner], [one.mean() for one in window][inner])


def test_a_stream_of_odd_blocks_reads_as_one_sound_with_silence_after_it() -> None:
    sound = RNG.random((2, 1000)).astype(np.float32)
    cuts = [0, 1, 8, 300, 301, 999, 1000]
    stream = Stream(sound[:, a:b] for a, b in pairwise(cuts))
    out = np.concatenate([stream.read(count) for count in (3, 200, 0, 640, 500)], axis=1)
    assert np.array_equal(out[:, :1000], sound)
    assert not out[:, 1000:].any()


def test_a_loop_reads_the_same_in_any_blocks_and_begins_like_its_file(tmp_path: Path) -> None:
    raw = tmp_path / "a.f32"
    RNG.random((700, 2)).astype(np.float32).tofile(raw)
    whole = Loop(raw, 50).read(3000)
    loop = Loop(raw, 50)
    pieces = [loop.read(count) for count in (1, 649, 51, 999, 1300)]
    assert np.allclose(np.concatenate(pieces, axis=1), whole, atol=1e-6)
    assert np.array_equal(whole[:, :600], Raw(raw).read(600))
    assert np.allclose(whole[:, 700:1250], whole[:, 1350:1900], atol=1e-6), "every round is alike"
