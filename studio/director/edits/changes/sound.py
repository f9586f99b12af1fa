"""Changes of what is heard."""

from typing import Any

from studio.director import draft as drafts
from studio.director.beats import texts
from studio.director.edits.changes.context import CannotDo, Context, over
from studio.director.storyboard import MUSIC_VOLUME, UNDER_VOICE, music_name
from studio.director.timing import on_grid, speaking_ms
from studio.director.values import Draft
from studio.director.writing import language_of


def _mood(draft: Draft) -> str:
    return str((draft.get("m") or {}).get("mood") or "calm")


def _seed(draft: Draft) -> int:
    return int((draft.get("m") or {}).get("seed") or 0)


def _put_music(draft: Draft, m: dict[str, Any], language: str) -> None:
    """Music from the start to the end."""
    segment = {"id": drafts.new_id(draft, "music"), "s": 0, "d": drafts.length(draft), "m": m}
    drafts.drop_track(draft, "music")
    drafts.put_track(draft, "music", [segment], language)


def _new_volume(draft: Draft) -> float:
    return UNDER_VOICE if drafts.segments(draft, "voice") else MUSIC_VOLUME


def set_music(draft: Draft, args: dict[str, Any], ctx: Context) -> dict[str, Any] | None:
    """`on`."""
    if not args["on"]:
        drafts.drop_track(draft, "music")
        return None
    mood = _mood(draft)
    m = {"name": music_name(mood, ctx.language), "mood": mood, "seed": _seed(draft), "volume": _new_volume(draft)}
    _put_music(draft, m, ctx.language)
    return None


def set_music_mood(draft: Draft, args: dict[str, Any], ctx: Context) -> dict[str, Any] | None:
    """`mood`: of the music, not of the film. Its loudness stays."""
    mood = args["mood"]
    there = drafts.segments(draft, "music")
    if not there:
        m = {"name": music_name(mood, ctx.language), "mood": mood, "seed": _seed(draft), "volume": _new_volume(draft)}
        _put_music(draft, m, ctx.language)
    for segment in there:
        m = drafts.meta(segment)
        for key in ("src", "in", "out"):
            m.pop(key, None)
        m |= {"name": music_name(mood, ctx.language), "mood": mood}
        m.setdefault("seed", _seed(draft))
    return {"mood": mood}


def set_music_track(draft: Draft, args: dict[str, Any], ctx: Context) -> dict[str, Any] | None:
    """Another piece of the same mood."""
    for segment in drafts.segments(draft, "music"):
        m = drafts.meta(segment)
        if m.pop("src", None):
            m.pop("in", None)
            m.pop("out", None)
            m |= {"name": music_name(_mood(draft), ctx.language), "mood": _mood(draft)}
        m["seed"] = int(m.get("seed") or 0) + 1
        m.setdefault("mood", _mood(draft))
    return None


def set_music_file(draft: Draft, args: dict[str, Any], ctx: Context) -> dict[str, Any] | None:
    """`file_id`: the user's own audio as the music."""
    file = ctx.file(args["file_id"])
    total = drafts.length(draft)
    m = {
        "name": file.name,
        "src": file.file_id,
        "in": 0,
        "out": min(file.duration_ms, total) if file.duration_ms else total,
        "volume": 0.6,
    }
    _put_music(draft, m, ctx.language)
    return {"name": file.name}


def set_music_volume(draft: Draft, args: dict[str, Any], ctx: Context) -> dict[str, Any] | None:
    """`volume` 0..1."""
    for segment in drafts.segments(draft, "music"):
        drafts.meta(segment)["volume"] = args["volume"]
    return {"percent": round(100 * args["volume"])}


def set_music_start(draft: Draft, args: dict[str, Any], ctx: Context) -> dict[str, Any] | None:
    """`ms`: where the music begins; it still ends where it ended."""
    segment = drafts.segments(draft, "music")[0]
    drafts.with_starts(draft)
    end, total = segment["s"] + segment.get("d", 0), drafts.length(draft)
    start = on_grid(args["ms"], int(draft.get("fps") or 30))
    if start >= total:
        raise CannotDo("beyond_end", seconds=total / 1000)
    segment["s"], segment["d"] = start, max(end, total) - start if end > start else total - start
    return {"seconds": start / 1000}


def set_narration(draft: Draft, args: dict[str, Any], ctx: Context) -> dict[str, Any] | None:
    """`on`. The voice says what the captions say, else what the scenes say."""
    if not args["on"]:
        drafts.drop_track(draft, "voice")
        return None
    drafts.with_starts(draft)
    made: list[dict[str, Any]] = []
    for found in drafts.segments(draft, "video"):
        text = _spoken(draft, found)
        if text:
            d = on_grid(min(speaking_ms(text), found["d"]), int(draft.get("fps") or 30))
            m = {"name": text[:40], "text": text, "language": language_of(text), "volume": 1.0}
            made.append({"id": f"voice-{len(made) + 1}", "s": found["s"], "d": d, "m": m})
    if not made:
        raise CannotDo("no_words")
    drafts.put_track(draft, "voice", made, ctx.language)
    return None


def _spoken(draft: Draft, found: dict[str, Any]) -> str:
    m = found.get("m") or {}
    for role in ("caption", "title"):
        told = [s["m"]["text"] for s in over(draft, role, found) if (s.get("m") or {}).get("text")]
        if told:
            return ("" if language_of(told[0]) == "zh" else " ").join(told)
    return ". ".join(texts({k: m[k] for k in ("heading", "body", "quote", "label", "items") if k in m}))


def set_narration_volume(draft: Draft, args: dict[str, Any], ctx: Context) -> dict[str, Any] | None:
    """`volume` 0..1."""
    for segment in drafts.segments(draft, "voice"):
        drafts.meta(segment)["volume"] = args["volume"]
    return {"percent": round(100 * args["volume"])}
