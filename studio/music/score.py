"""A mood, a seed and a length become notes."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from studio.music import percussion
from studio.music.form import Form, fit
from studio.music.parts import PLAYERS, Measure, Note, Placed, Task, farewell
from studio.music.styles import STYLES, Bar, Style
from studio.music.theory import chord


@dataclass(frozen=True, slots=True)
class Score:
    """A piece: notes in order of time, `beats` in seconds for whoever wants the grid."""

    notes: tuple[Note, ...]
    beats: tuple[float, ...]
    style: Style
    form: Form
    key: int


def write(mood: str, seed: int, seconds: float) -> Score:
    """The same mood, seed and length give the same score. An unknown mood is a KeyError."""
    style = STYLES[mood]
    random = Random(f"{mood}:{seed}")
    form = fit(seconds, style.tempo, style.beats, random)
    key = random.choice(style.keys)
    bars = _measures(style, form, key, random)
    last = _last(style, form, key)
    notes = list(percussion.play(style, bars, random))
    notes += percussion.last(style, last)
    notes += percussion.texture(style, seconds)
    for number, part in enumerate(style.parts):
        instrument, pattern = random.choice(part.instruments), random.choice(part.patterns)
        task = Task(number, part, instrument, pattern, key, style.scale, random)
        notes += PLAYERS[part.plays](task, bars)
        notes += farewell(task, last, form.ring)
    notes += [repeat for note in notes for repeat in _echo(note, style, form)]
    beats = tuple(bar.at(index) for bar in [*bars, last] for index in range(style.beats))
    return Score(tuple(sorted(notes)), beats, style, form, key)


def _measures(style: Style, form: Form, key: int, random: Random) -> list[Measure]:
    verse, chorus, cadence = (random.choice(c) for c in (style.verses, style.choruses, style.cadences))
    heard: Counter[str] = Counter()
    measures = []
    for section in form.sections:
        heard[section.name] += 1
        for index in range(section.bars):
            number = section.first + index
            harmony = (chorus if section.name == "b" else verse)[_phrase_index(section.name, section.bars, index)]
            left = form.bars - number
            if left <= len(cadence) and form.bars > len(cadence):
                harmony = cadence[-left]
            measures.append(
                Measure(
                    number * form.bar, form.bar / style.beats, style.beats, style.swing,
                    _place(harmony, style.beats, key), section.name, max(section.energy, style.floor), index % 4, heard[section.name] - 1,
                )
            )  # fmt: skip
    return measures


def _phrase_index(name: str, bars: int, index: int) -> int:
    """An intro leads into the verse by its last bars."""
    return (4 - bars + index) % 4 if name == "intro" else index % 4


def _place(harmony: Bar, beats: int, key: int) -> tuple[Placed, ...]:
    """One chord fills the bar; two share it, the first a beat longer where the beats are three."""
    if len(harmony) == 1:
        return (Placed(0, beats, chord(harmony[0], key)),)
    first = -(-beats // 2)
    return (Placed(0, first, chord(harmony[0], key)), Placed(first, beats - first, chord(harmony[1], key)))


def _last(style: Style, form: Form, key: int) -> Measure:
    beat = form.bar / style.beats if form.bar else 0.5
    return Measure(
        form.bars * form.bar, beat, style.beats, 0.0, (Placed(0, style.beats, chord(style.final, key)),),
        "end", 3, 0, 0,
    )  # fmt: skip


def _echo(note: Note, style: Style, form: Form) -> Iterator[Note]:
    """Two repeats, a dotted eighth apart, from one side and the other."""
    share = style.parts[note.part].echo if note.part >= 0 else 0.0
    if share and form.bar:
        step = 0.75 * form.bar / style.beats
        for index, pan in ((1, -0.6), (2, 0.6)):
            yield note._replace(start=note.start + index * step, gain=note.gain * share**index, pan=pan)
