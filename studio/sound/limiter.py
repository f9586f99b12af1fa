"""A true-peak limiter: looks ahead, turns down only around what is too loud, never clips."""

import numpy as np
from numpy.typing import NDArray

from studio.sound.envelope import smooth, spread

WINDOW = 64  # samples that share one gain, 1.3 ms
LOOK = 6  # windows: 8 ms down before a peak, 8 ms up after it
CEILING_DB = -1.8  # dBFS; AAC adds up to 0.7 dB to peaks, and the delivered film shall stay below −1
SUSPECT = 0.5  # a sample peak below this share of the ceiling cannot hide a true peak above it


def peaks(block: NDArray[np.float32]) -> NDArray[np.float32]:
    """The largest sample of either channel in every window of `(2, n)`; the last window may be short."""
    padded = np.pad(np.abs(block).max(axis=0), (0, -block.shape[1] % WINDOW))
    return np.asarray(padded.reshape(-1, WINDOW).max(axis=1))


def true_peaks(block: NDArray[np.float32], found: NDArray[np.float32], threshold: float) -> NDArray[np.float32]:
    """`found` with windows above `threshold` read four times as finely (BS.1770-4, annex 2)."""
    suspects = np.flatnonzero(found > threshold)
    if suspects.size == 0:
        return found
    margin = WINDOW // 2
    padded = np.pad(block, ((0, 0), (margin, margin + WINDOW)))
    where = suspects[:, None] * WINDOW + np.arange(WINDOW + 2 * margin)
    pieces = padded[:, where] * _TAPER
    fine = np.fft.irfft(np.fft.rfft(pieces), 4 * pieces.shape[-1]) * 4
    inner = fine[..., 4 * margin : 4 * (margin + WINDOW)]
    refined = found.copy()
    refined[suspects] = np.maximum(found[suspects], np.abs(inner).max(axis=(0, 2)))
    return refined


def _taper() -> NDArray[np.float32]:
    """Flat over the window and its nearest neighbours, so that only the far ends fade."""
    edge = np.sin(np.linspace(0, np.pi / 2, WINDOW // 4, dtype=np.float32)) ** 2
    return np.concatenate([edge, np.ones(2 * WINDOW - 2 * edge.size, np.float32), edge[::-1]])


_TAPER = _taper()


def gains(levels: NDArray[np.float32], gain: float) -> NDArray[np.float64]:
    """The gain of every window that brings `levels * gain` under the ceiling, smooth in time."""
    ceiling = 10 ** (CEILING_DB / 20)
    needed = np.minimum(1.0, ceiling / np.maximum(levels.astype(np.float64) * gain, 1e-9))
    if needed.min(initial=1.0) >= 1.0:
        return np.full(levels.size, gain)
    # the minimum reaches one window further than the mean, so that straight lines between windows stay below
    return gain * smooth(spread(needed, LOOK + 1), LOOK)
