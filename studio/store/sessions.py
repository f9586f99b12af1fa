"""Sessions: a project's conversation, its draft, and the drafts before and after it."""

import json
import sqlite3
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from studio.store.database import Database

Draft = dict[str, Any]
KEPT_STEPS = 50  # how far one can go back


@dataclass(frozen=True, slots=True)
class Session:
    """One project. `undo` and `redo` hold drafts, the nearest last. Times in seconds since 1970."""

    id: str
    task_id: str
    user_id: str
    title: str
    language: str
    draft: Draft | None
    undo: tuple[Draft, ...]
    redo: tuple[Draft, ...]
    created: float
    updated: float


def _session(row: sqlite3.Row) -> Session:
    return Session(
        id=row["id"],
        task_id=row["task_id"],
        user_id=row["user_id"],
        title=row["title"],
        language=row["language"],
        draft=json.loads(row["draft"]) if row["draft"] else None,
        undo=tuple(json.loads(row["undo"])),
        redo=tuple(json.loads(row["redo"])),
        created=row["created"],
        updated=row["updated"],
    )


class Sessions:
    """The sessions of all users; whoever asks names the user, so that nobody gets another's."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def create(self, user_id: str, language: str, title: str = "", session_id: str | None = None) -> Session:
        """A new, empty project. ValueError where the wished id is taken."""
        now = self._db.clock()
        session_id = session_id or str(uuid.uuid4())
        with self._db.transaction() as db:
            if db.execute("SELECT 1 FROM sessions WHERE id = ?", (session_id,)).fetchone():
                raise ValueError(f"there is a session {session_id} already")
            db.execute(
                "INSERT INTO sessions (id, task_id, user_id, title, language, created, updated)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (session_id, str(uuid.uuid4()), user_id, title, language, now, now),
            )
        found = self.get(user_id, session_id)
        assert found is not None
        return found

    def get(self, user_id: str, session_id: str) -> Session | None:
        """The session, if it is this user's."""
        row = self._db.row("SELECT * FROM sessions WHERE id = ? AND user_id = ?", session_id, user_id)
        return _session(row) if row else None

    def of_user(self, user_id: str) -> list[Session]:
        """The user's sessions, the last used first."""
        query = "SELECT * FROM sessions WHERE user_id = ? ORDER BY updated DESC, rowid DESC"
        return [_session(row) for row in self._db.rows(query, user_id)]

    def save_draft(
        self, session_id: str, draft: Draft | None, undo: Sequence[Draft], redo: Sequence[Draft], title: str
    ) -> None:
        """Make `draft` the session's, with what lies before and after it."""
        steps = [json.dumps(list(drafts)[-KEPT_STEPS:]) for drafts in (undo, redo)]
        text = None if draft is None else json.dumps(draft)
        with self._db.transaction() as db:
            db.execute(
                "UPDATE sessions SET draft = ?, undo = ?, redo = ?, title = ?, updated = ? WHERE id = ?",
                (text, *steps, title, self._db.clock(), session_id),
            )

    def rename(self, session_id: str, title: str) -> None:
        """Give the project another name."""
        with self._db.transaction() as db:
            db.execute("UPDATE sessions SET title = ? WHERE id = ?", (title, session_id))

    def delete(self, user_id: str, session_id: str) -> bool:
        """Forget the session and all that hangs on it; says whether there was one."""
        with self._db.transaction() as db:
            query = "DELETE FROM sessions WHERE id = ? AND user_id = ?"
            return db.execute(query, (session_id, user_id)).rowcount > 0

    def add_event(self, session_id: str, event: dict[str, Any]) -> None:
        """Append to the conversation."""
        with self._db.transaction() as db:
            body = json.dumps(event)
            db.execute(
                "INSERT INTO events (session_id, body) SELECT id, ? FROM sessions WHERE id = ?",
                (body, session_id),
            )
            db.execute("UPDATE sessions SET updated = ? WHERE id = ?", (self._db.clock(), session_id))

    def events(self, session_id: str) -> list[dict[str, Any]]:
        """The conversation so far, as ADK events."""
        rows = self._db.rows("SELECT body FROM events WHERE session_id = ? ORDER BY seq", session_id)
        return [json.loads(row["body"]) for row in rows]
