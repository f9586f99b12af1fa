"""Facts of pages read before, so that a command need not import a YAML and a Markdown parser to learn the same again.

A file per page, with the page in it: what is remembered holds for exactly these bytes and for this reader's code. So no
digest is needed, and `hashlib` (10 ms to import) neither. A cache that cannot be read or written is as good as none.
"""

import contextlib
import json
import os
import zlib
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
    place = folder / f"{zlib.crc32(data):08x}.page"
    known = _load(place, data)
    if known is None:
        known = read(data)
        _store(place, data, known)
    return known


@cache
def _reader() -> int:
    """A number for the reader's own code: the name, size and time of each of its files."""
    with contextlib.suppress(OSError), os.scandir(Path(__file__).parent) as entries:
        files = sorted(
            (entry.name, entry.stat().st_size, entry.stat().st_mtime_ns) for entry in entries if entry.is_file()
        )
        return zlib.crc32(repr(files).encode())
    return 0


def _head(data: bytes, payload: bytes) -> bytes:
    return b"%08x %d %08x\n" % (_reader(), len(data), zlib.crc32(payload)) + data


def _load(place: Path, data: bytes) -> "Facts | None":
    """The facts, if the file is whole and made from these bytes by this reader."""
    try:
        blob = place.read_bytes()
        payload = blob[blob.index(b"\n") + 1 + len(data) :]
        return cast("Facts", json.loads(payload)) if blob == _head(data, payload) + payload else None
    except (OSError, ValueError):
        return None


def _store(place: Path, data: bytes, facts: "Facts") -> None:
    """Whole or not at all; the oldest make room."""
    payload = json.dumps(facts, ensure_ascii=False).encode()
    partial = place.with_suffix(f".{os.getpid()}")
    with contextlib.suppress(OSError):
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        partial.write_bytes(_head(data, payload) + payload)
        partial.replace(place)
        for old in sorted(place.parent.iterdir(), key=lambda file: file.stat().st_mtime, reverse=True)[_KEPT:]:
            old.unlink()
