"""What the runtime tells whoever shows it: one value per thing to say. `--json` prints them as they are.

Source of names and fields: docs/cli.md, which is a promise.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any, ClassVar, TypeAlias


@dataclass(frozen=True, slots=True)
class Report:
    """Anything to be shown; `type` names it."""

    type: ClassVar[str] = ""

    def as_json(self) -> dict[str, Any]:
        """The object that `--json` prints."""
        return {"type": self.type, **asdict(self)}


@dataclass(frozen=True, slots=True)
class Status(Report):
    """Where setting up or working stands."""

    type: ClassVar[str] = "status"
    text: str


@dataclass(frozen=True, slots=True)
class Action(Report):
    """About to be done; `by` is `user` or `gui` (the backend asked for it)."""

    type: ClassVar[str] = "action"
    action: str
    text: str
    by: str = "user"


@dataclass(frozen=True, slots=True)
class Text(Report):
    """Words for the user."""

    type: ClassVar[str] = "text"
    text: str


@dataclass(frozen=True, slots=True)
class Progress(Report):
    """Still working; `fraction` 0..1 where it is known."""

    type: ClassVar[str] = "progress"
    text: str
    fraction: float | None = None


@dataclass(frozen=True, slots=True)
class Timeline(Report):
    """The tracks, in one line and as data."""

    type: ClassVar[str] = "timeline"
    text: str
    tracks: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Changes(Report):
    """What an edit that said nothing did."""

    type: ClassVar[str] = "changes"
    text: str
    changes: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Credits(Report):
    """The balance."""

    type: ClassVar[str] = "credits"
    available: float
    frozen: float
    total: float
    text: str = ""


@dataclass(frozen=True, slots=True)
class File(Report):
    """A film that lies complete on this machine."""

    type: ClassVar[str] = "file"
    path: str
    bytes: int
    seconds: float | None = None
    width: int | None = None
    height: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Link(Report):
    """Something to open in a browser."""

    type: ClassVar[str] = "link"
    url: str
    text: str


@dataclass(frozen=True, slots=True)
class Error(Report):
    """What happened and what to do next."""

    type: ClassVar[str] = "error"
    code: int | str
    text: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Done(Report):
    """The end; agrees with the exit status."""

    type: ClassVar[str] = "done"
    ok: bool


Emit: TypeAlias = Callable[[Report], None]
