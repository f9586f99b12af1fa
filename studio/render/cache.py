"""Files that need not be made twice, named after what they were made from."""

import contextlib
import hashlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

LIMIT_BYTES = 2 * 1024**3
STALE_SECONDS = 3600
UNFINISHED = "unfinished-"


def key(*parts: object) -> str:
    """A name for what `parts` (anything that JSON knows) make."""
    text = json.dumps(parts, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def hit(path: Path) -> bool:
    """Whether `path` is there; it then counts as used now."""
    try:
        os.utime(path)
    except FileNotFoundError:
        return False
    return True


def identity(path: Path) -> str:
    """Tells one file's content from another's without reading all of a long film: its size and three parts."""
    size = path.stat().st_size
    digest = hashlib.sha256(str(size).encode())
    with path.open("rb") as file:
        for place in (0, size // 2, max(0, size - 65536)):
            file.seek(place)
            digest.update(file.read(65536))
    return digest.hexdigest()[:32]


@contextlib.contextmanager
def workshop(cache: Path) -> Iterator[Path]:
    """A folder beside the cached files for what is not finished; gone afterwards, whatever happens."""
    cache.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=cache))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def prune(cache: Path, limit: int = LIMIT_BYTES) -> None:
    """Remove what was not used for longest until the rest is within `limit`, and what dead renders left."""
    now = time.time()
    files: list[tuple[float, int, Path]] = []
    for path in cache.iterdir():
        with contextlib.suppress(FileNotFoundError):  # another render prunes too
            status = path.stat()
            if path.is_file():
                files.append((status.st_mtime, status.st_size, path))
            elif path.name.startswith(UNFINISHED) and now - status.st_mtime > STALE_SECONDS:
                shutil.rmtree(path, ignore_errors=True)
    total = sum(size for _, size, _ in files)
    for _, size, path in sorted(files, key=lambda one: one[0]):
        if total <= limit:
            return
        path.unlink(missing_ok=True)
        total -= size
