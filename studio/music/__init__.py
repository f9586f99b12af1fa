"""Background music: composed and synthesised here from a mood and a seed, so that nobody owns it but the user.

`compose` gives a whole piece as one array, `stream` gives it in blocks for films of any length.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

MOODS = ("calm", "upbeat", "cinematic", "playful", "elegant", "tech", "dreamy", "lofi")

KNEE, CEILING = 0.45, 0.8  # the tips of drum strokes are rounded off, as a mastering desk does

TITLES = {
    "calm": {"en": "Calm", "zh": "轻音乐"},
    "upbeat": {"en": "Upbeat", "zh": "欢快"},
    "cinematic": {"en": "Cinematic", "zh": "大气"},
    "playful": {"en": "Playful", "zh": "俏皮"},
    "elegant": {"en": "Elegant", "zh": "优雅"},
    "tech": {"en": "Tech", "zh": "科技"},
    "dreamy": {"en": "Dreamy", "zh": "梦幻"},
    "lofi": {"en": "Lo-fi", "zh": "Lo-fi"},
}


def stream(mood: str, seed: int, seconds: float, rate: int = 48_000) -> Iterator[NDArray[np.float32]]:
    """The piece as `(2, n)` float32 blocks that add up to exactly `round(seconds * rate)` samples.

    It ends on the tonic, which has faded to silence at the last sample. Same arguments, same samples.
    An unknown mood is a KeyError.
    """
    from studio.music.perform import blocks  # numpy work only where music is made
    from studio.music.score import write
    from studio.sound.envelope import soft_clip

    left = total = round(seconds * rate)
    score = write(mood, seed, seconds)
    fade = min(total, int(0.75 * score.form.ring * rate))
    for block in blocks(score, rate):
        if left <= 0:
            return
        part = block[:, :left].copy()
        until_end = np.arange(left, left - part.shape[1], -1, dtype=np.float32) - 1
        part *= np.float32(10 ** (score.style.trim / 20))
        soft_clip(part, KNEE, CEILING)
        if fade and until_end[-1] < fade:
            part *= np.sin(np.minimum(until_end / np.float32(fade), 1) * np.float32(np.pi / 2)) ** 2
        left -= part.shape[1]
        yield part


def compose(mood: str, seed: int, seconds: float, rate: int = 48_000) -> NDArray[np.float32]:
    """The whole piece as `(n, 2)` float32, `n = round(seconds * rate)`."""
    parts = list(stream(mood, seed, seconds, rate))
    return np.ascontiguousarray(np.concatenate(parts, axis=1).T) if parts else np.zeros((0, 2), np.float32)
