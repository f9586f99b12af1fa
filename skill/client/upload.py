"""Files on their way to the backend: all are checked before the first byte of any is sent."""

import mimetypes
import os
import stat
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

import httpx

from skill.client.http import Http
from skill.errors import BadInput, Failure
from wire import calls
from wire.models import UploadedFile

Sent = Callable[[int, int], None]  # bytes handed over, bytes in all


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that may be sent. `stamp` notices a change between the check and the sending."""

    path: Path
    size: int
    mime_type: str
    stamp: tuple[int, int, int]


def is_url(what: str) -> bool:
    """Whether the backend is to fetch it itself."""
    return urlsplit(what).scheme in ("http", "https")


def check(paths: Iterable[str | Path], formats: Iterable[str], limit: int) -> list[Checked]:
    """Look at all files. Raises BadInput for the first that cannot be sent; nothing is sent then."""
    allowed = tuple(formats)
    return [_check(Path(path).expanduser(), allowed, limit) for path in paths]


def _check(path: Path, allowed: tuple[str, ...], limit: int) -> Checked:
    name = path.name or str(path)
    try:
        with _open(path) as file:
            facts = os.fstat(file.fileno())
            head = file.read(64) if stat.S_ISREG(facts.st_mode) else b""
    except FileNotFoundError as problem:
        raise BadInput("file_missing", "file", path=str(path)) from problem
    except IsADirectoryError as problem:
        raise BadInput("file_not_regular", "file", path=str(path)) from problem
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or str(problem)
        raise BadInput("file_unreadable", "file", path=str(path), reason=reason) from problem
    if not stat.S_ISREG(facts.st_mode):
        raise BadInput("file_not_regular", "file", path=str(path))
    extension = path.suffix.lower().lstrip(".")
    if extension not in allowed and not (extension == "jpeg" and "jpg" in allowed):
        raise BadInput("file_type", 4001, name=name, formats=", ".join(allowed))
    if facts.st_size == 0:
        raise BadInput("file_empty", "file", name=name)
    if facts.st_size > limit:
        raise BadInput("file_too_large", 4002, name=name, size=facts.st_size, limit=limit)
    if not _looks_like_media(head):
        raise BadInput("file_content", 4001, name=name, formats=", ".join(allowed))
    return Checked(path, facts.st_size, _mime(path), _stamp(facts))


def _open(path: Path) -> BinaryIO:
    # O_NONBLOCK: opening a FIFO would otherwise wait for ever for somebody to write.
    return os.fdopen(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb")


def _stamp(facts: os.stat_result) -> tuple[int, int, int]:
    return facts.st_size, facts.st_mtime_ns, facts.st_ino


def _mime(path: Path) -> str:
    return mimetypes.guess_type(path.name)[0] or "application/octet-stream"


def _looks_like_media(head: bytes) -> bool:
    """Whether the beginning is of a picture, film or sound; its exact kind is the backend's to find out."""
    starts = (
        b"\xff\xd8\xff",
        b"\x89PNG",
        b"GIF8",
        b"RIFF",
        b"\x1aE\xdf\xa3",
        b"ID3",
        b"OggS",
        b"fLaC",
        b"BM",
    )
    at_four = (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot")
    mpeg_audio = len(head) > 1 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0
    return head.startswith(starts) or head[4:8] in at_four or mpeg_audio


class _Watched:
    """A file that tells how much of it was handed over, and notices that it changed."""

    def __init__(self, checked: Checked, file: BinaryIO, sent: Sent | None) -> None:
        self._checked, self._file, self._sent = checked, file, sent
        self.must_be_unchanged()

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        piece = self._file.read(size)
        if not piece:
            self.must_be_unchanged()
        if self._sent:
            self._sent(self._file.tell(), self._checked.size)
        return piece

    def seek(self, offset: int, whence: int = 0) -> int:
        """As a file."""
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        """As a file."""
        return self._file.tell()

    def fileno(self) -> int:
        """As a file; the sender reads the size from it."""
        return self._file.fileno()

    def must_be_unchanged(self) -> None:
        """Raise BadInput where the file is not the one that was checked."""
        if _stamp(os.fstat(self._file.fileno())) != self._checked.stamp:
            raise BadInput("file_changed", "file", name=self._checked.path.name)


def send(http: Http, session_id: str, checked: Checked, sent: Sent | None = None) -> UploadedFile:
    """Send one file, streamed. Raises what the backend answers; BadInput where the file changed meanwhile."""
    call = calls.upload_files(session_id)
    try:
        with _open(checked.path) as file:
            watched = _Watched(checked, file, sent)
            part = (checked.path.name, watched, checked.mime_type)
            timeout = httpx.Timeout(120.0, connect=10.0)
            try:
                answer = http.send(call, files=[(calls.UPLOAD_FIELD, part)], timeout=timeout)
            except Failure:
                watched.must_be_unchanged()  # then that is what went wrong
                raise
    except BrokenPipeError:  # of whoever reads our progress; the connection's own has become a failure above
        raise
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise BadInput("file_unreadable", "file", path=str(checked.path), reason=reason) from problem
    return answer.files[0] if answer.files else UploadedFile(file_id="", name=checked.path.name)


def send_url(http: Http, session_id: str, url: str) -> UploadedFile:
    """Have the backend fetch a file."""
    answer = http.send(calls.upload_urls(session_id, [url]))
    return answer.files[0] if answer.files else UploadedFile(file_id="", name=url.rsplit("/", 1)[-1])
