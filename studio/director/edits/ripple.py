"""Keeping a draft whole when its scenes change: everything over a scene goes where the scene goes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from studio.director import draft as drafts
from studio.director.timing import on_grid
from studio.director.values import Draft

_OVERLAYS = ("title", "caption", "voice")


@dataclass(frozen=True)
class _Held:
    """A segment over a scene, and where it stood, as shares of the scene."""

    role: str
    segment: dict[str, Any]
    start: float
    length: float


def rate(draft: Draft) -> int:
    """Frames a second; 30 where the draft does not say."""
    return int(draft.get("fps") or 30)


def rearrange(draft: Draft, scenes: Sequence[dict[str, Any]], lengths: Sequence[int]) -> None:
    """Put `scenes` (segments of the draft or new ones) one after the other with these lengths in ms.

    Titles, captions and narration follow their scenes; those of scenes that are gone go too. The film gets as
    long as its scenes, and music that reached its end still does.
    """
    before = drafts.length(draft)
    held = _hold(draft)
    grown = {id(s): (s.get("d", 0), d) for s, d in zip(scenes, lengths, strict=True)}
    at = 0
    out: dict[str, list[dict[str, Any]]] = {role: [] for role in _OVERLAYS}
    for scene, d in zip(scenes, lengths, strict=True):
        old, new = grown[id(scene)]
        scene["s"], scene["d"] = at, d
        _keep_trim(scene, old, new)
        for h in held.get(id(scene), []):
            out[h.role].append(_placed(h, at, d, rate(draft)))
        at += d
    drafts.segments(draft, "video")[:] = list(scenes)
    for role in _OVERLAYS:
        drafts.segments(draft, role)[:] = sorted(out[role], key=lambda s: int(s["s"]))
    draft["t"] = [t for t in draft["t"] if t.get("sg") or drafts.role(t) not in _OVERLAYS]
    draft["d"] = at
    _fit_music(draft, before, at)


def _hold(draft: Draft) -> dict[int, list[_Held]]:
    """For every scene the segments that begin over it."""
    drafts.with_starts(draft)
    scenes = drafts.segments(draft, "video")
    held: dict[int, list[_Held]] = {}
    for role in _OVERLAYS:
        for segment in drafts.segments(draft, role):
            start, d = segment["s"], segment.get("d", 0)
            scene = max(scenes, key=lambda s: _overlap(s, start, d))
            span = scene.get("d", 0) or 1
            held.setdefault(id(scene), []).append(_Held(role, segment, (start - scene["s"]) / span, d / span))
    return held


def _overlap(scene: dict[str, Any], start: int, d: int) -> int:
    return int(min(scene["s"] + scene.get("d", 0), start + d) - max(scene["s"], start))


def _placed(held: _Held, at: int, length: int, fps: int) -> dict[str, Any]:
    """The segment over its scene's new place. A voice keeps its length: speech cannot be stretched."""
    segment = held.segment
    old = segment.get("d", 0)
    segment["s"] = max(0, at + on_grid(held.start * length, fps))
    if held.role != "voice":
        segment["d"] = max(on_grid(held.length * length, fps), on_grid(100, fps))
        if old and segment["d"] != old and segment.get("m", {}).get("words"):
            factor = segment["d"] / old
            segment["m"]["words"] = [[round(a * factor), round(b * factor), w] for a, b, w in segment["m"]["words"]]
    return segment


def _keep_trim(scene: dict[str, Any], old: int, new: int) -> None:
    """A clip that just filled its scene goes on filling it."""
    m = scene.get("m") or {}
    if m.get("kind") == "video" and m.get("out") is not None and m["out"] - m.get("in", 0) == old and new != old:
        m["out"] = m.get("in", 0) + new


def _fit_music(draft: Draft, before: int, after: int) -> None:
    """Music that reached the end of the film reaches its new end; what would begin after it goes."""
    music = drafts.segments(draft, "music")
    if not music:
        return
    kept = [s for s in music if s.get("s", 0) < after]
    for segment in kept:
        start, end = segment.get("s", 0), segment.get("s", 0) + segment.get("d", 0)
        if end >= before or end > after:
            segment["d"] = after - start
            m = segment.get("m") or {}
            if "src" in m and m.get("out") is not None:
                m["out"] = m.get("in", 0) + segment["d"]
    music[:] = kept or music[:1]
