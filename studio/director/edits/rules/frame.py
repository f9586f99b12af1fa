"""The frame: shape, resolution, frames a second, platform."""

import re

from studio.director.edits.clause import Clause, Understood, op
from studio.director.lexicon import data, rx
from studio.director.shapes import sized
from studio.director.wishes import first

_PIXELS = rx(r"(?<!\d)(\d{3,4})\s*[x×*]\s*(\d{3,4})(?!\d)")
_RATE = rx(r"(?<!\d)(\d{2,3})\s*(?:fps|frames?\s+(?:per|a)\s+second|帧)")


def rate(c: Clause) -> Understood:
    """Frames a second."""
    m = _RATE.search(c.low) or re.search(r"(?:fps|frame\s*rate|帧率)\D{0,8}(\d{2,3})", c.low)
    return op("set_fps", fps=min((24, 25, 30, 60), key=lambda r: abs(r - int(m[1])))) if m else None


def shape(c: Clause) -> Understood:
    """Width and height, from a shape, a platform, a resolution, or pixels."""
    if c.has("target.music|target.captions|target.transition|target.motion") or c.scenes:
        return None
    now = int(c.draft.get("w") or 1920), int(c.draft.get("h") or 1080)
    if m := _PIXELS.search(c.low):
        w, h = int(m[1]) // 2 * 2, int(m[2]) // 2 * 2
        return op("set_size", w=w, h=h) if 240 <= w <= 3840 and 240 <= h <= 3840 else None
    platform = first("platform", c.low)
    wanted = first("shape", c.low) or (data("lexicon")["platform_shape"].get(platform) if platform else None)
    side = first("resolution", c.low)
    if not wanted and not side:
        return None
    short = int(side) if side else min(now)
    w, h = sized(wanted, short) if wanted else _scaled(now, short)
    return op("set_size", w=w, h=h, **({"platform": platform} if platform else {}))


def _scaled(now: tuple[int, int], short: int) -> tuple[int, int]:
    """The same shape with another short side."""
    long = round(max(now) * short / min(now) / 2) * 2
    return (short, long) if now[1] > now[0] else (long, short)
