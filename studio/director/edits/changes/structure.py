"""Changes of which scenes there are and in what order."""

import copy
import random
from typing import Any

from studio.director import draft as drafts
from studio.director.edits.changes.context import CannotDo, Context, over, scene, scene_name
from studio.director.edits.changes.media import source
from studio.director.edits.changes.words import put_caption
from studio.director.edits.ripple import rearrange
from studio.director.layouts import beat_for
from studio.director.lexicon import data
from studio.director.timing import on_grid, reading_ms
from studio.director.values import Draft
from studio.director.writing import sentence_case, shorten, trim

_USUAL_MS = 4_000


def _lengths(scenes: list[dict[str, Any]]) -> list[int]:
    return [int(s.get("d", 0)) for s in scenes]


def remove_scene(draft: Draft, args: dict[str, Any], ctx: Context) -> dict[str, Any] | None:
    """`scene`: gone, with the words over it; the film gets shorter by its length."""
    found = scene(draft, args["scene"])
    scenes = drafts.segments(draft, "video")
    if len(scenes) == 1:
        raise CannotDo("last_scene")
    kept = [s for s in scenes if s is not found]
    for role in ("title", "caption", "voice"):
        gone = over(draft, role, found)
        there = drafts.segments(draft, role)
        there[:] = [s for s in there if s not in gone]
    rearrange(draft, kept, _lengths(kept))
    return {"scene": args["scene"], "name": scene_name(found)}


def move_scene(draft: Draft, args: dict[str, Any], ctx: Context) -> dict[str, Any] | None:
    """`scene`, `to`: the 1-based place where it stands afterwards."""
    found = scene(draft, args["scene"])
    scenes = list(drafts.segments(draft, "video"))
    to = min(max(1, args["to"]), len(scenes))
    if to == args["scene"]:
        raise CannotDo("already_there", scene=to)
    scenes.remove(found)
    scenes.insert(to - 1, found)
    rearrange(draft, scenes, _lengths(scenes))
    return {"scene": args["scene"], "to": to, "name": scene_name(found)}


def swap_scenes(draft: Draft, args: dict[str, Any], ctx: Context) -> dict[str, Any] | None:
    """`a`, `b`: two scenes change places."""
    first, second = scene(draft, args["a"]), scene(draft, args["b"])
    if first is second:
        raise CannotDo("same_scene")
    scenes = [second if s is first else first if s is second else s for s in drafts.segments(draft, "video")]
    rearrange(draft, scenes, _lengths(scenes))
    return {"a": args["a"], "b": args["b"]}


def reorder_scenes(draft: Draft, args: dict[str, Any], ctx: Context) -> dict[str, Any] | None:
    """`order`: the 1-based numbers of all scenes in their new order."""
    scenes = drafts.segments(draft, "video")
    if sorted(args["order"]) != list(range(1, len(scenes) + 1)) or len(scenes) < 2:
        raise CannotDo("no_such_scene", count=len(scenes))
    ordered = [scenes[i - 1] for i in args["order"]]
    rearrange(draft, ordered, _lengths(ordered))
    return None


def duplicate_scene(draft: Draft, args: dict[str, Any], ctx: Context) -> dict[str, Any] | None:
    """`scene`: once more, right behind itself, with its captions."""
    found = scene(draft, args["scene"])
    drafts.with_starts(draft)
    told = [copy.deepcopy(c) for c in over(draft, "caption", found)]
    twin = copy.deepcopy(found)
    twin["id"] = drafts.new_id(draft, "scene")
    offset = found["s"]
    scenes = list(drafts.segments(draft, "video"))
    scenes.insert(args["scene"], twin)
    rearrange(draft, scenes, _lengths(scenes))
    for caption in told:
        caption["id"] = drafts.new_id(draft, "caption")
        caption["s"] = caption["s"] - offset + twin["s"]
        drafts.segments(draft, "caption").append(caption)
    drafts.segments(draft, "caption").sort(key=lambda s: int(s["s"])) if told else None
    return {"scene": args["scene"]}


def add_scene(draft: Draft, args: dict[str, Any], ctx: Context) -> dict[str, Any] | None:
    """`index` (1-based place), and `text` or `file_id`; with neither, a scene that frames the film's subject."""
    scenes = list(drafts.segments(draft, "video"))
    text = args.get("text") or ("" if "file_id" in args else _framing(draft, ctx))
    m, told = _words(draft, text, ctx)
    length = max(_USUAL_MS, reading_ms(text) + 800)
    if "file_id" in args:
        file = ctx.file(args["file_id"])
        if file.kind == "video" and file.duration_ms:
            length = min(max(1_000, file.duration_ms), 8_000)
        m = {
            "name": shorten(file.name.rsplit(".", 1)[0], 28),
            "layout": "picture",
            **source(file, length),
            "motion": "zoom_in",
        }
    length = on_grid(length, int(draft.get("fps") or 30))
    made = {"id": drafts.new_id(draft, "scene"), "s": 0, "d": length, "m": m}
    at = min(max(1, args["index"]), len(scenes) + 1)
    scenes.insert(at - 1, made)
    rearrange(draft, scenes, _lengths(scenes))
    if told and drafts.segments(draft, "caption"):
        _caption(draft, made, told)
    return {"scene": at, "text": text or m["name"]}


def _words(draft: Draft, text: str, ctx: Context) -> tuple[dict[str, Any], str]:
    """A scene's `m` for a text, and its caption where the text is too long to stand large by itself."""
    if not text:
        return {}, ""
    beat = beat_for(text)
    m: dict[str, Any] = {"name": beat.name, "layout": beat.layout, **beat.words}
    drawings = ctx.art(text, ctx.language, 3) or ctx.art(str((draft.get("m") or {}).get("title", "")), ctx.language, 3)
    m |= {"art": drawings, "motion": "zoom_in"}
    return m, text if beat.captions and trim(text) != beat.words.get("heading") else ""


def _framing(draft: Draft, ctx: Context) -> str:
    m = draft.get("m") or {}
    lines = data("phrases")[ctx.language]["scene"].get(m.get("mood"), data("phrases")[ctx.language]["scene"]["calm"])
    line = random.Random(len(drafts.segments(draft, "video")) + int(m.get("seed") or 0)).choice(lines)[1]
    return sentence_case(line.format(topic=m.get("title") or "…"))


def _caption(draft: Draft, found: dict[str, Any], text: str) -> None:
    segment = {"id": drafts.new_id(draft, "caption"), "s": found["s"], "d": found["d"], "m": {}}
    track = drafts.segments(draft, "caption")
    track.append(segment)
    put_caption(draft, [segment], text)
    track.sort(key=lambda s: int(s["s"]))
