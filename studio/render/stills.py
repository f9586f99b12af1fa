"""Quick looks at a film: one picture, one of every scene, or all of it small."""

import math
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from studio.render import Output
from studio.render.crew import crew
from studio.render.film import delivered, film_spec
from studio.render.spec import FilmSpec
from studio.render.timeline import Timeline

TELLING = 0.6  # of a scene: all of it has arrived, nothing has left
MOST_SCENES = 30
SHEET_HEIGHT = 360


def sheet(draft: Mapping[str, Any], out: Path, media: Callable[[str], Path], store: Path, columns: int | None) -> Path:
    """See `studio.render.contact_sheet`."""
    spec = film_spec(draft, media, store, Output(quality="draft", height=SHEET_HEIGHT))
    frames = telling_frames(spec.timeline)
    _write(spec, frames, columns or math.ceil(math.sqrt(len(frames) * _tallness(spec.timeline))), out)
    return out


def _tallness(film: Timeline) -> float:
    """Scenes that are tall stand in longer rows."""
    return film.height / film.width


def telling_frames(film: Timeline) -> list[int]:
    """One frame of every scene; of very many scenes, of some that are spread evenly."""
    count = min(MOST_SCENES, len(film.scenes))
    chosen = [film.scenes[len(film.scenes) * i // count] for i in range(count)]
    return [scene.first + int(scene.frames * TELLING) for scene in chosen]


def still(draft: Mapping[str, Any], at_ms: int, out: Path, media: Callable[[str], Path], height: int | None) -> Path:
    """See `studio.render.still`."""
    with tempfile.TemporaryDirectory() as store:
        spec = film_spec(draft, media, Path(store), Output(height=height))
        film = spec.timeline
        frame = min(film.frames - 1, max(0, round(at_ms * film.fps / 1000)))
        _write(spec, [frame], 1, out)
    return out


def _write(spec: FilmSpec, frames: list[int], columns: int, out: Path) -> None:
    with delivered(out) as part, crew(1, spec.as_job()) as people:
        people.do([{"job": "sheet", "name": 0, "frames": frames, "columns": columns, "out": str(part)}])
