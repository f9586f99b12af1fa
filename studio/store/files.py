"""What users uploaded: one row a file, whose bytes lie in the session's own folder."""

import secrets
import sqlite3
from dataclasses import asdict, dataclass, fields

from studio.store.database import Database


@dataclass(frozen=True, slots=True)
class StoredFile:
    """An uploaded file. `path` is below the studio's home; `kind` is image, video or audio; sizes in bytes,
    pixels and milliseconds, None where the kind has none."""

    id: str
    session_id: str
    name: str
    path: str
    kind: str
    mime_type: str
    size: int
    width: int | None
    height: int | None
    duration_ms: int | None
    has_audio: bool
    created: float


def new_file_id() -> str:
    """A name that says nothing and meets no other."""
    return "file_" + secrets.token_hex(8)


def _file(row: sqlite3.Row) -> StoredFile:
    values = {field.name: row[field.name] for field in fields(StoredFile)}
    return StoredFile(**values | {"has_audio": bool(row["has_audio"])})


class Files:
    """The uploaded files of every session."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def add(self, file: StoredFile) -> None:
        """Remember a file whose bytes are in place."""
        columns = [field.name for field in fields(StoredFile)]
        marks = ", ".join(f":{name}" for name in columns)
        with self._db.transaction() as db:
            db.execute(f"INSERT INTO files ({', '.join(columns)}) VALUES ({marks})", asdict(file))

    def of_session(self, session_id: str) -> list[StoredFile]:
        """The session's files, the first first."""
        query = "SELECT * FROM files WHERE session_id = ? ORDER BY created, rowid"
        return [_file(row) for row in self._db.rows(query, session_id)]

    def get(self, session_id: str, file_id: str) -> StoredFile | None:
        """One file of the session."""
        row = self._db.row("SELECT * FROM files WHERE session_id = ? AND id = ?", session_id, file_id)
        return _file(row) if row else None
