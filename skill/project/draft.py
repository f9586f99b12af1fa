"""What a draft says: its tracks and their segments. Reads any draft, changes none.

Field names from the skill page: t tracks, tt type (0 video, 1 audio, 7 text), sg segments, d ms, m metadata.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

TYPES = {0: "video", 1: "audio", 7: "text"}


@dataclass(frozen=True, slots=True)
class Segment:
    """One piece on a track, times in ms. `key` names it across edits; empty where the draft gives it no id."""

    key: str
    name: str
    text: str
    start: int
    length: int
    volume: float | None
    meta: Mapping[str, Any] = field(default_factory=dict)  # all that m says

    @property
    def end(self) -> int:
        """Where it ends, in ms."""
        return self.start + self.length

    @property
    def span(self) -> list[float]:
        """Start and end in seconds."""
        return [self.start / 1000, self.end / 1000]


@dataclass(frozen=True, slots=True)
class Track:
    """One track. `type` is video, audio, text, or the number that nobody knows."""

    key: str
    type: str
    name: str
    role: str
    segments: tuple[Segment, ...]

    @property
    def start(self) -> float:
        """Seconds."""
        return min((s.start for s in self.segments), default=0) / 1000

    @property
    def end(self) -> float:
        """Seconds."""
        return max((s.end for s in self.segments), default=0) / 1000

    @property
    def volume(self) -> float | None:
        """0..1 where the segments say one."""
        return next((s.volume for s in self.segments if s.volume is not None), None)

    def as_json(self) -> dict[str, Any]:
        """As `--json` shows it; times in seconds."""
        keys = {"type": self.type, "name": self.name, "start": self.start, "end": self.end}
        return keys | {"volume": self.volume, "segments": [_segment_json(s) for s in self.segments]}


def _segment_json(segment: Segment) -> dict[str, Any]:
    seconds = {"start": segment.start / 1000, "end": segment.end / 1000}
    return {"name": segment.name, "text": segment.text, **seconds}


def _list(value: Any) -> list[Mapping[str, Any]]:
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []


def metadata(thing: Mapping[str, Any]) -> Mapping[str, Any]:
    """The `m` of a draft, a track or a segment; empty where there is none."""
    found = thing.get("m")
    return found if isinstance(found, Mapping) else {}


def number(value: Any) -> float | None:
    """A sensible number, or None."""
    good = isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e12
    return float(value) if good else None


def tracks(draft: Mapping[str, Any] | None) -> list[Track]:
    """The tracks of a draft, in its order; none for None."""
    found: list[Track] = []
    for raw in _list((draft or {}).get("t")):
        found.append(_track(raw, taken={track.key for track in found}))
    return found


def ready(draft: Mapping[str, Any] | None) -> bool:
    """Whether there is something to render: a track with a segment."""
    return any(track.segments for track in tracks(draft))


def _track(raw: Mapping[str, Any], taken: set[str]) -> Track:
    meta, kind = metadata(raw), raw.get("tt")
    type_name = TYPES.get(kind, str(kind)) if isinstance(kind, int) else "unknown"
    role, key = str(meta.get("role") or ""), str(raw.get("id") or "")
    if not key or key in taken:  # without ids of their own, the second audio track stays the second audio track
        kind_name = role or type_name
        key = next(name for n in range(len(taken) + 1) if (name := f"{kind_name}-{n}") not in taken)
    segments: list[Segment] = []
    for piece in _list(raw.get("sg")):
        segments.append(_segment(piece, segments[-1].end if segments else 0))
    return Track(
        key=key,
        type=type_name,
        name=str(meta.get("name") or ""),
        role=role,
        segments=tuple(segments),
    )


def _segment(raw: Mapping[str, Any], follows: int) -> Segment:
    meta = metadata(raw)
    start, length = number(raw.get("s")), number(raw.get("d"))
    return Segment(
        key=str(raw.get("id") or ""),
        name=str(meta.get("name") or meta.get("text") or ""),
        text=str(meta.get("text") or ""),
        start=follows if start is None else int(start),
        length=int(length or 0),
        volume=number(meta.get("volume")),
        meta=meta,
    )
