"""From a draft to frames: which scene is shown when, in whole frames, and where the film may be cut into chunks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeAlias

from studio.render.errors import RenderError

Draft: TypeAlias = Mapping[str, Any]
VIDEO = "video"
TRANSITIONS = ("cut", "fade", "slide", "wipe", "zoom", "push")
CHUNK_SECONDS = 3.0  # short enough to share work between processes and to lose little when killed


@dataclass(frozen=True, slots=True)
class SceneSpan:
    """One scene in frames of the film: `first` to `first + frames`."""

    index: int  # in the video track
    first: int
    frames: int
    transition: str
    transition_frames: int  # 0 for a cut


@dataclass(frozen=True, slots=True)
class Chunk:
    """Consecutive frames of one scene that are encoded and cached together."""

    scene: int  # index into `Timeline.scenes`
    offset: int  # frames from the start of the scene
    frames: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """A film in frames."""

    width: int
    height: int
    fps: int
    frames: int
    scenes: tuple[SceneSpan, ...]

    @property
    def seconds(self) -> float:
        return self.frames / self.fps

    def chunks(self) -> tuple[Chunk, ...]:
        """The scenes, cut into pieces of about `CHUNK_SECONDS`; a transition is a piece of its own.

        It shows two scenes: an edit to the one before should cost the transition and no more.
        """
        about = round(CHUNK_SECONDS * self.fps)
        return tuple(
            Chunk(index, first, last - first)
            for index, scene in enumerate(self.scenes)
            for first, last in _pieces(scene.transition_frames, scene.frames, about)
        )

    def shown_seconds(self, scene: int) -> float:
        """How long `scene` is seen: its own length and the transition to the next."""
        after = self.scenes[scene + 1].transition_frames if scene + 1 < len(self.scenes) else 0
        return (self.scenes[scene].frames + after) / self.fps

    def scene_at(self, frame: int) -> int:
        """Which of `scenes` shows `frame` of the film."""
        return max(i for i, scene in enumerate(self.scenes) if scene.first <= frame)


def _pieces(transition: int, frames: int, about: int) -> list[tuple[int, int]]:
    alone = frames - transition
    count = max(1, round(alone / about))
    edges = [transition + alone * i // count for i in range(count + 1)]
    return [pair for pair in pairwise([0, *edges]) if pair[0] < pair[1]]


def timeline(draft: Draft, *, short_side: int | None = None, fps: int | None = None) -> Timeline:
    """Lay the draft out in frames; `bad_draft` where it has no scene, no length or an impossible size."""
    width, height = _size(draft, short_side)
    rate = _number(fps if fps is not None else draft.get("fps", 30), "fps", 1, 120)
    segments = scenes_of(draft)
    starts = _starts(segments)
    length = draft.get("d") or starts[-1] + segments[-1].get("d", 0)
    total = round(_number(length, "length", 1, 4 * 3600_000) * rate / 1000)
    edges = [0, *(min(round(start * rate / 1000), total) for start in starts[1:]), total]
    spans = [
        _span(draft, segments[i], i, first, max(0, last - first), rate)
        for i, (first, last) in enumerate(pairwise(edges))
    ]
    shown = tuple(span for span in spans if span.frames)
    if not shown:
        raise RenderError("bad_draft", "the draft is shorter than one frame")
    return Timeline(width, height, rate, total, shown)


def _span(draft: Draft, segment: Draft, index: int, first: int, frames: int, fps: int) -> SceneSpan:
    meta = segment.get("m") or {}
    kind = meta.get("transition") or (draft.get("m") or {}).get("transition") or "cut"
    length = meta.get("transition_ms", 500)
    wanted = round(_number(length, "transition_ms", 0, 60_000) * fps / 1000)
    if first == 0 or kind not in TRANSITIONS or kind == "cut":
        kind, wanted = "cut", 0
    return SceneSpan(index, first, frames, kind, min(wanted, frames))


def track(draft: Draft, role: str) -> list[Draft]:
    """The segments of the first track with `role`; empty where there is none."""
    for candidate in draft.get("t") or []:
        if (candidate.get("m") or {}).get("role") == role:
            return list(candidate.get("sg") or [])
    return []


def scenes_of(draft: Draft) -> list[Draft]:
    """The segments of the video track; `bad_draft` where there are none."""
    segments = track(draft, VIDEO)
    if not segments:
        tracks = [one for one in draft.get("t") or [] if one.get("tt") == 0 and one.get("sg")]
        segments = list(tracks[0]["sg"]) if tracks else []
    if not segments:
        raise RenderError("bad_draft", "the draft has no scene")
    return segments


def _starts(segments: Sequence[Draft]) -> list[float]:
    starts: list[float] = []
    clock = 0.0
    for segment in segments:
        start = segment.get("s")
        clock = max(clock if start is None else _number(start, "s", 0, 10**9), starts[-1] if starts else 0.0)
        starts.append(clock)
        clock += _number(segment.get("d", 0), "d", 0, 10**9)
    return starts


def with_starts(segments: Sequence[Draft]) -> list[Draft]:
    """The same segments, each with its `s` written out."""
    return [{**one, "s": start} for one, start in zip(segments, _starts(segments), strict=True)]


def _size(draft: Draft, short_side: int | None) -> tuple[int, int]:
    width = _number(draft.get("w", 1080), "w", 16, 8192)
    height = _number(draft.get("h", 1920), "h", 16, 8192)
    if short_side is not None:
        scale = _number(short_side, "height", 16, 4320) / min(width, height)
        width, height = round(width * scale), round(height * scale)
    return width // 2 * 2, height // 2 * 2


def _number(value: object, name: str, low: int, high: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        raise RenderError("bad_draft", f"the draft's {name} must be between {low} and {high}, not {value!r}")
    return round(value)
