"""First contact, and going on: token and session are asked for once, then remembered per backend."""

from dataclasses import replace

from skill import replies
from skill.client.auth import Auth
from skill.client.http import Http
from skill.errors import BadInput, Doubtful, Unreachable
from skill.project.store import Session, Store
from skill.reports import Emit, Status
from skill.settings import Settings
from wire import calls


class Sessions:
    """The sessions of one backend. `new` asks for a fresh one at the first need."""

    def __init__(self, settings: Settings, store: Store, http: Http, auth: Auth, new: bool) -> None:
        self._settings, self._store, self._http, self._auth = settings, store, http, auth
        self._new = new

    def known(self) -> Session | None:
        """The session that the next turn goes on with, if there is one."""
        if self._new:
            return None
        if wanted := self._settings.session:
            return self._store.find(wanted) or Session(self._http.backend.key, wanted)
        return self._store.current(self._http.backend.key)

    def ensure(self, language: str, emit: Emit, fresh: bool = False) -> Session:
        """The session to use. Without one: token and session are set up, and the user hears of it.

        `fresh` asks for a new project unless the user named one.
        """
        known = self.known()
        if known is not None and (not fresh or self._settings.session):
            self._store.use(known.backend, known.session_id)
            return known
        first = known is None
        emit(Status(replies.say("setting_up", language)))
        session = self._begin(language)
        emit(Status(replies.say("ready" if first else "new_session", language)))
        self._new = False
        return session

    def replace(self, gone: Session, language: str, emit: Emit) -> Session:
        """A new session in the place of one that the backend does not know any more."""
        if self._settings.session == gone.session_id:
            raise BadInput("session_unknown", 1002, id=gone.session_id)
        emit(Status(replies.say("session_replaced", language)))
        return self._begin(language)

    def _begin(self, language: str) -> Session:
        try:
            made = self._http.send(calls.create_session(language))
        except Doubtful as doubt:  # a session costs nothing
            raise Unreachable(doubt.outcome, doubt.code, **doubt.facts) from doubt
        session = Session(self._http.backend.key, made.session_id, made.task_id, "", language)
        self._store.add(session)
        return session

    def titled(self, session: Session, title: str) -> Session:
        """The session with a title for the list."""
        self._store.name(session, title)
        return replace(session, title=title)
