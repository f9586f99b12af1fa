"""Notes become sound, a block at a time, so that ten minutes need no more memory than ten seconds."""

from collections import OrderedDict
from collections.abc import Iterator

import numpy as np

from studio.music.drums import DRUMS, drum
from studio.music.parts import Note
from studio.music.room import BLOCK, Room
from studio.music.score import Score
from studio.music.tones import INSTRUMENTS, Wave

CACHE_BYTES = 40_000_000


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


def blocks(score: Score, rate: int) -> Iterator[Wave]:
    """The piece without end as `(2, BLOCK)` float32 blocks; the caller stops where it has enough."""
    samples, room = _Samples(rate), Room(score.style.tone, score.style.room, score.style.wet, rate)
    ahead = np.zeros((4, BLOCK), np.float32)
    notes = iter(score.notes)
    note = next(notes, None)
    start = 0
    while True:
        while note is not None and round(note.start * rate) < start + BLOCK:
            ahead = _add(ahead, note, samples.of(note), round(note.start * rate) - start)
            note = next(notes, None)
        yield room(ahead[:, :BLOCK])
        ahead = ahead[:, BLOCK:]
        if ahead.shape[1] < BLOCK:
            ahead = np.concatenate([ahead, np.zeros((4, BLOCK), np.float32)], axis=1)
        start += BLOCK


def _add(ahead: Wave, note: Note, wave: Wave, at: int) -> Wave:
    """Adds a note to what is still to be played, which grows where the note rings longer."""
    end = at + wave.shape[1]
    if end > ahead.shape[1]:
        ahead = np.concatenate([ahead, np.zeros((4, end - ahead.shape[1]), np.float32)], axis=1)
    level = note.gain * (note.velocity if note.instrument in DRUMS else 1.0)
    left = level * min(1.0, 1 - note.pan)
    right = level * min(1.0, 1 + note.pan)
    stereo = wave * np.array([[left], [right]], np.float32)
    ahead[:2, at:end] += stereo
    ahead[2:, at:end] += stereo * np.float32(note.send)
    return ahead
