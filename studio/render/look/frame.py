"""Where things may stand: the frame, the safe area of each platform, and what captions keep for themselves."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels of the frame."""

    x: float
    y: float
    w: float
    h: float

    @property
    def cx(self) -> float:
        """Middle, across."""
        return self.x + self.w / 2

    @property
    def cy(self) -> float:
        """Middle, down."""
        return self.y + self.h / 2

    @property
    def right(self) -> float:
        """Right edge."""
        return self.x + self.w

    @property
    def bottom(self) -> float:
        """Lower edge."""
        return self.y + self.h

    def inset(self, dx: float, dy: float) -> "Box":
        """The box with `dx` less at either side and `dy` less above and below."""
        return Box(self.x + dx, self.y + dy, max(1.0, self.w - 2 * dx), max(1.0, self.h - 2 * dy))

    def above(self, share: float, gap: float = 0.0) -> "Box":
        """The upper `share` (0..1), `gap` pixels short."""
        return Box(self.x, self.y, self.w, max(1.0, self.h * share - gap))

    def below(self, share: float, gap: float = 0.0) -> "Box":
        """What `above(share)` leaves, `gap` pixels short."""
        return Box(self.x, self.y + self.h * share + gap, self.w, max(1.0, self.h * (1 - share) - gap))

    def left_of(self, share: float, gap: float = 0.0) -> "Box":
        """The left `share` (0..1), `gap` pixels short."""
        return Box(self.x, self.y, max(1.0, self.w * share - gap), self.h)

    def right_of(self, share: float, gap: float = 0.0) -> "Box":
        """What `left_of(share)` leaves, `gap` pixels short."""
        return Box(self.x + self.w * share + gap, self.y, max(1.0, self.w * (1 - share) - gap), self.h)


# Shares of height and width that an app's own buttons, name and text cover in a vertical film: top, side, bottom.
# Both sides keep the same margin, since words centred in a lopsided area look like a mistake.
_VERTICAL = {
    "tiktok": (0.08, 0.12, 0.20),
    "douyin": (0.08, 0.12, 0.20),
    "reels": (0.12, 0.11, 0.21),
    "instagram": (0.12, 0.11, 0.21),
    "shorts": (0.10, 0.12, 0.20),
    "kuaishou": (0.08, 0.12, 0.20),
    "xiaohongshu": (0.09, 0.10, 0.18),
}
_PLAIN_VERTICAL = (0.07, 0.08, 0.10)
_PLAIN = (0.07, 0.07, 0.07)


def safe_box(platform: str, width: int, height: int) -> Box:
    """The area where words may stand on `platform` ("" for none) in a frame of `width` x `height` pixels."""
    if height > width * 1.4:
        top, side, bottom = _VERTICAL.get(platform.lower(), _PLAIN_VERTICAL)
        return Box(side * width, top * height, width * (1 - 2 * side), height * (1 - top - bottom))
    top, side, bottom = _PLAIN
    return Box(side * width, top * height, width * (1 - 2 * side), height * (1 - top - bottom))


def track(draft: Mapping[str, Any], role: str) -> list[Mapping[str, Any]]:
    """Segments of the track with this role; empty if the draft has none."""
    for each in draft.get("t") or ():
        if (each.get("m") or {}).get("role") == role:
            return list(each.get("sg") or ())
    return []


def spans(draft: Mapping[str, Any], role: str) -> list[tuple[float, float, Mapping[str, Any]]]:
    """`(start, end, metadata)` in seconds of each segment of a track; where `s` is missing, lengths add up."""
    found, clock = [], 0.0
    for segment in track(draft, role):
        start = float(segment["s"]) if segment.get("s") is not None else clock
        clock = start + float(segment.get("d") or 0)
        found.append((start / 1000, clock / 1000, segment.get("m") or {}))
    return found


def meta(draft: Mapping[str, Any]) -> Mapping[str, Any]:
    """The draft's own metadata."""
    return draft.get("m") or {}


def font_scale(draft: Mapping[str, Any]) -> float:
    """The user's wish for larger or smaller words, kept within what a frame can hold."""
    return min(1.6, max(0.6, float(meta(draft).get("font_scale") or 1.0)))


def caption_position(draft: Mapping[str, Any]) -> str:
    """`bottom`, `middle` or `top`."""
    wish = str(meta(draft).get("caption_position") or "bottom")
    return wish if wish in ("bottom", "middle", "top") else "bottom"


def caption_size(draft: Mapping[str, Any], width: int, height: int) -> float:
    """Height in pixels of the captions' type."""
    share = 0.056 if height > width * 1.4 else 0.050
    return min(width, height) * share * font_scale(draft)


def caption_box(draft: Mapping[str, Any], width: int, height: int) -> Box:
    """The area kept for captions: room for two lines on their plate."""
    safe = safe_box(str(meta(draft).get("platform") or ""), width, height)
    high = caption_size(draft, width, height) * 3.5
    top = {"top": safe.y, "middle": safe.cy - high / 2, "bottom": safe.bottom - high}
    return Box(safe.x, top[caption_position(draft)], safe.w, high)


def content_box(draft: Mapping[str, Any], width: int, height: int) -> Box:
    """The area for everything but captions. It is the same in all scenes, so that nothing jumps between them."""
    safe = safe_box(str(meta(draft).get("platform") or ""), width, height)
    if not track(draft, "caption"):
        return safe
    kept, gap = caption_box(draft, width, height), min(width, height) * 0.03
    if caption_position(draft) == "top":
        return Box(safe.x, kept.bottom + gap, safe.w, safe.bottom - kept.bottom - gap)
    return Box(safe.x, safe.y, safe.w, kept.y - gap - safe.y)
