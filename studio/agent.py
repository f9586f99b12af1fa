"""The agent one talks to: a message becomes a film, a change, or an answer, told as a stream of ADK events.

A run belongs to the session, not to the connection: who hangs up finds the result in the state. Runs of one
session happen one after the other; a run is charged once, when its draft is saved, and failures cost nothing.
"""

import asyncio
import logging
import uuid
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

from studio.answers import ApiError, session_missing
from studio.phrases import language_of, say, together
from studio.steps import Steps
from studio.store import Store
from studio.store.accounts import OutOfCredits
from studio.store.sessions import Session
from wire import calls, events
from wire.codes import Code

if TYPE_CHECKING:
    from studio.director import Direction, Edit, Material

log = logging.getLogger(__name__)

CREATION_COST = 10.0
EDIT_COST = 2.0
WAITING_RUNS = 8  # per session; more is a client gone wild

Event = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Turn:
    """One message, and what it asks for: `cost` credits are held; `reply` is set where words are enough."""

    session: Session
    text: str
    language: str
    cost: float
    new: bool
    reply: str | None
    invocation_id: str = field(default_factory=lambda: f"e-{uuid.uuid4()}")


@dataclass(frozen=True, slots=True)
class Made:
    """What the director made of a turn."""

    draft: dict[str, Any] | None
    said: str
    operations: tuple[tuple[str, Mapping[str, Any]], ...] = ()

    @property
    def steps_only(self) -> bool:
        """Whether it only went back or forth, which is free."""
        return bool(self.operations) and all(name in ("undo", "redo") for name, _ in self.operations)


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


class Agent:
    """Runs turns. Made once per studio, used from its event loop only."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()  # by session
        self._waiting: Counter[str] = Counter()
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def running(self) -> int:
        """How many turns are being worked on."""
        return len(self._tasks)

    async def drain(self) -> None:
        """Wait until every turn is over."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def start(self, user_id: str, session_id: str, text: str) -> Run:
        """Take a message: from here on it will be worked on whatever the client does.

        ApiError: 1002 no such session, 2001 not enough credits, 429 too many messages wait.
        """
        if self._store.sessions.get(user_id, session_id) is None:
            raise session_missing(session_id, adk=True)
        if self._waiting[session_id] >= WAITING_RUNS:
            raise ApiError(Code.RATE_LIMITED, "this session is busy: wait for the answers first")
        lock = self._locks.setdefault(session_id, asyncio.Lock())
        self._waiting[session_id] += 1
        try:
            turn = await self._admitted(user_id, session_id, text, lock)
        finally:
            self._waiting[session_id] -= 1
            self._waiting += Counter()  # drops zeros
        run = Run()
        task = asyncio.create_task(self._perform(turn, run, lock))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return run

    async def _admitted(self, user_id: str, session_id: str, text: str, lock: asyncio.Lock) -> Turn:
        """The turn, with the session's lock taken and its credits held."""
        await lock.acquire()
        try:
            return await asyncio.to_thread(self._plan, user_id, session_id, text)
        except BaseException:
            lock.release()
            raise

    def _plan(self, user_id: str, session_id: str, text: str) -> Turn:
        session = self._store.sessions.get(user_id, session_id)
        if session is None:
            raise session_missing(session_id, adk=True)
        language = language_of(text, session.language)
        reply, new = _understood(session, text, language)
        cost = 0.0 if reply is not None else CREATION_COST if new else EDIT_COST
        try:
            self._store.accounts.hold(user_id, cost)
        except OutOfCredits:
            raise ApiError(Code.OUT_OF_CREDITS, "out of credits") from None
        return Turn(session, text, language, cost, new, reply)

    async def _perform(self, turn: Turn, run: Run, lock: asyncio.Lock) -> None:
        spent = 0.0
        try:
            self._tell(turn, None, events.event(
                {"text": turn.text}, author="user", invocation_id=turn.invocation_id, role="user"
            ))  # fmt: skip
            spent = await self._work(turn, run)
        except Exception:
            log.exception("a turn failed")
            self._tell(turn, run, self._event(turn, error=("INTERNAL", say("failed", turn.language))))
        finally:
            self._store.accounts.settle(turn.session.user_id, turn.cost, spent)
            lock.release()
            run.put(None)

    def _event(self, turn: Turn, *parts: Mapping[str, Any], **more: Any) -> Event:
        return events.event(*parts, author=calls.APP, invocation_id=turn.invocation_id, **more)

    def _tell(self, turn: Turn, run: Run | None, event: Event) -> None:
        if event.get("partial") is not True:
            self._store.sessions.add_event(turn.session.id, event)
        if run is not None:
            run.put(event)

    async def _work(self, turn: Turn, run: Run) -> float:
        """Do it and tell it; gives what it cost."""
        if turn.reply is not None:
            self._say(turn, run, turn.reply)
            return 0.0
        call_id = f"adk-{uuid.uuid4()}"
        if turn.new:
            self._tell(turn, run, self._call(turn, call_id, "create_video", {"brief": turn.text}))
        made = await asyncio.to_thread(_make, turn, self._material(turn.session.id), self._store.folder("cache"))
        if made.draft is None:
            if turn.new:
                self._tell(turn, run, self._response(turn, call_id, "create_video", "nothing_made"))
            self._say(turn, run, made.said)
            return 0.0
        self._save(turn, made)
        delta = {"draft": made.draft, "canvas_config": canvas(made.draft)}
        if turn.new:
            self._tell(turn, run, self._response(turn, call_id, "create_video", "success", delta))
        for number, (name, args) in enumerate(made.operations):
            last = number == len(made.operations) - 1
            one = f"adk-{uuid.uuid4()}"
            self._tell(turn, run, self._call(turn, one, name, args))
            self._tell(turn, run, self._response(turn, one, name, "success", delta if last else None))
        offer = say("ready" if turn.new else "changed", turn.language)
        self._say(turn, run, together(made.said, offer))
        return 0.0 if made.steps_only else turn.cost

    def _material(self, session_id: str) -> tuple["Material", ...]:
        from studio.director import Material

        return tuple(
            Material(
                file_id=file.id,
                name=file.name,
                kind=file.kind,
                width=file.width or 0,
                height=file.height or 0,
                duration_ms=file.duration_ms or 0,
                has_audio=file.has_audio,
            )
            for file in self._store.files.of_session(session_id)
        )

    def _save(self, turn: Turn, made: Made) -> None:
        assert made.draft is not None
        session = turn.session
        names = [name for name, _ in made.operations]
        steps = Steps(session.undo, session.redo).after(session.draft, made.draft, names)
        title = session.title or title_of(made.draft, turn.text)
        self._store.sessions.save_draft(session.id, made.draft, steps.undo, steps.redo, title)

    def _call(self, turn: Turn, call_id: str, name: str, args: Mapping[str, Any]) -> Event:
        return self._event(turn, {"functionCall": {"id": call_id, "name": name, "args": dict(args)}})

    def _response(
        self, turn: Turn, call_id: str, name: str, status: str, delta: Mapping[str, Any] | None = None
    ) -> Event:
        answer = {"functionResponse": {"id": call_id, "name": name, "response": {"status": status}}}
        return self._event(turn, answer, role="user", state_delta=delta)

    def _say(self, turn: Turn, run: Run, text: str) -> None:
        """The text in a few deltas, then whole."""
        if not text:
            return
        for delta in deltas(text):
            self._tell(turn, run, self._event(turn, {"text": delta}, partial=True))
        self._tell(turn, run, self._event(turn, {"text": text}, partial=False))


