"""What an edit did: the differences between two drafts that a person would name, without what merely follows.

When a scene gets longer, all later captions start later; the scene is told, the captions are not. Only where
nothing but such consequences is found are they told after all: a changed draft never compares as equal.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from skill.project.draft import Segment, Track, metadata, number
from skill.project.draft import ready as ready
from skill.project.draft import tracks as tracks
from skill.project.matching import Pairs, matched, moved

WORDS = ("heading", "body", "items", "number", "label", "quote", "by", "left", "right", "subtext")
_PICTURE = ("art", "src", "kind")
_CUT = ("in", "out")
_QUIET = ("name", "text", "volume", "words", "seed", "transition_ms", *WORDS, *_PICTURE, *_CUT)
_WHOLE = ("mood", "palette", "pace", "font_scale", "caption_position", "transition")  # each has a clause of its own
_UNTOLD = ("seed", "brief", "title", "language", "platform", *_WHOLE)


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `kind` is added, removed, moved, trimmed or changed; `what` says of which property.

    `type` is the track's role or type, `number` a scene's place from 1, `count` how many segments a whole track
    has. Times in seconds, volumes 0..1. `follows` marks a mere consequence of another change.
    """

    kind: str
    track: str
    name: str
    before: Any = None
    after: Any = None
    what: str = ""
    type: str = ""
    number: int | None = None
    count: int = 1
    follows: bool = False

    def as_json(self) -> dict[str, Any]:
        """As `--json` shows it."""
        told = asdict(self)
        del told["follows"]
        return told


