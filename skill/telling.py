"""Drafts and differences in a person's words: the timeline line, what an edit did, what could come next."""

from collections.abc import Mapping, Sequence
from typing import Any

from skill import replies
from skill.project import timeline
from skill.project.timeline import Change, Track

_LABELS = ("video", "music", "voice", "audio", "title", "caption", "text")
_NAMED = 3  # scenes named in the line
_CHANGES = 6  # changes told; the rest is in the list


def line(draft: Mapping[str, Any] | None, language: str) -> str:
    """The summary line of the skill page: `Timeline (3 tracks): 1. Video: …`"""
    found = [track for track in timeline.tracks(draft) if track.segments]
    if not found:
        return replies.say("timeline_empty", language)
    rows = [_row(track, language) for track in found]
    return replies.say("timeline", language, tracks=rows)


def _row(track: Track, language: str) -> dict[str, Any]:
    span = {"start": track.start, "end": track.end, "volume": track.volume if track.type == "audio" else None}
    return {"label": label(track.role or track.type, language, track.name), "what": _what(track, language)} | span


def label(kind: str, language: str, name: str = "") -> str:
    """What people call a track of this kind."""
    if kind == "text" and name.lower() in _LABELS:
        kind = name.lower()
    if kind == "audio":  # a page without roles means background music, unless the name says otherwise
        kind = "voice" if "voice" in name.lower() or "旁白" in name else "music"
    return replies.say(f"label_{kind if kind in _LABELS else 'unknown'}", language)


def _what(track: Track, language: str) -> str:
    segments = track.segments
    if len(segments) == 1:
        only = segments[0]
        if only.text and track.type == "text":
            return f'"{only.text}"' if language == "en" else f"“{only.text}”"
        return only.name or track.name or track.type
    if track.type == "text":
        return replies.say("captions", language, count=len(segments))
    names = [s.name for s in segments if s.name]
    shown = ", ".join(names[:_NAMED]) + ("…" if len(names) > _NAMED else "")
    return replies.say("scenes", language, count=len(segments), names=shown or track.name)


def changes(found: Sequence[Change], language: str) -> str:
    """One sentence for what an edit did; says so where it did nothing."""
    if not found:
        return replies.say("nothing_changed", language)
    told = [change(one, language) for one in main(found)]
    return replies.say("changed", language, changes=told[:_CHANGES])


def main(found: Sequence[Change]) -> list[Change]:
    """The changes worth telling: not the moves and lengths that merely follow from another change."""
    own = [c for c in found if c.kind in ("added", "removed") or c.what not in ("start", "length")]
    film = [c for c in found if c.what in ("size", "length") and not c.name]
    rest = [c for c in own if c not in film]
    follow = [c for c in found if c not in film and c not in rest]
    if len(follow) > 1 and (rest or film):
        follow = []
    return film + rest + follow


def change(one: Change, language: str) -> str:
    """One change as a clause."""
    key = {"volume": "volume", "text": "text", "name": "name", "style": "style", "size": "size"}.get(one.what, one.kind)
    if one.kind in ("added", "removed", "moved", "trimmed"):
        key = one.kind
    if not one.name and one.what in ("length", "style", "size"):
        key = {"length": "length", "style": "look", "size": "size"}[one.what]
    facts = {"label": label(one.type, language, one.track), "name": one.name, "before": one.before, "after": one.after}
    if key == "volume":
        facts |= {"before": 1.0 if one.before is None else one.before, "after": 1.0 if one.after is None else one.after}
    return replies.say(f"change_{key}", language, **facts)


def ideas(draft: Mapping[str, Any] | None, language: str) -> list[str]:
    """Two or three next steps that make sense for this timeline."""
    kinds = {label(t.role or t.type, "en", t.name) for t in timeline.tracks(draft) if t.segments}
    names = ["idea_export"]
    names.append("idea_quieter" if "BGM" in kinds else "idea_music")
    names.append("idea_shorter" if {"Captions", "Text"} & kinds else "idea_captions")
    return [replies.say(name, language) for name in names]
