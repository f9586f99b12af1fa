"""The mixing desk: sounds on a timeline, music under speech, one loudness, one WAV file, in flat memory."""

import wave
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from studio.sound import ducking, limiter
from studio.sound.envelope import at_samples
from studio.sound.loudness import Meter, amplitude
from studio.sound.reader import CHANNELS, RATE, Block, Placed, read_raw

BLOCK = 48_000
TARGET_LUFS = -14.0
MAKE_UP_DB = 30.0  # never more than this, or a quiet room becomes a roar
EDGE = 480  # samples of fade where a film starts or stops in the middle of a sound
TOO_MUCH_DB = 0.3  # loudness lost to the limiter that calls for another try
TRIES = 4
LEAST_YIELD = 0.25  # dB of loudness that a dB of gain still brings under the limiter, taken for the next try


@dataclass(frozen=True, slots=True)
class Mixed:
    """A raw mix on disk, with what is needed to bring it to its loudness."""

    path: Path
    samples: int
    loudness: float
    peaks: NDArray[np.float32]  # sample peak of every limiter window


def spans(samples: int) -> Iterator[tuple[int, int]]:
    """Start and length of every block."""
    for start in range(0, samples, BLOCK):
        yield start, min(BLOCK, samples - start)


def mix_raw(music: Sequence[Placed], speech: Sequence[Placed], samples: int, out: Path) -> Mixed:
    """Lay everything down at its gain, music ducked under speech, as raw float32 in `out`."""
    talk = out.with_suffix(".speech")
    duck = _lay_speech(speech, samples, talk) if speech and music else None
    meter, peaks = Meter(), []
    with out.open("wb") as file:
        for start, count in spans(samples):
            block = _sum(music, start, count)
            if duck is not None:
                block *= at_samples(duck, ducking.WINDOW, start, count)
                block += read_raw(talk, start, count)
            elif speech:
                block += _sum(speech, start, count)
            meter.add(block)
            peaks.append(limiter.peaks(block))
            block.T.tofile(file)
    talk.unlink(missing_ok=True)
    return Mixed(out, samples, meter.integrated(), np.concatenate(peaks))


def _sum(sounds: Sequence[Placed], start: int, count: int) -> Block:
    block = np.zeros((CHANNELS, count), np.float32)
    for sound in sounds:
        sound.add_to(block, start)
    return block


def _lay_speech(speech: Sequence[Placed], samples: int, out: Path) -> NDArray[np.float64]:
    """Speech alone into a file; returns the gain of the music for every ducking window."""
    levels = []
    with out.open("wb") as file:
        for start, count in spans(samples):
            block = _sum(speech, start, count)
            levels.append(ducking.levels(block))
            block.T.tofile(file)
    return ducking.gains(np.concatenate(levels))


def master(mixed: Mixed, target: float, out_wav: Path) -> None:
    """Bring a raw mix to `target` LUFS under the limiter's ceiling and write it as 16-bit WAV."""
    if mixed.loudness == float("-inf"):
        _write(mixed, np.zeros(mixed.peaks.size), out_wav)
        return
    wanted, before = target - mixed.loudness, mixed.loudness
    step = wanted
    for _ in range(TRIES):
        gain = amplitude(min(wanted, MAKE_UP_DB))
        reached = _write(mixed, limiter.gains(_true_levels(mixed, gain), gain), out_wav)
        if target - reached < TOO_MUCH_DB or wanted >= MAKE_UP_DB:
            return
        yielded = max(LEAST_YIELD, (reached - before) / step) if step > 0 else 1.0
        step, before = (target - reached) / yielded, reached
        wanted += step


def _true_levels(mixed: Mixed, gain: float) -> NDArray[np.float32]:
    """The peaks, read between the samples wherever the limiter may have to act."""
    threshold = limiter.SUSPECT * amplitude(limiter.CEILING_DB) / gain
    levels, at = [], 0
    for start, count in spans(mixed.samples):
        windows = -(-count // limiter.WINDOW)
        found = mixed.peaks[at : at + windows]
        if found.max() > threshold:
            found = limiter.true_peaks(read_raw(mixed.path, start, count), found, threshold)
        levels.append(found)
        at += windows
    return np.concatenate(levels)


def _write(mixed: Mixed, curve: NDArray[np.float64], out_wav: Path) -> float:
    """Applies the gain curve and writes the WAV; returns the loudness of what was written."""
    meter = Meter()
    with wave.open(str(out_wav), "wb") as file:
        file.setparams((CHANNELS, 2, RATE, mixed.samples, "NONE", ""))
        for start, count in spans(mixed.samples):
            block = read_raw(mixed.path, start, count) * at_samples(curve, limiter.WINDOW, start, count)
            _soften_edges(block, start, mixed.samples)
            meter.add(block)
            file.writeframesraw(np.rint(block.T * np.float32(32767)).astype("<i2").tobytes())
    return meter.integrated()


def _soften_edges(block: Block, start: int, samples: int) -> None:
    if start >= EDGE and start + block.shape[1] <= samples - EDGE:
        return
    place = np.arange(start, start + block.shape[1])
    nearest = np.minimum(place, samples - 1 - place)
    block *= np.minimum(nearest / EDGE, 1).astype(np.float32)