def _understood(session: Session, text: str, language: str) -> tuple[str | None, bool]:
    """The answer where words are enough, and whether a film of its own is wanted."""
    if not text.strip():
        return say("empty", language), False
    try:
        from studio import director

        reply = director.answer(text, session.draft, language)
        return reply, reply is None and director.wants_new(text, session.draft is not None)
    except Exception:
        log.exception("a message could not be understood")
        return say("failed", language), False


def _make(turn: Turn, material: Sequence["Material"], cache: Path) -> Made:
    """Ask the director, and time what is spoken. What is refused comes back as words without a draft."""
    from studio import director

    session = turn.session
    try:
        if turn.new:
            return _spoken(turn, _created(director.direct(turn.text, language=turn.language, material=material)), cache)
        assert session.draft is not None
        edit = director.edit(session.draft, turn.text, material=material, undo=session.undo, redo=session.redo)
        return _spoken(turn, _edited(edit), cache)
    except director.DirectionError as error:
        return Made(None, error.said)


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


def _created(direction: "Direction") -> Made:
    return Made(direction.draft, together(direction.said, *direction.notes))


def _edited(edit: "Edit") -> Made:
    operations = tuple((one.name, one.args) for one in edit.operations)
    return Made(edit.draft, together(edit.said, *edit.notes), operations)


def canvas(draft: Mapping[str, Any]) -> dict[str, Any]:
    """The picture's shape, for `canvas_config`."""
    from math import gcd

    width, height = int(draft.get("w", 0)), int(draft.get("h", 0))
    shared = gcd(width, height) or 1
    return {"width": width, "height": height, "fps": draft.get("fps"), "ratio": f"{width // shared}:{height // shared}"}


def title_of(draft: Mapping[str, Any], brief: str) -> str:
    """What the project is called: the film's title, else how the brief begins."""
    meta = draft.get("m")
    title = meta.get("title") if isinstance(meta, dict) else None
    return str(title or " ".join(brief.split()))[:60]


def deltas(text: str, pieces: int = 6) -> Iterator[str]:
    """The text cut into a few pieces."""
    size = max(8, -(-len(text) // pieces))
    for start in range(0, len(text), size):
        yield text[start : start + size]
