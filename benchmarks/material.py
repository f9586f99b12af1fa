"""The film that renderers are compared by: five scenes of six seconds, three photos, titles, word-timed captions."""

from pathlib import Path
from typing import Any

import cv2
import numpy as np

SCENE_MS = 6000
TITLES = ("City lights", "Morning coffee", "The first sip", "Steam rises", "See you there")
LAYOUTS = ("title", "picture", "picture", "picture", "ending")
MOTIONS = ("zoom_in", "zoom_in", "pan_left", "zoom_out", "zoom_in")
WORDS = ["every", "single", "word", "is", "shown", "here", "in", "turn"]
WORD_MS = 350


def photo(path: Path, seed: int, width: int = 1600, height: int = 2400) -> None:
    """A picture with the detail of a photo at every scale, from soft light to grain."""
    dice = np.random.default_rng(seed)
    canvas = np.zeros((height, width, 3), np.float32)
    for cells in (6, 12, 25, 50, 100, 200, 400, 800):
        noise = dice.normal(0, 1, (cells * 3 // 2, cells, 3)).astype(np.float32)
        noise = noise.mean(axis=2, keepdims=True) * 0.8 + noise * 0.2
        canvas += cv2.resize(noise, (width, height), interpolation=cv2.INTER_CUBIC) / cells**0.75
    canvas = (canvas - canvas.min()) / np.ptp(canvas)
    canvas = np.clip((canvas - 0.5) * 1.6 + 0.5, 0, 1)
    for _ in range(40):
        place = (int(dice.integers(width)), int(dice.integers(height)))
        colour = tuple(map(float, dice.uniform(0, 1, 3)))
        cv2.circle(canvas, place, int(dice.integers(20, 200)), colour, -1, cv2.LINE_AA)
    done, data = cv2.imencode(
        ".jpg", (cv2.GaussianBlur(canvas, (0, 0), 0.8) * 255).astype(np.uint8), [cv2.IMWRITE_JPEG_QUALITY, 92]
    )
    assert done
    path.write_bytes(data.tobytes())


def photos(folder: Path) -> None:
    """`photo0.jpg` to `photo2.jpg` in `folder`."""
    for number in range(3):
        photo(folder / f"photo{number}.jpg", number)


def draft(seconds: int = 30) -> dict[str, Any]:
    """The film in 1080x1920 at 30 frames a second; longer ones go through the same five scenes again."""
    count = seconds * 1000 // SCENE_MS
    length = count * SCENE_MS
    song = {"id": "song", "s": 0, "d": length, "m": {"name": "Calm", "mood": "calm", "seed": 7, "volume": 0.35}}
    title = {"id": "title", "s": 0, "d": 4000, "m": {"text": TITLES[0], "subtext": "a short film"}}
    tracks = [
        {"id": "v", "tt": 0, "m": {"role": "video"}, "sg": [_scene(number) for number in range(count)]},
        {"id": "m", "tt": 1, "m": {"role": "music"}, "sg": [song]},
        {"id": "t", "tt": 7, "m": {"role": "title"}, "sg": [title]},
        {"id": "c", "tt": 7, "m": {"role": "caption"}, "sg": [_caption(n) for n in range(count * 2)]},
    ]
    look = {"title": TITLES[0], "language": "en", "seed": 7, "mood": "calm", "palette": "earth", "transition": "fade"}
    return {"w": 1080, "h": 1920, "fps": 30, "d": length, "m": look, "t": tracks}


def _scene(number: int) -> dict[str, Any]:
    kind = number % 5
    about = {"name": TITLES[kind], "heading": TITLES[kind], "layout": LAYOUTS[kind], "motion": MOTIONS[kind]}
    about |= {"transition_ms": 500, "art": ["coffee", "city"]}
    if LAYOUTS[kind] == "picture":
        about |= {"src": f"photo{kind - 1}.jpg", "kind": "image", "fit": "cover"}
    return {"id": f"s{number}", "s": number * SCENE_MS, "d": SCENE_MS, "m": about}


def _caption(number: int) -> dict[str, Any]:
    half = SCENE_MS // 2
    words = [[i * WORD_MS, (i + 1) * WORD_MS, word] for i, word in enumerate(WORDS)]
    return {"id": f"c{number}", "s": number * half, "d": half, "m": {"text": " ".join(WORDS), "words": words}}
