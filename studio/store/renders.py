"""Render jobs: what was ordered, how far it is, where the film lies. The queue is this table."""

import json
import secrets
import sqlite3
from dataclasses import dataclass
from typing import Any

from studio.store.database import Database

PENDING, PROCESSING, COMPLETED, FAILED = "pending", "processing", "completed", "failed"


@dataclass(frozen=True, slots=True)
class RenderJob:
    """One order. `progress` 0..1; `path` is below the studio's home; `secret` names the film in its URL."""

    user_id: str
    id: str
    session_id: str
    status: str
    progress: float
    draft: dict[str, Any]
    output: dict[str, Any]
    secret: str
    path: str | None
    film: dict[str, Any] | None
    error: str | None
    reason: str | None  # of the failure, in one word that clients have sentences for
    created: float


def _job(row: sqlite3.Row) -> RenderJob:
    return RenderJob(
        user_id=row["user_id"],
        id=row["id"],
        session_id=row["session_id"],
        status=row["status"],
        progress=row["progress"],
        draft=json.loads(row["draft"]),
        output=json.loads(row["output"]),
        secret=row["secret"],
        path=row["path"],
        film=json.loads(row["film"]) if row["film"] else None,
        error=row["error"],
        reason=row["reason"],
        created=row["created"],
    )


class Renders:
    """All render jobs. An id belongs to its user: two users may use the same one."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def order(
        self, user_id: str, render_id: str, session_id: str, draft: dict[str, Any], output: dict[str, Any]
    ) -> RenderJob:
        """Queue a render; the same id again is the same render, however often it is posted."""
        now = self._db.clock()
        with self._db.transaction() as db:
            db.execute(
                "INSERT OR IGNORE INTO renders"
                " (user_id, id, session_id, status, draft, output, secret, created, updated)"
                " VALUES (?, ?, ?, 'pending', ?, ?, ?, ?, ?)",
                (user_id, render_id, session_id, json.dumps(draft), json.dumps(output),
                 secrets.token_urlsafe(24), now, now),
            )  # fmt: skip
        found = self.get(user_id, render_id)
        assert found is not None
        return found

    def get(self, user_id: str, render_id: str) -> RenderJob | None:
        """The user's render of that id."""
        row = self._db.row("SELECT * FROM renders WHERE user_id = ? AND id = ?", user_id, render_id)
        return _job(row) if row else None

    def by_secret(self, secret: str) -> RenderJob | None:
        """The render whose film has that name."""
        row = self._db.row("SELECT * FROM renders WHERE secret = ?", secret)
        return _job(row) if row else None

    def of_session(self, session_id: str) -> list[RenderJob]:
        """The session's renders, the first first."""
        query = "SELECT * FROM renders WHERE session_id = ? ORDER BY created, rowid"
        return [_job(row) for row in self._db.rows(query, session_id)]

    def next(self) -> RenderJob | None:
        """The order that has waited longest."""
        row = self._db.row("SELECT * FROM renders WHERE status = 'pending' ORDER BY created, rowid LIMIT 1")
        return _job(row) if row else None

    def unfinished(self) -> int:
        """How many orders wait or run."""
        row = self._db.row("SELECT count(*) FROM renders WHERE status IN ('pending', 'processing')")
        return int(row[0]) if row else 0

    def requeue(self) -> None:
        """Put back what a killed studio was working on."""
        with self._db.transaction() as db:
            db.execute("UPDATE renders SET status = 'pending', progress = 0 WHERE status = 'processing'")

    def update(
        self,
        job: RenderJob,
        status: str,
        progress: float,
        *,
        path: str | None = None,
        film: dict[str, Any] | None = None,
        error: str | None = None,
        reason: str | None = None,
    ) -> bool:
        """Write down how far the render is; says whether it still is there."""
        with self._db.transaction() as db:
            done = db.execute(
                "UPDATE renders SET status = ?, progress = ?, path = ?, film = ?, error = ?, reason = ?, updated = ?"
                " WHERE user_id = ? AND id = ?",
                (status, progress, path, json.dumps(film) if film else None, error, reason, self._db.clock(),
                 job.user_id, job.id),
            )  # fmt: skip
        return done.rowcount > 0
