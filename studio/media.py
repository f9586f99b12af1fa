"""What an uploaded file really is, whatever its name says.

Files come from strangers: they are opened in processes of their own, under limits of time and memory.
"""

from dataclasses import dataclass
from pathlib import Path

from studio.render import ffmpeg, opening
from studio.render.errors import RenderError

MOST_VIDEO_PIXELS = 8192 * 4608
CHECK_SECONDS = 30.0
PICTURE_TYPES = (
    (b"\xff\xd8\xff", 0),
    (b"\x89PNG\r\n\x1a\n", 0),
    (b"GIF8", 0),
    (b"WEBP", 8),
    (b"BM", 0),
    (b"II*\x00", 0),
    (b"MM\x00*", 0),
    (b"ftypavif", 4),
    (b"ftypavis", 4),
)
CONTAINERS = {
    "matroska": ("video/x-matroska", "audio/x-matroska"),
    "mov": ("video/mp4", "audio/mp4"),
    "avi": ("video/x-msvideo", "audio/x-msvideo"),
    "gif": ("image/gif", "image/gif"),
    "mp3": ("audio/mpeg", "audio/mpeg"),
    "wav": ("audio/wav", "audio/wav"),
    "aac": ("audio/aac", "audio/aac"),
    "ogg": ("video/ogg", "audio/ogg"),
    "flac": ("audio/flac", "audio/flac"),
    "mpegts": ("video/mp2t", "video/mp2t"),
}


class MediaError(Exception):
    """A file that cannot be used. `code`: `empty`, `unsupported`, `broken` or `too_large`."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class MediaInfo:
    """A file that can be used. Sizes are as shown, upright; `duration_ms` is 0 for pictures."""

    kind: str  # image, video or audio
    mime_type: str
    width: int = 0
    height: int = 0
    duration_ms: int = 0
    has_audio: bool = False
    rotation: int = 0  # degrees clockwise, by which what is stored is turned to be upright
    has_alpha: bool = False
    hdr: bool = False
    fps: float = 0.0


def probe(path: Path) -> MediaInfo:
    """Look into `path` and decode its beginning; `MediaError` where nothing can be made of it."""
    if path.stat().st_size == 0:
        raise MediaError("empty", f"{path.name}: the file is empty")
    with path.open("rb") as file:
        head = file.read(16)
    try:
        if any(head.startswith(sign, at) for sign, at in PICTURE_TYPES):
            found = _picture(path)
            return found or _clip(path)
        return _clip(path)
    except RenderError as error:
        if error.code not in ("bad_media", "failed"):
            raise
        raise MediaError(_code(str(error)), str(error)) from error


def _code(message: str) -> str:
    if "too many" in message or "too much memory" in message:
        return "too_large"
    return "unsupported" if "unknown" in message or "cannot identify" in message else "broken"


def _picture(path: Path) -> MediaInfo | None:
    """None for a moving picture, which is a clip."""
    facts = opening.info(path)
    if facts["frames"] > 1 and facts["mime"] == "image/gif":
        return None
    return MediaInfo(
        "image",
        facts["mime"],
        facts["width"],
        facts["height"],
        rotation=facts["rotation"],
        has_alpha=facts["alpha"],
    )


def _clip(path: Path) -> MediaInfo:
    found = ffmpeg.streams(path)
    if not found.video and not found.audio:
        raise MediaError("unsupported", f"{path.name}: there is neither picture nor sound in it")
    if found.width * found.height > MOST_VIDEO_PIXELS:
        raise MediaError("too_large", f"{path.name}: {found.width} x {found.height} pixels are too many")
    ffmpeg.decode_beginning(path, found, timeout=CHECK_SECONDS)
    seconds = found.seconds or ffmpeg.measured_seconds(path, timeout=CHECK_SECONDS)
    width, height = found.shown
    return MediaInfo(
        "video" if found.video else "audio",
        _mime_type(found, path),
        width,
        height,
        round(seconds * 1000),
        bool(found.audio),
        found.rotation,
        found.alpha,
        found.hdr,
        found.fps,
    )


def _mime_type(found: ffmpeg.Streams, path: Path) -> str:
    """By the container; the name decides only between brothers."""
    name = found.container.split(",")[0]
    if name == "matroska" and found.video in ("", "vp8", "vp9", "av1") and path.suffix.lower() != ".mkv":
        return "video/webm" if found.video else "audio/webm"
    if name == "mov" and path.suffix.lower() == ".mov":
        return "video/quicktime"
    video, audio = CONTAINERS.get(name, ("application/octet-stream", "application/octet-stream"))
    return video if found.video else audio
