"""Which scenes a request speaks of: by number ("scene two", 第2幕), by place ("the last shot", 倒数第二个), by name."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from studio.director import draft as drafts
from studio.director.lexicon import data, rx
from studio.director.quantities import DIGITS, EN_WORD, HAN_NUMBER, number
from studio.director.writing import fold

_ORDINALS = {
    w: i
    for i, w in enumerate(
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"], 1
    )
}
_ORDINALS |= {
    "last": -1,
    "final": -1,
    "closing": -1,
    "penultimate": -2,
    "opening": 1,
    "title": 1,
    "intro": 1,
    "middle": 0,
}
_ORD = r"(?:second[\s-]to[\s-]last|next[\s-]to[\s-]last|\d+(?:st|nd|rd|th)|" + "|".join(_ORDINALS) + ")"
_NOUN = (
    r"(?:scenes?|shots?|slides?|parts?|sections?|segments?|frames?|clips?|videos?|photos?|pictures?|pics?|images?|one)"
)
_NUM = rf"(?:\d+|{EN_WORD})(?![\w%]|[.:]\d|\s*(?:s\b|sec|min|%|percent))"
_JOINT = r"\s*(?:,\s*and|,|and|&|\+|with|to|through|thru|-|–|、|和|与|跟|及|到|至)\s*"
_HAN_NOUN = r"(?:场景|镜头|幕|场|画面|段落|段|部分|页|图片|照片|图|视频|片段|张|个)"
_HAN_NUM = rf"(?:\d+|{HAN_NUMBER})"
_NUMBERED = rx(
    rf"(?P<noun>\b{_NOUN})\s*(?:number|no\.?|nr\.?|#)?\s*(?P<list>{_NUM}(?:{_JOINT}(?:the\s+)?(?:{_NOUN}\s*)?{_NUM})*)"
    rf"|(?P<noun_zh>场景|镜头|画面|片段|图片|照片|第?幕)\s*(?P<list_zh>{_HAN_NUM}(?:{_JOINT}(?:场景|镜头)?{_HAN_NUM})*)(?!\s*(?:秒|分|%))"
    rf"|#\s*(?P<hash>\d+)"
)
_PLACED = rx(
    rf"\b(?P<list>{_ORD}(?:{_JOINT}(?:the\s+)?{_ORD})*)\s+(?:\w+\s+)?(?P<noun>{_NOUN})\b"
    rf"|第\s*(?P<list_zh>{_HAN_NUM}(?:{_JOINT}第?\s*{_HAN_NUM})*)\s*(?:个|张|段|条|组)?\s*(?P<noun_zh>{_HAN_NOUN})"
    rf"|倒数第?\s*(?P<back>{_HAN_NUM})\s*(?:个|张|段)?\s*{_HAN_NOUN}"
    rf"|(?P<last_zh>(?:最后|最末|末尾|结尾|片尾|收尾|结束)(?:的)?(?:那)?(?:一|1)?(?:个|张|段)?(?:场景|镜头|幕|场|画面|图片|照片|图|片段|段|页))"
    rf"|(?P<first_zh>(?:开头|开场|片头|首|标题)(?:的)?(?:那)?(?:一|1)?(?:个|张|段)?(?:场景|镜头|幕|场|画面|图片|照片|图|片段|页))"
)
_ENDS = rx(
    r"\bthe\s+(?P<first>opening|very\s+first\s+one)\b|\b(?P<intro>intro)\b|\b(?:the|an?)\s+(?P<last>ending|end\s+card|end\s+scene|closing)\b|\b(?P<outro>outro|cta|call\s+to\s+action)\b|(?P<first_zh>开头|开场|片头)|(?P<last_zh>结尾|片尾|末尾)"
)
_AT_ENDS = rx(r"\b(?:at|in|for|of|to)\s+the\s+(?:very\s+)?(?:(?P<first>beginning|start)|end)\b")
_STOP = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "in",
        "on",
        "at",
        "to",
        "for",
        "with",
        "and",
        "or",
        "by",
        "from",
        "as",
        "is",
        "are",
        "scene",
        "shot",
        "title",
        "this",
        "that",
        "what",
        "your",
        "our",
        "my",
    ]
)


@dataclass(frozen=True)
class SceneRef:
    """A scene that is spoken of: where in the text, and which one (0-based, in the video track)."""

    start: int
    end: int
    index: int


def scene_refs(low: str, draft: Mapping[str, Any]) -> list[SceneRef]:
    """All scenes that a folded text names, in order; numbers that the draft does not have come as they are."""
    scenes = drafts.segments(draft, "video")
    found: list[SceneRef] = []
    for ref in (*_placed(low, scenes), *_numbered(low, scenes)):
        if not any(ref.start < f.end and f.start < ref.end and f.start != ref.start for f in found):
            found.append(ref)
    return sorted(dict.fromkeys(found), key=lambda r: r.start)


def _numbered(low: str, scenes: list[dict[str, Any]]) -> Iterator[SceneRef]:
    for m in _NUMBERED.finditer(low):
        listed = m["list"] or m["list_zh"] or m["hash"]
        for n in _listed(listed, rf"{DIGITS}|{EN_WORD}|{HAN_NUMBER}"):
            yield SceneRef(m.start(), m.end(), _nth(n, m["noun"] or m["noun_zh"] or "", scenes))


def _placed(low: str, scenes: list[dict[str, Any]]) -> Iterator[SceneRef]:
    for m in _PLACED.finditer(low):
        if m["back"]:
            yield SceneRef(m.start(), m.end(), len(scenes) - int(number(m["back"]) or 1))
        elif m["last_zh"] or m["first_zh"]:
            yield SceneRef(m.start(), m.end(), _nth(-1 if m["last_zh"] else 1, m[0], scenes))
        else:
            listed = m["list"] or m["list_zh"]
            values = _listed(listed, rf"{_ORD}|\d+|{HAN_NUMBER}")
            for n in values:
                yield SceneRef(m.start(), m.end(), _nth(n, m["noun"] or m["noun_zh"] or "", scenes))


def _listed(text: str, each: str) -> list[int]:
    """ "2, 3 and 5" or "2 to 4" as numbers."""
    words = list(re.finditer(each, text))
    values = [_value(w[0]) for w in words]
    spans = len(values) == 2 and re.search(r"\b(?:to|through|thru)\b|[-–到至]", text[words[0].end() : words[1].start()])
    if spans and 0 < values[0] < values[1] <= values[0] + 50:
        return list(range(values[0], values[1] + 1))
    return values


def _value(word: str) -> int:
    if re.match(r"(?:second|next)[\s-]to[\s-]last", word):
        return -2
    if word in _ORDINALS:
        return _ORDINALS[word]
    return int(number(re.sub(r"(?<=\d)(?:st|nd|rd|th)$", "", word)) or 0)


def _nth(n: int, noun: str, scenes: list[dict[str, Any]]) -> int:
    """The index of the nth scene; of the nth picture or clip where the word says so and there are any. 0 is the middle."""
    kind = (
        "image"
        if re.search(r"photo|pic|image|图|照片|张", noun)
        else "video"
        if re.search(r"clip|video|视频|片段", noun)
        else ""
    )
    of_kind = [
        i
        for i, s in enumerate(scenes)
        if kind and (s.get("m") or {}).get("kind") == kind and (s.get("m") or {}).get("src")
    ]
    pool = of_kind or list(range(len(scenes)))
    if n == 0:
        return pool[len(pool) // 2] if pool else 0
    at = n - 1 if n > 0 else len(pool) + n
    return pool[at] if 0 <= at < len(pool) else (n - 1 if n > 0 else -1)


def place_refs(low: str, draft: Mapping[str, Any]) -> list[SceneRef]:
    """The first or last scene where "at the end" is said of words that are to stand there."""
    count = len(drafts.segments(draft, "video"))
    found = _AT_ENDS.finditer(low)
    return [SceneRef(m.start(), m.end(), 0 if m["first"] else count - 1) for m in found]


def end_refs(low: str, draft: Mapping[str, Any]) -> list[SceneRef]:
    """The first or last scene where only "the ending" or 结尾 is said, which may also mean a place."""
    count = len(drafts.segments(draft, "video"))
    return [
        SceneRef(m.start(), m.end(), 0 if m["first"] or m["intro"] or m["first_zh"] else count - 1)
        for m in _ENDS.finditer(low)
    ]


def named_refs(low: str, draft: Mapping[str, Any]) -> list[SceneRef]:
    """Scenes whose name or heading the text holds: all of it, else a word of it that no other scene has."""
    found = []
    scenes = drafts.segments(draft, "video")
    keys = [_keys(s) for s in scenes]
    for i, (whole, parts) in enumerate(keys):
        others = {p for j, (_, ps) in enumerate(keys) if j != i for p in ps}
        span = next((s for s in (_span(low, k) for k in whole) if s), None)
        span = span or next((s for s in (_span(low, p) for p in parts if p not in others) if s), None)
        if span:
            found.append(SceneRef(*span, i))
    best = [
        f
        for f in found
        if not any(g.start <= f.start and f.end <= g.end and g.end - g.start > f.end - f.start for g in found)
    ]
    return sorted(best, key=lambda r: r.start)


def _keys(scene: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """A scene's name and heading, and the words in them that say something."""
    m = scene.get("m") or {}
    whole = [
        re.sub(r"^(?:the|an?)\s+", "", fold(str(m[k])).strip(" .!?…")) for k in ("name", "heading", "label") if m.get(k)
    ]
    parts = [w for k in whole for w in re.findall(r"[a-z][\w'-]{2,}", k) if w not in _STOP and w not in _orders()]
    return [k for k in dict.fromkeys(whole) if len(k) > 1], list(dict.fromkeys(parts))


@cache
def _orders() -> frozenset[str]:
    """Words of changing: "take" in "Take your time" is not what that scene is called."""
    entries = [w for table in data("edit").values() for words in table.values() for w in words]
    return frozenset(p for e in entries for p in re.findall(r"[a-z]+", e))


def _span(low: str, key: str) -> tuple[int, int] | None:
    bounds = (r"\b", r"\b") if key[:1].isascii() and key[:1].isalnum() else ("", "")
    m = re.search(f"{bounds[0]}{re.escape(key)}{bounds[1] if key[-1:].isascii() else ''}", low)
    return m.span() if m else None
