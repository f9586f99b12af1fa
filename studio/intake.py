"""What may come in: a file's type by its name and by what it holds, and where it is kept."""

import mimetypes
import re
import shutil
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath

from studio.answers import ApiError
from studio.store import Store
from studio.store.files import StoredFile, new_file_id
from wire.codes import Code

FORMATS = ("mp4", "mov", "avi", "webm", "mkv", "jpg", "jpeg", "png", "gif", "webp", "mp3", "wav", "m4a", "aac")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file that lies in the incoming folder and has not been looked at."""

    name: str
    path: Path
    size: int


def unsupported(name: str) -> ApiError:
    """4001, saying what would do."""
    return ApiError(Code.FILE_TYPE, f"unsupported file type: {name}. Accepted: {', '.join(FORMATS)}")


def too_large(name: str, limit: int) -> ApiError:
    """4002, saying how large is too large."""
    return ApiError(Code.FILE_TOO_LARGE, f"file too large: {name}. The limit is {limit // 1_000_000} MB")


def plain_name(name: str) -> str:
    """The last part of whatever path a client sent, fit to be shown; never used to place a file."""
    name = PureWindowsPath(PurePosixPath(name).name).name
    name = _CONTROL.sub("", name).encode("utf-8", "replace").decode("utf-8").strip()
    stem, dot, suffix = name.rpartition(".")
    return f"{stem[:120]}{dot}{suffix[:10]}" if dot else name[:120]


def suffix_of(name: str) -> str:
    """The name's extension, if it is one we take. ApiError 4001."""
    suffix = name.rpartition(".")[2].lower()
    if "." not in name or suffix not in FORMATS:
        raise unsupported(name)
    return suffix


def admit(store: Store, session_id: str, arrival: Arrival, now: float) -> StoredFile:
    """Look into the file and keep it with the session. ApiError 4001; the arrival is gone either way."""
    from studio.media import MediaError, probe

    name = plain_name(arrival.name)
    try:
        suffix = suffix_of(name)
        held = arrival.path.rename(arrival.path.with_suffix(f".{suffix}"))
        try:
            info = probe(held)
        except MediaError as error:
            held.unlink()
            raise unsupported(f"{name} ({error})") from error
    finally:
        arrival.path.unlink(missing_ok=True)
    file_id = new_file_id()
    place = store.folder("uploads", session_id) / f"{file_id}.{suffix}"
    shutil.move(held, place)
    file = StoredFile(
        id=file_id, session_id=session_id, name=name, path=str(place.relative_to(store.home)), kind=info.kind,
        mime_type=info.mime_type or mimetypes.guess_type(name)[0] or "application/octet-stream",
        size=arrival.size, width=info.width, height=info.height, duration_ms=info.duration_ms,
        has_audio=info.has_audio, created=now,
    )  # fmt: skip
    store.files.add(file)
    return file
