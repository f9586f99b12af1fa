"""From the draft to a file on this machine. The render's id is on disk before it is sent."""

import time
import uuid
from pathlib import Path

from skill.client import download
from skill.client.download import target as target
from skill.clock import POLL_RENDER
from skill.errors import BackendFailed, BadInput, Doubtful, Failure, Unreachable
from skill.handlers.turn import Turn
from skill.project import film, timeline
from skill.project.store import Entry
from skill.reports import File
from skill.safe import one_line
from wire import calls
from wire.models import Draft, Output, RenderStatus

POLLS = 120  # of 30 s: an hour
_UNKNOWN = (404, 1002)  # how a backend says that it does not know a render
_REASONS = {"disk_full": "render_disk_full", "no_ffmpeg": "render_no_ffmpeg", "bad_media": "render_bad_media"}
_DONE, _FAILED = ("completed", "succeeded", "done"), ("failed", "error", "cancelled")


def run(turn: Turn, text: str) -> None:
    """Render the draft and download the film. Raises BadInput or BackendFailed where there is none to render."""
    del text
    state = turn.services.http.send(calls.state(turn.session.session_id)).state
    if not timeline.ready(state.draft):
        raise BadInput("no_draft")
    path = download.target(turn.output or _default_path(turn, state.draft or {}))
    _film(turn, state.draft or {}, path, attempt=0)


def _default_path(turn: Turn, draft: Draft) -> Path:
    """A free name in the folder for films, made from the film's title."""
    meta = draft.get("m")
    title = meta.get("title") if isinstance(meta, dict) else None
    return film.free_name(str(title or turn.session.title or "film"), turn.services.settings.films.absolute())


def _film(turn: Turn, draft: Draft, path: Path, attempt: int) -> None:
    render_id = f"render_{int(time.time() * 1000)}_{uuid.uuid4().hex[:6]}"
    with turn.services.store.alone(render_id):
        _ordered(turn, render_id, draft, path, attempt)


def _ordered(turn: Turn, render_id: str, draft: Draft, path: Path, attempt: int) -> None:
    store = turn.services.store
    entry = store.begin(render_id, "render", turn.session, path=str(path.absolute()), draft=draft, attempt=attempt)
    call = calls.render(entry.id, turn.session.session_id, draft, Output())
    status: RenderStatus | None = None
    try:
        status = turn.services.http.send(call)
    except Doubtful:  # it may have arrived: the id is ours, so asking for it tells
        turn.services.clock.sleep(POLL_RENDER)
    except Failure:
        store.finish(entry)  # refused: nothing is on its way
        raise
    _finish(turn, entry, status)


def finish(turn: Turn, entry: Entry) -> None:
    """Wait for a render that was begun, and fetch its film. Raises BackendFailed for one that never arrived."""
    with turn.services.store.alone(entry.id) as free:
        if free:
            _finish(turn, entry, None)
        else:
            turn.text("in_other_hands")


def _finish(turn: Turn, entry: Entry, status: RenderStatus | None) -> None:
    accepted = status is not None
    try:
        status = _wait(turn, entry, status)
    except BackendFailed as failure:
        if accepted or failure.code not in _UNKNOWN:
            raise
        turn.services.store.finish(entry)
        raise BackendFailed("render_lost", failure.code) from failure
    if status.status in _FAILED:
        turn.services.store.finish(entry)
        if int(entry.data.get("attempt", 0)) < 1:
            _film(turn, entry.data["draft"], Path(entry.data["path"]), attempt=1)
            return
        reason = one_line(status.error or status.message or "")
        outcome = _REASONS.get(status.reason or "", "render_failed")
        raise BackendFailed(outcome, status.reason or "render", reason=reason)
    path = download.target(Path(entry.data["path"]))
    size = _fetch(turn, entry, status, path)
    turn.services.store.finish(entry)
    facts = film.facts(path)
    text = turn.say(
        "exported", path=str(path), bytes=size, seconds=facts.seconds, width=facts.width, height=facts.height
    )
    turn.report(File(str(path), size, facts.seconds, facts.width, facts.height, text))


def _wait(turn: Turn, entry: Entry, status: RenderStatus | None) -> RenderStatus:
    """Poll until the render ends one way or the other. Raises BackendFailed where it does not."""
    turn.progress("rendering", 0.0)
    misses = 0
    for _ in range(POLLS):
        if status is not None:
            if status.status in _FAILED or (status.status in _DONE and _url(status)):
                return status
            if status.status in _DONE and (misses := misses + 1) > 2:
                return status  # done, yet no URL: the backend's own download remains
            turn.progress("rendering", status.progress)
        turn.services.clock.sleep(_pause(turn, status))
        status = _poll(turn, entry)
    raise BackendFailed("render_pending", "pending")


def _pause(turn: Turn, status: RenderStatus | None) -> float:
    """The protocol's 30 s; our own studio is next door and may be asked more often."""
    if status is None:
        return 0.0
    return min(POLL_RENDER, 0.5 / turn.services.clock.scale) if turn.services.http.backend.local else POLL_RENDER


def _poll(turn: Turn, entry: Entry) -> RenderStatus | None:
    try:
        return turn.services.http.send(calls.render_status(entry.id))
    except (Unreachable, BackendFailed) as problem:
        if isinstance(problem, BackendFailed) and problem.code in _UNKNOWN:
            raise
        return RenderStatus(status="pending")  # unreachable for a moment is not failed


def _url(status: RenderStatus) -> str:
    return status.output.url if status.output else ""


def _fetch(turn: Turn, entry: Entry, status: RenderStatus, path: Path) -> int:
    turn.progress("downloading", 0.0)
    told = 0

    def got(done: int, total: int | None) -> None:
        nonlocal told
        if total and (step := done * 20 // total) > told:
            told = step
            turn.progress("downloading", done / total)

    def fresh() -> str:
        again = _poll(turn, entry)
        return _url(again) if again else ""

    return download.fetch(turn.services.http, _url(status), entry.id, path, got, fresh)
