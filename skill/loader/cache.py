"""Facts of pages read before, so that a command need not import a YAML and a Markdown parser to learn the same again.

A file per content, named after the page's bytes and the reader's own code, so neither can change unnoticed. A cache
that cannot be read or written is as good as none.
"""

import contextlib
import hashlib
import json
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from skill.loader.page import Facts

_KEPT = 32


def remembered(data: bytes, folder: Path | None, read: Callable[[bytes], "Facts"]) -> "Facts":
    """What `read(data)` gives, from `folder` if it stands there, else freshly and put there. None: no cache."""
    if folder is None:
        return read(data)
    place = folder / f"{hashlib.sha256(_reader() + data).hexdigest()[:32]}.json"
    known = _load(place)
    if known is None:
        known = read(data)
        _store(place, known)
    return known


@cache
def _reader() -> bytes:
    """The reader's own code, by name, size and time of each of its files."""
    with contextlib.suppress(OSError), os.scandir(Path(__file__).parent) as entries:
        stats = sorted((entry.name, entry.stat()) for entry in entries if entry.is_file())
        return repr([(name, stat.st_size, stat.st_mtime_ns) for name, stat in stats]).encode()
    return b""


def _load(place: Path) -> "Facts | None":
    try:
        check, _, payload = place.read_bytes().partition(b"\n")
        if check != _check(payload):
            return None
        return cast("Facts", json.loads(payload))
    except (OSError, ValueError):
        return None


def _store(place: Path, facts: "Facts") -> None:
    """Whole or not at all; the oldest make room."""
    payload = json.dumps(facts, ensure_ascii=False).encode()
    partial = place.with_suffix(f".{os.getpid()}")
    with contextlib.suppress(OSError):
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        partial.write_bytes(_check(payload) + b"\n" + payload)
        partial.replace(place)
        for old in sorted(place.parent.iterdir(), key=lambda file: file.stat().st_mtime, reverse=True)[_KEPT:]:
            old.unlink()


def _check(payload: bytes) -> bytes:
    return hashlib.sha256(payload).hexdigest().encode()
