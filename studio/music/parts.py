"""The players: each turns bars with chords into notes. Which one plays what is said in `styles`.

Positions are beats from the start of the bar; a `Measure` turns them into seconds, swing included.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import NamedTuple, TypeAlias

from studio.music.styles import Part
from studio.music.theory import Chord, nearest, place, scale_pitches, voicing


class Note(NamedTuple):
    """One sound. `start` and `seconds` in seconds, `gain` linear, `pan` −1..1, `send` the share to the room."""

    start: float
    seconds: float
    pitch: int  # MIDI number; drums have −1
    velocity: float
    instrument: str
    gain: float = 1.0
    pan: float = 0.0
    send: float = 0.0
    part: int = -1  # which of the style's parts plays it; the drummer is none of them


class Placed(NamedTuple):
    """A chord in its bar: from `beat` on for `beats`."""

    beat: float
    beats: float
    chord: Chord


@dataclass(frozen=True, slots=True)
class Measure:
    """One bar: where it is in time, what sounds in it and how much plays."""

    start: float
    beat: float  # seconds of one beat
    beats: int
    swing: float
    chords: tuple[Placed, ...]
    section: str
    energy: int
    index: int  # within its phrase of four
    lap: int  # how often this section's name was heard before

    def at(self, beat: float) -> float:
        """Seconds from the start of the piece at a position in beats; every second eighth is late by the swing."""
        whole, part = divmod(beat, 1)
        late = 0.5 + 0.5 * self.swing
        part = part / 0.5 * late if part < 0.5 else late + (part - 0.5) / 0.5 * (1 - late)
        return self.start + (whole + part) * self.beat

    def chord_at(self, beat: float) -> Chord:
        """The chord that sounds at this position."""
        return next(placed.chord for placed in reversed(self.chords) if placed.beat <= beat + 1e-6)


@dataclass(frozen=True, slots=True)
class Task:
    """What one player is given for one piece."""

    number: int  # of the part within its style
    part: Part
    instrument: str
    pattern: str
    key: int
    scale: str
    random: Random

    def note(self, bar: Measure, beat: float, beats: float, pitch: int, velocity: float) -> Note:
        """A note of this player, with the small unevenness of a hand."""
        touch = velocity * self.random.uniform(0.92, 1.05)
        start = bar.at(beat) + max(0.0, self.random.gauss(0, 0.003))
        seconds = beats * bar.beat
        part = self.part
        return Note(start, seconds, pitch, touch, self.instrument, part.level, part.pan, part.send, self.number)


Player: TypeAlias = Callable[[Task, Sequence[Measure]], Iterator[Note]]


def _hits(pattern: str) -> list[tuple[float, float, str]]:
    """`"0 1.5 r; 2 1 5"` as (beat, beats, degree)."""
    hits = []
    for hit in pattern.split(";"):
        beat, beats, *degree = hit.split()
        hits.append((float(beat), float(beats), degree[0] if degree else ""))
    return hits


def _active(task: Task, bar: Measure) -> bool:
    low, high = task.part.energy
    return low <= bar.energy <= high


def voicings(part: Part, bars: Sequence[Measure], voices: int) -> Iterator[tuple[Measure, Placed, tuple[int, ...]]]:
    """Every chord of the piece as pitches in the part's range, each led from the one before."""
    before: tuple[int, ...] = ()
    for bar in bars:
        for placed in bar.chords:
            before = voicing(placed.chord, before, part.low, part.high, voices)
            yield bar, placed, before


def chords(task: Task, bars: Sequence[Measure]) -> Iterator[Note]:
    """Whole chords, held (`long`) or in eighths (`pulse`)."""
    for bar, placed, pitches in voicings(task.part, bars, 4):
        if not _active(task, bar):
            continue
        strength = 0.62 + 0.08 * bar.energy
        step = placed.beats if task.pattern == "long" else 0.5
        for index in range(round(placed.beats / step)):
            for pitch in pitches:
                yield task.note(bar, placed.beat + index * step, step * 0.98, pitch, strength)


def figure(task: Task, bars: Sequence[Measure]) -> Iterator[Note]:
    """Whole chords in a rhythm, strummed a little from low to high."""
    hits = _hits(task.pattern)
    for bar, placed, pitches in voicings(task.part, bars, 4):
        if not _active(task, bar):
            continue
        for beat, beats, _ in hits:
            if placed.beat <= beat < placed.beat + placed.beats:
                strength = (0.8 if beat % 1 == 0 else 0.66) + 0.04 * bar.energy
                for index, pitch in enumerate(pitches):
                    yield task.note(bar, beat + 0.012 * index, beats, pitch, strength)


