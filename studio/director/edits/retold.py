"""What a draft's own brief says, asked again: the captions that its scenes had at first."""

from typing import Any

from studio.director import draft as drafts
from studio.director.edits.changes.context import Context
from studio.director.values import Draft


def told_again(draft: Draft, ctx: Context) -> dict[str, tuple[str, ...]]:
    """For every scene of the film that the draft's brief and seed make, by its file or name, its captions."""
    first = made_again(draft, ctx)
    if first is None:
        return {}
    out: dict[str, tuple[str, ...]] = {}
    for scene in drafts.segments(first, "video"):
        m = scene["m"]
        start, end = scene["s"], scene["s"] + scene["d"]
        told = tuple(c["m"]["text"] for c in drafts.segments(first, "caption") if start <= c["s"] < end)
        out[str(m.get("src") or m["name"])] = told
    return out


def made_again(draft: Draft, ctx: Context, **more: Any) -> Draft | None:
    """The film of the draft's brief, with captions; None where the draft holds no brief that makes one."""
    from studio.director import film  # the film's maker knows nothing of edits; only this asks it again
    from studio.director.values import DirectionError

    m = draft.get("m") or {}
    if not m.get("brief"):
        return None
    try:
        made = film.direct(
            m["brief"],
            language=m.get("language"),
            material=more.get("material", ctx.material),
            seed=more.get("seed", m.get("seed")),
            art=ctx.art,
            captions=True if "seed" not in more else None,
        )
    except DirectionError:
        return None
    return made.draft
