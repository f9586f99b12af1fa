"""Changes of how things look and move."""

from typing import Any

from studio.director import draft as drafts
from studio.director.edits.changes.context import CannotDo, Context, scene
from studio.director.palettes import palette as choose
from studio.director.storyboard import music_name
from studio.director.values import Draft


def set_caption_position(draft: Draft, args: dict[str, Any], ctx: Context) -> dict[str, Any] | None:
    """`position`: bottom, middle or top."""
    drafts.meta(draft)["caption_position"] = args["position"]
    return {"position": args["position"]}


def set_font_scale(draft: Draft, args: dict[str, Any], ctx: Context) -> dict[str, Any] | None:
    """`scale`: of all words on screen, 1.0 as designed."""
    drafts.meta(draft)["font_scale"] = args["scale"]
    return {"percent": round(100 * args["scale"])}


def set_transition(draft: Draft, args: dict[str, Any], ctx: Context) -> dict[str, Any] | None:
    """`kind`, and `scene` where only that one is meant."""
    if "scene" in args:
        scene(draft, args["scene"])["m"]["transition"] = args["kind"]
        return {"kind": args["kind"], "scene": args["scene"]}
    drafts.meta(draft)["transition"] = args["kind"]
    for found in drafts.segments(draft, "video"):
        (found.get("m") or {}).pop("transition", None)
    return {"kind": args["kind"]}


def set_transition_length(draft: Draft, args: dict[str, Any], ctx: Context) -> dict[str, Any] | None:
    """`ms`: how long every transition takes, at most half a scene."""
    for found in drafts.segments(draft, "video")[1:]:
        drafts.meta(found)["transition_ms"] = min(args["ms"], int(found.get("d", 0)) // 2)
    return {"seconds": args["ms"] / 1000}


def set_motion(draft: Draft, args: dict[str, Any], ctx: Context) -> dict[str, Any] | None:
    """`motion`, and `scene` where only that one is meant."""
    chosen = [scene(draft, args["scene"])] if "scene" in args else drafts.segments(draft, "video")
    for found in chosen:
        drafts.meta(found)["motion"] = args["motion"]
    return {"scene": args.get("scene"), "motion": args["motion"]}


def set_art(draft: Draft, args: dict[str, Any], ctx: Context) -> dict[str, Any] | None:
    """`scene`, `about`: drawings looked up by those words."""
    found = scene(draft, args["scene"])
    keys = ctx.art(args["about"], ctx.language, 3)
    if not keys:
        raise CannotDo("no_drawing", text=args["about"])
    found["m"]["art"] = keys
    return {"scene": args["scene"], "text": args["about"]}


def set_palette(draft: Draft, args: dict[str, Any], ctx: Context) -> dict[str, Any] | None:
    """`palette`: its name; empty for another one that suits the mood."""
    m = drafts.meta(draft)
    name = args["palette"]
    if not name:
        others = (choose(str(m.get("mood") or "calm"), (), i) for i in range(5))
        name = next((o for o in others if o != m.get("palette")), m.get("palette"))
    m["palette"] = name
    return {"palette": name}


def set_mood(draft: Draft, args: dict[str, Any], ctx: Context) -> dict[str, Any] | None:
    """`mood`: with the palette that suits it, and music of our own in that mood."""
    m = drafts.meta(draft)
    m["mood"] = args["mood"]
    m["palette"] = choose(args["mood"], (), int(m.get("seed") or 0))
    for segment in drafts.segments(draft, "music"):
        if "src" not in drafts.meta(segment):
            segment["m"] |= {"mood": args["mood"], "name": music_name(args["mood"], ctx.language)}
    return {"mood": args["mood"]}
