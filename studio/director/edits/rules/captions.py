"""Captions: on and off, where they stand, how large the words on screen are."""

import re

from studio.director import draft as drafts
from studio.director.edits.clause import Clause, Refusal, Understood, op
from studio.director.edits.vocabulary import words
from studio.director.lexicon import rx

_WHERE = (
    ("top", r"\b(?:top|upper|above)\b|顶部|上方|上面|最上|顶端|靠上|屏幕上|画面上方|上边"),
    ("middle", r"\b(?:middle|centre|center|centred|centered|central)\b|中间|中央|居中|正中|中部"),
    ("bottom", r"\b(?:bottom|below|lower\s+(?:third|part|half)|underneath)\b|底部|下方|下面|最下|底端|靠下|下边"),
)
_HIGHER = rx(r"\b(?:higher|up|upwards?|raise)\b|上移|往上|向上|高一点|高一些|靠上|高点")
_LOWER = rx(r"\b(?:lower|down|downwards?)\b|下移|往下|向下|低一点|低一些|低点")
_OFF = rx(rf"{words('verb.remove|verb.unwanted')}")
_ON = rx(rf"{words('verb.add')}|\bplease\b|\?|？|吗")
_STEPS = ("bottom", "middle", "top")


def toggled(c: Clause) -> Understood:
    """Captions on or off."""
    m = c.find("target.captions")
    voice = c.find("target.voice")
    if not m or (voice and voice.start() < m.start()) or (c.has("target.palette") and not c.has("verb.remove")):
        return None
    there = bool(drafts.segments(c.draft, "caption"))
    if _OFF.search(c.low):
        return op("set_captions", on=False) if there else Refusal("captions_are_off")
    if _ON.search(c.low):
        return Refusal("captions_are_on") if there else op("set_captions", on=True)
    return None


def position(c: Clause) -> Understood:
    """Where captions stand; "higher" and "lower" go one step."""
    if not c.has("target.captions") and not (
        c.has("target.text") and c.says(r"\b(?:move|put|place|position|sit|at\s+the)\b|移|放|位置")
    ):
        return None
    if c.has("target.title") or c.says(r"\b(?:size|bigger|larger|smaller)\b|大一|小一|字号|大小"):
        return None
    for name, where in _WHERE:
        if re.search(where, c.low):
            return op("set_caption_position", position=name)
    now = (c.draft.get("m") or {}).get("caption_position", "bottom")
    at = _STEPS.index(now) if now in _STEPS else 0
    if _HIGHER.search(c.low):
        return op("set_caption_position", position=_STEPS[min(2, at + 1)])
    if _LOWER.search(c.low):
        return op("set_caption_position", position=_STEPS[max(0, at - 1)])
    return None


def size(c: Clause) -> Understood:
    """How large the words on screen are."""
    about = c.has("target.text") or c.has("target.captions") or c.has("target.title")
    if not about or c.has("target.sound"):
        return None
    now = float((c.draft.get("m") or {}).get("font_scale", 1.0))
    up = c.has("degree.up") and not c.says(r"太大|too\s+(?:big|large|huge)|偏大|有点大")
    down = c.has("degree.down") and not c.says(r"太小|too\s+(?:small|tiny)|偏小|有点小")
    if not up and not down and not c.says(r"\bsize\b|\bscale\b|字号|大小"):
        return None
    if c.percent is not None:
        relative = c.says(
            r"\bby\b|%\s*(?:bigger|larger|smaller)|放大|缩小|增大|增加|减小|再|increase|decrease"
        ) and not c.says(r"\bto\b|放大到|缩小到|调到|改成|为")
        wanted = now * (1 + c.percent * (-1 if down and not up else 1)) if relative else c.percent
    elif c.factor:
        wanted = now * c.factor
    elif up or down:
        step = 1.1 if c.has("degree.slightly") else 1.5 if c.has("degree.strongly") else 1.25
        wanted = now * step if up else now / step
    else:
        return Refusal("what_size")
    return op("set_font_scale", scale=round(min(2.0, max(0.5, wanted)), 2))
