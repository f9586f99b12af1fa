"""Drafts and differences in a person's words: the timeline line, what an edit did, what could come next."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from router.language import detect
from skill import replies
from skill.project import timeline
from skill.project.draft import Track
from skill.project.timeline import Change

_LABELS = ("video", "music", "voice", "audio", "title", "caption", "text")
_NAMED = 3  # scenes named in the line
_QUIET, _LONG, _WISHES = 0.3, 12, 3  # volume, seconds, how many
_SENTENCE = re.compile(r"[^.。！？!?]+[.。！？!?]*")
_CHANGES = 4  # clauses told; the rest is counted, and in the list
_THINGS = ("video", "music", "voice", "caption", "title", "text")
_MANY = ("added", "removed", "moved", "trimmed", "text", "style", "picture")
_VALUED = ("mood", "pace", "caption_position", "transition")


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
    told = [_clause(group, language) for group in _grouped(found)]
    return replies.say("changed", language, changes=told[:_CHANGES], more=max(0, len(told) - _CHANGES))


def _grouped(found: Sequence[Change]) -> list[list[Change]]:
    """What happened to more than two segments of one track in the same way is one thing to a person."""
    groups: dict[tuple[str, ...], list[Change]] = {}
    for n, one in enumerate(found):
        alone = () if one.type and one.what not in ("track", "swap") else (str(n),)
        groups.setdefault((one.type, one.track, one.kind, one.what, *alone), []).append(one)
    return [part for group in groups.values() for part in ([group] if len(group) > 2 else [[one] for one in group])]


def _clause(group: Sequence[Change], language: str) -> str:
    if len(group) == 1:
        return change(group[0], language)
    first = group[0]
    what = first.kind if first.kind != "changed" else first.what
    kind = first.type if first.type in _THINGS else "part"
    facts = {"count": len(group), "things": replies.say(f"things_{kind}", language)}
    return replies.say(f"many_{what if what in _MANY else 'changed'}", language, **facts)


def change(one: Change, language: str) -> str:
    """One change as a clause."""
    subject = label(one.type, language, one.track)
    if one.type == "video":
        subject = replies.say("scene", language, number=one.number or 0)
    facts: dict[str, Any] = {"label": subject, "name": "" if one.name in (subject, one.track) else one.name}
    facts |= {"before": one.before, "after": one.after, "count": one.count}
    if one.what == "volume":
        facts |= {"before": 1.0 if one.before is None else one.before, "after": 1.0 if one.after is None else one.after}
    if one.what in _VALUED:
        facts |= {"before": _value(one.what, one.before, language), "after": _value(one.what, one.after, language)}
    return replies.say(f"change_{_outcome(one)}", language, **facts)


def _outcome(one: Change) -> str:
    """Which sentence tells it."""
    if one.what == "track":
        return f"scenes_{one.kind}" if one.type == "video" else f"track_{one.kind}"
    if one.what == "segment" or (one.kind in ("moved", "trimmed") and one.what in ("start", "length")):
        return "cut" if one.kind == "trimmed" and one.before == one.after else one.kind
    if not one.type:
        return "look" if one.what == "style" else one.what
    return f"scene_{one.what}" if one.type == "video" and one.what in ("name", "words") else one.what


def _value(what: str, value: Any, language: str) -> str:
    """A value of the draft as people call it; one that nobody knows as it stands."""
    name = f"{what}_{value}"
    return replies.say(name, language) if name in replies.outcomes(language) else str(value or "")


def ideas(draft: Mapping[str, Any] | None, language: str) -> list[str]:
    """Two or three next steps that make sense for this timeline."""
    return [replies.say("idea_export", language), *wishes(draft, language)[:2]]


def wishes(draft: Mapping[str, Any] | None, language: str) -> list[str]:
    """Changes that make sense for this timeline, what it lacks first."""
    found = [track for track in timeline.tracks(draft) if track.segments]
    kinds = {label(track.role or track.type, "en", track.name) for track in found}
    scenes = next((track.segments for track in found if track.type == "video"), ())
    loud = any(track.type == "audio" and (track.volume or 1) > _QUIET for track in found)
    names = ["idea_music"] if "BGM" not in kinds else []
    names += ["idea_captions"] if not {"Captions", "Text"} & kinds else []
    names += ["idea_title"] if not {"Title", "Text"} & kinds else []
    names += ["idea_quieter"] if loud and "BGM" in kinds else []
    names += ["idea_shorter"] if max((track.end for track in found), default=0) > _LONG else []
    told = [replies.say(name, language) for name in names]
    if len(scenes) > 2:
        told.append(replies.say("idea_scene", language, number=2))
    return [*told, replies.say("idea_colours", language)][:_WISHES]


def tip(tips: Sequence[str], language: str) -> str:
    """The page's first tip; of one in both languages the sentences in this one."""
    words = next(iter(tips), "")
    own = [part for part in _SENTENCE.findall(words) if detect(part) == language]
    return " ".join(own).strip() or words
