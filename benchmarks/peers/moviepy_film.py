"""The film of `benchmarks/material.py` made with MoviePy 2, for comparison.

    python moviepy_film.py FOLDER OUT.mp4 SECONDS FONT.ttf

FOLDER holds the photos and `song.wav`. MoviePy has no highlight inside a line, so the captions here do less than ours.
"""

import sys
from pathlib import Path

import numpy as np
from moviepy import AudioFileClip, CompositeVideoClip, ImageClip, TextClip, VideoClip, vfx

SIZE = (1080, 1920)
SCENE, FADE = 6.0, 0.5
TITLES = ("City lights", "Morning coffee", "The first sip", "Steam rises", "See you there")
WORDS = ["every", "single", "word", "is", "shown", "here", "in", "turn"]


def gradient(seconds: float) -> VideoClip:
    y, x = np.mgrid[: SIZE[1], : SIZE[0]].astype(np.float32)
    x, y = x / SIZE[0], y / SIZE[1]

    def frame(t: float) -> np.ndarray:
        share = (np.sin(3 * x + t) + np.cos(2 * y - t) + 2) / 4
        return np.stack([60 + 120 * share, 40 + 90 * share, 90 + 60 * (1 - share)], axis=-1).astype(np.uint8)

    return VideoClip(frame, duration=seconds)


def photo(path: Path, seconds: float) -> CompositeVideoClip:
    clip = ImageClip(str(path), duration=seconds).resized(height=SIZE[1] * 1.02)
    return CompositeVideoClip([clip.resized(lambda t: 1 + 0.02 * t).with_position("center")], size=SIZE)


def text(words: str, size: int, font: str, start: float, end: float, y: float) -> TextClip:
    clip = TextClip(font=font, text=words, font_size=size, color="white", stroke_color="black", stroke_width=3)
    return clip.with_start(start).with_end(end).with_position(("center", y))


def main(folder: Path, out: Path, seconds: int, font: str) -> None:
    clips = []
    for number in range(int(seconds / SCENE)):
        kind, start = number % 5, number * SCENE
        length = SCENE + FADE
        scene = photo(folder / f"photo{kind - 1}.jpg", length) if 1 <= kind <= 3 else gradient(length)
        clips.append(scene.with_start(start).with_effects([vfx.CrossFadeIn(FADE)] if number else []))
        title = text(TITLES[kind], 96, font, start + 0.3, start + 5, SIZE[1] * 0.3)
        clips.append(title.with_effects([vfx.CrossFadeIn(0.5), vfx.CrossFadeOut(0.5)]))
    for number in range(int(seconds / 3)):
        for i in range(len(WORDS)):
            start = number * 3 + i * 0.35
            clips.append(text(" ".join(WORDS[: i + 1]), 54, font, start, start + 0.35, SIZE[1] * 0.8))
    film = CompositeVideoClip(clips, size=SIZE).with_duration(seconds)
    film = film.with_audio(AudioFileClip(str(folder / "song.wav")).with_duration(seconds))
    film.write_videofile(
        str(out),
        fps=30,
        codec="libx264",
        preset="veryfast",
        ffmpeg_params=["-crf", "20"],
        audio_codec="aac",
        logger=None,
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4])
