"""What may come in: a file's type by its name and by what it holds, and where it is kept."""

import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

from studio.answers import ApiError
from studio.store import Store
from studio.store.files import StoredFile, new_file_id
from wire.codes import Code

if TYPE_CHECKING:
    from studio.media import MediaInfo

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


def examine(arrival: Arrival) -> "MediaInfo":
    """What the file is, by its name and by what it holds. ApiError 4001."""
    from studio.media import MediaError, probe

    name = plain_name(arrival.name)
    named = arrival.path.rename(arrival.path.with_suffix(f".{suffix_of(name)}"))
    try:
        return probe(named)
    except MediaError as error:
        raise unsupported(f"{name} ({error.code})") from error
    finally:
        named.rename(arrival.path)


def keep(store: Store, session_id: str, arrival: Arrival, info: "MediaInfo", now: float) -> StoredFile:
    """Move the file to the session's folder and remember it."""
    name, file_id = plain_name(arrival.name), new_file_id()
    place = store.folder("uploads", session_id) / f"{file_id}.{suffix_of(name)}"
    arrival.path.rename(place)
    file = StoredFile(
        id=file_id, session_id=session_id, name=name, path=str(place.relative_to(store.home)), kind=info.kind,
        mime_type=info.mime_type, size=arrival.size, width=info.width, height=info.height,
        duration_ms=info.duration_ms, has_audio=info.has_audio, created=now,
    )  # fmt: skip
    store.files.add(file)
    return file
