"""Where tokens lie between commands: the system's keyring where the extra is installed and answers, else a 0600 file.

The file always holds when each runs out; for a token in the keyring it holds no more than that.
"""

import json
import os
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar

from filelock import FileLock, Timeout

from skill.errors import BadInput

FILE, LOCK = "credentials.json", "credentials.lock"
KEYRING_SECONDS = 3.0  # a locked desktop keyring may never answer
_LOCK_SECONDS = 60.0
_SERVICE = "ai-video"

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True, repr=False)
class Kept:
    """A token and when it runs out, in Unix seconds."""

    token: str
    expires: float


class Vault:
    """The tokens of one home, by backend."""

    def __init__(self, state: Path) -> None:
        self._file = state / FILE
        self._lock = state / LOCK

    def get(self, backend: str) -> Kept | None:
        """The token of a backend, run out or not."""
        row = self._read().get(backend)
        if row is None:
            return None
        expires = row.get("expires")
        token = row.get("token") or (_keyring("get_password", self._name(backend)) if row.get("keyring") else None)
        good = isinstance(expires, int | float) and isinstance(token, str) and token
        return Kept(str(token), float(str(expires))) if good else None

    def put(self, backend: str, token: str, expires: float) -> None:
        """Keep a token. Call it under `locked`. Raises BadInput where nothing can be written."""
        row: dict[str, object] = {"token": token, "expires": expires}
        if backend != "local" and _keyring("set_password", self._name(backend), token) is not None:
            row = {"keyring": True, "expires": expires}
        self._write(self._read() | {backend: row})

    def forget(self, which: Callable[[str], bool]) -> bool:
        """Delete the tokens of those backends. Whether there were any."""
        gone = [backend for backend in self._read() if which(backend)]
        if gone:
            with self.locked():
                rows = self._read()
                for backend in gone:
                    if rows.get(backend, {}).get("keyring"):
                        _keyring("delete_password", self._name(backend))
                self._write({backend: row for backend, row in rows.items() if backend not in gone})
        return bool(gone)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Alone among all commands of this home. Raises BadInput where that cannot be had."""
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            lock = FileLock(self._lock, timeout=_LOCK_SECONDS)
            lock.acquire()
        except Timeout as problem:
            raise BadInput("home_unwritable", path=str(self._lock), reason="locked") from problem
        except OSError as problem:
            raise _unwritable(self._file.parent, problem) from problem
        try:
            yield
        finally:
            lock.release()

    def _name(self, backend: str) -> str:
        return f"{backend} {self._file.parent}"

    def _read(self) -> dict[str, dict[str, object]]:
        try:
            if self._file.is_symlink():  # somebody else chose what it points to; the next write replaces it
                return {}
            if self._file.stat().st_mode & 0o077:
                self._file.chmod(0o600)
            kept = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            return {}
        return {k: row for k, row in kept.items() if isinstance(row, dict)} if isinstance(kept, dict) else {}

    def _write(self, kept: dict[str, dict[str, object]]) -> None:
        """Old or new, never half; private from the first byte (mkstemp makes 0600)."""
        try:
            handle, name = tempfile.mkstemp(dir=self._file.parent, prefix=".credentials")
            with os.fdopen(handle, "w", encoding="utf-8") as out:
                json.dump(kept, out)
                out.flush()
                os.fsync(out.fileno())
            Path(name).replace(self._file)
        except OSError as problem:
            raise _unwritable(self._file, problem) from problem


def _unwritable(path: Path, problem: OSError) -> BadInput:
    return BadInput("home_unwritable", path=str(path), reason=problem.strerror or str(problem))


def _keyring(verb: str, *what: str) -> object:
    """Ask the system's keyring; None where there is none, where it refuses, or where it does not answer in time."""
    if find_spec("keyring") is None:
        return None
    answer: list[object] = []

    def ask() -> None:
        import keyring
        from keyring.errors import KeyringError

        try:
            found = getattr(keyring, verb)(_SERVICE, *what)
            answer.append(True if found is None and verb != "get_password" else found)
        except (KeyringError, OSError, RuntimeError, ValueError):  # whatever its many stores have to say
            return

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(KEYRING_SECONDS)
    return answer[0] if answer else None
