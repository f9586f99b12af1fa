"""The drummer: patterns by energy, a small fill before each new section, cymbals where the style has them."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from random import Random

from studio.music.parts import Measure, Note
from studio.music.styles import Style

PANS = {"hat": 0.25, "open hat": 0.25, "shaker": -0.35, "snap": 0.15, "rim": -0.2, "brush": 0.1}
SENDS = {"kick": 0.02, "soft kick": 0.03, "hat": 0.08, "crackle": 0.0, "snare": 0.25, "clap": 0.3, "tom": 0.4}
FILLS = ("snare", "clap", "rim", "tom", "snap", "brush")
TEXTURE_SECONDS = 1.95


def play(style: Style, bars: Sequence[Measure], random: Random) -> Iterator[Note]:
    """All strokes of the piece."""
    chosen = {energy: random.choice(choices) for energy, choices in style.drums.items()}
    for bar, following in zip_longest(bars, bars[1:]):
        changes = following is not None and following.section != bar.section
        for name, line in chosen.get(bar.energy, {}).items():
            yield from _line(name, line, bar, style.drum_level, random)
            if changes and name in FILLS:
                yield from _line(name, "." * (len(line) - 3) + "4.5", bar, style.drum_level, random)
        if style.accents and changes and following is not None and following.energy == 3 > bar.energy:
            yield _stroke("swell", max(0.0, following.start - 1.95), 0.9, style.drum_level)
            yield _stroke("crash", following.start, 0.8, style.drum_level)


def _line(name: str, line: str, bar: Measure, level: float, random: Random) -> Iterator[Note]:
    for index, mark in enumerate(line[: bar.beats * 4]):
        if mark != ".":
            yield _stroke(name, bar.at(index / 4), int(mark) / 9 * random.uniform(0.9, 1.05), level)


def _stroke(name: str, start: float, strength: float, level: float) -> Note:
    return Note(start, 0.0, -1, strength, name, level, PANS.get(name, 0.0), SENDS.get(name, 0.15))


def last(style: Style, bar: Measure) -> Iterator[Note]:
    """The stroke under the last chord."""
    names = {name for choices in style.drums.values() for pattern in choices for name in pattern}
    low = next((name for name in ("tom", "kick", "soft kick") if name in names), None)
    if low:
        yield _stroke(low, bar.start, 0.7, style.drum_level)
    if style.accents:
        yield _stroke("crash", bar.start, 0.6, style.drum_level)


def texture(style: Style, seconds: float) -> Iterator[Note]:
    """The noise that runs through a worn record."""
    if style.texture:
        for index in range(int(seconds / TEXTURE_SECONDS) + 1):
            yield _stroke(style.texture, index * TEXTURE_SECONDS, 1.0, 1.0)
