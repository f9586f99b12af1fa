"""Changes of the frame."""

from typing import Any

from studio.director import draft as drafts
from studio.director.edits.changes.context import CannotDo, Context
from studio.director.edits.ripple import rearrange
from studio.director.timing import share, step_ms
from studio.director.values import Draft


def set_size(draft: Draft, args: dict[str, Any], ctx: Context) -> dict[str, Any] | None:
    """`w`, `h` in pixels, and `platform` where one was named."""
    same = (draft.get("w"), draft.get("h")) == (args["w"], args["h"])
    m = drafts.meta(draft)
    if same and args.get("platform", m.get("platform")) == m.get("platform"):
        raise CannotDo("already_that_size", w=args["w"], h=args["h"])
    draft["w"], draft["h"] = args["w"], args["h"]
    if "platform" in args:
        m["platform"] = args["platform"]
    return {"w": args["w"], "h": args["h"]}


def set_fps(draft: Draft, args: dict[str, Any], ctx: Context) -> dict[str, Any] | None:
    """`fps`. Cuts move to the nearest whole frame of the new rate."""
    draft["fps"] = args["fps"]
    scenes = drafts.segments(draft, "video")
    step = step_ms(args["fps"])
    lengths = [int(s.get("d", 0)) for s in scenes]
    if any(d % step for d in lengths):
        total = round(sum(lengths) / step) * step
        rearrange(draft, list(scenes), share(total, lengths, args["fps"]))
    return {"fps": args["fps"]}