def waltz(task: Task, bars: Sequence[Measure]) -> Iterator[Note]:
    """Chords on the weak beats of three, the upper one lighter."""
    for note in figure(task, bars):
        yield note._replace(velocity=note.velocity * 0.85)


def arpeggio(task: Task, bars: Sequence[Measure]) -> Iterator[Note]:
    """Chord tones one after another: `"8: 0 2 - 1"` names the voice (4 is the lowest an octave up) per eighth."""
    grid, _, order = task.pattern.partition(":")
    step = 4 / float(grid)
    order_ = order.split()
    for bar, placed, pitches in voicings(task.part, bars, 4):
        if not _active(task, bar):
            continue
        first, last = round(placed.beat / step), round((placed.beat + placed.beats) / step)
        for index in range(first, last):
            name = order_[index % len(order_)]
            if name == "-":
                continue
            pitch = (*pitches, pitches[0] + 12)[int(name)]
            strength = (0.78 if index * step % 1 == 0 else 0.6) + 0.05 * bar.energy
            yield task.note(bar, index * step, max(step * 1.6, 0.5), pitch, strength)


def bass(task: Task, bars: Sequence[Measure]) -> Iterator[Note]:
    """The lowest voice: root (`r`), fifth (`5`), octave (`8`), third (`3`), or a step towards the next root (`a`)."""
    hits = _hits(task.pattern)
    for index, bar in enumerate(bars):
        if not _active(task, bar):
            continue
        following = bars[min(index + 1, len(bars) - 1)].chords[0].chord
        for beat, beats, degree in _split(hits, bar):
            pitch = _bass_pitch(degree, bar.chord_at(beat), following, task.part)
            yield task.note(bar, beat, beats, pitch, 0.82 if beat == 0 else 0.7)


def _split(hits: list[tuple[float, float, str]], bar: Measure) -> list[tuple[float, float, str]]:
    """The figure, or plain roots where the bar holds several chords."""
    if len(bar.chords) == 1:
        return hits
    return [(placed.beat, placed.beats * 0.95, "r") for placed in bar.chords]


def _bass_pitch(degree: str, now: Chord, following: Chord, part: Part) -> int:
    root = place(now.bass, part.low)
    if degree == "a":
        target = nearest(root, (following.bass,))
        return target - 1 if target > root else target + 2
    if degree == "8":
        return root + 12
    if degree in {"5", "3"}:
        wanted = 7 if degree == "5" else 4
        pitch = nearest(root + wanted, now.tones)
        return pitch if pitch <= part.high + 4 else pitch - 12
    return root


_RHYTHMS = {
    "slow": (((0, 2), (2, 1), (3, 1)), ((0, 3), (3, 1)), ((0, 1), (1, 1), (2, 2)), ((0, 1.5), (1.5, 0.5), (2, 2))),
    "wide": (((0, 3), (3, 1)), ((0, 2), (2, 2)), ((0, 4),), ((0, 1.5), (1.5, 2.5))),
    "sparse": (((1, 1), (2, 2)), ((0.5, 0.5), (1, 1), (2, 2)), ((0, 1.5), (1.5, 2)), ((2, 0.5), (2.5, 0.5), (3, 1))),
    "lively": (
        ((0, 0.5), (0.5, 0.5), (1, 1), (2, 0.5), (2.5, 0.5), (3, 1)), ((0, 1), (1, 0.5), (1.5, 0.5), (2, 2)),
        ((0.5, 0.5), (1, 0.5), (1.5, 1), (2.5, 0.5), (3, 1)), ((0, 1), (1, 1), (2, 0.5), (2.5, 1.5)),
    ),
    "bouncy": (
        ((0, 0.5), (0.5, 0.5), (1, 0.5), (2, 0.5), (2.5, 0.5), (3, 0.5)), ((0, 0.5), (1, 0.5), (1.5, 0.5), (2, 1)),
        ((0, 0.5), (1, 0.5), (2, 0.5), (2.5, 0.5), (3, 1)),
    ),
    "syncopated": (
        ((0, 0.75), (0.75, 0.75), (1.5, 1), (3, 1)), ((0.5, 1), (1.5, 1), (2.5, 1.5)), ((0, 1.5), (1.5, 1), (2.5, 1.5)),
        ((0, 0.5), (0.5, 1), (2, 0.75), (2.75, 1.25)),
    ),
    "waltz": (((0, 2), (2, 1)), ((0, 1), (1, 1), (2, 1)), ((0, 1.5), (1.5, 0.5), (2, 1)), ((0, 3),)),
}  # fmt: skip

