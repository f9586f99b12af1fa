"""Sounds and drafts made for a test, and what can be measured of a WAV."""

import wave
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

RATE = 48_000
Samples = NDArray[np.float64]


def read(path: Path) -> Samples:
    """A 16-bit WAV as `(n, channels)`, −1..1."""
    with wave.open(str(path), "rb") as file:
        assert (file.getframerate(), file.getsampwidth()) == (RATE, 2)
        data = np.frombuffer(file.readframes(file.getnframes()), "<i2")
        return data.reshape(-1, file.getnchannels()) / 32768


def write(path: Path, samples: Samples) -> Path:
    """Mono samples as a 16-bit WAV."""
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes(np.rint(np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())
    return path


def sine(hz: float, seconds: float, level: float = 0.3) -> Samples:
    return level * np.sin(2 * np.pi * hz * np.arange(round(seconds * RATE)) / RATE)


def babble(seconds: float) -> Samples:
    """Something with the rhythm of speech: four syllables a second, each a falling chirp."""
    time = np.arange(round(seconds * RATE)) / RATE
    beat = time * 4 % 1
    return 0.3 * np.sin(2 * np.pi * 300 * time + 5 * np.sin(9 * beat)) * np.exp(-6 * beat) * (beat > 0.02)


def rms_db(samples: Samples) -> float:
    return 10 * float(np.log10(np.mean(samples**2) + 1e-12))


def level_at(samples: Samples, hz: float, start: float, end: float) -> float:
    """How loud a pure tone is between two moments, in dB."""
    part = samples[round(start * RATE) : round(end * RATE)].mean(axis=1)
    part = part * np.hanning(part.size)
    turn = np.exp(-2j * np.pi * hz * np.arange(part.size) / RATE)
    return 20 * float(np.log10(abs(part @ turn) / part.size + 1e-12))


def film(seconds: float, **tracks: list[dict[str, Any]]) -> dict[str, Any]:
    """A draft of one plain scene unless `video` says otherwise, with the tracks given by role."""
    length = round(seconds * 1000)
    tracks = {"video": [{"s": 0, "d": length, "m": {"layout": "statement"}}], **tracks}
    kinds = {"video": 0, "music": 1, "voice": 1, "caption": 7, "title": 7}
    listed = [{"tt": kinds[role], "m": {"role": role}, "sg": segments} for role, segments in tracks.items()]
    return {"d": length, "w": 320, "h": 180, "fps": 30, "m": {"language": "zh", "seed": 5, "mood": "calm"}, "t": listed}


def music(seconds: float, **meta: Any) -> list[dict[str, Any]]:
    return [{"s": 0, "d": round(seconds * 1000), "m": {"mood": "calm", "seed": 3, "volume": 0.35, **meta}}]
