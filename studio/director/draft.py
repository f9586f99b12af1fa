"""Reading and writing drafts (docs/draft.md), tolerant of what other hands left out."""

from collections.abc import Iterator, Mapping
from typing import Any

from studio.director.values import Draft
from studio.director.writing import language_of

KINDS = {"video": 0, "music": 1, "voice": 1, "title": 7, "caption": 7}
ORDER = ("video", "music", "voice", "title", "caption")
_NAMES = {
    "en": {"video": "Video", "music": "Music", "voice": "Narration", "title": "Title", "caption": "Captions"},
    "zh": {"video": "视频", "music": "音乐", "voice": "旁白", "title": "标题", "caption": "字幕"},
}


def meta(thing: Mapping[str, Any]) -> dict[str, Any]:
    """The `m` of a draft, track or segment; made where it is missing, so that it can be written to."""
    made: dict[str, Any] = thing.setdefault("m", {}) if isinstance(thing, dict) else dict(thing.get("m") or {})
    return made


def role(track: Mapping[str, Any]) -> str:
    """What a track is for. Where its `m` does not say, its type and its name tell."""
    told = (track.get("m") or {}).get("role")
    if told:
        return str(told)
    name = f"{track.get('id', '')} {(track.get('m') or {}).get('name', '')}".lower()
    if track.get("tt") == 7:
        return "caption" if any(w in name for w in ("caption", "sub", "字幕")) else "title"
    if track.get("tt") == 1:
        return "voice" if any(w in name for w in ("voice", "narr", "旁白", "配音")) else "music"
    return "video"


def track(draft: Mapping[str, Any], wanted: str) -> dict[str, Any] | None:
    """The track of a role, if there is one."""
    return next((t for t in draft.get("t") or [] if role(t) == wanted), None)


def segments(draft: Mapping[str, Any], wanted: str) -> list[dict[str, Any]]:
    """The segments of a role's track, themselves and not copies; [] if there is no such track."""
    found = track(draft, wanted)
    return [] if found is None else found.setdefault("sg", [])


def with_starts(draft: Draft) -> None:
    """Write every missing `s`: lengths add up."""
    for t in draft.get("t") or []:
        at = 0
        for segment in t.get("sg") or []:
            segment.setdefault("s", at)
            at = segment["s"] + segment.get("d", 0)


def put_track(draft: Draft, wanted: str, sg: list[dict[str, Any]], language: str) -> dict[str, Any]:
    """A new track of a role, at its place among the others."""
    made = {"id": wanted, "tt": KINDS[wanted], "m": {"role": wanted, "name": _NAMES[language][wanted]}, "sg": sg}
    tracks = draft.setdefault("t", [])
    after = [i for i, t in enumerate(tracks) if role(t) in ORDER and ORDER.index(role(t)) < ORDER.index(wanted)]
    tracks.insert(after[-1] + 1 if after else 0, made)
    return made


def drop_track(draft: Draft, wanted: str) -> None:
    """Take a role's track out."""
    draft["t"] = [t for t in draft.get("t") or [] if role(t) != wanted]


def new_id(draft: Mapping[str, Any], prefix: str) -> str:
    """An id that nothing in the draft has: `scene-7`."""
    used = set(_ids(draft))
    return next(f"{prefix}-{n}" for n in range(1, len(used) + 2) if f"{prefix}-{n}" not in used)


def _ids(draft: Mapping[str, Any]) -> Iterator[str]:
    for t in draft.get("t") or []:
        yield str(t.get("id"))
        yield from (str(s.get("id")) for s in t.get("sg") or [])


def length(draft: Mapping[str, Any]) -> int:
    """The draft's length in ms."""
    told = draft.get("d")
    if told:
        return int(told)
    return max((s.get("s", 0) + s.get("d", 0) for t in draft.get("t") or [] for s in t.get("sg") or []), default=0)


def language(draft: Mapping[str, Any]) -> str:
    """The language of the words on screen: `en` or `zh`; told by the words where `m` does not say."""
    told = (draft.get("m") or {}).get("language")
    if told:
        return "zh" if str(told).startswith("zh") else "en"
    words = " ".join(
        str((s.get("m") or {}).get("text") or (s.get("m") or {}).get("name") or "")
        for t in draft.get("t") or []
        for s in t.get("sg") or []
    )
    return "zh" if language_of(words) == "zh" else "en"
