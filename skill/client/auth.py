"""Tokens: the environment's, else the stored one, else a new anonymous one. Renewed once, under a lock."""

import json
import os
import tempfile
import time
import uuid
from collections.abc import Callable
from pathlib import Path

from filelock import FileLock

from skill.client import check
from skill.client.http import Http
from skill.errors import BadInput, Doubtful, NotAuthorised, Unreachable
from skill.settings import Settings
from wire import calls

FILE, LOCK = "credentials.json", "credentials.lock"
_ANONYMOUS = "nmv_usr_"
_LIFETIME = 7 * 24 * 3600.0  # of an anonymous token
_EARLY = 300.0  # renew before it bites


class Auth:
    """The tokens of one backend. `notice` hears the outcome names worth telling the user."""

    def __init__(self, http: Http, settings: Settings, notice: Callable[[str], None]) -> None:
        self._http = http
        self._settings = settings
        self._notice = notice
        self._file = settings.state / FILE
        self._lock = FileLock(settings.state / LOCK, timeout=60)
        self._given = None if http.backend.local else _checked(settings.token)
        self._token: str | None = None

    @property
    def secrets(self) -> set[str]:
        """What must appear nowhere."""
        return {token for token in (self._token, self._settings.token) if token}

    @property
    def anonymous(self) -> bool:
        """Whether the token is a free one that we got ourselves."""
        return self._given is None

    def token(self) -> str:
        """The one to use now; asks for a new one where none is stored or the stored one has run out."""
        if self._token is None:
            self._token = self._given or self._stored() or self.renew("")
        return self._token

    def renew(self, refused: str) -> str:
        """Another token. Another process may have renewed already: then its one is taken.

        Raises NotAuthorised where the user's own token was refused: another account would not have the work.
        """
        if self._given and not self._given.startswith(_ANONYMOUS):
            raise NotAuthorised("given_token_refused")
        with self._locked():
            stored = self._stored()
            self._token = stored if stored and stored != refused else self._acquire()
        if self._given:
            self._given = None
            self._notice("given_token_replaced")
        return self._token

    def client_id(self) -> str:
        """Ours towards this backend: no secret, shared by the whole skill family on this machine.

        The studio of this home knows us by one of its own.
        """
        if self._http.backend.local:
            return self._kept(self._settings.state / "studio_client_id")
        return self._settings.env.get("NEMO_CLIENT_ID", "").strip() or self._kept_client_id()

    def _kept_client_id(self) -> str:
        home = Path(self._settings.env.get("HOME") or Path.home())
        return self._kept(home / ".config" / "nemovideo" / "client_id", self._settings.state / "client_id")

    @staticmethod
    def _kept(*files: Path) -> str:
        """The id in the first of the files that can be read or written; a new one where none can."""
        for file in files:
            try:
                file.parent.mkdir(parents=True, exist_ok=True)
                if not file.exists() or not file.read_text(encoding="utf-8").strip():
                    file.write_text(str(uuid.uuid4()), encoding="utf-8")
                return file.read_text(encoding="utf-8").strip()
            except (OSError, UnicodeDecodeError):
                continue
        return str(uuid.uuid4())

    def _acquire(self) -> str:
        try:
            answer = self._http.send(calls.anonymous_token(self.client_id()))
        except check.RateLimited as refusal:
            raise NotAuthorised("token_rate_limited", 429) from refusal
        except Doubtful as doubt:  # a token costs nothing: say that the network failed
            raise Unreachable(doubt.outcome, doubt.code, **doubt.facts) from doubt
        token = _checked(answer.token)
        if not token:
            raise NotAuthorised("token_refused", message="")
        expires = time.time() + (answer.expires_in or _LIFETIME)
        _write(self._file, _read(self._file) | {self._http.backend.key: {"token": token, "expires": expires}})
        return token

    def _stored(self) -> str | None:
        kept = _read(self._file).get(self._http.backend.key)
        if not isinstance(kept, dict) or float(kept.get("expires") or 0) < time.time() + _EARLY:
            return None
        return str(kept.get("token") or "") or None

    def _locked(self) -> FileLock:
        try:
            self._settings.state.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as problem:
            raise _unwritable(self._settings.state, problem) from problem
        return self._lock


def forget(state: Path, backend: str | None) -> bool:
    """Delete the stored tokens: all, or those of the studio (`local`) or of every cloud (`cloud`). Any there?"""
    file = state / FILE
    kept = _read(file)
    gone = [key for key in kept if backend is None or (key == "local") == (backend == "local")]
    if gone:
        with FileLock(state / LOCK, timeout=60):
            _write(file, {key: value for key, value in _read(file).items() if key not in gone})
    return bool(gone)


def _read(file: Path) -> dict[str, object]:
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _write(file: Path, kept: dict[str, object]) -> None:
    """Old or new, never half; private from the first byte (mkstemp makes 0600)."""
    try:
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=".credentials")
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            json.dump(kept, out)
            out.flush()
            os.fsync(out.fileno())
        Path(name).replace(file)
    except OSError as problem:
        raise _unwritable(file, problem) from problem


def _unwritable(path: Path, problem: OSError) -> BadInput:
    return BadInput("home_unwritable", path=str(path), reason=problem.strerror or str(problem))


def _checked(token: str | None) -> str | None:
    """A token that a header can hold: the library would print a bad one in its error."""
    if token is None:
        return None
    token = token.strip()
    if not token.isascii() or not token.isprintable() or " " in token:
        raise NotAuthorised("token_malformed")
    return token or None
