"""What every handler gets: the services, the session, and how to speak to the user."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from skill import replies
from skill.clock import Clock
from skill.project.store import Session, Store
from skill.reports import Emit, Progress, Report, Status, Text
from skill.settings import Settings

if TYPE_CHECKING:
    from skill.client.auth import Auth
    from skill.client.http import Http
    from skill.loader import Manifest


@dataclass(frozen=True, slots=True)
class Services:
    """Built once by bootstrap."""

    settings: Settings
    manifest: "Manifest"
    clock: Clock
    store: Store
    http: "Http"
    auth: "Auth"


@dataclass(frozen=True, slots=True)
class Found:
    """What the backend's text asked for: calls to run now, offers to make. Pairs of action and text."""

    calls: list[tuple[str, str]] = field(default_factory=list)
    offers: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of the conversation. `output` is where a film goes; `by` who asked for the step; `ahead` are the
    actions that this turn will do after it."""

    services: Services
    session: Session
    language: str
    emit: Emit
    output: Path | None = None
    by: str = "user"
    ahead: frozenset[str] = frozenset()
    found: Found = field(default_factory=Found)

    def say(self, outcome: str, **facts: Any) -> str:
        """The sentence of an outcome in the turn's language."""
        return replies.say(outcome, self.language, **facts)

    def text(self, outcome: str, **facts: Any) -> None:
        """Tell the user something, on a line of its own."""
        self.emit(Text(self.say(outcome, **facts) + "\n"))

    def status(self, outcome: str, **facts: Any) -> None:
        """Tell the user where things stand."""
        self.emit(Status(self.say(outcome, **facts)))

    def progress(self, outcome: str, fraction: float | None = None, **facts: Any) -> None:
        """Tell the user how far it is."""
        self.emit(Progress(self.say(outcome, **facts), fraction))

    def report(self, one: Report) -> None:
        """Tell the user something that has a form of its own."""
        self.emit(one)

    def within(self, session: Session) -> "Turn":
        """The same turn in another session."""
        return replace(self, session=session)


Handler = Callable[[Turn, str], None]
