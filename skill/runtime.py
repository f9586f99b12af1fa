"""One turn: what was said becomes steps, each step is done once, and every failure is told in one place.

message ── router.plan ──> steps ──> handlers ──> reports
                             ^           │
                             └── calls that the backend's words ask for, once per action and turn
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from router import language, vague
from skill import replies, telling
from skill.errors import (
    BackendFailed,
    BadInput,
    Doubtful,
    Ending,
    Failure,
    Interrupted,
    NotPaid,
    SessionGone,
    Terminated,
    Unreachable,
)
from skill.handlers import chat, credits, export, state, upload
from skill.handlers.turn import Found, Handler, Services, Turn
from skill.project import timeline
from skill.project.session import Sessions
from skill.project.store import Session
from skill.reports import Action, Done, Emit, Error, Link
from skill.safe import one_line
from wire import calls

if TYPE_CHECKING:
    from skill.loader import Manifest

_HANDLERS: dict[str, Handler] = {
    "chat": chat.run,
    "edit": chat.run,
    "export": export.run,
    "credits": credits.run,
    "state": state.run,
    "timeline": state.run,
}
_SAME = {"timeline": "state"}  # two names for one thing: done once per turn


@dataclass(frozen=True, slots=True)
class Step:
    """One action with its words; `by` is `user`, or `gui` where the backend asked for it."""

    action: str
    text: str
    by: str = "user"


class Runtime:
    """The skill at work for one user. Faces call it and show what it emits."""

    def __init__(self, services: Services, sessions: Sessions, emit: Emit) -> None:
        self._services = services
        self._sessions = sessions
        self._emit = emit

    # What faces call. Each returns the exit status and ends with a `Done`.

    def respond(self, message: str, files: Sequence[str] = (), output: Path | None = None) -> int:
        """One turn of the conversation."""
        spoken = self._language(message)
        return self._guarded(spoken, lambda: self._respond(message, files, output, spoken))

    def create(self, brief: str, files: Sequence[str] = (), output: Path | None = None) -> int:
        """The main job: upload, generate, export, download."""
        spoken = self._language(brief)
        return self._guarded(spoken, lambda: self._create(brief, files, output, spoken))

    def act(self, action: str, what: Sequence[str] = (), output: Path | None = None) -> int:
        """An action by name: upload, state, credits or export."""
        spoken = self._language("")
        return self._guarded(spoken, lambda: self._act(action, what, output, spoken))

    def resume(self) -> int:
        """Finish what an earlier run left."""
        spoken = self._language("")
        return self._guarded(spoken, lambda: self._resume(spoken))

    def link(self, open_browser: bool) -> int:
        """A link to the project in the browser; with the backend's claim token, never with the user's own."""
        spoken = self._language("")
        return self._guarded(spoken, lambda: self._link(spoken, open_browser))

    def draft(self) -> Mapping[str, Any]:
        """The current project's draft; empty where there is none. Raises Failure where the backend cannot be asked."""
        session = self._sessions.known()
        if session is None:
            return {}
        return self._services.http.send(calls.state(session.session_id)).state.draft or {}

    def preview(self) -> list[bytes]:
        """A contact sheet (PNG) of the current project, where the backend can draw one; nothing is set up for it."""
        session, http = self._sessions.known(), self._services.http
        if session is None or not http.backend.local:
            return []
        try:
            return [http.content(calls.contact_sheet(session.session_id))]
        except Failure:  # a picture is a courtesy
            return []

    def begin(self) -> int:
        """Begin a conversation: say which project it goes on with, and what waits there, or set up a new one."""
        spoken = self._language("")
        return self._guarded(spoken, lambda: self._begin(spoken))

    # How

    def _language(self, words: str) -> str:
        """The language of the message, or what the user spoke last, or what the machine speaks."""
        wanted = self._services.settings.language
        if wanted != "auto":
            return wanted
        known = self._sessions.known()
        default = known.language if known else self._services.settings.locale
        return language.detect(words, default)

    def _guarded(self, spoken: str, work: Callable[[], None]) -> int:
        try:
            work()
        except Failure as failure:
            return self._failed(failure, spoken)
        except Ending:
            return self._failed(Terminated("interrupted"), spoken)
        except KeyboardInterrupt:
            return self._failed(Interrupted("interrupted"), spoken)
        self._emit(Done(True))
        return 0

    def _failed(self, failure: Failure, spoken: str) -> int:
        outcome = (
            "doubtful_network" if isinstance(failure, Doubtful) and failure.outcome == "network" else failure.outcome
        )
        facts = {"code": failure.code} | failure.facts
        if isinstance(failure, NotPaid) and outcome == "out_of_credits":
            facts["link"] = self._bind_link(failure)
        text, hint = replies.say(outcome, spoken, **facts), replies.hint(outcome, spoken, **facts)
        self._emit(Error(failure.code, text, hint))
        self._emit(Done(False))
        return failure.exit_status

    def _bind_link(self, failure: NotPaid) -> str:
        """2001 for an anonymous user: a page to register at, without the token in it."""
        if not self._services.auth.anonymous:
            return ""
        details = failure.facts.get("details") or {}
        found = details.get("bind_id") or details.get("bind") or details.get("id") or details.get("user_id")
        return f"{self._services.settings.web_url}/register?bind={found or self._services.auth.client_id()}"

    def _begin(self, spoken: str) -> None:
        known = self._sessions.known()
        turn = self._turn(spoken, None)
        if known is not None:
            turn.text("session_used", title=turn.session.title or "…", id=turn.session.session_id[:12])
        if self._services.store.unfinished(self._services.http.backend.key):
            turn.text("something_waits")

    def _respond(self, message: str, files: Sequence[str], output: Path | None, spoken: str) -> None:
        if not message.strip() and not files:
            raise BadInput("message_missing")
        _must_be_sendable(message)
        checked = self._checked(files)
        pending = self._pending()
        from router import intent  # named actions do without it

        plan = intent.plan(message, self._services.manifest.routes, pending=pending, attachments=len(files))
        steps = [Step(step.action, step.text) for step in plan.steps] if message.strip() else []
        named = {n: upload.mentioned(step.text) for n, step in enumerate(steps) if step.action == "upload"}
        found = {n: self._checked(what) for n, what in named.items()}
        turn = self._turn(spoken, output)
        if not files and [step.action for step in steps] == ["chat"] and (kind := vague.elsewhere(message)):
            examples = _examples(self._services.manifest, spoken)[:2]
            turn.text(f"elsewhere_{kind}", examples=examples, web=self._services.settings.web_url)
            return
        upload.send(turn, checked)
        self._run(turn, steps, found, bool(files))

    def _create(self, brief: str, files: Sequence[str], output: Path | None, spoken: str) -> None:
        if not brief.strip() and not files:
            raise BadInput("brief_missing")
        _must_be_sendable(brief)
        if brief.strip() and not any(c.isalnum() for c in brief):
            raise BadInput("message_wordless")
        checked = self._checked(files)
        if output is not None:
            export.target(output)
        turn = self._turn(spoken, output, fresh=True)
        upload.send(turn, checked)
        self._services.store.offer(turn.session, None)
        steps = [Step("chat", brief), Step("export", "")]
        turn = self._do(turn, steps[0], frozenset({"export"}))
        with _half_done(True):
            if not timeline.ready(chat.draft_of(turn)):
                raise BackendFailed("nothing_made")
            self._asked_for(turn, steps)
            self._do(turn, steps[1])
        self._keep_offer(turn)

    def _act(self, action: str, what: Sequence[str], output: Path | None, spoken: str) -> None:
        if action == "upload":
            checked = self._checked(what)
            upload.send(self._turn(spoken, output), checked)
            return
        if action == "export" and output is not None:
            export.target(output)
        self._do(self._turn(spoken, output), Step(action, ""))

    def _resume(self, spoken: str) -> None:
        entries = self._services.store.unfinished(self._services.http.backend.key)
        turn = self._turn(spoken, None)
        if not entries:
            turn.text("nothing_to_resume")
        failures: list[Failure] = []
        for entry in entries:
            known = self._services.store.find(entry.session_id, entry.backend)
            theirs = turn.within(known or Session(entry.backend, entry.session_id))
            try:
                if entry.kind == "render":
                    export.finish(theirs, entry)
                elif entry.kind == "upload":
                    upload.resume(theirs, entry, self._services.manifest)
                else:
                    chat.resume(theirs, entry)
            except SessionGone as gone:
                self._services.store.finish(entry)  # nothing is there to come back to
                failures.append(gone)
            except Failure as failure:
                failures.append(failure)
        if failures:
            raise failures[0]

    def _link(self, spoken: str, open_browser: bool) -> None:
        turn = self._turn(spoken, None)
        claim = self._services.http.send(calls.claim_token(turn.session.task_id, turn.session.session_id))
        backend = self._services.http.backend
        web = backend.url if backend.local else self._services.settings.web_url
        url = f"{web}{calls.CLAIM_PAGE}?ct={quote(claim.claim_token, safe='')}"
        turn.report(Link(url, turn.say("link", url=url)))
        if open_browser:
            import webbrowser

            webbrowser.open(url)

    def _turn(self, spoken: str, output: Path | None, fresh: bool = False) -> Turn:
        session = self._sessions.ensure(spoken, self._emit, fresh=fresh)
        return Turn(self._services, session, spoken, self._emit, output)

    def _checked(self, files: Sequence[str]) -> list[upload.Sendable]:
        page = self._services.manifest
        return upload.check(page.formats, page.max_upload_bytes, files)

    def _pending(self) -> str | None:
        session = self._sessions.known()
        offered = self._services.store.offered(session) if session else None
        return offered[0] if offered else None

    def _run(self, turn: Turn, steps: Sequence[Step], uploads: dict[int, list[upload.Sendable]], sent: bool) -> None:
        """Do the user's steps, then what the backend's words asked for: each action once, so nothing loops."""
        offered = self._services.store.offered(turn.session)
        self._services.store.offer(turn.session, None)
        for n, step in enumerate(steps):
            if step.action == "upload":
                self._upload(turn, step, uploads.get(n, []), sent)
            else:
                ahead = frozenset(later.action for later in steps[n + 1 :])
                with _half_done(_charges(steps[:n])):
                    turn = self._do(turn, _offered(step, offered), ahead)
        with _half_done(_charges(steps)):
            self._asked_for(turn, steps)
        self._after(turn, steps)

    def _asked_for(self, turn: Turn, steps: Sequence[Step]) -> None:
        done = {_SAME.get(step.action, step.action) for step in steps}
        for action, text in sorted(turn.found.calls, key=lambda call: call[0] == "export"):  # a copy: it may grow
            name = _SAME.get(action, action)
            if name in done:
                continue
            done.add(name)
            if name == "upload":  # the file is the user's to send
                turn.text("upload_what")
            else:
                self._do(turn, Step(action, text, by="gui"))

    def _after(self, turn: Turn, steps: Sequence[Step]) -> None:
        if not _charges(steps):
            return
        offered = self._keep_offer(turn)
        if any(step.action == "export" for step in steps):
            return
        try:
            draft = chat.draft_of(turn)
        except Failure:  # what was asked for is done and told; ideas are a courtesy
            return
        if not timeline.ready(draft):
            return
        words = " ".join(step.text for step in steps)
        if vague.vague(words):
            tip = telling.tip(self._services.manifest.tips, turn.language)
            turn.text("be_concrete", tip=tip, ideas=telling.wishes(draft, turn.language))
        elif offered == "export":
            turn.text("yes_or_next", ideas=telling.wishes(draft, turn.language)[:2])
        else:
            turn.text("what_next", ideas=telling.ideas(draft, turn.language))

    def _keep_offer(self, turn: Turn) -> str | None:
        """Remember the backend's first offer for a "yes"; its action."""
        if not turn.found.offers:
            return None
        action, text = turn.found.offers[0]
        self._services.store.offer(turn.session, action, text)
        return action

    def _upload(self, turn: Turn, step: Step, files: Sequence[upload.Sendable], sent: bool) -> None:
        if not files and not sent:
            turn.text("upload_what")
            return
        if files:
            self._emit(Action("upload", turn.say("action_upload"), step.by))
            upload.send(turn, files)

    def _do(self, turn: Turn, step: Step, ahead: frozenset[str] = frozenset()) -> Turn:
        """One step. A session that is gone there is replaced once, and the step done in the new one."""
        self._emit(Action(_named(step.action), turn.say(f"action_{step.action}"), step.by))
        if step.action == "chat" and not turn.session.title:
            turn = turn.within(self._sessions.titled(turn.session, one_line(step.text, 60)))
        handler = _HANDLERS[step.action]
        turn = replace(turn, by=step.by, ahead=ahead)
        try:
            handler(turn, step.text)
        except SessionGone:
            turn = replace(turn.within(self._sessions.replace(turn.session, turn.language, self._emit)), found=Found())
            handler(turn, step.text)
        return turn


