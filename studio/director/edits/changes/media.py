"""Changes of the user's pictures and clips."""

from typing import Any

from studio.director import draft as drafts
from studio.director.edits.changes.context import CannotDo, Context, scene
from studio.director.edits.ripple import rearrange
from studio.director.timing import on_grid
from studio.director.values import Draft, Material

_SHORTEST = 500


def source(file: Material, length: int) -> dict[str, Any]:
    """The keys of a scene that shows a file for so many ms."""
    m: dict[str, Any] = {"src": file.file_id, "kind": file.kind, "fit": "cover"}
    if file.kind == "video":
        end = min(file.duration_ms, length) if file.duration_ms else length
        m |= {"in": 0, "out": end, "volume": 1.0 if file.has_audio else 0.0}
    return m


def set_scene_media(draft: Draft, args: dict[str, Any], ctx: Context) -> dict[str, Any] | None:
    """`scene`, `file_id`: the scene shows that file; its words stay."""
    found, file = scene(draft, args["scene"]), ctx.file(args["file_id"])
    if file.kind == "audio":
        raise CannotDo("no_picture")
    m = found["m"]
    for key in ("src", "kind", "fit", "in", "out", "volume"):
        m.pop(key, None)
    m |= source(file, found.get("d", 0))
    return {"scene": args["scene"], "name": file.name}


def set_clip_volume(draft: Draft, args: dict[str, Any], ctx: Context) -> dict[str, Any] | None:
    """`scene`, `volume` 0..1: the clip's own sound."""
    found = scene(draft, args["scene"])
    if found["m"].get("kind") != "video":
        raise CannotDo("no_clip")
    found["m"]["volume"] = args["volume"]
    return {"scene": args["scene"], "percent": round(100 * args["volume"])}


def trim_clip(draft: Draft, args: dict[str, Any], ctx: Context) -> dict[str, Any] | None:
    """`scene`, `in`, `out` in ms of the clip: what of it is shown. The scene gets as long as that."""
    found = scene(draft, args["scene"])
    if found["m"].get("kind") != "video":
        raise CannotDo("no_clip")
    known = next((f.duration_ms for f in ctx.material if f.file_id == found["m"].get("src")), 0)
    begin, end = args["in"], min(args["out"], known) if known else args["out"]
    if end - begin < _SHORTEST:
        raise CannotDo("clip_too_short", seconds=(known or end) / 1000)
    found["m"]["in"], found["m"]["out"] = begin, end
    scenes = drafts.segments(draft, "video")
    length = on_grid(end - begin, int(draft.get("fps") or 30))
    kept = found["m"]["in"], found["m"]["out"]
    rearrange(draft, list(scenes), [length if s is found else s.get("d", 0) for s in scenes])
    found["m"]["in"], found["m"]["out"] = kept
    return {"scene": args["scene"], "start": begin / 1000, "end": end / 1000}
