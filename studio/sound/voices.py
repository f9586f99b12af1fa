"""The voice track: every sentence spoken once, kept, and set at its place."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from studio.render.errors import RenderError
from studio.render.timeline import track, with_starts
from studio.sound.loudness import Meter
from studio.sound.reader import RATE, Placed, Raw, Wav
from studio.sound.tracks import JOIN, Meta, Sound, Studio, at_sample, levelling, recording, volume
from studio.speech import SpeechFailed, VoiceMissing
from studio.speech.kept import Spoken, narrate

HURRY = 1.35  # a sentence too long for its place is spoken faster, but never by more than this
LATE = 1.03  # how far it may run over before that
BLOCK = RATE


def voice(draft: Meta, studio: Studio) -> Iterator[Sound]:
    """The sentences of the voice track and the user's own recordings on it."""
    segments = [one for one in with_starts(track(draft, "voice")) if volume(one, "voice") > 0]
    spoken = [one for one in segments if not one["m"].get("src") and str(one["m"].get("text") or "").strip()]
    sounds = _narration(draft, spoken, studio.cache)
    gain = levelling(_loudness([sound.path for sound in sounds]))
    ends = [one["s"] for one in segments[1:]] + [float("inf")]
    for segment, end in zip(segments, ends, strict=False):
        if segment in spoken:
            sound = sounds[spoken.index(segment)]
            placed = studio.place(segment, Wav(sound.path), at_sample(1000 * sound.speech.seconds), gain)
        elif segment["m"].get("src"):
            raw = recording(segment["m"], studio, None)
            if raw is None:
                continue
            placed = studio.place(segment, Raw(raw.path), raw.samples, levelling(raw.loudness))
        else:
            continue
        yield Sound("voice", volume(segment, "voice"), _given_way(placed, volume(segment, "voice"), end))


def _given_way(placed: Placed, level: float, end_ms: float) -> Placed:
    """At its volume, and silent before the next sentence begins."""
    placed.gain *= level
    placed.fade_in = round(JOIN * RATE)
    if end_ms != float("inf"):
        placed.count = max(0, min(placed.count, at_sample(end_ms) - placed.first))
    placed.fade_out = round(JOIN * RATE)
    return placed


def _narration(draft: Meta, segments: Sequence[Meta], folder: Path) -> list[Spoken]:
    """Every sentence as sound, those spoken again faster that do not fit. One voice per language."""
    whole = (draft.get("m") or {}).get("language") or "en"
    found: dict[int, Spoken] = {}
    for language in sorted({str(one["m"].get("language") or whole) for one in segments}):
        mine = [i for i, one in enumerate(segments) if str(one["m"].get("language") or whole) == language]
        found |= dict(zip(mine, _fitted([segments[i] for i in mine], language, folder), strict=True))
    return [found[i] for i in range(len(segments))]


def _fitted(segments: Sequence[Meta], language: str, folder: Path) -> list[Spoken]:
    try:
        first = narrate([(one["m"]["text"], 1.0) for one in segments], language, folder)
        rates = [_rate(sound, one.get("d")) for sound, one in zip(first, segments, strict=True)]
        return narrate([(one["m"]["text"], rate) for one, rate in zip(segments, rates, strict=True)], language, folder)
    except (VoiceMissing, SpeechFailed) as error:
        raise RenderError("failed", str(error)) from error


def _rate(sound: Spoken, length_ms: float | None) -> float:
    """How fast a sentence must be spoken to end with its segment; in steps, so that the cache is of use."""
    over = 1000 * sound.speech.seconds / length_ms if length_ms else 1.0
    return 1.0 if over <= LATE else min(HURRY, round(over + 0.02, 2))


def _loudness(paths: Sequence[Path]) -> float:
    """Of all sentences together: a whisper among them stays one."""
    meter = Meter()
    for path in paths:
        reader = Wav(path)
        for _ in range(0, reader.samples, BLOCK):
            meter.add(reader.read(BLOCK))
    return meter.integrated()
