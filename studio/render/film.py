"""A whole film: what is cached is taken, the rest is rendered by workers, and all is joined and looked over."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from studio.render import Film, Output, cache, ffmpeg
from studio.render.chunkkey import chunk_key, sound_key
from studio.render.crew import Job, crew
from studio.render.errors import RenderError
from studio.render.opening import are_huge
from studio.render.spec import CHUNKS, FilmSpec, meta, normalised, sources
from studio.render.timeline import scenes_of

Progress = Callable[[float], None]
Cancelled = Callable[[], bool]

WORKERS = 2
VIDEO = {
    "mp4": ("libx264", "aac"),
    "mov": ("libx264", "aac"),
    "webm": ("libvpx-vp9", "opus"),
    "gif": ("libx264", ""),
}
AUDIO = ("mp3", "m4a", "wav")
QUALITIES = ("draft", "high")
JOINING = 0.03  # share of the work, for the progress
GIF_SHORT_SIDE = 480
GIF_FPS = 12
SOUND = -1  # the name of the job beside the numbers of the chunks


class Share:
    """Progress from 0 to 1 that never goes back."""

    def __init__(self, tell: Progress | None, frames: int) -> None:
        self._tell, self._frames, self._done, self._best = tell, frames, 0, 0.0

    def add(self, frames: int) -> None:
        """So many more frames are painted."""
        self._done += frames
        self.at(min(1.0, self._done / self._frames) * (1 - JOINING))

    def at(self, share: float) -> None:
        """Tell it, if it is more than was told."""
        if self._tell is not None and share > self._best:
            self._best = share
            self._tell(share)


def make(
    draft: Mapping[str, Any],
    out: Path,
    media: Callable[[str], Path],
    store: Path,
    output: Output,
    progress: Progress | None,
    cancelled: Cancelled | None,
) -> Film:
    """See `studio.render.render`."""
    spec = film_spec(draft, media, store, output)
    share = Share(progress, spec.timeline.frames)
    with cache.workshop(Path(spec.cache)) as shop, delivered(out) as part:
        if output.format in AUDIO:
            _make_sound(spec, part, shop, output.format, cancelled)
        elif output.format == "gif":
            joined = _make_video(spec, shop / "film.mp4", shop, "mp4", "", share, cancelled)
            ffmpeg.write_gif(joined, part, cancelled=cancelled)
        else:
            audio_codec = VIDEO[output.format][1]
            _make_video(spec, part, shop, output.format, audio_codec, share, cancelled)
        film = _looked_over(spec, part, out, output.format)
    share.at(1.0)
    cache.prune(Path(spec.cache))
    return film


def film_spec(draft: Mapping[str, Any], media: Callable[[str], Path], store: Path, output: Output) -> FilmSpec:
    """Everything the workers need; `bad_draft` and `bad_media` where the draft cannot be rendered."""
    if output.format not in (*VIDEO, *AUDIO) or output.quality not in QUALITIES:
        raise RenderError("bad_draft", f"there is no output of format {output.format}, quality {output.quality}")
    gif = output.format == "gif"
    store.mkdir(parents=True, exist_ok=True)
    whole = normalised(draft)
    spec = FilmSpec(
        draft=whole,
        media=sources(whole, media),
        cache=str(store.resolve()),
        codec=VIDEO.get(output.format, ("libx264", ""))[0],
        quality=output.quality,
        short_side=output.height or (GIF_SHORT_SIDE if gif else None),
        fps=output.fps or (GIF_FPS if gif else None),
    )
    spec.timeline  # noqa: B018 — a bad draft is told now, not by a worker
    return spec


def _make_video(
    spec: FilmSpec,
    out: Path,
    shop: Path,
    container: str,
    audio_codec: str,
    share: Share,
    cancelled: Cancelled | None,
) -> Path:
    film, folder = spec.timeline, Path(spec.cache)
    chunks = film.chunks()
    kept = [folder / f"{chunk_key(spec, chunk)}.{CHUNKS[spec.codec]}" for chunk in chunks]
    sound = folder / f"{sound_key(spec, audio_codec)}.{audio_codec}" if audio_codec else None
    jobs: list[Job] = []
    if sound is not None and not cache.hit(sound):
        jobs.append(_sound_job(spec, sound, shop, audio_codec))
    for number, (chunk, path) in enumerate(zip(chunks, kept, strict=True)):
        if cache.hit(path):
            share.add(chunk.frames)
        else:
            place = {"scene": chunk.scene, "offset": chunk.offset, "frames": chunk.frames}
            tmp = str(shop / f"{number}.part")
            jobs.append({"job": "chunk", "name": number, **place, "tmp": tmp, "out": str(path)})
    _work(spec, jobs, share.add, cancelled)
    lengths = [chunk.frames / film.fps for chunk in chunks]
    listing = shop / "chunks.txt"
    return ffmpeg.join(
        kept, lengths, sound, out, listing=listing, container=container, seconds=film.seconds, cancelled=cancelled
    )


def _make_sound(spec: FilmSpec, out: Path, shop: Path, codec: str, cancelled: Cancelled | None) -> None:
    _work(spec, [_sound_job(spec, out, shop, codec)], lambda frames: None, cancelled)


def _sound_job(spec: FilmSpec, out: Path, shop: Path, codec: str) -> Job:
    tmp = str(shop / f"sound.{codec}")
    return {
        "job": "sound",
        "name": SOUND,
        "seconds": spec.timeline.seconds,
        "codec": codec,
        "tmp": tmp,
        "out": str(out),
    }


def _work(spec: FilmSpec, jobs: Sequence[Job], painted: Callable[[int], None], cancelled: Cancelled | None) -> None:
    if not jobs:
        return
    for scene in _huge_scenes(spec, {job["scene"] for job in jobs if "scene" in job}):
        with crew(1, spec.as_job()) as one:
            one.do([{"job": "open", "name": scene, "scene": scene}], cancelled=cancelled)
    with crew(min(WORKERS, len(jobs)), spec.as_job()) as people:
        people.do(jobs, cancelled=cancelled, painted=painted)


def _huge_scenes(spec: FilmSpec, scenes: set[int]) -> list[int]:
    """Those of `scenes` whose pictures take so much memory to open that nothing else should run meanwhile."""
    shown = scenes_of(spec.draft)
    about = {scene: meta(shown[spec.timeline.scenes[scene].index]) for scene in sorted(scenes)}
    pictures = {scene: spec.path(m["src"]) for scene, m in about.items() if m.get("src") and m.get("kind") == "image"}
    huge = are_huge(list(pictures.values()), Path(spec.cache))
    return [scene for scene, is_huge in zip(pictures, huge, strict=True) if is_huge]


@contextmanager
def delivered(out: Path) -> Iterator[Path]:
    """A temporary name beside `out`, which takes its place when all went well and is gone when not."""
    part = out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        part.touch()
    except OSError as error:
        raise RenderError("failed", f"{out}: cannot be written: {error.strerror}") from error
    try:
        yield part
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)


def _looked_over(spec: FilmSpec, made: Path, out: Path, format: str) -> Film:
    """What was made, as ffmpeg sees it; `failed` where it is not the film that was asked for."""
    film = spec.timeline
    found = ffmpeg.streams(made)
    size = (0, 0) if format in AUDIO else (film.width, film.height)
    tolerance = 0.1 + 1 / film.fps
    if (found.width, found.height) != size or abs(found.seconds - film.seconds) > tolerance:
        raise RenderError(
            "failed",
            f"{out.name}: came out as {found.width}x{found.height}, {found.seconds} s"
            f" instead of {size[0]}x{size[1]}, {film.seconds:.2f} s",
        )
    return Film(out, film.seconds, *size, made.stat().st_size)
