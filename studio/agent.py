"""The agent one talks to: a message becomes a film, a change, or an answer, told as a stream of ADK events.

A run belongs to the session, not to the connection: who hangs up finds the result in the state. Runs of one
session happen one after the other; a run is charged once, when its draft is saved, and failures cost nothing.
"""

import asyncio
import logging
from collections import Counter
from weakref import WeakValueDictionary

from studio.answers import ApiError, session_missing
from studio.phrases import language_of, say, together
from studio.steps import Steps
from studio.store import Store
from studio.store.accounts import OutOfCredits
from studio.store.sessions import Draft
from studio.telling import Run, Telling
from studio.turn import Made, Turn, canvas, make, title_of, understand
from wire.codes import Code

log = logging.getLogger(__name__)

WAITING_RUNS = 8  # per session; more is a client gone wild


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
        turn = understand(session, text, language_of(text, session.language))
        try:
            self._store.accounts.hold(user_id, turn.cost)
        except OutOfCredits:
            raise ApiError(Code.OUT_OF_CREDITS, "out of credits") from None
        return turn

    async def _perform(self, turn: Turn, run: Run, lock: asyncio.Lock) -> None:
        """Work on a turn to its end, whatever happens on the way."""
        spent = 0.0
        telling = Telling(self._store.sessions, turn, run)
        try:
            try:
                telling.asked()
                spent = await self._work(turn, telling)
            finally:
                self._store.accounts.settle(turn.session.user_id, turn.cost, spent)
        except Exception:
            log.exception("a turn failed")
            telling.failed()
        finally:
            lock.release()
            run.put(None)

    async def _work(self, turn: Turn, telling: Telling) -> float:
        """Do it and tell it; gives what it cost."""
        if turn.reply is not None:
            telling.say(turn.reply)
            return 0.0
        creation = telling.call("create_video", {"brief": turn.text}) if turn.new else ""
        files = self._store.files.of_session(turn.session.id)
        made = await asyncio.to_thread(make, turn, files, self._store.folder("cache"))
        if made.draft is None:
            if turn.new:
                telling.answered(creation, "create_video", "nothing_made")
            telling.say(made.said)
            return 0.0
        self._save(turn, made, made.draft)
        delta = {"draft": made.draft, "canvas_config": canvas(made.draft)}
        if turn.new:
            telling.answered(creation, "create_video", "success", delta)
        else:
            telling.operations(made.operations or (("edit_video", {"request": turn.text}),), delta)
        telling.say(together(made.said, say("ready" if turn.new else "changed", turn.language)))
        return 0.0 if made.steps_only else turn.cost

    def _save(self, turn: Turn, made: Made, draft: Draft) -> None:
        session = turn.session
        names = [name for name, _ in made.operations]
        steps = Steps(session.undo, session.redo).after(session.draft, draft, names)
        title = session.title or title_of(draft, turn.text)
        self._store.sessions.save_draft(session.id, draft, steps.undo, steps.redo, title)
