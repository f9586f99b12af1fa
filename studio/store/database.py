"""The SQLite file: opening it, its tables, and one transaction at a time."""

import logging
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

log = logging.getLogger(__name__)

VERSION = 1
SCHEMA = """
CREATE TABLE users (
  id TEXT PRIMARY KEY, client_id TEXT UNIQUE, balance REAL NOT NULL, frozen REAL NOT NULL DEFAULT 0,
  filled REAL NOT NULL) STRICT;
CREATE TABLE secrets (
  hash TEXT PRIMARY KEY, kind TEXT NOT NULL, user_id TEXT NOT NULL REFERENCES users, session_id TEXT,
  created REAL NOT NULL, expires REAL NOT NULL) STRICT;
CREATE TABLE sessions (
  id TEXT PRIMARY KEY, task_id TEXT NOT NULL, user_id TEXT NOT NULL REFERENCES users, title TEXT NOT NULL,
  language TEXT NOT NULL, draft TEXT, undo TEXT NOT NULL DEFAULT '[]', redo TEXT NOT NULL DEFAULT '[]',
  created REAL NOT NULL, updated REAL NOT NULL) STRICT;
CREATE INDEX sessions_of_user ON sessions (user_id, updated);
CREATE TABLE events (
  seq INTEGER PRIMARY KEY, session_id TEXT NOT NULL REFERENCES sessions ON DELETE CASCADE,
  body TEXT NOT NULL) STRICT;
CREATE INDEX events_of_session ON events (session_id, seq);
CREATE TABLE files (
  id TEXT PRIMARY KEY, session_id TEXT NOT NULL REFERENCES sessions ON DELETE CASCADE, name TEXT NOT NULL,
  path TEXT NOT NULL, kind TEXT NOT NULL, mime_type TEXT NOT NULL, size INTEGER NOT NULL, width INTEGER,
  height INTEGER, duration_ms INTEGER, has_audio INTEGER NOT NULL, created REAL NOT NULL) STRICT;
CREATE INDEX files_of_session ON files (session_id, created);
CREATE TABLE renders (
  user_id TEXT NOT NULL REFERENCES users, id TEXT NOT NULL,
  session_id TEXT NOT NULL REFERENCES sessions ON DELETE CASCADE,
  status TEXT NOT NULL, progress REAL NOT NULL DEFAULT 0, draft TEXT NOT NULL, output TEXT NOT NULL,
  secret TEXT NOT NULL UNIQUE, path TEXT, film TEXT, error TEXT, reason TEXT, created REAL NOT NULL, updated REAL NOT NULL,
  PRIMARY KEY (user_id, id)) STRICT;
CREATE INDEX renders_by_status ON renders (status, created);
"""


class NewerStore(Exception):
    """The file was written by a later version; using it could lose something."""


class Database:
    """One connection that any thread may use; a transaction holds it until it is done."""

    def __init__(self, path: Path, clock: Callable[[], float]) -> None:
        self.clock = clock
        self._lock = threading.RLock()
        self._connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=10)
        self._connection.row_factory = sqlite3.Row
        try:
            self._prepare()
        except BaseException:
            self._connection.close()
            raise
        path.chmod(0o600)

    def _prepare(self) -> None:
        connection = self._connection
        for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON"):
            connection.execute(f"PRAGMA {pragma}").close()
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version > VERSION:
            raise NewerStore(f"its data are of version {version}, this studio knows {VERSION}: update it")
        if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise sqlite3.DatabaseError("the integrity check failed")
        if version == 0:
            connection.executescript(f"BEGIN;{SCHEMA}PRAGMA user_version = {VERSION};COMMIT;")

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All or nothing: what happens inside is written at the end, and not at all if it raises."""
        with self._lock:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def rows(self, sql: str, *values: Any) -> list[sqlite3.Row]:
        """The rows of a query."""
        with self._lock:
            return self._connection.execute(sql, values).fetchall()

    def row(self, sql: str, *values: Any) -> sqlite3.Row | None:
        """The first row of a query."""
        with self._lock:
            found: sqlite3.Row | None = self._connection.execute(sql, values).fetchone()
            return found

    def close(self) -> None:
        """Merge the write-ahead log and let go of the file."""
        with self._lock:
            self._connection.close()


def open_database(path: Path, clock: Callable[[], float]) -> tuple[Database, str | None]:
    """The database at `path`, and a notice where a broken one had to be set aside. NewerStore, OSError."""
    try:
        return Database(path, clock), None
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise OSError(f"cannot open {path}: {error}") from error
        aside = _set_aside(path, clock())
        notice = f"The studio's data could not be read ({error}). They are kept as {aside.name}; it begins anew."
        log.warning(notice)
        return Database(path, clock), notice


def _set_aside(path: Path, now: float) -> Path:
    aside = path.with_name(f"{path.name}.broken-{int(now)}")
    for suffix in ("", "-wal", "-shm"):
        part = path.with_name(path.name + suffix)
        if part.exists():
            part.rename(aside.with_name(aside.name + suffix))
    return aside
