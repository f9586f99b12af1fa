"""Captions as a whole and one by one."""

from typing import Any

from studio.director import draft as drafts
from studio.director.beats import texts
from studio.director.edits.changes.context import CannotDo, Context, over, scene
from studio.director.edits.changes.words import put_caption
from studio.director.edits.retold import told_again
from studio.director.timing import on_grid, reading_ms, share
from studio.director.values import Draft
from studio.director.wording import captions as lines

_WORDS = ("heading", "body", "items", "quote", "label", "left", "right")


def set_captions(draft: Draft, args: dict[str, Any], ctx: Context) -> dict[str, Any] | None:
    """`on`. Captions that come back are those of the brief where a scene is as it was, else the scene's own words."""
    if not args["on"]:
        drafts.drop_track(draft, "caption")
        return None
    drafts.with_starts(draft)
    before = told_again(draft, ctx)
    made: list[dict[str, Any]] = []
    for found in drafts.segments(draft, "video"):
        made += _over_scene(found, _lines(draft, found, before), draft, len(made))
    if not made:
        raise CannotDo("no_words")
    drafts.drop_track(draft, "caption")
    drafts.put_track(draft, "caption", made, ctx.language)
    return None


def _lines(draft: Draft, found: dict[str, Any], before: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The captions of a scene: as first written, as spoken, or its own words."""
    m = found.get("m") or {}
    spoken = [s["m"]["text"] for s in over(draft, "voice", found) if (s.get("m") or {}).get("text")]
    if spoken:
        return tuple(line for s in spoken for line in lines(s))
    key = str(m.get("src") or m.get("name") or "")
    if key in before:
        return before[key]
    if m.get("layout") in ("title", "ending"):
        return ()
    return tuple(line for t in texts({k: m[k] for k in _WORDS if k in m}) for line in lines(t))


def _over_scene(found: dict[str, Any], told: tuple[str, ...], draft: Draft, count: int) -> list[dict[str, Any]]:
    fps = int(draft.get("fps") or 30)
    lead = on_grid(min(300, found["d"] // 8), fps) if found["s"] else 0
    spans = share(found["d"] - lead, [reading_ms(t) for t in told], fps) if told else []
    out: list[dict[str, Any]] = []
    at = found["s"] + lead
    for text, d in zip(told, spans, strict=True):
        if d:
            out.append({"id": f"caption-{count + len(out) + 1}", "s": at, "d": d, "m": {"name": text, "text": text}})
        at += d
    return out


def set_caption(draft: Draft, args: dict[str, Any], ctx: Context) -> dict[str, Any] | None:
    """`scene`, `text`: one caption over that scene; none where the text is empty."""
    found = scene(draft, args["scene"])
    there = over(draft, "caption", found)
    if not args["text"]:
        if not there:
            raise CannotDo("captions_are_off")
        keep = drafts.segments(draft, "caption")
        keep[:] = [c for c in keep if c not in there]
        if not keep:
            drafts.drop_track(draft, "caption")
        return {"scene": args["scene"], "text": ""}
    if there:
        put_caption(draft, there, args["text"])
    else:
        _new_caption(draft, found, args["text"], ctx.language)
    return {"scene": args["scene"], "text": args["text"]}


def _new_caption(draft: Draft, found: dict[str, Any], text: str, language: str) -> None:
    segment = _over_scene(found, (text,), draft, 0)[0] | {"id": drafts.new_id(draft, "caption")}
    if drafts.track(draft, "caption") is None:
        drafts.put_track(draft, "caption", [], language)
    track = drafts.segments(draft, "caption")
    track.append(segment)
    track.sort(key=lambda s: int(s.get("s", 0)))
