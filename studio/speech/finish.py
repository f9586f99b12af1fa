"""What a voice's raw recording needs: the film's sample rate, no silence around it, no rumble, even syllables."""

import wave
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from studio.sound import ducking
from studio.sound.envelope import at_samples, smooth, soft_clip
from studio.sound.reader import RATE

SILENCE = 0.004  # of full scale
MARGIN_MS = 30
RUMBLE_HZ = 70.0
REACH = 2  # windows of 10 ms to either side whose power counts as one syllable
SQUEEZE = 0.6  # share of the excess, in dB, that is taken away
CREST = 3.5  # peak against effective value, afterwards
FULL = 0.8  # of full scale


def finish(path: Path) -> tuple[int, int]:
    """Rewrite a mono WAV in place; returns how many ms were cut from its start and how long it is now, in ms.

    A voice that began at once gets a breath of silence before it: then the first number is negative.
    """
    with wave.open(str(path), "rb") as file:
        rate = file.getframerate()
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(np.float32) / np.float32(32768)
    margin = rate * MARGIN_MS // 1000
    heard = np.flatnonzero(np.abs(samples) > SILENCE)
    first, last = (int(heard[0]), int(heard[-1]) + 1) if heard.size else (0, 0)
    sound = _evened(_resampled(np.pad(samples[first:last], margin), rate))
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes(np.rint(np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes())
    return round(1000 * (first - margin) / rate), round(1000 * sound.size / RATE)


def _evened(sound: NDArray[np.float32]) -> NDArray[np.float32]:
    """Loud syllables brought nearer to the others and tips rounded off: an announcer's compressor.

    Without it a synthetic voice is too peaky to reach a film's loudness.
    """
    power = smooth(ducking.levels(np.stack([sound, sound])), REACH)
    if power.max(initial=0) <= 0:
        return sound
    usual = float(np.sqrt(power[power > power.max() / 100].mean()))
    gains = np.minimum(1, usual / 2 / np.sqrt(np.maximum(power, 1e-12))) ** SQUEEZE
    even = sound * at_samples(smooth(gains, 1), ducking.WINDOW, 0, sound.size)
    loud = even[np.abs(even) > usual / 20]
    top = CREST * float(np.sqrt(np.mean(loud**2)))
    soft_clip(even, 0.6 * top, top)
    return np.asarray(even * (FULL / top), dtype=np.float32)


def _resampled(samples: NDArray[np.float32], rate: int) -> NDArray[np.float32]:
    """The same sound at the film's rate, by its spectrum, without what lies below a voice."""
    count = round(samples.size * RATE / rate)
    if samples.size == 0:
        return samples
    padded = np.pad(samples, rate // 10)  # the transform wraps around: let it wrap silence
    spectrum = np.fft.rfft(padded)
    frequencies = np.fft.rfftfreq(padded.size, 1 / rate) + 1e-3
    spectrum /= 1 + (RUMBLE_HZ / frequencies) ** 4
    whole = round(padded.size * RATE / rate)
    start = round(rate // 10 * RATE / rate)
    wide = np.fft.irfft(spectrum, whole) * (whole / padded.size)
    return np.asarray(wide[start : start + count], dtype=np.float32)
