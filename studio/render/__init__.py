"""A draft becomes a film. Importing this costs nothing: numpy, OpenCV and ffmpeg come with the first call."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from studio.render.errors import RenderError

__all__ = ["Film", "Output", "RenderError", "contact_sheet", "preview", "render", "still"]

Media = Callable[[str], Path]
Progress = Callable[[float], None]
Cancelled = Callable[[], bool]


@dataclass(frozen=True)
class Output:
    """What to deliver."""

    format: str = "mp4"  # mp4 webm mov gif, and sound only: mp3 m4a wav
    quality: str = "high"  # draft or high
    height: int | None = None  # of the short side in pixels (720, 1080, 1440, 2160); None: as the draft says
    fps: int | None = None  # None: as the draft says


@dataclass(frozen=True)
class Film:
    """A finished file. `width` and `height` are 0 for sound only."""

    path: Path
    seconds: float
    width: int
    height: int
    bytes: int


def render(
    draft: Mapping[str, object],
    out: Path,
    *,
    media: Media,
    cache: Path,
    output: Output | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Film:
    """Render `draft` into the file `out`, which appears only when it is complete and looked over.

    `media` gives the path of an uploaded `file_id` (`KeyError` where there is none). `cache` is a folder that
    keeps finished parts: the next render takes them from there, also after this process was killed. `progress` is
    told shares from 0 to 1, never falling. `cancelled` is asked several times a second. Raises `RenderError`.
    """
    from studio.render.film import make

    return make(draft, out, media, cache, output or Output(), progress, cancelled)


def preview(
    draft: Mapping[str, object],
    out: Path,
    *,
    media: Media,
    cache: Path,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Film:
    """All of the film, small and quick: 360 pixels on the short side, 15 frames a second. Otherwise as `render`."""
    small = Output(quality="draft", height=360, fps=15)
    return render(draft, out, media=media, cache=cache, output=small, progress=progress, cancelled=cancelled)


def contact_sheet(
    draft: Mapping[str, object], out_png: Path, *, media: Media, cache: Path, columns: int | None = None
) -> Path:
    """One small picture of every scene (at most 30), side by side. `columns` is chosen by shape where None."""
    from studio.render.stills import sheet

    return sheet(draft, out_png, media, cache, columns)


def still(draft: Mapping[str, object], at_ms: int, out_png: Path, *, media: Media, height: int | None = None) -> Path:
    """The picture that the film shows at `at_ms`; `height` is that of the short side, None: as the draft says."""
    from studio.render.stills import still as picture

    return picture(draft, at_ms, out_png, media, height)
