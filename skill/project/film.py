"""A film on this machine: what to call it, and what its container says of it."""

import re
from dataclasses import dataclass
from pathlib import Path

from skill.safe import one_line

_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
_NAME_BYTES = 80


@dataclass(frozen=True, slots=True)
class Facts:
    """Seconds and pixels, each None where the container does not say."""

    seconds: float | None = None
    width: int | None = None
    height: int | None = None


def free_name(title: str, folder: Path) -> Path:
    """`title.mp4` in the folder, or `title-2.mp4` where that is taken. Safe on every file system."""
    stem = _FORBIDDEN.sub(" ", one_line(title)).strip(" .-") or "film"
    stem = stem.encode()[:_NAME_BYTES].decode(errors="ignore").strip().replace(" ", "-")
    stem = f"film-{stem}" if stem.lower() in _RESERVED else stem
    candidates = [folder / f"{stem}.mp4", *(folder / f"{stem}-{n}.mp4" for n in range(2, 1000))]
    return next((path for path in candidates if not path.exists()), candidates[-1])


def facts(path: Path) -> Facts:
    """Read an MP4's own index: `mvhd` for the length, the first `tkhd` with a size for the picture.

    Source: ISO/IEC 14496-12. Anything else gives no facts.
    """
    try:
        with path.open("rb") as file:
            moov = _find(file.read(8 * 1024 * 1024), b"moov")
    except OSError:
        return Facts()
    header = _find(moov, b"mvhd")
    if len(header) < 32:
        return Facts()
    width, height = _size(moov)
    return Facts(_seconds(header), width, height)


def _find(data: bytes, kind: bytes) -> bytes:
    for found, body in _boxes(data):
        if found == kind:
            return body
    return b""


def _boxes(data: bytes) -> list[tuple[bytes, bytes]]:
    boxes, at = [], 0
    while at + 8 <= len(data):
        length, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        start = at + 8
        if length == 1:
            length, start = int.from_bytes(data[at + 8 : at + 16], "big"), at + 16
        end = len(data) if length == 0 else at + length
        if end < start:
            break
        boxes.append((kind, data[start:end]))
        at = end
    return boxes


def _seconds(header: bytes) -> float | None:
    wide = header[0] == 1
    at = 20 if wide else 12
    scale = int.from_bytes(header[at : at + 4], "big")
    length = int.from_bytes(header[at + 4 : at + (12 if wide else 8)], "big")
    return round(length / scale, 3) if scale else None


def _size(moov: bytes) -> tuple[int | None, int | None]:
    for kind, trak in _boxes(moov):
        header = _find(trak, b"tkhd") if kind == b"trak" else b""
        width = int.from_bytes(header[-8:-6], "big") if header else 0
        height = int.from_bytes(header[-4:-2], "big") if header else 0
        if width and height:
            return width, height
    return None, None