def compare(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> list[Change]:
    """What was done between two drafts: the whole film first, then track by track."""
    old = {track.key: track for track in tracks(before) if track.segments}
    new = {track.key: track for track in tracks(after) if track.segments}
    scenes = _Scenes(_video(old), _video(new))
    found = _whole_film(before or {}, after or {}) if old and new else []
    for key, track in new.items():
        found += _compare_track(old[key], track, scenes) if key in old else _all("added", track)
    for key, track in old.items():
        found += _all("removed", track) if key not in new else []
    found = _settled(found)
    return [one for one in found if not one.follows] or [replace(one, follows=False) for one in found]


def _video(found: Mapping[str, Track]) -> Sequence[Segment]:
    return next((track.segments for track in found.values() if track.type == "video"), ())


class _Scenes:
    """Where the scenes were and are: what moves along with its scene has not been moved by anybody."""

    def __init__(self, old: Sequence[Segment], new: Sequence[Segment]) -> None:
        self._old, self._new = old, new
        pairs = matched(old, new)
        self._now = {id(a): b for a, b in pairs}
        kept = {id(b) for _, b in pairs}
        self.added = [b for b in new if id(b) not in kept]
        self.removed = [a for a in old if id(a) not in self._now]
        self.retimed = bool(self.added or self.removed) or any(
            (a.start, a.length) != (b.start, b.length) for a, b in pairs
        )
        self.reordered = bool(self.added or self.removed or moved(pairs))
        longer = [b for a, b in pairs if a.length != b.length]
        self.stretched = len(longer) > 2  # the film was made longer or shorter as a whole

    def carried(self, a: Segment, b: Segment) -> bool:
        """Whether a segment only went where its scene went."""
        was, now = _at(self._old, a.start), _at(self._new, b.start)
        return self.retimed and (was is None or now is None or self._now.get(id(was)) is now)


def _at(scenes: Sequence[Segment], start: int) -> Segment | None:
    return next((scene for scene in scenes if scene.start <= start < scene.end), None)


def _whole_film(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    changes = []
    sizes = [[d.get("w"), d.get("h")] for d in (before, after)]
    if sizes[0] != sizes[1] and all(all(number(side) for side in size) for size in sizes):
        changes.append(Change("changed", "", "", sizes[0], sizes[1], "size"))
    lengths = [number(d.get("d")) for d in (before, after)]
    if lengths[0] != lengths[1] and lengths[0] and lengths[1]:
        changes.append(Change("changed", "", "", lengths[0] / 1000, lengths[1] / 1000, "length"))
    old, new = metadata(before), metadata(after)
    changes += [Change("changed", "", "", old.get(k), new.get(k), k) for k in _WHOLE if old.get(k) != new.get(k)]
    if _others(old, _UNTOLD) != _others(new, _UNTOLD):
        changes.append(Change("changed", "", "", what="style"))
    return changes


def _others(meta: Mapping[str, Any], known: Sequence[str]) -> dict[str, Any]:
    return {key: value for key, value in meta.items() if key not in known and value is not None}


def _all(kind: str, track: Track) -> list[Change]:
    if len(track.segments) == 1:
        return [_whole_segment(kind, track, track.segments[0], 1)]
    span = [track.start, track.end]
    before, after = (None, span) if kind == "added" else (span, None)
    count = len(track.segments)
    return [Change(kind, track.name, track.name, before, after, "track", _kind_of(track), count=count)]


def _whole_segment(kind: str, track: Track, one: Segment, place: int, follows: bool = False) -> Change:
    before, after = (None, one.span) if kind == "added" else (one.span, None)
    kind_of, name = _kind_of(track), one.text or one.name
    return Change(kind, track.name, name, before, after, "segment", kind_of, _place(track, place), follows=follows)


def _kind_of(track: Track) -> str:
    return track.role or track.type


def _place(track: Track, place: int) -> int | None:
    return place if track.type == "video" else None


def _compare_track(old: Track, new: Track, scenes: _Scenes) -> Iterator[Change]:
    kind = _kind_of(new)
    if old.name != new.name and old.name and new.name:
        yield Change("changed", new.name, new.name, old.name, new.name, "name", kind)
    if old.volume != new.volume:
        yield Change("changed", new.name, new.name or new.type, old.volume, new.volume, "volume", kind)
    pairs = matched(old.segments, new.segments)
    kept = {id(one) for pair in pairs for one in pair}
    for place, one in enumerate(old.segments, 1):
        if id(one) not in kept:
            yield _whole_segment("removed", old, one, place, _inside(one, scenes.removed, new))
    for place, one in enumerate(new.segments, 1):
        if id(one) not in kept:
            yield _whole_segment("added", new, one, place, _inside(one, scenes.added, new))
    if new.type == "video":
        yield from _order(new, pairs, old)
    places = {id(b): place for place, b in enumerate(new.segments, 1)}
    for a, b in pairs:
        yield from _compare_segment(a, b, new, _place(new, places[id(b)]), scenes)


def _inside(one: Segment, gone: Sequence[Segment], track: Track) -> bool:
    """A caption or a spoken sentence comes and goes with its scene; a title is told for itself."""
    return track.type != "video" and _kind_of(track) != "title" and _at(gone, one.start) is not None


def _order(track: Track, pairs: Pairs, old: Track) -> Iterator[Change]:
    """Scenes that changed places: two as a swap, else each with its old and new number."""
    was = {id(a): place for place, a in enumerate(old.segments, 1)}
    now = {id(b): place for place, b in enumerate(track.segments, 1)}
    away = [(a, b) for a, b in pairs if was[id(a)] != now[id(b)]]
    if len(away) == 2 and len(pairs) == len(old.segments) == len(track.segments):
        (a, first), (_, second) = away
        names = [second.text or second.name, first.text or first.name]
        yield Change("moved", track.name, names[0], was[id(away[1][0])], names[1], "swap", _kind_of(track), was[id(a)])
        return
    for a, b in moved(pairs):
        yield Change(
            "moved", track.name, b.text or b.name, was[id(a)], now[id(b)], "place", _kind_of(track), was[id(a)]
        )


def _compare_segment(a: Segment, b: Segment, track: Track, place: int | None, scenes: _Scenes) -> Iterator[Change]:
    def told(kind: str, before: Any, after: Any, what: str, follows: bool = False) -> Change:
        return Change(kind, track.name, b.text or b.name, before, after, what, _kind_of(track), place, follows=follows)

    yield from _times(a, b, track, scenes, told)
    if a.text != b.text:
        yield told("changed", a.text, b.text, "text")
    elif (before := _words(a)) != (after := _words(b)):
        yield told("changed", before[0] if before else "", after[0] if after else "", "words")
    elif a.name != b.name:
        yield told("changed", a.name, b.name, "name")
    yield from _looks(a, b, track, scenes, told)


def _times(a: Segment, b: Segment, track: Track, scenes: _Scenes, told: Any) -> Iterator[Change]:
    video = track.type == "video"
    if a.length != b.length or any(a.meta.get(k) != b.meta.get(k) for k in _CUT):
        follows = scenes.stretched if video else scenes.retimed
        yield told("trimmed", a.length / 1000, b.length / 1000, "length", follows)
    if a.start != b.start:  # scenes follow each other; what changes places is told by its number
        yield told("moved", a.start / 1000, b.start / 1000, "start", video or scenes.carried(a, b))


def _words(one: Segment) -> list[str]:
    """A scene's words as one comparable list."""
    return [str(one.meta[key]) for key in WORDS if one.meta.get(key)]


def _looks(a: Segment, b: Segment, track: Track, scenes: _Scenes, told: Any) -> Iterator[Change]:
    if any(a.meta.get(key) != b.meta.get(key) for key in _PICTURE):
        yield told("changed", None, None, "picture")
    if track.type != "audio" and a.volume != b.volume and not _is_track_volume(a, b, track):
        yield told("changed", a.volume, b.volume, "volume")
    old, new = _others(a.meta, _QUIET), _others(b.meta, _QUIET)
    keys = {key for key in {*old, *new} if old.get(key) != new.get(key)}
    seeds = a.meta.get("seed") != b.meta.get("seed")
    if keys or seeds:
        only = keys <= {"transition"} and not seeds
        yield told("changed", None, None, "motion" if keys == {"motion"} else "style", only and scenes.reordered)


def _is_track_volume(a: Segment, b: Segment, track: Track) -> bool:
    """The first segment's volume stands for its track and was told with it."""
    del a
    return track.segments[0] is b


def _settled(found: list[Change]) -> list[Change]:
    """Marks what only follows from another change, now that all are known."""
    whole = {one.what for one in found if not one.type}
    worded = {(one.type, one.number) for one in found if one.what in ("name", "words", "text")}
    said: set[str] = set()
    settled = []
    for one in found:
        follows = one.follows or (
            one.type == "voice" and one.kind in ("trimmed", "moved")
        )  # it takes what its words take
        if one.what in ("style", "picture") and one.type:
            follows = follows or (one.type, one.number) in worded
        if one.what == "style" and one.type == "video":
            follows = follows or bool(whole & {"transition", "size", "pace", "mood"})
        if one.what in ("text", "words"):  # the same words in the scene, its caption and its voice are told once
            follows = follows or one.after in said
            said.add(one.after)
        settled.append(replace(one, follows=follows))
    return settled
