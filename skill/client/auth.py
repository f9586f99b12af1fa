"""Tokens: the environment's, else the stored one, else a new anonymous one. Renewed once, under a lock."""

import time
import uuid
from collections.abc import Callable
from pathlib import Path

from skill.client import check
from skill.client.http import Http
from skill.client.vault import Kept, Vault
from skill.errors import Doubtful, NotAuthorised, Unreachable
from skill.settings import Settings
from wire import calls

_ANONYMOUS = "nmv_usr_"
_LIFETIME = 7 * 24 * 3600.0  # of an anonymous token
_EARLY = 300.0  # renew before it bites


class Auth:
    """The tokens of one backend. `notice` hears the outcome names worth telling the user."""

    def __init__(self, http: Http, settings: Settings, notice: Callable[[str], None]) -> None:
        self._http = http
        self._settings = settings
        self._notice = notice
        self._vault = Vault(settings.state)
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
        with self._vault.locked():
            stored, kept = self._stored(), self._vault.get(self._http.backend.key)
            old = kept if kept and kept.token != refused else None
            self._token = stored if stored and stored != refused else self._acquire(old)
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

    def _acquire(self, old: Kept | None) -> str:
        try:
            answer = self._http.send(calls.anonymous_token(self.client_id()))
        except check.RateLimited as refusal:
            if old is not None:  # run out by our clock only, or about to: the backend's word decides
                return old.token
            raise NotAuthorised("token_rate_limited", 429) from refusal
        except Doubtful as doubt:  # a token costs nothing: say that the network failed
            raise Unreachable(doubt.outcome, doubt.code, **doubt.facts) from doubt
        token = _checked(answer.token)
        if not token:
            raise NotAuthorised("token_refused", message="")
        self._vault.put(self._http.backend.key, token, time.time() + (answer.expires_in or _LIFETIME))
        return token

    def _stored(self) -> str | None:
        kept = self._vault.get(self._http.backend.key)
        return kept.token if kept and kept.expires >= time.time() + _EARLY else None


def forget(state: Path, backend: str | None) -> bool:
    """Delete the stored tokens: all, or those of the studio (`local`) or of every cloud (`cloud`). Any there?"""
    return Vault(state).forget(lambda key: backend is None or (key == "local") == (backend == "local"))


def _checked(token: str | None) -> str | None:
    """A token that a header can hold: the library would print a bad one in its error."""
    if token is None:
        return None
    token = token.strip()
    if not token.isascii() or not token.isprintable() or " " in token:
        raise NotAuthorised("token_malformed")
    return token or None
