"""The director: a brief becomes a draft (docs/draft.md), and a request changes one. Words in, JSON out, no I/O."""

from collections.abc import Mapping, Sequence
from typing import Any

from studio.director import film, newness, talk
from studio.director.edits import editing
from studio.director.values import Art, Direction, DirectionError, Draft, Edit, Material, Operation

__all__ = [
    "Direction",
    "DirectionError",
    "Draft",
    "Edit",
    "Material",
    "Operation",
    "answer",
    "direct",
    "edit",
    "wants_new",
    "wants_question",
]


def _drawings(text: str, language: str, limit: int) -> list[str]:
    """The studio's own drawings."""
    from studio import artwork

    return artwork.find(text, language, limit)


def direct(
    brief: str,
    *,
    language: str | None = None,
    material: Sequence[Material] = (),
    seed: int | None = None,
    art: Art = _drawings,
) -> Direction:
    """Make a film of a brief (English, Chinese, both; up to 20,000 characters).

    `language` answers for briefs that have none of their own; `seed` gives another film of the same brief, and
    is kept in the draft. Raises `DirectionError` where there is nothing to make a film of.
    """
    return film.direct(brief, language=language, material=material, seed=seed, art=art)


def wants_new(request: str, has_draft: bool) -> bool:
    """Whether a message asks for a film of its own rather than for a change to the one there is.

    Always true where there is none yet. Ask `answer` first: questions are neither.
    """
    return newness.wants_new(request, has_draft)


def wants_question(request: str, draft: Mapping[str, Any] | None = None) -> bool:
    """Whether a message is small talk or a question, so that `answer` has words for it."""
    return answer(request, draft, "en") is not None


def answer(request: str, draft: Mapping[str, Any] | None, language: str) -> str | None:
    """The answer to a question or to small talk ("what can you do?", 多长？); None where something is to be done.

    In the language of the request; `language` answers for requests that have none.
    """
    return talk.answer(request, draft, language)


def edit(
    draft: Mapping[str, Any],
    request: str,
    *,
    material: Sequence[Material] = (),
    undo: Sequence[Mapping[str, Any]] = (),
    redo: Sequence[Mapping[str, Any]] = (),
    art: Art = _drawings,
) -> Edit:
    """Change a draft as asked, and nothing else. The draft that is given stays as it is.

    `undo` and `redo` are the caller's stacks, nearest draft last; the operations `undo` and `redo` (with `steps`)
    give back drafts from them. Nothing done: the draft is None, and `said` tells why and names two things that
    would work.
    """
    return editing.edit(draft, request, material=material, undo=undo, redo=redo, art=art)
