"""A request to the agent: sent once, streamed, translated, and never answered with silence."""

import re
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from skill import telling
from skill.client import stream
from skill.clock import DOUBT_READS, FIRST_DOUBT, NEXT_DOUBT, RUN_LIMIT, STILL_WORKING
from skill.errors import BackendFailed, Doubtful, Failure, Unreachable
from skill.handlers.turn import Turn
from skill.project import timeline
from skill.project.store import Entry
from skill.project.timeline import Change
from skill.reports import Changes, Progress, Text
from skill.safe import clean, one_line
from wire import calls
from wire.events import TEMPORARY_ISSUE, Heartbeat, Tool
from wire.events import Failure as RunFailure
from wire.events import Text as Words
from wire.models import Draft

LIMIT = 20_000  # characters of one message
_GENERATES = re.compile(
    r"(?:create|generate|make|text_to|image_to)_?(?:video|film|clip|project)"
)  # tools that take long
_TOLD = ("timeout", "oversized", "busy", "state_unread")  # doubts with a sentence of their own


def run(turn: Turn, text: str) -> None:
    """Send the text, show what comes back, and report what it changed.

    What the backend's words ask for lands in `turn.found`. Raises the failure that ended it; BackendFailed where
    another command of this machine is at work on the same project.
    """
    with turn.services.store.alone(_work_on(turn)) as free:
        if not free:
            raise BackendFailed("busy")
        _run(turn, text)


def _work_on(turn: Turn) -> str:
    return f"run {turn.session.backend} {turn.session.session_id}"


def _run(turn: Turn, text: str) -> None:
    before = draft_of(turn)
    entry = turn.services.store.begin(str(uuid.uuid4()), "run", turn.session, text=text, before=before)
    try:
        said = _listen(turn, text)
    except Doubtful as doubt:
        _look(turn, entry, before, doubt)
        return
    except Failure as failure:
        turn.services.store.finish(entry)  # not taken, or failed by the server's own word
        if failure.facts.get("tools"):
            _tell_what_was_done(turn, before)
        raise
    try:
        _confirm(turn, before, said)
    except (Unreachable, BackendFailed) as problem:  # also a session that is gone now: the request was taken
        _look(turn, entry, before, Doubtful("state_unread", problem.code))
        return
    turn.services.store.finish(entry)


def _tell_what_was_done(turn: Turn, before: Draft | None) -> None:
    """A run that failed half way may have changed something first."""
    if found := _changes_since(turn, before):
        tell_changes(turn, found)


def draft_of(turn: Turn) -> Draft | None:
    """The draft as the backend has it now."""
    return turn.services.http.send(calls.state(turn.session.session_id)).state.draft


def _listen(turn: Turn, text: str) -> bool:
    """Show the stream's words as they come. Whether there were any."""
    from router.gui import GuiStream  # the whole translator comes with it, and most actions have no use for that

    translated, said, tools = GuiStream(turn.services.manifest.gui_rules, turn.ahead), False, False
    failure: RunFailure | None = None
    with _ticking(turn, text):
        for meaning in stream.run(turn.services.http, turn.session.session_id, text):
            if isinstance(meaning, Words):
                if said and meaning.delta.lstrip().startswith(TEMPORARY_ISSUE):
                    continue
                said = said or bool(meaning.delta.strip())
                _show(turn, translated.feed(meaning.delta))
            elif isinstance(meaning, RunFailure):
                failure = failure or meaning
            elif isinstance(meaning, Tool):
                if not tools and _GENERATES.match(meaning.name):
                    turn.status("two_stages")
                tools = True
            elif isinstance(meaning, Heartbeat):
                continue
    rest = translated.finish()
    _show(turn, rest.text)
    if said:
        turn.emit(Text("\n"))
    turn.found.calls.extend((call.action, call.text) for call in rest.calls)
    turn.found.offers.extend((offer.action, offer.text) for offer in rest.offers)
    if failure is not None and not (said and TEMPORARY_ISSUE in failure.message):
        raise BackendFailed("run_failed", failure.code, message=one_line(failure.message), tools=tools)
    return said


def _show(turn: Turn, text: str) -> None:
    if text:
        turn.emit(Text(clean(text)))


@contextmanager
def _ticking(turn: Turn, text: str) -> Iterator[None]:
    """Say "still working", and on what, every two minutes while the stream is read, whether or not anything arrives."""
    over = threading.Event()

    def tick() -> None:
        while not over.wait(turn.services.clock.real(STILL_WORKING)):
            turn.emit(Progress(turn.say("still_working", what=one_line(text, 40)), None))

    thread = threading.Thread(target=tick, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _confirm(turn: Turn, before: Draft | None, said: bool) -> None:
    """A clean end proves nothing: read the state. Where nothing was said, tell what changed."""
    found = timeline.compare(before, draft_of(turn))
    if not found and not said:
        turn.services.clock.sleep(FIRST_DOUBT)  # the state may lag behind the stream
        found = timeline.compare(before, draft_of(turn))
    if not said:
        tell_changes(turn, found)


def tell_changes(turn: Turn, found: list[Change]) -> None:
    """Report a silent edit in words."""
    turn.report(Changes(telling.changes(found, turn.language), [change.as_json() for change in found]))


def _look(turn: Turn, entry: Entry, before: Draft | None, doubt: Doubtful) -> None:
    """After any doubt the state is read: after 30 s, then every 60 s, at most five times. Nothing is re-sent."""
    turn.status("reading_state" if doubt.outcome != "busy" else "waiting_for_earlier")
    for attempt in range(DOUBT_READS):
        turn.services.clock.sleep(NEXT_DOUBT if attempt else FIRST_DOUBT)
        found = _changes_since(turn, before)
        if found:
            turn.services.store.finish(entry)
            tell_changes(turn, found)
            if doubt.outcome == "busy":
                turn.text("busy_no_more")
            return
    outcome = doubt.outcome if doubt.outcome in _TOLD else "unsettled"
    raise Doubtful(outcome, doubt.code, **doubt.facts) from doubt


def _changes_since(turn: Turn, before: Draft | None) -> list[Change]:
    try:
        return timeline.compare(before, draft_of(turn))
    except (Unreachable, BackendFailed):  # status unreachable is not "failed": look again later
        return []


def resume(turn: Turn, entry: Entry) -> None:
    """Look at what became of an earlier run, for as long as one may take. Raises Doubtful while that is open."""
    with turn.services.store.alone(_work_on(turn)) as free:
        if not free:
            turn.text("in_other_hands")
            return
        _resume(turn, entry)


def _resume(turn: Turn, entry: Entry) -> None:
    before: Draft | None = entry.data.get("before")
    found = timeline.compare(before, draft_of(turn))
    if found:
        turn.services.store.finish(entry)
        turn.text("resumed_run", changes=telling.changes(found, turn.language))
    elif time.time() - entry.created > turn.services.clock.real(RUN_LIMIT):
        turn.services.store.finish(entry)
        turn.text("resumed_run_unchanged")
    else:
        _look(turn, entry, before, Doubtful("unsettled"))
