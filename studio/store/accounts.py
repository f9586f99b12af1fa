"""Users, their credits, and the secrets that prove who somebody is. Secrets are kept as hashes only."""

import hashlib
import secrets
import sqlite3
import uuid
from dataclasses import dataclass

from studio.config import DAY, UNLIMITED, Config
from studio.store.database import Database

OWNER = "owner"  # the user whom the access token stands for
CLAIM_SECONDS = 600.0
PAGE_SECONDS = 30 * DAY


class TokenTooSoon(Exception):
    """This client had a token within the last seven days."""


class OutOfCredits(Exception):
    """The balance does not cover it."""


@dataclass(frozen=True, slots=True)
class Bearer:
    """Whom a secret stands for."""

    user_id: str
    session_id: str | None = None


@dataclass(frozen=True, slots=True)
class Balance:
    """Credits: what can be spent, what running work has set aside, both together."""

    available: float
    frozen: float

    @property
    def total(self) -> float:
        return self.available + self.frozen


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


class Accounts:
    """Users and secrets. A secret is a `token` (API), a `claim` (in a link), or a `page` (cookie)."""

    def __init__(self, database: Database, config: Config) -> None:
        self._db = database
        self._config = config
        if config.access_token is not None:
            self._give_owner(config.access_token)

    @property
    def unlimited(self) -> bool:
        return self._config.credits == UNLIMITED

    @property
    def allowance(self) -> float:
        """What a new token brings. Without a limit nothing is ever taken from it."""
        return 100.0 if self.unlimited else self._config.credits

    def _give_owner(self, access_token: str) -> None:
        with self._db.transaction() as db:
            self._user(db, OWNER, None)
            db.execute("DELETE FROM secrets WHERE user_id = ? AND kind = 'token'", (OWNER,))
            self._secret(db, access_token, "token", OWNER, None, 100 * 365 * DAY)

    def _user(self, db: sqlite3.Connection, user_id: str, client_id: str | None) -> None:
        db.execute(
            "INSERT OR IGNORE INTO users (id, client_id, balance, filled) VALUES (?, ?, ?, ?)",
            (user_id, client_id, self.allowance, self._db.clock()),
        )

    def _secret(
        self,
        db: sqlite3.Connection,
        secret: str,
        kind: str,
        user_id: str,
        session_id: str | None,
        seconds: float,
    ) -> None:
        now = self._db.clock()
        db.execute("DELETE FROM secrets WHERE expires <= ?", (now,))
        db.execute(
            "INSERT INTO secrets (hash, kind, user_id, session_id, created, expires) VALUES (?, ?, ?, ?, ?, ?)",
            (_hash(secret), kind, user_id, session_id, now, now + seconds),
        )

    def new_token(self, client_id: str) -> str:
        """A token for the client, with a full allowance; its projects stay its own. TokenTooSoon."""
        token = "nmv_usr_" + secrets.token_urlsafe(32)
        lifetime = self._config.token_days * DAY
        with self._db.transaction() as db:
            known = db.execute("SELECT id FROM users WHERE client_id = ?", (client_id,)).fetchone()
            user_id = known["id"] if known else str(uuid.uuid4())
            again = known is not None and self._has_token(db, user_id)
            if again and not self._config.own:
                raise TokenTooSoon
            self._user(db, user_id, client_id)
            if not again:
                self._fill(db, user_id, 0.0)
            self._secret(db, token, "token", user_id, None, lifetime)
        return token

    def _fill(self, db: sqlite3.Connection, user_id: str, since: float) -> None:
        """A full allowance, if the last one was given `since` seconds ago or earlier."""
        now = self._db.clock()
        query = "UPDATE users SET balance = ? + frozen, filled = ? WHERE id = ? AND filled <= ?"
        db.execute(query, (self.allowance, now, user_id, now - since))

    def _has_token(self, db: sqlite3.Connection, user_id: str) -> bool:
        query = "SELECT 1 FROM secrets WHERE user_id = ? AND kind = 'token' AND expires > ?"
        return db.execute(query, (user_id, self._db.clock())).fetchone() is not None

    def new_claim(self, user_id: str, session_id: str) -> str:
        """What a link to the session carries, for ten minutes."""
        claim = "clm_" + secrets.token_urlsafe(24)
        with self._db.transaction() as db:
            self._secret(db, claim, "claim", user_id, session_id, CLAIM_SECONDS)
        return claim

    def new_page(self, user_id: str) -> str:
        """What the browser's cookie holds; it opens the page's calls, and dies in thirty days."""
        page = secrets.token_urlsafe(32)
        with self._db.transaction() as db:
            self._secret(db, page, "page", user_id, None, PAGE_SECONDS)
        return page

    def bearer(self, secret: str, kind: str) -> Bearer | None:
        """Whom a secret of that kind stands for, while it lasts."""
        query = "SELECT user_id, session_id FROM secrets WHERE hash = ? AND kind = ? AND expires > ?"
        row = self._db.row(query, _hash(secret), kind, self._db.clock())
        return Bearer(row["user_id"], row["session_id"]) if row else None

    def balance(self, user_id: str) -> Balance:
        """The user's credits."""
        if self._config.own:
            with self._db.transaction() as db:
                self._fill(db, user_id, DAY)
        row = self._db.row("SELECT balance, frozen FROM users WHERE id = ?", user_id)
        return Balance(row["balance"] - row["frozen"], row["frozen"]) if row else Balance(0, 0)

    def hold(self, user_id: str, amount: float) -> None:
        """Set credits aside for work that begins. OutOfCredits."""
        if self.unlimited:
            return
        with self._db.transaction() as db:
            if self._config.own:
                self._fill(db, user_id, DAY)
            query = "UPDATE users SET frozen = frozen + ? WHERE id = ? AND balance - frozen >= ?"
            if db.execute(query, (amount, user_id, amount)).rowcount == 0:
                raise OutOfCredits

    def settle(self, user_id: str, held: float, spent: float) -> None:
        """The work is over: of what was held, `spent` is taken and the rest given back."""
        if self.unlimited:
            return
        with self._db.transaction() as db:
            query = "UPDATE users SET frozen = max(0, frozen - ?), balance = balance - ? WHERE id = ?"
            db.execute(query, (held, spent, user_id))

    def release_all(self) -> None:
        """Give back everything held: nothing can be running yet."""
        with self._db.transaction() as db:
            db.execute("UPDATE users SET frozen = 0")
