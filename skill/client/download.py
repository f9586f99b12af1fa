"""A film on its way to this machine: under a temporary name until it is known to be whole."""

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
_SPARE = 64 * 1024  # bytes to leave free on the disk


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


def fetch(http: Http, url: str, render_id: str, path: Path, got: Got | None = None) -> int:
    """Download the film to `path`; the size in bytes.

    A broken transfer goes on where it stopped. Where the URL does not serve, the backend's own download is
    used. Raises BackendFailed where nothing whole can be had, BadInput where this machine's disk refuses.
    """
    call = calls.render_download(render_id)
    sources = [urljoin(http.backend.url + "/", url)] if url else []
    sources.append(http.backend.url + call.path)
    failure: Failure = BackendFailed("download_failed", "download")
    for source in sources:
        try:
            return _whole(http, call, source, path, got)
        except BadInput:
            raise
        except Failure as problem:
            if problem.outcome == "download_unsafe":
                raise
            failure = problem
    raise BackendFailed("download_failed", "download", reason=failure.facts.get("reason", "")) from failure


def _part(path: Path) -> Path:
    return path.with_name(f".{path.name}.part")


def _whole(http: Http, call: calls.Call[bytes], url: str, path: Path, got: Got | None) -> int:
    part = _part(path)
    for attempt in range(_ATTEMPTS):
        try:
            _transfer(http, call, url, part, got)
            break
        except (httpx.HTTPError, Failure) as problem:
            if isinstance(problem, BadInput) or attempt == _ATTEMPTS - 1:
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
            raise BackendFailed("download_failed", response.status_code, reason=str(response.status_code))
        have = have if response.status_code == httpx.codes.PARTIAL_CONTENT else 0
        length = response.headers.get("content-length", "")
        total = have + int(length) if length.isdigit() else None
        with _disk(part):
            _room(part, (total or 0) - have)
        with errors(call), part.open("ab" if have else "wb") as out:
            for chunk in response.iter_raw():
                with _disk(part):
                    out.write(chunk)
                have += len(chunk)
                if got:
                    got(have, total)
            with _disk(part):
                out.flush()
                os.fsync(out.fileno())
    if total is not None and have != total:
        raise BackendFailed("download_failed", "download", reason=f"{have}/{total}")


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
            return bool(head) and not head.lstrip().startswith((b"<", b"{"))
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
