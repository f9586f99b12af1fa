"""Notes become sound, a block at a time, so that ten minutes need no more memory than ten seconds."""

from collections import OrderedDict
from collections.abc import Iterator
from itertools import count

import numpy as np

from studio.music.drums import DRUMS, drum
from studio.music.parts import Note
from studio.music.room import BLOCK, Room
from studio.music.score import Score
from studio.music.tones import INSTRUMENTS, Wave

CACHE_BYTES = 24_000_000


class _Samples:
    """Notes already synthesised, the least recently used dropped first."""

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._waves: OrderedDict[tuple[str, int, float, float], Wave] = OrderedDict()
        self._bytes = 0

    def of(self, note: Note) -> Wave:
        """The note's wave; lengths and strengths are rounded so that equal notes are made once."""
        if note.instrument in DRUMS:
            return drum(note.instrument, self._rate)
        key = (note.instrument, note.pitch, round(note.seconds * 20) / 20, max(1, round(note.velocity * 8)) / 8)
        if key not in self._waves:
            self._keep(key, INSTRUMENTS[note.instrument](key[1], max(0.1, key[2]), key[3], self._rate))
        self._waves.move_to_end(key)
        return self._waves[key]

    def _keep(self, key: tuple[str, int, float, float], wave: Wave) -> None:
        self._waves[key] = wave
        self._bytes += wave.nbytes
        while self._bytes > CACHE_BYTES and len(self._waves) > 1:
            self._bytes -= self._waves.popitem(last=False)[1].nbytes


class _Tape:
    """What is still to be played: dry left, dry right, and what goes to the room."""

    def __init__(self) -> None:
        self._ahead = np.zeros((3, 4 * BLOCK), np.float32)
        self._scratch = np.empty((2, 4 * BLOCK), np.float32)

    def add(self, wave: Wave, at: int, note: Note) -> None:
        """Lay a note's wave down from sample `at` on; the tape grows where the note rings longer."""
        end = at + wave.shape[1]
        self._grow(end)
        level = note.gain * (note.velocity if note.instrument in DRUMS else 1.0)
        sides = np.array([[level * min(1.0, 1 - note.pan)], [level * min(1.0, 1 + note.pan)]], np.float32)
        stereo = np.multiply(wave, sides, out=self._scratch[:, : wave.shape[1]])
        self._ahead[:2, at:end] += stereo
        stereo *= np.float32(note.send / 2)
        self._ahead[2, at:end] += stereo[0]
        self._ahead[2, at:end] += stereo[1]

    def _grow(self, needed: int) -> None:
        more = needed - self._ahead.shape[1]
        if more > 0:
            self._ahead = np.concatenate([self._ahead, np.zeros((3, more), np.float32)], axis=1)
            self._scratch = np.empty((2, self._ahead.shape[1]), np.float32)

    def take(self) -> Wave:
        """The next block; what comes after it moves up."""
        block = self._ahead[:, :BLOCK].copy()
        self._ahead[:, :-BLOCK] = self._ahead[:, BLOCK:]
        self._ahead[:, -BLOCK:] = 0
        return block


def blocks(score: Score, rate: int) -> Iterator[Wave]:
    """The piece without end as `(2, BLOCK)` float32 blocks; the caller stops where it has enough."""
    samples, tape = _Samples(rate), _Tape()
    room = Room(score.style.tone, score.style.room, score.style.wet, rate)
    notes = iter(score.notes)
    note = next(notes, None)
    for start in count(0, BLOCK):
        while note is not None and round(note.start * rate) < start + BLOCK:
            tape.add(samples.of(note), round(note.start * rate) - start, note)
            note = next(notes, None)
        yield room(tape.take())
