"""A film on its way to this machine: under a temporary name until it is known to be whole."""

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urljoin

import httpx

from skill.client.http import CONNECT_SECONDS, Http, errors
from skill.errors import BackendFailed, BadInput, Failure
from wire import calls

Got = Callable[[int, int | None], None]  # bytes here, bytes in all
_ATTEMPTS = 4
_FINAL = frozenset({400, 401, 403, 404, 410})
_SPARE = 64 * 1024  # bytes to leave free on the disk
_STEP = 64 * 1024 * 1024  # the room is looked at again after so many bytes
LIMIT = 32 * 10**9  # bytes; no film is longer, a body without an end is


def target(path: Path) -> Path:
    """Check that a film can be put there, before anything is asked of the backend. Raises BadInput."""
    path = path.expanduser()
    if path.is_dir():
        raise BadInput("output_is_folder", "file", path=str(path))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        probe = _part(path)
        existed = probe.exists()
        probe.open("ab").close()
        if not existed:
            probe.unlink()
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise BadInput("output_unwritable", "file", path=str(path), reason=reason) from problem
    return path


def fetch(
    http: Http, url: str, render_id: str, path: Path, got: Got | None = None, fresh: Callable[[], str] | None = None
) -> int:
    """Download the film to `path`; the size in bytes.

    A broken transfer goes on where it stopped. Where the URL does not serve, `fresh` is asked once for another
    (a signed one expires), then the backend's own download is used. Raises BackendFailed where nothing whole can
    be had, BadInput where this machine's disk refuses.
    """
    call = calls.render_download(render_id)
    failure: Failure = BackendFailed("download_failed", "download")
    for source in _sources(http, url, call, fresh):
        try:
            return _whole(http, call, source, path, got)
        except BadInput:
            raise
        except Failure as problem:
            if problem.outcome == "download_unsafe":
                raise
            failure = problem
    raise BackendFailed("download_failed", "download", reason=failure.facts.get("reason", "")) from failure


def _sources(http: Http, url: str, call: calls.Call[bytes], fresh: Callable[[], str] | None) -> Iterator[str]:
    if url:
        yield urljoin(http.backend.url + "/", url)
        if fresh and (other := fresh()) and other != url:
            yield urljoin(http.backend.url + "/", other)
    yield http.backend.url + call.path


def _part(path: Path, render_id: str = "") -> Path:
    """Named after the film too: what is left of another film must not become the beginning of this one."""
    mark = hashlib.sha256(render_id.encode()).hexdigest()[:8] if render_id else "new"
    return path.with_name(f".{path.name}.{mark}.part")


class _Refused(BackendFailed):
    """The place says no: asking again would be told the same."""


def _whole(http: Http, call: calls.Call[bytes], url: str, path: Path, got: Got | None) -> int:
    part = _part(path, call.path)
    for attempt in range(_ATTEMPTS):
        try:
            _transfer(http, call, url, part, got)
            break
        except (httpx.HTTPError, Failure) as problem:
            if isinstance(problem, BadInput | _Refused) or attempt == _ATTEMPTS - 1:
                raise
            http.clock.sleep(0.5 * 2**attempt)
    if not _is_film(part):
        part.unlink(missing_ok=True)
        raise BackendFailed("download_failed", "download", reason="container")
    with _disk(part):
        part.replace(path)
    return path.stat().st_size


def _transfer(http: Http, call: calls.Call[bytes], url: str, part: Path, got: Got | None) -> None:
    have = part.stat().st_size if part.exists() else 0
    timeout = httpx.Timeout(60.0, connect=CONNECT_SECONDS)
    with http.fetch(call, url, timeout, {"Range": f"bytes={have}-"} if have else {}) as response:
        if response.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:
            part.unlink(missing_ok=True)
        if response.status_code not in (httpx.codes.OK, httpx.codes.PARTIAL_CONTENT):
            kind = _Refused if response.status_code in _FINAL else BackendFailed
            raise kind("download_failed", response.status_code, reason=str(response.status_code))
        have = have if response.status_code == httpx.codes.PARTIAL_CONTENT else 0
        if have and not response.headers.get("content-range", "").startswith(f"bytes {have}-"):
            part.unlink(missing_ok=True)
            raise BackendFailed("download_failed", "download", reason="range")
        length = response.headers.get("content-length", "")
        total = have + int(length) if length.isdigit() else None
        with _disk(part):
            _room(part, (total or 0) - have)
        with errors(call), part.open("ab" if have else "wb") as out:
            for chunk in response.iter_raw():
                with _disk(part):
                    out.write(chunk)
                have += len(chunk)
                _bounded(part, have, len(chunk))
                if got:
                    got(have, total)
            with _disk(part):
                out.flush()
                os.fsync(out.fileno())
    if total is not None and have != total:
        raise BackendFailed("download_failed", "download", reason=f"{have}/{total}")


def _bounded(part: Path, have: int, more: int) -> None:
    """End a body that has no end before it fills the disk; its length is not always told."""
    if have > LIMIT:
        part.unlink(missing_ok=True)
        raise _Refused("download_failed", "download", reason=f"> {LIMIT}")
    if have // _STEP != (have - more) // _STEP:
        with _disk(part):
            _room(part, 0)


def _room(part: Path, needed: int) -> None:
    if needed + _SPARE > shutil.disk_usage(part.parent).free:
        raise BadInput("disk_full", "file", path=str(part.parent))


@contextmanager
def _disk(part: Path) -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        part.unlink(missing_ok=True)
        reason = problem.strerror or str(problem)
        raise BadInput("output_unwritable", "file", path=str(part.parent), reason=reason) from problem


def _is_film(path: Path) -> bool:
    """Whether the file begins as a container does and holds its index: a cut MP4 lacks its end."""
    with path.open("rb") as file:
        head = file.read(12)
        if head[4:8] != b"ftyp":
            return bool(head) and not head.lstrip().startswith((b"<", b"{", b"\x1f\x8b"))
        return _boxes_fit(path)


def _boxes_fit(path: Path) -> bool:
    size, seen, at = path.stat().st_size, set(), 0
    with path.open("rb") as file:
        while at + 8 <= size:
            file.seek(at)
            header = file.read(16)
            length, kind = int.from_bytes(header[:4], "big"), header[4:8]
            length = int.from_bytes(header[8:16], "big") if length == 1 else length or size - at
            if length < 8:
                return False
            seen.add(kind)
            at += length
    return at == size and {b"moov", b"mdat"} <= seen
