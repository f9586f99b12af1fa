"""Chords, scales and voice leading: what may sound together, and how one chord moves to the next.

Pitches are MIDI numbers (60 is middle C). A chord is written as semitones above the key and a quality:
`"0:maj7"` is the tonic, `"9:m7"` the relative minor, both in a major key.
"""

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, product

SCALES = {
    "major": (0, 2, 4, 5, 7, 9, 11),
    "major pentatonic": (0, 2, 4, 7, 9),
    "minor pentatonic": (0, 3, 5, 7, 10),
}

QUALITIES = {
    "maj": (0, 4, 7),
    "m": (0, 3, 7),
    "5": (0, 7, 12),
    "sus2": (0, 2, 7),
    "sus4": (0, 5, 7),
    "6": (0, 4, 7, 9),
    "add9": (0, 4, 7, 14),
    "madd9": (0, 3, 7, 14),
    "7": (0, 4, 7, 10),
    "7sus4": (0, 5, 7, 10),
    "9sus4": (0, 7, 10, 14, 17),
    "maj7": (0, 4, 7, 11),
    "m7": (0, 3, 7, 10),
    "maj9": (0, 4, 7, 11, 14),
    "m9": (0, 3, 7, 10, 14),
    "9": (0, 4, 7, 10, 14),
}


@dataclass(frozen=True, slots=True)
class Chord:
    """Pitch classes 0..11 in absolute pitch: the bass first, all tones (bass included) in `tones`."""

    bass: int
    tones: tuple[int, ...]


@lru_cache(maxsize=512)
def chord(symbol: str, key: int) -> Chord:
    """The chord that `symbol` (`"7:7sus4"`, or `"5:maj/7"` over another bass) names in `key` (0 is C)."""
    root_text, _, rest = symbol.partition(":")
    quality, _, bass_text = rest.partition("/")
    root = int(root_text)
    tones = tuple(dict.fromkeys((key + root + step) % 12 for step in QUALITIES[quality]))
    return Chord((key + int(bass_text or root_text)) % 12, tones)


def scale_pitches(name: str, key: int, low: int, high: int) -> tuple[int, ...]:
    """All pitches of a scale from `low` to `high`, both included."""
    classes = {(key + step) % 12 for step in SCALES[name]}
    return tuple(pitch for pitch in range(low, high + 1) if pitch % 12 in classes)


def place(pitch_class: int, low: int) -> int:
    """The lowest pitch of this class that is not below `low`."""
    return low + (pitch_class - low) % 12


def nearest(pitch: float, classes: tuple[int, ...]) -> int:
    """The pitch nearest to `pitch` among these pitch classes; the lower of two equally near."""
    candidates = range(int(pitch) - 7, int(pitch) + 8)
    return min((p for p in candidates if p % 12 in classes), key=lambda p: (abs(p - pitch), p))


@lru_cache(maxsize=4096)
def voicing(chord_: Chord, before: tuple[int, ...], low: int, high: int, voices: int) -> tuple[int, ...]:
    """The chord's tones as `voices` pitches in `low..high`, led smoothly from the voicing before.

    Every choice of octaves is tried; the one wins that moves least, keeps voices apart and has no close
    interval low down, where small intervals sound like mud.
    """
    tones = _essential(chord_, voices)
    choices = [[p for p in range(low, high + 1) if p % 12 == tone] for tone in tones]
    options = (tuple(sorted(option)) for option in product(*choices))
    return min(options, key=lambda option: (_cost(option, before, (low + high) / 2), option))


def _essential(chord_: Chord, voices: int) -> tuple[int, ...]:
    """Which tones to keep: where there are too many, the bass plays the root; where too few, the root doubles."""
    tones = chord_.tones
    if len(tones) > voices:
        tones = tuple(tone for tone in tones if tone != chord_.bass)[:voices]
    return tones + tones[:1] * (voices - len(tones))


def _cost(option: tuple[int, ...], before: tuple[int, ...], middle: float) -> float:
    gaps = [high - low for low, high in pairwise(option)]
    clash = sum(6.0 for gap in gaps if gap < 2) + sum(1.5 for gap in gaps if gap == 2)
    mud = sum(4.0 for low, gap in zip(option, gaps, strict=False) if low < 53 and gap < 5)
    spread = max(0, option[-1] - option[0] - 16) + sum(max(0, gap - 9) for gap in gaps)
    if not before:
        return clash + mud + spread + abs(sum(option) / len(option) - middle)
    moved = sum(abs(new - old) for new, old in zip(option, before, strict=False))
    drift = abs(sum(option) / len(option) - middle) / 3
    return clash + mud + spread + moved + drift
