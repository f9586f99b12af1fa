"""What a film's sound costs: composing, speaking, mixing, and the same mix left to ffmpeg's filters.

    python -m benchmarks.sound [--seconds 30] [--long 600]

Every line is one command in a process of its own; CPU counts user and system time of all its children.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks.measure import Cost, cost
from studio.music import MOODS
from studio.render import ffmpeg
from studio.speech import available

TEXT = "每天早晨，从一杯咖啡开始。"


def python(code: str) -> Cost:
    """Run code in a fresh interpreter."""
    return cost([sys.executable, "-c", code])


def mixing(seconds: float, folder: Path, voice: bool) -> str:
    """Code that mixes a film with composed music, and with a sentence every ten seconds."""
    sentences = [{"s": s * 1000, "d": 4000, "m": {"text": TEXT, "language": "zh"}} for s in range(1, int(seconds), 10)]
    tracks = [
        {"tt": 0, "m": {"role": "video"}, "sg": [{"s": 0, "d": seconds * 1000, "m": {}}]},
        {"tt": 1, "m": {"role": "music"}, "sg": [{"s": 0, "d": seconds * 1000, "m": {"mood": "upbeat", "seed": 1}}]},
        {"tt": 1, "m": {"role": "voice"}, "sg": sentences if voice else []},
    ]
    draft = {"d": seconds * 1000, "t": tracks}
    return (
        "from pathlib import Path; from studio.render.audio import mix; "
        f"mix({draft!r}, Path({str(folder / 'mix.wav')!r}), media=Path, cache=Path({str(folder / 'cache')!r}), "
        f"seconds={seconds})"
    )


def peer(seconds: float, folder: Path) -> list[str]:
    """ffmpeg ducking one finished file under another and levelling the sum in one pass."""
    graph = (
        "[0:a]volume=0.35[m];[1:a]apad,asplit[v][k];[m][k]sidechaincompress=threshold=0.03:ratio=8:release=400[d];"
        "[d][v]amix=duration=first:normalize=0,loudnorm=I=-14:TP=-1.5[out]"
    )
    music, voice = folder / "mix.wav", next((folder / "cache").glob("*.wav"))
    return ffmpeg.command(
        "-i",
        music,
        "-i",
        voice,
        "-filter_complex",
        graph,
        "-map",
        "[out]",
        "-t",
        seconds,
        "-ar",
        48_000,
        folder / "p.wav",
    )


def row(name: str, taken: Cost, seconds: float, against: Cost | None = None) -> None:
    """One line of the table."""
    ratio = f"{taken.cpu / against.cpu:6.2f}" if against else "      "
    print(
        f"{name:34} {taken.wall:7.2f} {taken.cpu:7.2f} {seconds / taken.cpu:8.0f} {ratio} {taken.memory:8.0f}",
        flush=True,
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--long", type=float, default=600)
    given = parser.parse_args()
    short, long = given.seconds, given.long
    print(f"{'':34} {'wall s':>7} {'CPU s':>7} {'x real':>8} {'ratio':>6} {'peak MB':>8}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        row("importing numpy alone", python("import numpy"), short)
        for mood in MOODS:
            row(f"composing {mood}", python(f"from studio.music import compose; compose({mood!r}, 1, {short})"), short)
        narrated = available("zh") is not None
        if narrated:
            row("mix with narration, first time", python(mixing(short, folder, voice=True)), short)
            again = python(mixing(short, folder, voice=True))
            filters = cost(peer(short, folder))
            row("the same by ffmpeg, all inputs made", filters, short)
            row("mix with narration, kept sentences", again, short, filters)
        once = python(mixing(short, folder, voice=False))
        row("mix, music only", once, short)
        many = python(mixing(long, folder, voice=False))
        row(f"mix, music only, {long:.0f} s", many, long, once)
        print(f"time per second of film against the short one: {many.cpu / long / (once.cpu / short):.2f}")
        heard = ffmpeg.loudness(folder / "mix.wav")
        print(f"loudness of the long one: {heard.integrated} LUFS, {heard.true_peak} dBTP")


if __name__ == "__main__":
    main()
