"""Telling a turn as ADK events: to whoever listens, and to the session's history."""

import asyncio
import uuid
from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Any

from studio.phrases import say
from studio.store.sessions import Sessions
from studio.turn import Operations, Turn
from wire import calls, events

Event = dict[str, Any]


class Run:
    """The events of one turn as they come; reading them is optional."""

    def __init__(self) -> None:
        self._events: asyncio.Queue[Event | None] = asyncio.Queue()

    def put(self, event: Event | None) -> None:
        """Add an event; None ends the run."""
        self._events.put_nowait(event)

    async def stream(self, heartbeat: float) -> AsyncIterator[Event | None]:
        """The events in order; None after every `heartbeat` seconds of silence."""
        while True:
            try:
                event = await asyncio.wait_for(self._events.get(), heartbeat)
            except TimeoutError:
                yield None
                continue
            if event is None:
                return
            yield event


class Telling:
    """Makes a turn's events. What is not partial is kept in the session."""

    def __init__(self, sessions: Sessions, turn: Turn, run: Run) -> None:
        self._sessions = sessions
        self._turn = turn
        self._run = run

    def asked(self) -> None:
        """Keep the user's message; nobody needs to be told of it."""
        part = {"text": self._turn.text}
        self._keep(events.event(part, author="user", invocation_id=self._turn.invocation_id, role="user"))

    def say(self, text: str) -> None:
        """The text in a few deltas, then whole. Silence is not told."""
        if text:
            for delta in deltas(text):
                self._tell({"text": delta}, partial=True)
            self._tell({"text": text}, partial=False)

    def failed(self) -> None:
        """Something broke; what it was is in the log."""
        self._tell(error=("INTERNAL", say("failed", self._turn.language)))

    def call(self, name: str, args: Mapping[str, Any]) -> str:
        """A tool begins; gives the id under which it is to be answered."""
        call_id = f"adk-{uuid.uuid4()}"
        self._tell({"functionCall": {"id": call_id, "name": name, "args": dict(args)}})
        return call_id

    def answered(self, call_id: str, name: str, status: str, delta: Mapping[str, Any] | None = None) -> None:
        """A tool is done, and changed these keys of the session's state."""
        answer = {"id": call_id, "name": name, "response": {"status": status}}
        self._tell({"functionResponse": answer}, role="user", state_delta=delta)

    def operations(self, done: Operations, delta: Mapping[str, Any]) -> None:
        """Tools that are done already; the last one brings the new state."""
        for number, (name, args) in enumerate(done, 1):
            self.answered(self.call(name, args), name, "success", delta if number == len(done) else None)

    def _tell(self, *parts: Mapping[str, Any], **more: Any) -> None:
        made = events.event(*parts, author=calls.APP, invocation_id=self._turn.invocation_id, **more)
        if made.get("partial") is not True:
            self._keep(made)
        self._run.put(made)

    def _keep(self, made: Event) -> None:
        self._sessions.add_event(self._turn.session.id, made)


def deltas(text: str, pieces: int = 6) -> Iterator[str]:
    """The text cut into a few pieces."""
    size = max(8, -(-len(text) // pieces))
    for start in range(0, len(text), size):
        yield text[start : start + size]
