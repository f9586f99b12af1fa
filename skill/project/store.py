"""The memory between commands: one SQLite file, private, shared safely by several commands at once.

A file that is corrupt, or that a newer version wrote, is set aside beside itself and a new one begun; the
caller is told through `set_aside`.
"""

import hashlib
import json
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from skill.errors import BadInput

SCHEMA = 1
_TABLES = """
CREATE TABLE IF NOT EXISTS sessions (
  backend TEXT NOT NULL, session_id TEXT NOT NULL, task_id TEXT NOT NULL, title TEXT NOT NULL,
  language TEXT NOT NULL, created REAL NOT NULL, used REAL NOT NULL, PRIMARY KEY (backend, session_id));
CREATE TABLE IF NOT EXISTS current (backend TEXT PRIMARY KEY, session_id TEXT NOT NULL, chosen REAL NOT NULL);
CREATE TABLE IF NOT EXISTS offers (
  backend TEXT NOT NULL, session_id TEXT NOT NULL, action TEXT NOT NULL, text TEXT NOT NULL,
  PRIMARY KEY (backend, session_id));
CREATE TABLE IF NOT EXISTS journal (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, backend TEXT NOT NULL, session_id TEXT NOT NULL,
  created REAL NOT NULL, open INTEGER NOT NULL, data TEXT NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class Session:
    """A session as this machine knows it. `created` and `used` are Unix seconds."""

    backend: str
    session_id: str
    task_id: str = ""
    title: str = ""
    language: str = "en"
    created: float = 0.0
    used: float = 0.0


@dataclass(frozen=True, slots=True)
class Entry:
    """Something begun: `kind` is run, render, download or upload; `data` is what its kind needs."""

    id: str
    kind: str
    backend: str
    session_id: str
    created: float
    open: bool
    data: dict[str, Any] = field(default_factory=dict)


class Store:
    """All reads and writes of the memory. Every write is on disk when the method returns."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "ai-video.db"
        self.set_aside: Path | None = None
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._db = self._open()
        except (OSError, sqlite3.OperationalError) as problem:
            raise BadInput("home_unwritable", path=str(folder), reason=str(problem)) from problem

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def _open(self) -> sqlite3.Connection:
        try:
            return self._connect()
        except (sqlite3.DatabaseError, _Newer) as problem:
            if isinstance(problem, sqlite3.OperationalError):
                raise
            self.set_aside = self.path.with_name(f"{self.path.name}.{time.time_ns()}.aside")
            self.path.replace(self.set_aside)
            for tail in ("-wal", "-shm"):
                self.path.with_name(self.path.name + tail).unlink(missing_ok=True)
            return self._connect()

    def _connect(self) -> sqlite3.Connection:
        os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))
        self.path.chmod(0o600)
        db = sqlite3.connect(self.path, timeout=10, isolation_level=None, check_same_thread=False)
        try:
            if db.execute("PRAGMA user_version").fetchone()[0] > SCHEMA:
                raise _Newer
            db.execute("PRAGMA journal_mode=WAL")
            db.execute("PRAGMA synchronous=FULL")
            db.executescript(_TABLES)
            db.execute(f"PRAGMA user_version={SCHEMA}")
        except BaseException:
            db.close()
            raise
        return db

    @contextmanager
    def _write(self) -> Iterator[sqlite3.Connection]:
        try:
            with self._db:
                yield self._db
        except sqlite3.OperationalError as problem:
            raise BadInput("home_unwritable", path=str(self.path), reason=str(problem)) from problem

    # Sessions

    def add(self, session: Session) -> None:
        """Remember a session and make it the current one of its backend."""
        row = (session.backend, session.session_id, session.task_id, session.title, session.language)
        with self._write() as db:
            db.execute("INSERT OR REPLACE INTO sessions VALUES (?,?,?,?,?,?,?)", (*row, time.time(), time.time()))
        self.use(session.backend, session.session_id)

    def use(self, backend: str, session_id: str) -> None:
        """Make a session the current one of its backend, and its backend the current one."""
        now = time.time()
        with self._write() as db:
            db.execute("INSERT OR REPLACE INTO current VALUES (?,?,?)", (backend, session_id, now))
            db.execute("UPDATE sessions SET used=? WHERE backend=? AND session_id=?", (now, backend, session_id))

    def name(self, session: Session, title: str) -> None:
        """Give a session the title that the list shows."""
        with self._write() as db:
            key = (title, session.backend, session.session_id)
            db.execute("UPDATE sessions SET title=? WHERE backend=? AND session_id=?", key)

    def leave(self, backend: str) -> None:
        """Have no current session there: the next command begins a new one."""
        with self._write() as db:
            db.execute("DELETE FROM current WHERE backend=?", (backend,))

    def current(self, backend: str) -> Session | None:
        """The session that commands for this backend go on with."""
        row = self._db.execute("SELECT session_id FROM current WHERE backend=?", (backend,)).fetchone()
        return self.find(row[0], backend) if row else None

    def last_backend(self) -> str | None:
        """The backend of the session used last."""
        row = self._db.execute("SELECT backend FROM current ORDER BY chosen DESC LIMIT 1").fetchone()
        return str(row[0]) if row else None

    def find(self, session_id: str, backend: str | None = None) -> Session | None:
        """A session by its id, or by the beginning of it where only one begins so."""
        rows = self._db.execute(
            "SELECT * FROM sessions WHERE substr(session_id, 1, ?) = ? AND (? IS NULL OR backend = ?)",
            (len(session_id), session_id, backend, backend),
        ).fetchall()
        exact = [row for row in rows if row[1] == session_id]
        found = exact or rows
        return Session(*found[0]) if len(found) == 1 else None

    def sessions(self) -> list[Session]:
        """All sessions, the one used last first."""
        rows = self._db.execute("SELECT * FROM sessions ORDER BY used DESC").fetchall()
        return [Session(*row) for row in rows]

    # What was offered

    def offer(self, session: Session, action: str | None, text: str = "") -> None:
        """Remember what the user may answer "yes" to; None forgets it."""
        key = (session.backend, session.session_id)
        with self._write() as db:
            db.execute("DELETE FROM offers WHERE backend=? AND session_id=?", key)
            if action:
                db.execute("INSERT INTO offers VALUES (?,?,?,?)", (*key, action, text))

    def offered(self, session: Session) -> tuple[str, str] | None:
        """The pending offer: action and text."""
        key = (session.backend, session.session_id)
        row = self._db.execute("SELECT action, text FROM offers WHERE backend=? AND session_id=?", key).fetchone()
        return (row[0], row[1]) if row else None

    @contextmanager
    def alone(self, name: str) -> Iterator[bool]:
        """Whether we are the only command of this home at this; a process that was killed lets go of it."""
        file = self.path.parent / f"{hashlib.sha256(name.encode()).hexdigest()[:16]}.lock"
        lock = FileLock(file, timeout=0)
        try:
            lock.acquire()
        except Timeout:
            yield False
            return
        except OSError as problem:
            raise BadInput("home_unwritable", path=str(file), reason=problem.strerror or str(problem)) from problem
        try:
            yield True
        finally:
            file.unlink(missing_ok=True)
            lock.release()

    # The journal

    def begin(self, entry_id: str, kind: str, session: Session, **data: Any) -> Entry:
        """Write down what is about to be sent, before it is sent."""
        entry = Entry(entry_id, kind, session.backend, session.session_id, time.time(), True, data)
        with self._write() as db:
            row = (entry.id, kind, entry.backend, entry.session_id, entry.created, 1, json.dumps(data))
            db.execute("INSERT OR REPLACE INTO journal VALUES (?,?,?,?,?,?,?)", row)
        return entry

    def note(self, entry: Entry, **data: Any) -> Entry:
        """Add to what is known of something begun."""
        merged = entry.data | data
        with self._write() as db:
            db.execute("UPDATE journal SET data=? WHERE id=?", (json.dumps(merged), entry.id))
        return Entry(entry.id, entry.kind, entry.backend, entry.session_id, entry.created, entry.open, merged)

    def finish(self, entry: Entry) -> None:
        """It is settled: nothing is left to resume."""
        with self._write() as db:
            db.execute("UPDATE journal SET open=0 WHERE id=?", (entry.id,))

    def unfinished(self, backend: str | None = None) -> list[Entry]:
        """What was begun and not settled, oldest first."""
        rows = self._db.execute(
            "SELECT * FROM journal WHERE open=1 AND (? IS NULL OR backend=?) ORDER BY created",
            (backend, backend),
        ).fetchall()
        return [Entry(a, b, c, d, e, bool(f), json.loads(g)) for a, b, c, d, e, f, g in rows]


class _Newer(Exception):
    """The file was written by a newer version."""
