"""Composed music: exact lengths, beginnings and ends, harmony, rhythm, balance."""

import subprocess
import sys
from functools import cache
from hashlib import sha256

import numpy as np
import pytest
from numpy.typing import NDArray

from studio.music import MOODS, TITLES, compose, stream
from studio.music.parts import Note
from studio.music.room import BLOCK
from studio.music.score import Score, write
from studio.music.theory import chord
from studio.sound.loudness import Meter

RATE = 48_000
OCTAVES = (63, 125, 250, 500, 1000, 2000, 4000, 8000)
# what well-liked recordings have in each octave, in dB of the whole (a pink spectrum that falls faster above 1 kHz)
USUAL = (-7, -7, -7, -7, -9, -13, -18, -24)
each_mood = pytest.mark.parametrize("mood", MOODS)


def loudness(samples: NDArray[np.float32]) -> float:
    meter = Meter()
    meter.add(np.ascontiguousarray(samples.T))
    return meter.integrated()


def pitched(score: Score) -> list[Note]:
    return [note for note in score.notes if note.pitch >= 0]


def played_by(score: Score, player: str) -> list[Note]:
    """What the first part of this kind plays, without its echo."""
    number = next(i for i, part in enumerate(score.style.parts) if part.plays == player)
    return [note for note in score.notes if note.part == number and note.gain == score.style.parts[number].level]


@cache
def piece_of(mood: str) -> NDArray[np.float32]:
    """Ten seconds, made once for all tests that listen."""
    return compose(mood, 2, 10.0)


@each_mood
def test_every_mood_has_a_name_in_both_languages(mood: str) -> None:
    assert set(TITLES) == set(MOODS)
    assert TITLES[mood]["en"].strip()
    assert TITLES[mood]["zh"].strip()


@each_mood
@pytest.mark.parametrize("seconds", [0.02, 1.0, 4.1])
def test_a_piece_is_exactly_as_long_as_asked(mood: str, seconds: float) -> None:
    piece = compose(mood, 1, seconds, 12_000)
    assert piece.shape == (round(seconds * 12_000), 2)
    assert piece.dtype == np.float32
    assert np.isfinite(piece).all()


