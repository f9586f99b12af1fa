"""A mixer for drafts, and clips to put into them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from studio.render import ffmpeg
from studio.render.audio import mix
from tests.studio.sound.made import RATE, Samples, babble, read, write

Mixer = Callable[[dict[str, Any]], Samples]


@pytest.fixture
def mixed(tmp_path: Path) -> Mixer:
    """Mixes a draft whose `src` are names of files in `tmp_path`; returns the samples."""

    def run(draft: dict[str, Any], seconds: float | None = None) -> Samples:
        out = tmp_path / "mix.wav"
        length = draft["d"] / 1000 if seconds is None else seconds
        mix(draft, out, media=lambda name: tmp_path / name, cache=tmp_path / "cache", seconds=length)
        return read(out)

    return run


@pytest.fixture(scope="session")
def clips(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `talk.mp4` (babble), `hum.mp4` (steady noise) and `mute.mp4` (no sound), four seconds each."""
    folder = tmp_path_factory.mktemp("clips")
    noise = np.random.default_rng(1).normal(0, 0.1, 4 * RATE)
    for name, sound in (("talk", babble(4)), ("hum", noise), ("mute", None)):
        args: list[str | Path] = ["-f", "lavfi", "-i", "color=s=64x64:d=4:r=10"]
        if sound is not None:
            args += ["-i", write(folder / f"{name}.wav", sound), "-c:a", "aac"]
        ffmpeg.run([*args, "-c:v", "libx264", folder / f"{name}.mp4"], what=name)
    return folder
