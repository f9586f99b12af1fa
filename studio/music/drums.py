"""Drums and other noises without a pitch, synthesised: `(2, n)` float32, about 0.5 at the peak."""

from functools import lru_cache

import numpy as np

from studio.music.tones import Wave, decay, noise, shape


def _sweep(high: float, low: float, fall: float, time: float, seconds: float, rate: int) -> Wave:
    """A sine that falls from `high` to `low` Hz and fades: the skin of a drum."""
    count = int(seconds * rate)
    frequency = low + (high - low) * decay(fall, count, rate).astype(np.float64)
    turns = np.cumsum(frequency) / rate
    wave = np.sin((turns % 1 * 2 * np.pi).astype(np.float32)) * decay(time, count, rate)
    return np.stack([wave, wave])


def _hiss(low: float, high: float, time: float, seconds: float, rate: int, seed: int) -> Wave:
    count = int(seconds * rate)
    return noise(count, low, high, rate, seed) * decay(time, count, rate)


def _over(base: Wave, other: Wave, at: int = 0) -> Wave:
    base[:, at : at + other.shape[1]] += other[:, : base.shape[1] - at]
    return base


def _kick(rate: int) -> Wave:
    return _over(_sweep(150, 48, 0.035, 0.14, 0.6, rate) * 0.55, _hiss(1500, 5000, 0.004, 0.03, rate, 2) * 0.05)


def _soft_kick(rate: int) -> Wave:
    return _sweep(95, 46, 0.03, 0.12, 0.5, rate) * np.float32(0.5)


def _snare(rate: int) -> Wave:
    return _over(_sweep(240, 180, 0.03, 0.07, 0.4, rate) * 0.3, _hiss(1200, 7000, 0.09, 0.4, rate, 3) * 0.13)


def _rim(rate: int) -> Wave:
    return _over(_sweep(900, 820, 0.01, 0.018, 0.15, rate) * 0.25, _hiss(1800, 5000, 0.012, 0.15, rate, 4) * 0.12)


def _clap(rate: int) -> Wave:
    wave = _hiss(900, 4500, 0.10, 0.45, rate, 5) * 0.11
    for index in range(3):
        _over(wave, _hiss(900, 4500, 0.006, 0.05, rate, 6 + index) * 0.12, int(0.011 * index * rate))
    return wave


def _snap(rate: int) -> Wave:
    return _over(_hiss(1600, 3600, 0.022, 0.3, rate, 9) * 0.2, _hiss(900, 2500, 0.09, 0.25, rate, 10) * 0.03)


def _hat(rate: int) -> Wave:
    return _hiss(6500, 12000, 0.025, 0.15, rate, 11) * np.float32(0.13)


def _open_hat(rate: int) -> Wave:
    return _hiss(6000, 12000, 0.14, 0.6, rate, 12) * np.float32(0.11)


def _shaker(rate: int) -> Wave:
    wave = _hiss(4500, 9500, 0.045, 0.2, rate, 13) * np.float32(0.12)
    return shape(wave, 0.1, rate, 0.02, 0.08)


def _brush(rate: int) -> Wave:
    wave = _hiss(1500, 6500, 0.11, 0.4, rate, 14) * np.float32(0.1)
    return shape(wave, 0.2, rate, 0.015, 0.2)


def _tom(rate: int) -> Wave:
    return _over(_sweep(110, 62, 0.09, 0.4, 1.6, rate) * 0.55, _hiss(200, 900, 0.03, 0.2, rate, 15) * 0.06)


def _swell(rate: int) -> Wave:
    """A cymbal that grows for two seconds towards the next section."""
    count = 2 * rate
    rise = np.linspace(0, 1, count, dtype=np.float32) ** 3
    return shape(noise(count, 2500, 9000, rate, 16) * rise * np.float32(0.09), 1.95, rate, 0.1, 0.05)


def _crash(rate: int) -> Wave:
    return shape(_hiss(2600, 9500, 0.7, 3.0, rate, 17) * np.float32(0.11), 2.4, rate, 0.004, 0.6)


def _crackle(rate: int) -> Wave:
    """Two seconds of a worn record."""
    rng = np.random.default_rng(18)
    wave = noise(2 * rate, 300, 5000, rate, 19) * np.float32(0.006)
    for at in rng.integers(0, 2 * rate - 400, 26):
        click = decay(0.0006, 300, rate) * np.float32(rng.uniform(0.01, 0.09))
        wave[:, at : at + 300] += click * rng.choice([-1, 1])
    return shape(wave, 1.98, rate, 0.02, 0.02)


_MAKERS = {
    "kick": _kick, "soft kick": _soft_kick, "snare": _snare, "rim": _rim, "clap": _clap, "snap": _snap,
    "hat": _hat, "open hat": _open_hat, "shaker": _shaker, "brush": _brush, "tom": _tom, "swell": _swell,
    "crash": _crash, "crackle": _crackle,
}  # fmt: skip
DRUMS = tuple(_MAKERS)


@lru_cache(maxsize=32)
def drum(name: str, rate: int) -> Wave:
    """One stroke at full strength."""
    wave = _MAKERS[name](rate)
    return shape(wave, wave.shape[1] / rate, rate, 0.0005, 0.03)
