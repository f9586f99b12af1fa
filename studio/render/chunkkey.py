"""What a chunk of film and its sound are made from, as names for the cache.

A scene's design may depend on: its own segment, its place among the scenes, the draft's `m`, and which
tracks have anything in them. Words elsewhere in the film, other scenes, the sound and the scene's own start
do not count, so that an edit costs only what it changes.
"""

import functools
import hashlib
from pathlib import Path
from typing import Any

from studio.render import cache
from studio.render.spec import FilmSpec, meta
from studio.render.texts import TEXT_ROLES, texts_within
from studio.render.timeline import Chunk, Draft, scenes_of, track

UNSEEN = ("brief", "title")  # of the draft's `m`: nothing is drawn from them


@functools.cache
def code_fingerprint() -> str:
    """Changes with the code that draws, so that a new version never shows an old one's pictures."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parents[1].glob("*.py")) + sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


@functools.cache
def sound_fingerprint() -> str:
    """Changes with the code that is heard."""
    studio = Path(__file__).parents[1]
    files = [path for room in ("music", "sound", "speech") for path in sorted((studio / room).rglob("*.py"))]
    return hashlib.sha256(b"".join(path.read_bytes() for path in [*files, studio / "render" / "audio.py"])).hexdigest()


def chunk_key(spec: FilmSpec, chunk: Chunk) -> str:
    """The name of `chunk`: the same for the same pictures, wherever in a film they are."""
    film = spec.timeline
    scene = film.scenes[chunk.scene]
    start_ms = (scene.first + chunk.offset) * 1000 / film.fps
    end_ms = start_ms + chunk.frames * 1000 / film.fps
    scenes = [chunk.scene]
    if chunk.offset < scene.transition_frames:
        scenes.append(chunk.scene - 1)
    return cache.key(
        code_fingerprint(),
        [film.width, film.height, film.fps, spec.codec, spec.quality],
        _common(spec),
        [_scene(spec, index) for index in scenes],
        [scene.transition, scene.transition_frames, chunk.offset, chunk.frames],
        [_text(spec, one, start_ms) for role in TEXT_ROLES for one in texts_within(spec.draft, role, start_ms, end_ms)],
    )


def _common(spec: FilmSpec) -> list[Any]:
    about = {name: value for name, value in meta(spec.draft).items() if name not in UNSEEN}
    roles = sorted({str(meta(one).get("role")) for one in spec.draft["t"] if one["sg"]} & {"title", "caption"})
    return [about, roles, len(scenes_of(spec.draft))]


def _scene(spec: FilmSpec, index: int) -> list[Any]:
    span = spec.timeline.scenes[index]
    about = dict(meta(scenes_of(spec.draft)[span.index]))
    source = about.get("src")
    file = cache.identity(spec.path(source)) if source else None
    return [about, file, span.index, span.frames, spec.timeline.shown_seconds(index)]


def _text(spec: FilmSpec, segment: Draft, start_ms: float) -> list[Any]:
    """A title or caption, timed from `start_ms`, and the scene that it began over."""
    index = spec.timeline.scene_at(round(segment["s"] * spec.timeline.fps / 1000))
    beneath = scenes_of(spec.draft)[spec.timeline.scenes[index].index]
    return [round(segment["s"] - start_ms, 3), segment.get("d"), meta(segment), meta(beneath)]


def sound_key(spec: FilmSpec, codec: str) -> str:
    """The name of the film's sound, encoded by `codec`."""
    scenes = [[one["s"], one.get("d"), _sounding(meta(one))] for one in scenes_of(spec.draft)]
    tracks = [track(spec.draft, role) for role in ("music", "voice")]
    files = {source: cache.identity(Path(path)) for source, path in spec.media.items()}
    return cache.key(sound_fingerprint(), _common(spec)[0], scenes, tracks, files, spec.timeline.seconds, codec)


def _sounding(about: Any) -> dict[str, Any]:
    return {name: about.get(name) for name in ("src", "kind", "in", "out", "volume", "transition", "transition_ms")}
