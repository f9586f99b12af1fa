"""The words that lie over the scenes: which of them are seen when."""

from typing import Any

from studio.render.timeline import Draft, track

TEXT_ROLES = ("title", "caption")


def texts_within(draft: Draft, role: str, start_ms: float, end_ms: float) -> list[Draft]:
    """The titles or captions that are seen between two moments of the film."""
    return [one for one in track(draft, role) if one["s"] < end_ms and one["s"] + one.get("d", 0) > start_ms]


def within(draft: dict[str, Any], start_ms: float, end_ms: float) -> dict[str, Any] | None:
    """The draft with only those titles and captions that are seen between two moments; None where there are none.

    A film of ten minutes has hundreds of captions, whose tiles together would not fit into memory. A track that
    has words elsewhere keeps one of them: the layout leaves room for captions where a film has any.
    """
    seen = {role: texts_within(draft, role, start_ms, end_ms) for role in TEXT_ROLES}
    if not any(seen.values()):
        return None
    seen = {role: found or track(draft, role)[:1] for role, found in seen.items()}
    tracks = [
        {**one, "sg": seen[role]} if (role := (one.get("m") or {}).get("role")) in seen else one for one in draft["t"]
    ]
    return {**draft, "t": tracks}