Motif: TypeAlias = tuple[tuple[float, float, int], ...]  # beat, beats, steps of the scale from the note before


def melody(task: Task, bars: Sequence[Measure]) -> Iterator[Note]:
    """A tune of short figures that come back: a, a again, b, and a long note to close the phrase.

    Every second time a phrase is heard it ends another way. On strong beats and long notes it stands on chord
    tones, between them it walks the scale.
    """
    steps = scale_pitches(task.scale, task.key, task.part.low, task.part.high)
    opening = {name: _motif(task) for name in ("a", "b")}
    goes_on = {(name, lap): (_motif(task), _close(task)) for name in ("a", "b") for lap in (0, 1)}
    pitch = float(nearest((task.part.low + task.part.high) / 2, ((task.key + 7) % 12,)))
    for bar in bars:
        if not _active(task, bar):
            continue
        name = "b" if bar.section == "b" else "a"
        first, (second, close) = opening[name], goes_on[name, bar.lap % 2]
        for beat, beats, move in (first, first, second, close)[bar.index]:
            if beat >= bar.beats:
                continue
            pitch = _next_pitch(pitch, move, steps, bar, beat, beats)
            strength = (0.8 if beat % 1 == 0 else 0.68) + 0.03 * bar.energy
            yield task.note(bar, beat, min(beats, bar.beats - beat) * 0.96, int(pitch), strength)


def _motif(task: Task) -> Motif:
    """A rhythm with a contour: mostly steps, and after a leap a step back, as one would sing it."""
    rhythm = task.random.choice(_RHYTHMS[task.pattern])
    moves: list[int] = []
    for _ in rhythm:
        leapt = moves and abs(moves[-1]) > 1
        moves.append((-1 if moves[-1] > 0 else 1) if leapt else task.random.choice((-2, -1, -1, -1, 0, 1, 1, 1, 2)))
    return tuple((beat, beats, move) for (beat, beats), move in zip(rhythm, moves, strict=True))


def _close(task: Task) -> Motif:
    """The end of a phrase: at most a step, then a note to rest on."""
    long = task.random.choice((2.0, 2.5, 3.0))
    step = task.random.choice((-1, 1))
    return task.random.choice((((0, long, step),), ((0, 1, step), (1, long, -step))))


def _next_pitch(pitch: float, move: int, steps: tuple[int, ...], bar: Measure, beat: float, beats: float) -> int:
    here = min(range(len(steps)), key=lambda i: abs(steps[i] - pitch))
    there = here + move
    if not 0 <= there < len(steps):
        there = here - move
    wanted = steps[min(max(there, 0), len(steps) - 1)]
    tones = bar.chord_at(beat).tones
    strong = beat % 2 == 0 or beats >= 1
    clashes = any((wanted - tone) % 12 in {1, 11} for tone in tones) and wanted % 12 not in tones
    if not strong and not clashes:
        return wanted
    landed = nearest(wanted, tones)
    return landed - 12 if landed > steps[-1] + 2 else landed


PLAYERS: dict[str, Player] = {
    "chords": chords, "figure": figure, "waltz": waltz, "arpeggio": arpeggio, "bass": bass, "melody": melody,
}  # fmt: skip


def farewell(task: Task, bar: Measure, seconds: float) -> Iterator[Note]:
    """The last chord: everyone lands on the tonic, one after the other from low to high, and lets it ring."""
    tonic = bar.chords[0].chord
    if task.part.plays == "bass":
        pitches: tuple[int, ...] = (place(tonic.bass, task.part.low),)
    elif task.part.plays == "melody":
        pitches = (nearest((task.part.low + task.part.high) / 2, (tonic.bass,)),)
    else:
        pitches = voicing(tonic, (), task.part.low, task.part.high, 4)
    rolled = task.part.plays in {"arpeggio", "figure", "waltz"}
    for index, pitch in enumerate(pitches):
        note = task.note(bar, 0, 1, pitch, 0.7)
        delay = 0.07 * index if rolled else 0.0
        yield note._replace(start=note.start + delay, seconds=max(0.2, seconds - delay))
