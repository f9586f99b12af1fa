"""The plan of a piece: how many bars at what tempo, in which sections, so that it ends exactly on time."""

from dataclasses import dataclass
from random import Random

RING = (1.6, 4.5)  # seconds that the last chord may ring
UNIT = 4  # bars of a phrase


@dataclass(frozen=True, slots=True)
class Section:
    """Some bars that sound alike. `energy` 0..3 says how much plays."""

    name: str  # intro, a, b, break, outro
    first: int
    bars: int
    energy: int


@dataclass(frozen=True, slots=True)
class Form:
    """`bars` bars of `bar` seconds, then a last chord that rings for `ring` seconds."""

    bar: float
    bars: int
    ring: float
    sections: tuple[Section, ...]


def fit(seconds: float, tempo: tuple[float, float], beats: int, random: Random) -> Form:
    """A form that lasts exactly `seconds`, in whole phrases where the length allows.

    Films too short for one bar get the last chord alone.
    """
    wish = random.uniform(*tempo)
    options = list(_options(seconds, tempo, beats, wish))
    if not options:
        bars = 1 if seconds > 4 else 0
        ring = seconds if bars == 0 else max(RING[0], seconds - beats * 60 / tempo[1])
        options = [(0.0, bars, (seconds - ring) / max(bars, 1))]
    _, bars, bar = min(options)
    return Form(bar, bars, seconds - bars * bar, _sections(bars))


def _options(seconds: float, tempo: tuple[float, float], beats: int, wish: float) -> list[tuple[float, int, float]]:
    """Cost, number of bars and bar length in seconds of what fits."""
    found = []
    for step in range(41):
        bpm = tempo[0] + (tempo[1] - tempo[0]) * step / 40
        bar = beats * 60 / bpm
        for bars in {int((seconds - ring) / bar) for ring in (RING[0], bar, RING[1])}:
            ring = seconds - bars * bar
            if bars >= 1 and RING[0] <= ring <= RING[1]:
                uneven = {0: 0.0, 2: 0.5}.get(bars % UNIT, 1.0)
                cost = uneven + abs(bpm - wish) / (tempo[1] - tempo[0]) + 0.25 * abs(ring - min(bar, 3))
                found.append((cost, bars, bar))
    return found


def _sections(bars: int) -> tuple[Section, ...]:
    """Whole phrases that rise, fall and rise again; what is left over before them leads in, after them out.

    Films are short: a tune must be there within seconds, so the way in is never longer than two bars.
    """
    intro, outro = ((0, 0), (1, 0), (2, 0), (1, 2))[bars % UNIT] if bars > UNIT else (0, 0)
    plan = [("intro", intro, 0), *_phrases(bars - intro - outro), ("outro", outro, 1)]
    sections, first = [], 0
    for name, length, energy in plan:
        if length:
            sections.append(Section(name, first, length, energy))
            first += length
    return tuple(sections)


def _phrases(body: int) -> list[tuple[str, int, int]]:
    """Name, bars and energy of each phrase."""
    count = -(-body // UNIT)
    if count < 5:
        plan = [[], [("a", 2)], [("a", 1), ("b", 3)], [("a", 1), ("a", 2), ("b", 3)],
                [("a", 1), ("a", 2), ("b", 3), ("a", 2)]][count]  # fmt: skip
    else:
        round_ = [("a", 2), ("b", 3), ("b", 3), ("a", 2), ("break", 1)]
        plan = [("a", 1), *(round_[index % len(round_)] for index in range(count - 3)), ("b", 3), ("a", 1)]
    return [(name, min(UNIT, body - index * UNIT), energy) for index, (name, energy) in enumerate(plan)]
