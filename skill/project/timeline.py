"""What a draft says: its tracks, and what an edit did to them. Reads any draft, changes none.

Field names from the skill page: t tracks, tt type (0 video, 1 audio, 7 text), sg segments, d ms, m metadata.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

TYPES = {0: "video", 1: "audio", 7: "text"}


@dataclass(frozen=True, slots=True)
class Segment:
    """One piece on a track, times in ms. `key` names it across edits."""

    key: str
    name: str
    text: str
    start: int
    length: int
    volume: float | None
    style: str  # everything else that m says, as one comparable text

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


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `kind` is added, removed, moved, trimmed or changed; `what` says of which property."""

    kind: str
    track: str
    name: str
    before: Any = None
    after: Any = None
    what: str = ""
    type: str = ""

    def as_json(self) -> dict[str, Any]:
        """As `--json` shows it."""
        return asdict(self)


def _segment_json(segment: Segment) -> dict[str, Any]:
    seconds = {"start": segment.start / 1000, "end": segment.end / 1000}
    return {"name": segment.name, "text": segment.text, **seconds}


def _list(value: Any) -> list[Mapping[str, Any]]:
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []


def _meta(thing: Mapping[str, Any]) -> Mapping[str, Any]:
    found = thing.get("m")
    return found if isinstance(found, Mapping) else {}


def _number(value: Any) -> float | None:
    good = isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e12
    return float(value) if good else None


def tracks(draft: Mapping[str, Any] | None) -> list[Track]:
    """The tracks of a draft, in its order; none for None."""
    return [_track(raw, n) for n, raw in enumerate(_list((draft or {}).get("t")))]


def ready(draft: Mapping[str, Any] | None) -> bool:
    """Whether there is something to render: a track with a segment."""
    return any(track.segments for track in tracks(draft))


def _track(raw: Mapping[str, Any], number: int) -> Track:
    meta, kind = _meta(raw), raw.get("tt")
    type_name = TYPES.get(kind, str(kind)) if isinstance(kind, int) else "unknown"
    segments: list[Segment] = []
    for n, piece in enumerate(_list(raw.get("sg"))):
        segments.append(_segment(piece, n, segments[-1].end if segments else 0))
    return Track(
        key=str(raw.get("id") or f"{type_name}-{number}"),
        type=type_name,
        name=str(meta.get("name") or ""),
        role=str(meta.get("role") or ""),
        segments=tuple(segments),
    )


def _segment(raw: Mapping[str, Any], number: int, follows: int) -> Segment:
    meta = _meta(raw)
    start, length = _number(raw.get("s")), _number(raw.get("d"))
    known = ("name", "text", "volume", "words")
    return Segment(
        key=str(raw.get("id") or f"#{number}"),
        name=str(meta.get("name") or meta.get("text") or ""),
        text=str(meta.get("text") or ""),
        start=follows if start is None else int(start),
        length=int(length or 0),
        volume=_number(meta.get("volume")),
        style=repr(sorted((k, v) for k, v in meta.items() if k not in known)),
    )


def compare(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> list[Change]:
    """What was done between two drafts, in the order of the timeline."""
    old, new = _by_key(tracks(before)), _by_key(tracks(after))
    changes = _whole_film(before or {}, after or {}) if old else []
    for key, track in new.items():
        changes += _compare_track(old[key], track) if key in old else _all("added", track)
    for key, track in old.items():
        if key not in new:
            changes += _all("removed", track)
    return changes


def _by_key(found: list[Track]) -> dict[str, Track]:
    keyed: dict[str, Track] = {}
    for track in found:
        keyed[track.key if track.key not in keyed else f"{track.key}+{len(keyed)}"] = track
    return keyed


def _whole_film(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    changes = []
    sizes = [(d.get("w"), d.get("h")) for d in (before, after)]
    if sizes[0] != sizes[1] and all(all(size) for size in sizes):
        changes.append(Change("changed", "", "", list(sizes[0]), list(sizes[1]), "size"))
    lengths = [_number(d.get("d")) for d in (before, after)]
    if lengths[0] != lengths[1] and lengths[0] and lengths[1]:
        changes.append(Change("changed", "", "", lengths[0] / 1000, lengths[1] / 1000, "length"))
    style = [repr(sorted((k, v) for k, v in _meta(d).items() if k not in ("seed", "brief"))) for d in (before, after)]
    if style[0] != style[1]:
        changes.append(Change("changed", "", "", None, None, "style"))
    return changes


def _all(kind: str, track: Track) -> list[Change]:
    segments = track.segments
    if len(segments) > 1:  # a whole track of captions is one thing to a person
        span = [track.start, track.end]
        return [_change(kind, track, track.name or track.type, span, "track", len(segments))]
    return [_change(kind, track, s.text or s.name, [s.start / 1000, s.end / 1000], "segment") for s in segments]


def _change(kind: str, track: Track, name: str, span: list[float], what: str, count: int = 1) -> Change:
    before, after = (None, span) if kind == "added" else (span, None)
    return Change(kind, track.name, name, before, after, what, _kind_of(track))


def _kind_of(track: Track) -> str:
    return track.role or track.type


def _compare_track(old: Track, new: Track) -> list[Change]:
    changes: list[Change] = []
    kind = _kind_of(new)
    if old.name != new.name:
        changes.append(Change("changed", new.name, new.name, old.name, new.name, "name", kind))
    before, after = ({s.key: s for s in track.segments} for track in (old, new))
    if old.volume != new.volume:
        name = new.name or new.type
        changes.append(Change("changed", new.name, name, old.volume, new.volume, "volume", kind))
    for key, segment in after.items():
        if key in before:
            changes += _compare_segment(before[key], segment, new)
        else:
            changes.append(_change("added", new, segment.text or segment.name, segment.span, "segment"))
    for key, segment in before.items():
        if key not in after:
            changes.append(_change("removed", old, segment.text or segment.name, segment.span, "segment"))
    return changes


def _compare_segment(old: Segment, new: Segment, track: Track) -> list[Change]:
    kind, name = _kind_of(track), new.text or new.name
    changes = []
    if old.length != new.length:
        seconds = (old.length / 1000, new.length / 1000)
        changes.append(Change("trimmed", track.name, name, seconds[0], seconds[1], "length", kind))
    elif old.start != new.start:
        seconds = (old.start / 1000, new.start / 1000)
        changes.append(Change("moved", track.name, name, seconds[0], seconds[1], "start", kind))
    if old.text != new.text:
        changes.append(Change("changed", track.name, name, old.text, new.text, "text", kind))
    elif old.name != new.name:
        changes.append(Change("changed", track.name, name, old.name, new.name, "name", kind))
    if old.style != new.style:
        changes.append(Change("changed", track.name, name, None, None, "style", kind))
    return changes
