"""The user's pictures and clips in a film: which, how much of them, how loud."""

import re

from studio.director import draft as drafts
from studio.director.edits.clause import Clause, Refusal, Understood, op
from studio.director.edits.files import mentioned_file, newest_file
from studio.director.edits.rules.sound import volume_after
from studio.director.edits.vocabulary import words
from studio.director.lexicon import rx
from studio.director.values import Material

_TRIM = rx(
    r"\b(?:trim|cut|crop|clip|shorten|keep|only|just|use|remove|start|begin|end|skip|drop|chop|take)\b|剪|截|只要|只留|只用|保留|裁|去掉|删|从|用|砍|跳过"
)
_KEEP = rx(r"\b(?:keep|only|just|use)\b|\bto\s+(?:the\s+)?(?:first|last)|只要|只留|只用|保留|留下|截取|用")
_FIRST = rx(r"\b(?:first|beginning|start|opening)\b|前|开头")
_LAST = rx(r"\b(?:last|final|end)\b|最后|后|末尾|结尾")
_FROM_TO = rx(r"\b(?:from|between)\b|从|[-–—~到至]")
_SET = rx(rf"{words('verb.change|verb.swap')}|\bput\b|\bshow\b|放|用")


def _scene(c: Clause, kind: str) -> int | None:
    """The index of the scene that is meant: the one named, else the only one that shows such a file."""
    scenes = drafts.segments(c.draft, "video")
    for ref in c.any_scenes:
        if 0 <= ref.index < len(scenes) and (not kind or (scenes[ref.index].get("m") or {}).get("kind") == kind):
            return ref.index
    shown = [
        i for i, s in enumerate(scenes) if (s.get("m") or {}).get("kind") == kind and (s.get("m") or {}).get("src")
    ]
    return shown[0] if len(shown) == 1 and not c.scenes else None


def replaced(c: Clause) -> Understood:
    """A scene shows another file."""
    if not (c.has("target.picture") or c.has("target.clip") or mentioned_file(c)) or not _SET.search(c.low):
        return None
    if c.times or c.says(r"\bas\s+a\s+(?:new\s+)?scene\b|新场景"):
        return None
    file = _file(c)
    scene = c.scenes[0].index if c.scenes else _only_picture(c)
    if scene is None or (not file and c.quotes):
        return None
    if not file:
        drawn = c.says(r"\bshow\b|画|(?:\bto|\bwith|换成|改成)\s*(?:an?\s+|一)?(?!new|another|different|other)\w")
        return Refusal("no_new_file") if c.has("target.picture|target.clip") and not drawn else None
    if file.kind == "audio":
        return None
    return op("set_scene_media", scene=scene + 1, file_id=file.file_id)


def _file(c: Clause) -> Material | None:
    """The file that is named; a file that the scene shows already is the old one."""
    named = mentioned_file(c)
    shown = {(s.get("m") or {}).get("src") for s in drafts.segments(c.draft, "video")}
    if named and named.file_id in shown and (fresh := newest_file(c)) and fresh.file_id not in shown:
        return fresh
    if named:
        return named
    unused = [m for m in c.material if m.file_id not in shown and m.kind != "audio"]
    thing = c.after(r"\b(?:to|with|for|by)\s+(?:an?\s+|the\s+)?|换成|改成|替换为|变成")
    another = not thing or re.search(
        r"\b(?:another|different|other|one|photo|picture|image|clip)\b|另|别的|其他|图|照片", thing.lower()
    )
    return newest_file(c) or (unused[-1] if unused and another else None)


def _only_picture(c: Clause) -> int | None:
    named = [r.index for r in c.any_scenes]
    pictures = [i for i, s in enumerate(drafts.segments(c.draft, "video")) if (s.get("m") or {}).get("src")]
    return named[0] if named else pictures[0] if len(pictures) == 1 else None


def trimmed(c: Clause) -> Understood:
    """Part of a clip: its first seconds, from here to there, without its end."""
    if not c.times or not _TRIM.search(c.low):
        return None
    scene = _scene(c, "video")
    about_clip = c.has("target.clip") or c.says(r"\b(?:video|recording)\b|视频|录像|画面")
    if (
        scene is None
        or not (about_clip or c.scenes)
        or (
            c.has("target.length")
            or c.says(r"\b(?:long|longer|shorter|seconds?\s+(?:long|video))\b|时长|缩短|加长|延长")
        )
    ):
        return None
    m = drafts.segments(c.draft, "video")[scene].get("m") or {}
    begin, end = int(m.get("in") or 0), m.get("out")
    known = next((f.duration_ms for f in c.material if f.file_id == m.get("src")), 0)
    return _cut(c, scene, begin, int(end or known or 0))


def _cut(c: Clause, scene: int, begin: int, end: int) -> Understood:
    first, last = _FIRST.search(c.low), _LAST.search(c.low)
    if len(c.times) > 1 and _FROM_TO.search(c.low):
        a, b = sorted(t.ms for t in c.times[:2])
        return op("trim_clip", scene=scene + 1, **{"in": a, "out": b})
    ms = c.times[0].ms
    if c.says(r"\bmiddle\b|中间") and _KEEP.search(c.low) and end > ms:
        start = begin + (end - begin - ms) // 2
        return op("trim_clip", scene=scene + 1, **{"in": start, "out": start + ms})
    if _KEEP.search(c.low) and not c.says(r"\b(?:remove|drop|skip|cut\s+off|chop)\b|去掉|删"):
        if last and not first:
            return op("trim_clip", scene=scene + 1, **{"in": max(begin, end - ms), "out": end})
        return op("trim_clip", scene=scene + 1, **{"in": begin, "out": begin + ms})
    if first and (not last or first.start() < last.start()) and not c.says(r"\bstart\w*\s+(?:at|from)\b"):
        return op("trim_clip", scene=scene + 1, **{"in": begin + ms, "out": end or begin + 2 * ms})
    if last:
        return op("trim_clip", scene=scene + 1, **{"in": begin, "out": max(begin + 500, end - ms)})
    if c.says(r"\b(?:start|begin|from)\w*\b|从"):
        return op("trim_clip", scene=scene + 1, **{"in": ms, "out": max(end, ms + 1000)})
    return op("trim_clip", scene=scene + 1, **{"in": begin, "out": begin + ms})


def loudness(c: Clause) -> Understood:
    """A clip's own sound."""
    about = (
        c.has("target.clip_sound")
        or ((c.has("target.clip") or c.scenes) and c.has("target.sound"))
        or c.says(
            r"\b(?:un)?mute\b.*\b(?:clip|footage|scene|shot|video)|静音.*(?:视频|片段|镜头|场景)|(?:视频|片段|镜头|场景|幕).*静音"
        )
    )
    if not about or c.has("target.music") or c.has("target.voice"):
        return None
    scene = _scene(c, "video")
    if scene is None:
        return Refusal("no_clip") if c.has("target.clip_sound|target.clip") else None
    if c.says(r"\bunmute\b|\b(?:on|keep)\b|取消静音|保留|打开|恢复"):
        return op("set_clip_volume", scene=scene + 1, volume=1.0)
    if c.says(r"\bmute\b|静音|\bsilence\b") or (c.has("verb.remove|verb.unwanted") and c.percent is None):
        return op("set_clip_volume", scene=scene + 1, volume=0.0)
    now = float((drafts.segments(c.draft, "video")[scene].get("m") or {}).get("volume", 1.0))
    wanted = volume_after(c, now)
    return None if wanted is None else op("set_clip_volume", scene=scene + 1, volume=wanted)
