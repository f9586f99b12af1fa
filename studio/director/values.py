"""What goes into the director and what comes out of it. All values are frozen; drafts are plain JSON (docs/draft.md)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

Draft: TypeAlias = dict[str, Any]
Art: TypeAlias = Callable[[str, str, int], list[str]]
"""`art(text, language, limit)` gives the keys of drawings that show what the text is about, best first."""


@dataclass(frozen=True)
class Material:
    """A file that the user sent. Sizes in pixels as shown (after rotation), length in ms; 0 where it has none."""

    file_id: str
    name: str
    kind: str  # "image", "video" or "audio"
    width: int
    height: int
    duration_ms: int
    has_audio: bool


@dataclass(frozen=True)
class Direction:
    """A film made from a brief.

    `said`: what was understood and made, one to three sentences in the user's language. `notes`: what could not
    be done, a sentence each. `variants`: further drafts where the brief asked for several versions.
    """

    draft: Draft
    said: str
    notes: tuple[str, ...] = ()
    variants: tuple[Draft, ...] = ()


@dataclass(frozen=True)
class Operation:
    """One thing that an edit did, as a tool call: a name and its JSON arguments."""

    name: str
    args: dict[str, Any]


@dataclass(frozen=True)
class Edit:
    """The answer to a request for a change. `draft` is None where nothing could be done, which costs nothing."""

    draft: Draft | None
    said: str
    notes: tuple[str, ...] = ()
    operations: tuple[Operation, ...] = ()


class DirectionError(Exception):
    """No film can be made from this brief. `code` is a short word, `said` one sentence in the user's language."""

    def __init__(self, code: str, said: str) -> None:
        super().__init__(said)
        self.code = code
        self.said = said
