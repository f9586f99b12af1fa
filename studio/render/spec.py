"""What a worker must know to render any part of a film: plain values that travel as one line of JSON."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Any

from studio.render.errors import RenderError
from studio.render.timeline import Draft, Timeline, scenes_of, timeline, with_starts

CHUNKS = {"libx264": "mp4", "libvpx-vp9": "webm"}  # the container of a chunk, by its codec


@dataclass(frozen=True)
class FilmSpec:
    """A film to render. `media` maps every `src` of the draft to a path."""

    draft: dict[str, Any]
    media: dict[str, str]
    cache: str
    codec: str  # libx264 or libvpx-vp9
    quality: str  # draft or high
    short_side: int | None = None
    fps: int | None = None

    @cached_property
    def timeline(self) -> Timeline:
        return timeline(self.draft, short_side=self.short_side, fps=self.fps)

    def path(self, source: str) -> Path:
        """Where the uploaded file `source` lies."""
        return Path(self.media[source])

    def as_job(self) -> dict[str, Any]:
        """The fields, ready for JSON; `FilmSpec(**…)` of them is this again."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def normalised(draft: Draft) -> dict[str, Any]:
    """The draft with every `s` written out, so that parts of it can be looked at alone."""
    scenes_of(draft)
    tracks = [{**one, "sg": with_starts(one.get("sg") or [])} for one in draft["t"]]
    return {**draft, "t": tracks}


def sources(draft: Draft, media: Callable[[str], Path]) -> dict[str, str]:
    """The path of every `src` that the draft names; `bad_media` where a file is missing."""
    found: dict[str, str] = {}
    for one in draft["t"]:
        for segment in one.get("sg") or []:
            source = (segment.get("m") or {}).get("src")
            if source and source not in found:
                found[source] = str(_existing(str(source), media))
    return found


def _existing(source: str, media: Callable[[str], Path]) -> Path:
    try:
        path = media(source)
    except (KeyError, FileNotFoundError) as error:
        raise RenderError("bad_media", f"{source}: the uploaded file is gone") from error
    if not path.is_file():
        raise RenderError("bad_media", f"{path.name}: the uploaded file is gone")
    return path.resolve()


def meta(segment: Mapping[str, Any]) -> Mapping[str, Any]:
    """The `m` of a track or segment, which may be missing."""
    return segment.get("m") or {}
