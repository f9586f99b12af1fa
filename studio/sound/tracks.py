"""From the tracks of a draft to sounds on a timeline: music, voice, the user's audio, the sound of clips."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from studio.music import MOODS, stream
from studio.render import ffmpeg
from studio.render.timeline import scenes_of, track, with_starts
from studio.sound.loudness import Meter, amplitude, decibels
from studio.sound.reader import RATE, Loop, Placed, Raw, Reader, Stream, raw_samples, read_raw

Meta: TypeAlias = Mapping[str, Any]

USUAL_VOLUME = {"music": 0.35, "voice": 1.0, "clip": 1.0}
REFERENCE_LUFS = -16.0  # every source is brought here before its volume counts
QUIET_LUFS = -45.0  # below this a recording is room noise, not meant to be heard
BOOST_DB = 14.0  # no recording is turned up more than this on its own account
FADE_IN, FADE_OUT = 0.4, 2.0  # seconds, of the user's music
LOOP_OVERLAP = 1.0
BLIP = RATE // 20  # samples; what is shorter is no sound that anybody meant
JOIN = 0.02  # seconds of fade where a clip's sound begins or ends at a cut


@dataclass(frozen=True, slots=True)
class Sound:
    """A sound of one role with the volume the draft gives it."""

    role: str
    volume: float
    placed: Placed

    @property
    def presence(self) -> float:
        """The volume against what is usual for its role."""
        return self.volume / USUAL_VOLUME[self.role]


@dataclass(frozen=True, slots=True)
class Studio:
    """Where a film's sounds come from and where they are kept while it is mixed."""

    media: Callable[[str], Path]
    cache: Path
    work: Path
    samples: int

    def place(self, segment: Meta, reader: Reader, length: int, gain: float) -> Placed:
        """A sound at its segment's start, within the film."""
        first = min(at_sample(segment.get("s", 0)), self.samples)
        return Placed(reader, first, max(0, min(length, self.samples - first)), gain)


def at_sample(ms: float) -> int:
    """Milliseconds to samples."""
    return round(ms * RATE / 1000)


def volume(segment: Meta, role: str) -> float:
    """The draft's volume, 0..1, or what is usual."""
    value = (segment.get("m") or {}).get("volume")
    return min(1.0, max(0.0, float(value))) if isinstance(value, int | float) else USUAL_VOLUME[role]


def music(draft: Meta, studio: Studio) -> Iterator[Sound]:
    """Composed for the segment's length, or the user's own audio, looped and faded to fit."""
    for segment in with_starts(track(draft, "music")):
        level = volume(segment, "music")
        length = at_sample(segment.get("d") or draft.get("d") or 0) or studio.samples
        meta = segment.get("m") or {}
        if level <= 0:
            continue
        if meta.get("src"):
            placed = _own_music(segment, meta, studio, length, level)
        else:
            placed = _composed(draft, segment, meta, studio, length, level)
        if placed is not None:
            yield Sound("music", level, placed)


def _composed(draft: Meta, segment: Meta, meta: Meta, studio: Studio, length: int, level: float) -> Placed:
    placed = studio.place(segment, Stream(iter(())), length, level)
    whole = draft.get("m") or {}
    mood, seed = meta.get("mood") or whole.get("mood") or "calm", meta.get("seed", whole.get("seed", 0))
    known = mood if mood in MOODS else "calm"
    placed.reader = Stream(stream(known, int(seed or 0), placed.count / RATE, RATE))
    return placed


def _own_music(segment: Meta, meta: Meta, studio: Studio, length: int, level: float) -> Placed | None:
    own = recording(meta, studio, None)
    if own is None:
        return None
    reader = Loop(own.path, round(LOOP_OVERLAP * RATE)) if own.samples < length else Raw(own.path)
    placed = studio.place(segment, reader, length, level * levelling(own.loudness))
    placed.fade_in = round(FADE_IN * RATE) if meta.get("in") or placed.first else 0
    placed.fade_out = min(round(FADE_OUT * RATE), placed.count // 3)
    return placed


def clips(draft: Meta, studio: Studio) -> Iterator[Sound]:
    """The own sound of video clips; it goes on under the transition into the next scene."""
    scenes = with_starts(scenes_of(draft))
    for index, segment in enumerate(scenes):
        meta = segment.get("m") or {}
        level = volume(segment, "clip")
        if meta.get("kind") != "video" or not meta.get("src") or level <= 0:
            continue
        before = _transition(draft, segment) if index else 0
        after = _transition(draft, scenes[index + 1]) if index + 1 < len(scenes) else 0
        own = recording(meta, studio, (segment["d"] + after) / 1000)
        if own is None:
            continue
        length = min(own.samples, at_sample(segment["d"] + after))
        placed = studio.place(segment, Raw(own.path), length, level * levelling(own.loudness))
        placed.fade_in = max(at_sample(before), round(JOIN * RATE))
        placed.fade_out = max(at_sample(after), round(JOIN * RATE))
        yield Sound("clip", level, placed)


def _transition(draft: Meta, segment: Meta) -> int:
    """Milliseconds that the scene needs to come in; 0 for a cut."""
    meta = segment.get("m") or {}
    kind = meta.get("transition") or (draft.get("m") or {}).get("transition") or "cut"
    return 0 if kind == "cut" else int(min(meta.get("transition_ms", 500), segment["d"]))


@dataclass(frozen=True, slots=True)
class Recording:
    """The user's sound between `in` and `out`, decoded: raw samples on disk and their loudness in LUFS."""

    path: Path
    samples: int
    loudness: float


def recording(meta: Meta, studio: Studio, seconds: float | None) -> Recording | None:
    """Decode what a segment's `src` names, at most `seconds` of it or what the film can use; None without sound."""
    start = (meta.get("in") or 0) / 1000
    limit = studio.samples / RATE + LOOP_OVERLAP if seconds is None else seconds
    if meta.get("out"):
        limit = min(limit, max(0.0, meta["out"] / 1000 - start))
    raw = studio.work / f"{len(list(studio.work.iterdir()))}.f32"
    if limit <= 0 or not ffmpeg.audio_to_raw(studio.media(meta["src"]), raw, start_s=start, seconds=limit):
        return None
    samples = raw_samples(raw)
    return Recording(raw, samples, _loudness_of(raw)) if samples >= BLIP else None


def _loudness_of(raw: Path) -> float:
    meter = Meter()
    for first in range(0, raw_samples(raw), RATE):
        meter.add(read_raw(raw, first, min(RATE, raw_samples(raw) - first)))
    return meter.integrated()


def levelling(loudness: float) -> float:
    """The gain that brings a recording to the reference; near silence stays what it is."""
    if loudness < QUIET_LUFS:
        return 1.0
    return amplitude(min(REFERENCE_LUFS - loudness, BOOST_DB))


def target(sounds: Sequence[Sound], usual: float) -> float:
    """The film's loudness: `usual`, or lower by as much as the user turned down everything that sounds."""
    presence = max((sound.presence for sound in sounds), default=1.0)
    return usual + min(0.0, decibels(presence))
