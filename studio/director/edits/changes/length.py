"""Changes of how long things last."""

from typing import Any

from studio.director import draft as drafts
from studio.director.edits.changes.context import CannotDo, Context, scene
from studio.director.edits.ripple import rate, rearrange
from studio.director.timing import on_grid, share
from studio.director.values import Draft
from studio.director.wishes import LONGEST, SHORTEST

_SHORTEST_SCENE = 500
_PACES = ("slow", "normal", "fast")
_FASTER = 0.8


def set_duration(draft: Draft, args: dict[str, Any], ctx: Context) -> dict[str, Any] | None:
    """`ms`: the film's length; its scenes share it as they did before."""
    scenes = drafts.segments(draft, "video")
    wanted = on_grid(min(LONGEST, max(SHORTEST, args["ms"])), rate(draft))
    if wanted == drafts.length(draft):
        raise CannotDo("already_so_long", seconds=wanted / 1000)
    rearrange(draft, list(scenes), _shared(wanted, [int(s.get("d", 0)) for s in scenes], rate(draft)))
    return {"seconds": wanted / 1000}


def _shared(total: int, needs: list[int], fps: int) -> list[int]:
    """Lengths in proportion, none so short that it is not seen."""
    least = min(_SHORTEST_SCENE, total // max(1, len(needs)))
    return share(
        total, [max(n, 1) if total * n / (sum(needs) or 1) >= least else sum(needs) * least / total for n in needs], fps
    )


def set_scene_duration(draft: Draft, args: dict[str, Any], ctx: Context) -> dict[str, Any] | None:
    """`scene`, `ms`: how long it stands; the film gets longer or shorter by the difference."""
    found = scene(draft, args["scene"])
    scenes = drafts.segments(draft, "video")
    rest = drafts.length(draft) - found.get("d", 0)
    wanted = on_grid(min(max(_SHORTEST_SCENE, args["ms"]), LONGEST - rest), rate(draft))
    rearrange(draft, list(scenes), [wanted if s is found else int(s.get("d", 0)) for s in scenes])
    return {"scene": args["scene"], "seconds": wanted / 1000}


def set_scene_durations(draft: Draft, args: dict[str, Any], ctx: Context) -> dict[str, Any] | None:
    """`ms`: how long each scene stands."""
    scenes = drafts.segments(draft, "video")
    each = on_grid(min(max(_SHORTEST_SCENE, args["ms"]), LONGEST // max(1, len(scenes))), rate(draft))
    rearrange(draft, list(scenes), [each] * len(scenes))
    return {"seconds": each / 1000}


def set_pace(draft: Draft, args: dict[str, Any], ctx: Context) -> dict[str, Any] | None:
    """`pace` fast or slow, and perhaps `factor`: scenes stand for less or more time, and move so."""
    m = drafts.meta(draft)
    now = m.get("pace", "normal")
    fast = args["pace"] == "fast"
    at = (_PACES.index(now) if now in _PACES else 1) + (1 if fast else -1)
    m["pace"] = _PACES[min(2, max(0, at))]
    factor = args.get("factor") or 1 / _FASTER
    scale = 1 / factor if fast else factor
    scenes = drafts.segments(draft, "video")
    total = on_grid(min(LONGEST, max(SHORTEST, drafts.length(draft) * scale)), rate(draft))
    rearrange(draft, list(scenes), _shared(total, [int(s.get("d", 0)) for s in scenes], rate(draft)))
    return {"pace": args["pace"], "seconds": total / 1000}


def trim_start(draft: Draft, args: dict[str, Any], ctx: Context) -> dict[str, Any] | None:
    """`ms`: so much off the beginning."""
    return _cut(draft, 0, args["ms"])


def trim_end(draft: Draft, args: dict[str, Any], ctx: Context) -> dict[str, Any] | None:
    """`ms`: so much off the end."""
    total = drafts.length(draft)
    return _cut(draft, total - args["ms"], total)


def cut_range(draft: Draft, args: dict[str, Any], ctx: Context) -> dict[str, Any] | None:
    """`start`, `end` in ms of the film: what lies between goes."""
    return _cut(draft, args["start"], args["end"])


def _cut(draft: Draft, start: int, end: int) -> dict[str, Any]:
    """Take a stretch out: scenes within it go, scenes that reach into it get shorter."""
    drafts.with_starts(draft)
    total = drafts.length(draft)
    start, end = on_grid(max(0, start), rate(draft)), on_grid(min(end, total), rate(draft))
    if total - (end - start) < 1_000 or end <= start:
        raise CannotDo("nothing_left", seconds=total / 1000)
    kept, lengths = [], []
    for found in drafts.segments(draft, "video"):
        first, last = found["s"], found["s"] + found["d"]
        cut = max(0, min(last, end) - max(first, start))
        if found["d"] - cut <= 0:
            continue
        m = found.get("m") or {}
        if m.get("kind") == "video" and start <= first < end:
            m["in"] = (m.get("in") or 0) + cut
        kept.append(found)
        lengths.append(found["d"] - cut)
    _drop_over(draft, {id(s) for s in kept})
    rearrange(draft, kept, lengths)
    return {"seconds": (end - start) / 1000}


def _drop_over(draft: Draft, kept: set[int]) -> None:
    """Words over scenes that go, go too."""
    gone = [s for s in drafts.segments(draft, "video") if id(s) not in kept]
    for role in ("title", "caption", "voice"):
        there = drafts.segments(draft, role)
        there[:] = [c for c in there if not any(s["s"] <= c["s"] + c.get("d", 0) // 2 < s["s"] + s["d"] for s in gone)]
