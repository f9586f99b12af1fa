"""Gains that change with time: running minimum, running mean, their use on blocks; and a gain that saturates."""

import numpy as np
from numpy.typing import NDArray


def spread(values: NDArray[np.float64], reach: int) -> NDArray[np.float64]:
    """The running minimum over `reach` values to either side."""
    out = np.pad(values, reach, constant_values=np.inf)
    covered = 0
    while covered < reach:
        step = min(2 * covered + 1, reach - covered)  # windows of `covered` to either side still touch
        padded = np.pad(out, step, constant_values=np.inf)
        out = np.minimum(np.minimum(padded[: -2 * step], padded[2 * step :]), out)
        covered += step
    return out[reach : reach + values.size]


def smooth(values: NDArray[np.float64], reach: int) -> NDArray[np.float64]:
    """The running mean over `reach` values to either side, the ends repeated."""
    padded = np.pad(values, (reach + 1, reach), mode="edge")
    sums = np.cumsum(padded)
    return np.asarray((sums[2 * reach + 1 :] - sums[: -2 * reach - 1]) / (2 * reach + 1))


def at_samples(values: NDArray[np.float64], window: int, first: int, count: int) -> NDArray[np.float32]:
    """A gain given at the middle of every `window` samples, straight in between, for samples from `first` on."""
    low = max(0, first // window - 1)
    high = min(values.size, (first + count) // window + 2)
    centres = (np.arange(low, high) + 0.5) * window
    return np.interp(np.arange(first, first + count), centres, values[low:high]).astype(np.float32)


def soft_clip(sound: NDArray[np.float32], knee: float, ceiling: float) -> None:
    """Rounds off, in place, what is louder than `knee`, so that nothing reaches `ceiling`."""
    loud = np.abs(sound) > knee
    over = (np.abs(sound[loud]) - knee) / (ceiling - knee)
    sound[loud] = np.sign(sound[loud]) * (knee + (ceiling - knee) * np.tanh(over)).astype(np.float32)
