"""Sounds that are read a block at a time: from a generator, from a file of raw samples, looped, faded."""

import wave
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

RATE = 48_000
CHANNELS = 2
SAMPLE_BYTES = 4 * CHANNELS

Block = NDArray[np.float32]


class Reader(Protocol):
    """Gives the next `count` samples as `(2, count)` float32, silence after its end."""

    def read(self, count: int) -> Block: ...


class Stream:
    """A reader over blocks of any size."""

    def __init__(self, blocks: Iterator[Block]) -> None:
        self._blocks = blocks
        self._rest = np.zeros((CHANNELS, 0), np.float32)

    def read(self, count: int) -> Block:
        parts, have = [self._rest], self._rest.shape[1]
        while have < count:
            block = next(self._blocks, None)
            if block is None:
                block = np.zeros((CHANNELS, count - have), np.float32)
            parts.append(block)
            have += block.shape[1]
        data = np.concatenate(parts, axis=1)
        self._rest = data[:, count:]
        return data[:, :count]


class Raw:
    """A reader over a file of interleaved float32 stereo, from its start."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._at = 0

    def read(self, count: int) -> Block:
        data = read_raw(self._path, self._at, count)
        self._at += count
        return data


class Wav:
    """A reader over a mono 16-bit WAV file at the film's rate."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._at = 0
        with wave.open(str(path), "rb") as file:
            self.samples = file.getnframes()

    def read(self, count: int) -> Block:
        out = np.zeros((CHANNELS, count), np.float32)
        if self._at < self.samples:
            with wave.open(str(self._path), "rb") as file:
                file.setpos(self._at)
                mono = np.frombuffer(file.readframes(count), "<i2")
            out[:, : mono.size] = mono.astype(np.float32) / np.float32(32768)
        self._at += count
        return out


def read_raw(path: Path, first: int, count: int) -> Block:
    """Samples `first` to `first + count` of a raw file, silence past its end."""
    out = np.zeros((CHANNELS, count), np.float32)
    flat = np.fromfile(path, np.float32, count * CHANNELS, offset=first * SAMPLE_BYTES)
    out[:, : flat.size // CHANNELS] = flat[: flat.size // CHANNELS * CHANNELS].reshape(-1, CHANNELS).T
    return out


def raw_samples(path: Path) -> int:
    """How many stereo samples a raw file holds."""
    return path.stat().st_size // SAMPLE_BYTES


class Loop:
    """A raw file over and over, each round cross-faded into the next by `overlap` samples."""

    def __init__(self, path: Path, overlap: int) -> None:
        self._path = path
        self._length = raw_samples(path)
        self._overlap = min(overlap, self._length // 4)
        self._at = 0

    def read(self, count: int) -> Block:
        period = self._length - self._overlap
        out = np.zeros((CHANNELS, count), np.float32)
        for lap in range(max(0, (self._at - self._overlap) // period), (self._at + count - 1) // period + 1):
            self._lay(out, lap, period)
        self._at += count
        return out

    def _lay(self, out: Block, lap: int, period: int) -> None:
        """Adds what this round of the file gives to the samples from `self._at` on."""
        first = max(self._at, lap * period)
        last = min(self._at + out.shape[1], lap * period + self._length)
        if first >= last:
            return
        data = read_raw(self._path, first - lap * period, last - first)
        place = np.arange(first - lap * period, last - lap * period, dtype=np.float32)
        if lap > 0:
            data *= fade(place, self._overlap)
        data *= fade(self._length - place, self._overlap)
        out[:, first - self._at : last - self._at] += data


def fade(distance: NDArray[np.float32], length: int) -> NDArray[np.float32]:
    """An equal-power fade: 0 at distance 0, 1 from `length` on."""
    if length <= 0:
        return np.ones_like(distance)
    angle = np.clip(distance / np.float32(length), 0, 1) * np.float32(np.pi / 2)
    return np.asarray(np.sin(angle), dtype=np.float32)


@dataclass(slots=True)
class Placed:
    """A sound on the film's timeline, in samples; `gain` linear."""

    reader: Reader
    first: int
    count: int
    gain: float = 1.0
    fade_in: int = 0
    fade_out: int = 0

    def add_to(self, out: Block, start: int) -> None:
        """Adds what falls into the block that begins at sample `start` of the film. Blocks come in order."""
        first, last = max(start, self.first), min(start + out.shape[1], self.first + self.count)
        if first >= last:
            return
        data = self.reader.read(last - first) * np.float32(self.gain)
        place = np.arange(first - self.first, last - self.first, dtype=np.float32)
        if place[0] < self.fade_in:
            data *= fade(place, self.fade_in)
        if place[-1] >= self.count - self.fade_out:
            data *= fade(self.count - 1 - place, self.fade_out)
        out[:, first - start : last - start] += data
