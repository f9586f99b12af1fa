"""Reverberation and tone, as one filter that runs block by block in flat memory."""

from collections import deque
from functools import lru_cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from studio.music.tones import Wave

Spectrum: TypeAlias = NDArray[np.complexfloating]

BLOCK = 1 << 15  # samples a block; the filter's partitions have the same length
TAPS = 4096


def curve(points: tuple[tuple[float, float], ...], rate: int, count: int = 2 * TAPS) -> NDArray[np.float64]:
    """The magnitude at `count // 2 + 1` frequencies through (Hz, dB) points, straight over log frequency."""
    frequencies = np.maximum(np.fft.rfftfreq(count, 1 / rate), 1.0)
    decibels = np.interp(np.log(frequencies), np.log([f for f, _ in points]), [g for _, g in points])
    return np.asarray(10 ** (decibels / 20))


def minimum_phase(magnitude: NDArray[np.float64], taps: int) -> Wave:
    """The impulse response with this magnitude and no ringing before the sound (by the real cepstrum)."""
    cepstrum = np.fft.irfft(np.log(magnitude))
    half = cepstrum.size // 2
    cepstrum[1:half] *= 2
    cepstrum[half + 1 :] = 0
    response = np.fft.irfft(np.exp(np.fft.rfft(cepstrum)))[:taps]
    fade = np.ones(taps)
    fade[taps // 2 :] = np.cos(np.linspace(0, np.pi / 2, taps - taps // 2)) ** 2
    return np.asarray(response * fade, dtype=np.float32)


def hall(seconds: float, rate: int) -> Wave:
    """A room's impulse response `(2, n)` of energy 1: noise that fades, high tones sooner than low ones."""
    count = int(seconds * rate)
    rng = np.random.default_rng(3)
    time = np.arange(count, dtype=np.float32) / np.float32(rate)
    frequencies = np.fft.rfftfreq(count, 1 / rate) + 1
    out = np.zeros((2, count), np.float32)
    for low, high, share in ((180, 800, 1.0), (800, 3000, 0.8), (3000, 9000, 0.45)):
        spectrum = np.fft.rfft(rng.standard_normal((2, count)).astype(np.float32))
        spectrum *= 1 / np.sqrt((1 + (low / frequencies) ** 4) * (1 + (frequencies / high) ** 4))
        band = np.fft.irfft(spectrum, count).astype(np.float32)
        out += band * np.exp(time * np.float32(-SILENT / (seconds * share)))
    start = int(0.018 * rate)
    out = np.concatenate([np.zeros((2, start), np.float32), out[:, : count - start]], axis=1)
    out[:, start : start + 200] *= np.linspace(0, 1, 200, dtype=np.float32)
    return np.asarray(out / np.sqrt((out**2).sum(axis=1, keepdims=True)), dtype=np.float32)


SILENT = 6.9


@lru_cache(maxsize=4)
def _spectra(tone: tuple[tuple[float, float], ...], seconds: float, wet: float, rate: int) -> tuple[Spectrum, Spectrum]:
    """Spectra of the dry filter `(bins,)` and of the room's partitions `(parts, 2, bins)`."""
    dry = minimum_phase(curve(tone, rate), TAPS)
    response = hall(seconds, rate) * np.float32(wet)
    parts = -(-response.shape[1] // BLOCK)
    padded = np.zeros((2, parts * BLOCK), np.float32)
    padded[:, : response.shape[1]] = response
    partitions = padded.reshape(2, parts, BLOCK).transpose(1, 0, 2)
    dry_spectrum = np.fft.rfft(dry, 2 * BLOCK)
    return dry_spectrum, np.fft.rfft(partitions, 2 * BLOCK) * np.abs(dry_spectrum)


class Room:
    """Filters a dry stereo signal and adds the room's answer to what is sent there.

    Uniformly partitioned overlap-save convolution (Gardner 1995, with equal partitions).
    """

    def __init__(self, tone: tuple[tuple[float, float], ...], seconds: float, wet: float, rate: int) -> None:
        self._dry, self._wet = _spectra(tone, seconds, wet, rate)
        self._frame = np.zeros((3, 2 * BLOCK), np.float32)
        self._sent: deque[Spectrum] = deque(maxlen=len(self._wet))

    def __call__(self, block: Wave) -> Wave:
        """`(3, BLOCK)` in: dry left, dry right and what is sent to the room; `(2, BLOCK)` out."""
        self._frame[:, :BLOCK] = self._frame[:, BLOCK:]
        self._frame[:, BLOCK:] = block
        spectra = np.fft.rfft(self._frame)
        self._sent.appendleft(spectra[2:])
        total = spectra[:2] * self._dry
        for sent, partition in zip(self._sent, self._wet, strict=False):
            total += sent * partition
        return np.asarray(np.fft.irfft(total, 2 * BLOCK)[:, BLOCK:], dtype=np.float32)