@each_mood
def test_a_piece_begins_at_once_and_has_faded_at_its_last_sample(mood: str) -> None:
    piece = piece_of(mood)
    assert np.abs(piece[:4]).max() < 0.01
    assert loudness(piece[: RATE * 3]) > -40
    assert np.abs(piece[-1]).max() < 1e-6
    ends = [np.sqrt(np.mean(piece[-round(end * RATE) :][: RATE // 10] ** 2)) for end in (0.8, 0.6, 0.4, 0.2, 0.1)]
    assert ends == sorted(ends, reverse=True), "it dies away"
    assert ends[-1] < 0.01


@each_mood
@pytest.mark.parametrize("seed", range(6))
def test_a_piece_ends_on_its_tonic(mood: str, seed: int) -> None:
    score = write(mood, seed, 25.0)
    start = score.form.bars * score.form.bar
    assert 1.5 <= score.form.ring <= 5
    final = chord(score.style.final, score.key)
    last = [note for note in pitched(score) if note.start >= start and note.gain == score.style.parts[note.part].level]
    assert {note.pitch % 12 for note in last} <= set(final.tones)
    assert min(note.pitch for note in last) % 12 == final.bass == score.key % 12


@pytest.mark.parametrize("seconds", [4.5, 6, 8, 10, 12.5, 15, 20, 27.3, 30, 45, 60, 90, 180, 600])
@each_mood
def test_tempo_and_bars_fit_every_length_without_a_gap(mood: str, seconds: float) -> None:
    form = write(mood, 1, seconds).form
    assert form.bars * form.bar + form.ring == pytest.approx(seconds)
    assert form.ring <= max(4.6, 0.4 * seconds), "no film ends in a long silence"
    assert [s.first for s in form.sections] == [
        sum(s.bars for s in form.sections[:i]) for i in range(len(form.sections))
    ]
    assert sum(s.bars for s in form.sections) == form.bars


def test_the_same_mood_seed_and_length_give_the_same_samples_in_any_process() -> None:
    code = "import hashlib; from studio.music import compose; print(hashlib.sha256(compose('lofi', 9, 6).tobytes()).hexdigest())"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, encoding="utf-8")
    assert run.stdout.strip() == sha256(compose("lofi", 9, 6).tobytes()).hexdigest()


@each_mood
def test_another_seed_is_another_piece(mood: str) -> None:
    scores = [write(mood, seed, 30.0) for seed in range(12)]
    heard = {(s.key, round(s.form.bar, 2), tuple(n.pitch for n in pitched(s)[:40])) for s in scores}
    assert len(heard) == len(scores)
    assert len({s.key for s in scores}) >= 3
    assert len({tuple(sorted({n.instrument for n in s.notes})) for s in scores}) >= 3


def test_moods_are_told_apart_by_tempo_drums_and_instruments() -> None:
    scores = {mood: write(mood, 1, 30.0) for mood in MOODS}
    beat = {mood: s.form.bar / s.style.beats for mood, s in scores.items()}
    strokes = {mood: sum(n.pitch < 0 for n in s.notes) for mood, s in scores.items()}
    assert max(beat["upbeat"], beat["tech"], beat["playful"]) < min(beat["calm"], beat["dreamy"], beat["lofi"])
    assert min(strokes["upbeat"], strokes["tech"], strokes["lofi"]) > 2 * max(strokes["calm"], strokes["dreamy"])
    assert len({frozenset(n.instrument for n in pitched(s)) for s in scores.values()}) == len(MOODS)


@each_mood
def test_what_sounds_together_hardly_ever_rubs(mood: str) -> None:
    rubbing = together = 0.0
    for seed in range(4):
        notes = [note for note in pitched(write(mood, seed, 30.0)) if note.seconds > 0.15]
        for index, note in enumerate(notes):
            for other in notes[index + 1 :]:
                overlap = min(note.start + note.seconds, other.start + other.seconds) - other.start
                if other.start >= note.start + note.seconds:
                    break
                together += overlap
                rubbing += overlap * (abs(note.pitch - other.pitch) in {1, 13})
    assert rubbing < 0.06 * together, "minor seconds and ninths are colour, not the rule"


@each_mood
def test_the_tune_moves_by_steps_and_stays_above_the_bass(mood: str) -> None:
    score = write(mood, 4, 60.0)
    tune = [note.pitch for note in played_by(score, "melody")]
    leaps = np.abs(np.diff(tune))
    assert len(tune) > 8
    assert np.mean(leaps <= 5) > 0.75
    assert leaps.max() <= 12
    assert max(note.pitch for note in played_by(score, "bass")) < min(tune)


@pytest.mark.parametrize("mood", ["upbeat", "tech", "lofi", "playful"])
def test_strokes_heard_in_the_sound_lie_on_the_beat_grid(mood: str) -> None:
    score, piece = write(mood, 2, 10.0), piece_of(mood).mean(axis=1)
    hop = 240
    frames = piece[: piece.size // hop * hop].reshape(-1, hop)
    spectra = np.abs(np.fft.rfft(np.hstack([frames[:-1], frames[1:]]) * np.hanning(2 * hop)))
    flux = np.maximum(np.diff(np.log1p(100 * spectra), axis=0), 0).sum(axis=1)
    peaks = 1 + np.flatnonzero((flux[1:-1] > flux[:-2]) & (flux[1:-1] >= flux[2:]))
    peaks = peaks[flux[peaks] > 0.3 * flux.max()]
    onsets = (peaks + 1.5) * hop / RATE
    late = 0.5 + 0.5 * score.style.swing
    steps = (0, late / 2, late, (1 + late) / 2)
    length = score.form.bar / score.style.beats
    grid = np.array([beat + step * length for beat in score.beats for step in steps])
    off = np.abs(onsets[:, None] - grid).min(axis=1)
    assert onsets.size > 6
    assert np.mean(off < 0.025) > 0.85
    between = grid[:-1] + np.diff(grid) / 2
    assert np.mean(np.abs(onsets[:, None] - between).min(axis=1) < 0.025) < 0.4, "and not anywhere at all"


@each_mood
def test_no_sample_jumps_where_two_blocks_meet(mood: str) -> None:
    piece = piece_of(mood).mean(axis=1).astype(float)
    bend = np.abs(np.diff(piece, 2))
    for seam in range(BLOCK, piece.size - 500, BLOCK):
        usual = np.percentile(bend[seam - 400 : seam + 400], 98)
        assert bend[seam - 3 : seam + 3].max() < 4 * usual + 1e-4


@each_mood
def test_the_spectrum_is_balanced_and_the_level_is_near_minus_sixteen(mood: str) -> None:
    piece = piece_of(mood)
    mono = piece.mean(axis=1)
    power = np.abs(np.fft.rfft(mono)) ** 2
    frequency = np.fft.rfftfreq(mono.size, 1 / RATE)
    bands = [power[(frequency >= c / 2**0.5) & (frequency < c * 2**0.5)].sum() / power.sum() for c in OCTAVES]
    off = 10 * np.log10(bands) - USUAL
    assert np.abs(off[:6]).max() < 9, off.round(1)
    assert off[6:].max() < 6, off.round(1)
    assert off[6] > -12, off.round(1)
    assert -18.5 < loudness(piece) < -13
    assert np.abs(piece).max() <= 0.8
    assert 0.1 < np.corrcoef(piece.T)[0, 1] < 0.95, "wide, and still there in mono"


def test_minutes_need_no_more_memory_than_seconds() -> None:
    import tracemalloc

    def peak(seconds: float) -> int:
        tracemalloc.start()
        for _ in stream("tech", 1, seconds, 12_000):
            pass
        top = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return top

    stream_once = peak(5)
    assert peak(150) < max(60_000_000, 2 * stream_once)


def test_an_unknown_mood_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        compose("polka", 1, 3.0)
