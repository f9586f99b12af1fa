"""What a layout knows about the scene it designs."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from studio import artwork
from studio.render.look import fonts, frame
from studio.render.look.fonts import Face
from studio.render.look.frame import Box
from studio.render.look.ground import Ground, grounds, picture_ground


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
    palette: str
    ground: Ground
    mood: str
    language: str
    scale: float  # of type: the user's wish, and less in a square, where everything stands closer
    art: tuple[str, ...]
    titled: bool  # whether the film has titles at all

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
    palette, mood = str(meta.get("palette") or ""), str(meta.get("mood") or "calm")
    return Stage(
        words=words,
        index=index,
        seed=seed,
        seconds=end - start,
        width=width,
        height=height,
        content=frame.content_box(draft, width, height),
        palette=palette,
        ground=_ground(palette, mood, words, index, len(frame.track(draft, "video"))),
        mood=mood,
        language=str(meta.get("language") or "en"),
        scale=frame.font_scale(draft) * (0.8 if 0.7 <= width / height <= 1.2 else 1.0),
        titled=bool(frame.track(draft, "title")),
        art=tuple(key for key in words.get("art") or () if isinstance(key, str) and artwork.exists(key)),
    )


def _ground(palette: str, mood: str, words: Mapping[str, Any], index: int, total: int) -> Ground:
    """Over the user's own picture words are white; a picture beside its words stands on the film's ground."""
    if words.get("src") and not beside(words, index) and not framed(words, index):
        return picture_ground(palette)
    return grounds(palette, toned=mood == "elegant")[_rhythm(index, total)]


def beside(words: Mapping[str, Any], index: int) -> bool:
    """Whether a user's picture shares the frame with its words instead of lying under them."""
    layout = words.get("layout")
    if layout in ("title", "ending"):
        return False
    if layout in ("list", "number", "quote", "comparison"):
        return True
    return bool(words.get("body")) and index % 2 == 1


def framed(words: Mapping[str, Any], index: int) -> bool:
    """Whether a user's picture is mounted like a print: every third one that has few words."""
    return words.get("layout") == "picture" and index % 3 == 2 and not beside(words, index)


_BEATS = (0, 2, 1, 0, 3, 2)


def _rhythm(index: int, total: int) -> int:
    """Which of the palette's grounds a scene stands on: the home ground first, a strong one last."""
    if index and index == total - 1:
        return 1 if _BEATS[(index - 1) % len(_BEATS)] != 1 else 3
    return _BEATS[index % len(_BEATS)]
