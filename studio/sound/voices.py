"""The voice track: every sentence spoken once, kept, and set at its place."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from studio.narration import is_text, narration, room_for
from studio.render.timeline import track, with_starts
from studio.sound.loudness import Meter
from studio.sound.reader import RATE, Placed, Raw, Wav
from studio.sound.tracks import JOIN, Meta, Sound, Studio, at_sample, levelling, recording, volume

BLOCK = RATE


def voice(draft: Meta, studio: Studio) -> Iterator[Sound]:
    """The sentences of the voice track and the user's own recordings on it."""
    segments = [one for one in with_starts(track(draft, "voice")) if volume(one, "voice") > 0]
    rooms = room_for(segments, 1000 * studio.samples / RATE)
    spoken = [(one, room) for one, room in zip(segments, rooms, strict=True) if is_text(one)]
    sounds = dict(zip((id(one) for one, _ in spoken), narration(draft, spoken, studio.cache), strict=True))
    gain = levelling(_loudness([sound.path for sound in sounds.values()]))
    for segment, room in zip(segments, rooms, strict=True):
        level = volume(segment, "voice")
        if sound := sounds.get(id(segment)):
            placed = studio.place(segment, Wav(sound.path), at_sample(1000 * sound.speech.seconds), gain)
            yield Sound("voice", level, _given_way(placed, level, room))
        elif own := recording(segment["m"], studio, room / 1000) if segment["m"].get("src") else None:
            placed = studio.place(segment, Raw(own.path), own.samples, levelling(own.loudness))
            yield Sound("voice", level, _given_way(placed, level, room))


def _given_way(placed: Placed, level: float, room_ms: float) -> Placed:
    """At its volume, and silent before the next sentence begins."""
    placed.gain *= level
    placed.count = min(placed.count, at_sample(room_ms))
    placed.fade_in = placed.fade_out = round(JOIN * RATE)
    return placed


def _loudness(paths: Sequence[Path]) -> float:
    """Of all sentences together: a whisper among them stays one."""
    meter = Meter()
    for path in paths:
        reader = Wav(path)
        for _ in range(0, reader.samples, BLOCK):
            meter.add(reader.read(BLOCK))
    return meter.integrated()
