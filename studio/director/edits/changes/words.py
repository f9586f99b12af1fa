"""Changes of words."""

from typing import Any

from studio.director import draft as drafts
from studio.director.edits.changes.context import CannotDo, Context, over, scene
from studio.director.edits.texts import replace_everywhere
from studio.director.timing import on_grid
from studio.director.values import Draft
from studio.director.writing import fold, shorten

_TITLE_MS = 4_000


def set_title(draft: Draft, args: dict[str, Any], ctx: Context) -> dict[str, Any] | None:
    """`text`. A title that was not there stands over the first scene."""
    text = args["text"]
    drafts.meta(draft)["title"] = text
    found = drafts.segments(draft, "title")
    if found:
        m = drafts.meta(found[0])
        m["text"] = text
        m["name"] = text
    else:
        drafts.with_starts(draft)
        first = next(iter(drafts.segments(draft, "video")), {})
        length = min(first.get("d") or drafts.length(draft), _TITLE_MS) or _TITLE_MS
        segment = {"id": drafts.new_id(draft, "title"), "s": 0, "d": on_grid(length, int(draft.get("fps") or 30))}
        _track(draft, "title", {**segment, "m": {"name": text, "text": text}}, ctx.language)
    return {"text": text}


def _track(draft: Draft, role: str, segment: dict[str, Any], language: str) -> None:
    if drafts.track(draft, role) is None:
        drafts.put_track(draft, role, [], language)
    drafts.segments(draft, role).append(segment)


def remove_title(draft: Draft, args: dict[str, Any], ctx: Context) -> dict[str, Any] | None:
    """No title; the picture under it stays."""
    drafts.drop_track(draft, "title")
    return None


def set_title_duration(draft: Draft, args: dict[str, Any], ctx: Context) -> dict[str, Any] | None:
    """`ms`: how long the title stands, not longer than the film."""
    segment = drafts.segments(draft, "title")[0]
    ms = on_grid(min(max(500, args["ms"]), drafts.length(draft)), int(draft.get("fps") or 30))
    segment["d"] = ms
    return {"seconds": ms / 1000}


def set_subtext(draft: Draft, args: dict[str, Any], ctx: Context) -> dict[str, Any] | None:
    """`text`: the line under the title; empty takes it away."""
    found = drafts.segments(draft, "title")
    if not found:
        raise CannotDo("no_title")
    m = drafts.meta(found[0])
    m.pop("subtext", None)
    if args["text"]:
        m["subtext"] = args["text"]
    return {"text": args["text"]}


def set_scene_text(draft: Draft, args: dict[str, Any], ctx: Context) -> dict[str, Any] | None:
    """`scene`, `text`: the words that stand largest in it. A caption that only framed the old ones goes along."""
    found = scene(draft, args["scene"])
    m, text = found["m"], args["text"]
    if m.get("layout") == "title" and over(draft, "title", found):
        set_title(draft, {"text": text}, ctx)
        return {"scene": args["scene"], "text": text}
    old = _put_words(m, text)
    captions = over(draft, "caption", found)
    if captions and (old is None or (old and fold(old) in fold(" ".join(c["m"].get("text", "") for c in captions)))):
        put_caption(draft, captions, text)
    if old and m.get("name") in (old, shorten(old, 28)):
        m["name"] = shorten(text, 28)
    return {"scene": args["scene"], "text": text}


def clear_scene_text(draft: Draft, args: dict[str, Any], ctx: Context) -> dict[str, Any] | None:
    """`scene`: its own words go; its captions and its picture stay."""
    m = scene(draft, args["scene"])["m"]
    gone = [k for k in ("heading", "body", "items", "number", "label", "quote", "by", "left", "right") if k in m]
    if not gone:
        raise CannotDo("no_words_there", scene=args["scene"])
    for key in gone:
        del m[key]
    m["layout"] = "picture"
    return {"scene": args["scene"]}


def _put_words(m: dict[str, Any], text: str) -> str | None:
    """Put the text where the scene's main words stand. Gives the old ones; None where the scene had none but captions."""
    for key in ("quote", "label", "heading", "body"):
        if m.get(key):
            old = str(m[key])
            m[key] = text
            return old
    if m.get("items") or m.get("left"):
        m["heading"] = text
        return ""
    if m.get("src"):
        return None
    m["heading"] = text
    return ""


def put_caption(draft: Draft, captions: list[dict[str, Any]], text: str) -> None:
    """One caption with the text in place of those."""
    first, last = captions[0], captions[-1]
    first["d"] = last["s"] + last.get("d", 0) - first["s"]
    first["m"] = {k: v for k, v in (first.get("m") or {}).items() if k != "words"} | {"name": text, "text": text}
    keep = drafts.segments(draft, "caption")
    keep[:] = [c for c in keep if c is first or c not in captions]


def replace_text(draft: Draft, args: dict[str, Any], ctx: Context) -> dict[str, Any] | None:
    """`old`, `new`: in every text on screen or spoken."""
    count = replace_everywhere(draft, args["old"], args["new"])
    if not count:
        raise CannotDo("no_such_text", text=args["old"])
    return {"old": args["old"], "new": args["new"], "count": count}
