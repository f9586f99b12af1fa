"""What a layout knows about the scene it designs."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from studio import artwork
from studio.render.look import fonts, frame
from studio.render.look.fonts import Face
from studio.render.look.frame import Box
from studio.render.look.ground import Ground, grounds


@dataclass(frozen=True, slots=True)
class Stage:
    """One scene: its words, its place in the film, the frame, and the colours and faces it is set in."""

    words: Mapping[str, Any]
    index: int
    seed: int
    seconds: float
    width: int
    height: int
    content: Box
    ground: Ground
    mood: str
    language: str
    scale: float
    art: tuple[str, ...]

    @property
    def unit(self) -> float:
        """A thousandth of the short side: every size is given in it."""
        return min(self.width, self.height) / 1000

    @property
    def shape(self) -> str:
        """`tall`, `square` (with 4:5) or `wide`."""
        ratio = self.width / self.height
        return "tall" if ratio < 0.7 else "wide" if ratio > 1.2 else "square"

    @property
    def media(self) -> bool:
        """Whether the user's own picture or clip fills the scene."""
        return bool(self.words.get("src"))

    @property
    def turn(self) -> int:
        """A number that goes up by one from scene to scene, from a start that the seed chooses."""
        return self.index + self.seed % 97

    @property
    def whole(self) -> Box:
        """The frame itself."""
        return Box(0, 0, self.width, self.height)

    @property
    def heading(self) -> Face:
        """The face of headings."""
        return fonts.display(self.mood, self.language)

    def text(self, weight: int = 500) -> Face:
        """The face of running words."""
        return fonts.text(self.mood, self.language, weight)

    def rng(self, purpose: str) -> Random:
        """Chance that comes out the same each time for this scene and purpose."""
        return Random(f"{self.seed}/{self.index}/{purpose}")

    def say(self, key: str) -> str:
        """One of the scene's texts, "" where it has none."""
        value = self.words.get(key)
        return value.strip() if isinstance(value, str) else ""


def stage(draft: Mapping[str, Any], index: int, width: int, height: int) -> Stage:
    """The stage of scene `index` of the video track."""
    start, end, words = frame.spans(draft, "video")[index]
    meta = frame.meta(draft)
    seed = int(meta.get("seed") or 0)
    family = grounds(str(meta.get("palette") or ""))
    return Stage(
        words=words,
        index=index,
        seed=seed,
        seconds=end - start,
        width=width,
        height=height,
        content=frame.content_box(draft, width, height),
        ground=family[_rhythm(index, len(frame.track(draft, "video")))],
        mood=str(meta.get("mood") or "calm"),
        language=str(meta.get("language") or "en"),
        scale=frame.font_scale(draft),
        art=tuple(key for key in words.get("art") or () if isinstance(key, str) and artwork.exists(key)),
    )


_BEATS = (0, 2, 1, 0, 3, 2)


def _rhythm(index: int, total: int) -> int:
    """Which of the palette's grounds a scene stands on: the home ground first, a strong one last."""
    if index and index == total - 1:
        return 1 if _BEATS[(index - 1) % len(_BEATS)] != 1 else 3
    return _BEATS[index % len(_BEATS)]