def greeting(page: "Manifest", spoken: str) -> str:
    """The skill page's greeting with its examples, those in the user's language first."""
    return replies.say("greeting", spoken, greeting=page.greeting, examples=_examples(page, spoken)[:3])


def _examples(page: "Manifest", spoken: str) -> list[str]:
    return sorted(page.examples, key=lambda one: language.detect(one) != spoken)


def _charges(steps: Sequence[Step]) -> bool:
    return any(step.action in ("chat", "edit") for step in steps)


@contextmanager
def _half_done(charged: bool) -> Iterator[None]:
    """Unreachable says "nothing was charged, run it again": wrong, once an earlier step of the turn has charged."""
    try:
        yield
    except Unreachable as problem:
        if not charged:
            raise
        raise Doubtful("half_done", problem.code) from problem


def _named(action: str) -> str:
    return {"edit": "chat", "timeline": "state"}.get(action, action)


def _offered(step: Step, offered: tuple[str, str] | None) -> Step:
    """A bare "yes" to an offered edit: what is sent is the offer's words, not the yes."""
    return replace(step, text=offered[1]) if offered and offered[1] and step.action == offered[0] == "edit" else step


def _must_be_sendable(message: str) -> None:
    if len(message) > chat.LIMIT:
        raise BadInput("message_too_long", length=len(message), limit=chat.LIMIT)
    try:
        message.encode("utf-8")
    except UnicodeEncodeError as problem:
        raise BadInput("message_unreadable") from problem
    if "\x00" in message:
        raise BadInput("message_unreadable")
