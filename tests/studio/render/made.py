"""Drafts, pictures and clips made for a test, and what can be seen in a finished film."""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.render import ffmpeg

Draft = dict[str, Any]
Frames = NDArray[np.uint8]

WIDTH, HEIGHT, FPS = 180, 320, 30


def scene(name: str, length: int = 1000, **meta: Any) -> Draft:
    """One scene of `length` ms, a statement unless `meta` says otherwise."""
    return {"id": name, "d": length, "m": {"layout": "statement", "name": name, "heading": name, **meta}}


def film(*scenes: Draft, captions: list[Draft] | None = None, music: bool = False, **keys: Any) -> Draft:
    """A small draft; `keys` go to its top level, but `m` is added to what it has."""
    length = sum(one["d"] for one in scenes)
    tracks = [{"id": "v", "tt": 0, "m": {"role": "video"}, "sg": list(scenes)}]
    if captions:
        tracks.append({"id": "c", "tt": 7, "m": {"role": "caption"}, "sg": captions})
    if music:
        song = {"id": "song", "s": 0, "d": length, "m": {"mood": "calm", "seed": 1, "volume": 0.35}}
        tracks.append({"id": "m", "tt": 1, "m": {"role": "music"}, "sg": [song]})
    meta = {"seed": 1, "mood": "calm", "language": "en", "transition": "cut", **keys.pop("m", {})}
    return {"w": WIDTH, "h": HEIGHT, "fps": FPS, "d": length, "m": meta, "t": tracks, **keys}


def picture(
    path: Path, left: str = "red", right: str = "blue", size: tuple[int, int] = (240, 160), **save: Any
) -> Path:
    """A picture whose left half has one colour and whose right half another."""
    from PIL import Image

    image = Image.new("RGB", size, right)
    image.paste(Image.new("RGB", (size[0] // 2, size[1]), left), (0, 0))
    image.save(path, **save)
    return path


def clip(path: Path, source: str = "testsrc2=s=160x120:r=30:d=2", *options: str) -> Path:
    """A clip made by a source of ffmpeg's lavfi; `options` choose codec and more."""
    ffmpeg.run(["-f", "lavfi", "-i", source, *(options or ("-pix_fmt", "yuv420p")), path], what=path.name)
    return path


def frames(path: Path, rate: int | None = None) -> Frames:
    """Every picture of a film as `(n, h, w, 3)` RGB, decoded by ffmpeg; or the one of a PNG."""
    if path.suffix == ".png":
        from PIL import Image

        return np.asarray(Image.open(path).convert("RGB"))[None]
    found = ffmpeg.streams(path)
    width, height = found.shown
    every = ["-vf", f"fps={rate}"] if rate else []
    args = ["-i", path, *every, "-f", "rawvideo", "-pix_fmt", "rgb24", "-fps_mode", "passthrough", "-"]
    process = ffmpeg.start(args, what=path.name, stdout=True)
    data = process.stdout.read()
    process.finish()
    return np.frombuffer(data, np.uint8).reshape(-1, height, width, 3)


def mean(part: Frames) -> tuple[int, int, int]:
    """The mean colour of a part of a picture."""
    red, green, blue = part.reshape(-1, 3).mean(axis=0).round().astype(int)
    return int(red), int(green), int(blue)


def near(colour: tuple[int, int, int], wanted: tuple[int, int, int], tolerance: int = 12) -> bool:
    """Whether two colours look alike."""
    return all(abs(one - other) <= tolerance for one, other in zip(colour, wanted, strict=True))
