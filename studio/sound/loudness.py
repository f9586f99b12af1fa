"""Loudness after ITU-R BS.1770-4 and EBU R 128, measured while the sound passes in blocks."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

HOP_SECONDS = 0.1  # blocks of 400 ms overlap by 75 %
ABSOLUTE_GATE = -70.0
RELATIVE_GATE = -10.0
OFFSET = -0.691


def decibels(ratio: float) -> float:
    """Amplitude to dB; −inf for nothing."""
    return 20 * float(np.log10(ratio)) if ratio > 0 else float("-inf")


def amplitude(decibels_: float) -> float:
    """DB to amplitude."""
    return float(10 ** (decibels_ / 20))


class Meter:
    """Takes `(2, n)` blocks of any size and tells the integrated loudness in LUFS, −inf for silence."""

    def __init__(self, rate: int = 48_000) -> None:
        self._rate = rate
        self._hop = round(HOP_SECONDS * rate)
        self._last = np.zeros((2, self._hop), np.float32)
        self._rest = np.zeros((2, 0), np.float32)
        self._powers: list[NDArray[np.float64]] = []

    def add(self, block: NDArray[np.float32]) -> None:
        """Measure more sound."""
        data = np.concatenate([self._rest, block], axis=1)
        whole = data.shape[1] // self._hop * self._hop
        if whole:
            self._powers.append(self._power(data[:, :whole]))
        self._rest = data[:, whole:]

    def _power(self, sound: NDArray[np.float32]) -> NDArray[np.float64]:
        """K-weighted mean square of every hop, both channels added.

        The filter has died away within one hop, so a hop from before is all that it needs to know (overlap-save).
        """
        frame = np.concatenate([self._last, sound], axis=1)
        self._last = sound[:, -self._hop :]
        weighted = np.fft.irfft(np.fft.rfft(frame) * _k_weighting(frame.shape[1], self._rate), frame.shape[1])
        squares = weighted[:, self._hop :].reshape(2, -1, self._hop) ** 2
        return np.asarray(squares.mean(axis=2, dtype=np.float64).sum(axis=0))

    def powers(self) -> NDArray[np.float64]:
        """K-weighted power of every 100 ms so far."""
        return np.concatenate(self._powers) if self._powers else np.zeros(0)

    def integrated(self) -> float:
        """Gated loudness of all that was added; sound shorter than 400 ms counts as one block."""
        powers = self.powers()
        if self._rest.shape[1] and powers.size < 4:
            padded = np.zeros((2, self._hop), np.float32)
            padded[:, : self._rest.shape[1]] = self._rest
            powers = np.append(powers, self._power(padded))
        if powers.size == 0:
            return float("-inf")
        window = min(4, powers.size)
        blocks = np.convolve(powers, np.ones(window) / window, "valid")
        return _gated(blocks)


def _gated(blocks: NDArray[np.float64]) -> float:
    loud = blocks[blocks > _power_of(ABSOLUTE_GATE)]
    if loud.size == 0:
        return float("-inf")
    threshold = _power_of(_loudness_of(float(loud.mean())) + RELATIVE_GATE)
    return _loudness_of(float(loud[loud > threshold].mean()))


def _loudness_of(power: float) -> float:
    return OFFSET + 10 * float(np.log10(power))


def _power_of(loudness: float) -> float:
    return float(10 ** ((loudness - OFFSET) / 10))


@lru_cache(maxsize=4)
def _k_weighting(count: int, rate: int) -> NDArray[np.complex64]:
    """The frequency response of BS.1770's two biquads (a high shelf of +4 dB, a high-pass at 38 Hz).

    From their analogue prototypes, so that any rate will do.
    """
    z = np.exp(-2j * np.pi * np.fft.rfftfreq(count))
    return (_response(*_shelf(rate), z) * _response(*_high_pass(rate), z)).astype(np.complex64)


def _response(b: tuple[float, ...], a: tuple[float, ...], z: NDArray[np.complex128]) -> NDArray[np.complex128]:
    return np.asarray((b[0] + b[1] * z + b[2] * z**2) / (a[0] + a[1] * z + a[2] * z**2))


def _shelf(rate: int) -> tuple[tuple[float, ...], tuple[float, ...]]:
    k = np.tan(np.pi * 1681.974450955533 / rate)
    q, high = 0.7071752369554196, 10 ** (3.999843853973347 / 20)
    middle = high**0.4996667741545416
    b = (high + middle * k / q + k * k, 2 * (k * k - high), high - middle * k / q + k * k)
    return b, (1 + k / q + k * k, 2 * (k * k - 1), 1 - k / q + k * k)


def _high_pass(rate: int) -> tuple[tuple[float, ...], tuple[float, ...]]:
    k = np.tan(np.pi * 38.13547087602444 / rate)
    q = 0.5003270373238773
    scale = 1 + k / q + k * k
    # the standard's numerator is 1, −2, 1, not divided by the scale
    return (1.0, -2.0, 1.0), (1.0, 2 * (k * k - 1) / scale, (1 - k / q + k * k) / scale)
