"""One message: what it asks for, and what the director makes of it."""

import logging
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import gcd
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studio.phrases import say, together
from studio.store.files import StoredFile
from studio.store.sessions import Session

if TYPE_CHECKING:
    from studio.director import Edit, Material

log = logging.getLogger(__name__)

CREATION_COST = 10.0
EDIT_COST = 2.0
Operations = tuple[tuple[str, Mapping[str, Any]], ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """One message. `reply` is set where words are enough, `new` where a film of its own is wanted."""

    session: Session
    text: str
    language: str
    reply: str | None
    new: bool
    invocation_id: str = field(default_factory=lambda: f"e-{uuid.uuid4()}")

    @property
    def cost(self) -> float:
        """The credits that it takes if all goes well."""
        if self.reply is not None:
            return 0.0
        return CREATION_COST if self.new else EDIT_COST


@dataclass(frozen=True, slots=True)
class Made:
    """What the director made of a turn; no draft where nothing could be made."""

    draft: dict[str, Any] | None
    said: str
    operations: Operations = ()

    @property
    def steps_only(self) -> bool:
        """Whether it only went back or forth, which is free."""
        return bool(self.operations) and all(name in ("undo", "redo") for name, _ in self.operations)


def understand(session: Session, text: str, language: str) -> Turn:
    """What the message asks for. A director that fails here says so kindly, and costs nothing."""
    if not text.strip():
        return Turn(session, text, language, say("empty", language), False)
    try:
        from studio import director

        reply = director.answer(text, session.draft, language)
        new = reply is None and director.wants_new(text, session.draft is not None)
    except Exception:
        log.exception("a message could not be understood")
        reply, new = say("failed", language), False
    return Turn(session, text, language, reply, new)


def make(turn: Turn, files: Sequence[StoredFile], cache: Path) -> Made:
    """Ask the director, and time what is spoken. What is refused comes back as words without a draft."""
    from studio import director

    material = [_material(file) for file in files]
    session = turn.session
    try:
        if turn.new or session.draft is None:
            direction = director.direct(turn.text, language=turn.language, material=material)
            made = Made(direction.draft, together(direction.said, *direction.notes))
        else:
            made = _edited(
                director.edit(session.draft, turn.text, material=material, undo=session.undo, redo=session.redo)
            )
    except director.DirectionError as error:
        return Made(None, error.said)
    return _spoken(turn, made, cache)


def _edited(edit: "Edit") -> Made:
    operations = tuple((one.name, one.args) for one in edit.operations)
    return Made(edit.draft, together(edit.said, *edit.notes), operations)


def _spoken(turn: Turn, made: Made, cache: Path) -> Made:
    """Sentences as long as a voice needs, captions at their words. Without a voice there is no narration."""
    from studio import narration

    if made.draft is None or made.steps_only:
        return made
    if narration.missing(made.draft) is None:
        return replace(made, draft=narration.in_time(made.draft, cache))
    if not turn.new:
        before = turn.session.draft
        return made if before and narration.missing(before) else Made(None, say("no_voice", turn.language))
    silent = [one for one in made.draft["t"] if (one.get("m") or {}).get("role") != "voice"]
    return replace(made, draft={**made.draft, "t": silent}, said=together(made.said, say("no_voice", turn.language)))


def _material(file: StoredFile) -> "Material":
    from studio.director import Material

    return Material(
        file_id=file.id,
        name=file.name,
        kind=file.kind,
        width=file.width or 0,
        height=file.height or 0,
        duration_ms=file.duration_ms or 0,
        has_audio=file.has_audio,
    )


def canvas(draft: Mapping[str, Any]) -> dict[str, Any]:
    """The picture's shape, for `canvas_config`."""
    width, height = int(draft.get("w", 0)), int(draft.get("h", 0))
    shared = gcd(width, height) or 1
    return {"width": width, "height": height, "fps": draft.get("fps"), "ratio": f"{width // shared}:{height // shared}"}


def title_of(draft: Mapping[str, Any], brief: str) -> str:
    """What the project is called: the film's title, else how the brief begins."""
    meta = draft.get("m")
    title = meta.get("title") if isinstance(meta, dict) else None
    return str(title or " ".join(brief.split()))[:60]
