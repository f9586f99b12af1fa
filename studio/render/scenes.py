"""Opens scenes for painting: asks the look for the design, opens the user's files, and paints chunks of the film."""

from collections.abc import Callable, Iterator
from pathlib import Path

from studio.render import transitions
from studio.render.clips import Clip
from studio.render.painter import Media, ScenePainter
from studio.render.pictures import Picture, Shot
from studio.render.spec import FilmSpec, meta
from studio.render.texts import within
from studio.render.tiles import Tile
from studio.render.timeline import Chunk, SceneSpan, scenes_of
from studio.render.yuv import Frame

OPEN_SCENES = 2  # the one that is shown and the one that goes
TEXT_SECONDS = 12  # of text are set at once: enough for most scenes, and few enough for the memory


class FilmPainter:
    """Paints any part of a film; keeps the last scenes open, since chunks mostly come in order."""

    def __init__(self, spec: FilmSpec) -> None:
        self.spec = spec
        self.timeline = spec.timeline
        size = (self.timeline.width, self.timeline.height)
        self.frame, self.going, self.mixed = Frame(*size), Frame(*size), Frame(*size)
        self._open: dict[int, ScenePainter] = {}
        self._texts: tuple[int, list[Tile]] = (-1, [])

    def frames(self, chunk: Chunk) -> Iterator[Frame]:
        """Every frame of the chunk in order. The frame is reused: take what you need before asking for the next."""
        scene = self.timeline.scenes[chunk.scene]
        for i in range(chunk.offset, chunk.offset + chunk.frames):
            frame = self._scene_frame(chunk.scene, scene, i)
            for tile in self._texts_at(scene, i):
                tile.draw(frame, (scene.first + i) / self.timeline.fps)
            yield frame

    def _scene_frame(self, index: int, scene: SceneSpan, i: int) -> Frame:
        fps = self.timeline.fps
        self._painter(index).paint(self.frame, i / fps)
        if i >= scene.transition_frames:
            return self.frame
        before = self.timeline.scenes[index - 1]
        self._painter(index - 1).paint(self.going, (before.frames + i) / fps)
        share = (i + 1) / (scene.transition_frames + 1)
        transitions.blend(scene.transition, self.going, self.frame, share, self.mixed)
        return self.mixed

    def _painter(self, index: int) -> ScenePainter:
        if index not in self._open:
            while len(self._open) >= OPEN_SCENES:
                self._open.pop(next(iter(self._open))).close()
            self._open[index] = open_scene(self.spec, index)
        return self._open[index]

    def _texts_at(self, scene: SceneSpan, i: int) -> list[Tile]:
        """Titles and captions around frame `i` of a scene, set for a whole stretch of it at a time."""
        stretch = TEXT_SECONDS * self.timeline.fps
        first = scene.first + i // stretch * stretch
        if first != self._texts[0]:
            self._texts = (first, self._set(first, min(stretch, scene.first + scene.frames - first)))
        return self._texts[1]

    def _set(self, first: int, frames: int) -> list[Tile]:
        from studio.render import look

        film = self.timeline
        part = within(self.spec.draft, first * 1000 / film.fps, (first + frames) * 1000 / film.fps)
        if part is None:
            return []
        return [Tile(layer) for layer in look.overlays(part, film.width, film.height)]

    def open(self, scene: int) -> None:
        """Open a scene (of the timeline) ahead of its first frame."""
        self._painter(scene)

    def close(self) -> None:
        """Close every scene and the decoders behind them."""
        while self._open:
            self._open.popitem()[1].close()


def open_scene(spec: FilmSpec, index: int) -> ScenePainter:
    """Design the scene `index` of the timeline and open its picture or clip."""
    from studio.render import look

    film = spec.timeline
    span = film.scenes[index]
    scene = look.compose(spec.draft, span.index, film.width, film.height, film.fps)
    size = (film.width, film.height)
    x, y, width, height = scene.media_box or (0, 0, *size)
    box = (x // 2 * 2, y // 2 * 2, max(2, width // 2 * 2), max(2, height // 2 * 2))
    media, close = _media(spec, index, box)
    return ScenePainter(scene, size, media, box, close)


def nothing() -> None:
    """What there is to close behind a picture."""


def _media(spec: FilmSpec, index: int, box: tuple[int, int, int, int]) -> tuple[Media | None, Callable[[], None]]:
    about = meta(scenes_of(spec.draft)[spec.timeline.scenes[index].index])
    source = about.get("src")
    if not source:
        return None, nothing
    fit = "contain" if about.get("fit") == "contain" else "cover"
    own = spec.timeline.scenes[index].frames / spec.timeline.fps
    shot = Shot(box, own, spec.timeline.shown_seconds(index), about.get("motion") or "zoom_in", fit)
    path = spec.path(source)
    if about.get("kind") == "image":
        return Picture(path, shot, Path(spec.cache)), nothing
    end = about.get("out")
    clip = Clip(
        path,
        shot,
        spec.timeline.fps,
        trim_in=(about.get("in") or 0) / 1000,
        trim_out=end / 1000 if end else None,
    )
    return clip, clip.close
