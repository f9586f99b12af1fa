"""Which scenes there are, and in what order."""

import re
from typing import Any

from studio.director import draft as drafts
from studio.director.edits.clause import Clause, Refusal, Understood, clean, op
from studio.director.edits.files import mentioned_file, newest_file
from studio.director.edits.scene_refs import SceneRef
from studio.director.edits.vocabulary import words
from studio.director.lexicon import rx
from studio.director.points import enumeration
from studio.director.quantities import HAN_NUMBER, NUMBER, number
from studio.director.values import Operation
from studio.director.writing import says_something, sentence_case

_REMOVE = rx(words("verb.remove|verb.unwanted"))
_OTHER = rx(
    "|".join(
        words(f"target.{t}")
        for t in ("music", "captions", "voice", "transition", "clip_sound", "palette", "subtext", "sound", "motion")
    )
)
_NEW_SCENE = rx(
    rf"(?:{words('verb.add')}|make)\s+(?:in\s+)?(?:me\s+)?(?:(?P<count>an?|one|another|one\s+more|{NUMBER}|some|a\s+couple\s+of)\s+)(?:(?!(?:in|on|to|of|from|after|before|for|at)\b)\w+\s+){{0,2}}?(?:scenes?|shots?|slides?|sections?|parts?|cards?)\b"
    rf"|(?:加上|加入|加|添加|增加|插入|补充|补|来|新增|新建|放|(?<![不别需想只])要|做)(?:上|入|一下|多)?\s*(?P<count_zh>\d+|{HAN_NUMBER})?\s*(?:个|段|幕|张|页)?\s*(?:新的?)?(?P<what_zh>(?![第到在给])[^，,。:：]{{0,14}}?)(?:的)?\s*(?:新)?(?:场景|镜头|幕|画面|片段|页)(?!后|之后|前|之前|的(?:后|前))"
)
_ABOUT = rx(
    r"\b(?:about|on|showing|with\s+the\s+(?:text|words|heading|title)|that\s+(?:says|reads|shows)|which\s+(?:says|shows)|saying|reading|says|titled|called|named|for|featuring|with|of)\b\s*:?\s*|(?:关于|有关|写着|写上|写|内容是|内容为|内容|文字是|说|讲|讲述|介绍|展示|叫|标题是)\s*:?\s*|[:：]\s*"
)
_BEFORE = rx(r"\b(?:before|in\s+front\s+of|ahead\s+of|preceding)\b|(?:的)?(?:前面|之前|前边|前)(?!\s*\d*\s*秒)")
_AFTER = rx(r"\b(?:after|behind|following|past|below)\b|(?:的)?(?:后面|之后|后边|后)(?!\s*\d*\s*秒)")
_BETWEEN = rx(r"\bbetween\b|之间|中间")
_POSITION = rx(
    rf"\b(?:position|place|slot|spot|number|no\.)\s*(?P<n>\d+|{NUMBER})|\b(?P<ord>first|second|third|fourth|fifth|sixth|seventh|\d+(?:st|nd|rd|th))\s+(?:position|place|slot|spot)\b|第\s*(?P<zh>\d+|{HAN_NUMBER})\s*(?:位|个位置|的位置)|\bto\s+(?P<bare>\d+)\s*$"
)
_ORDINAL = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7}
_EARLIER = rx(r"\b(?:earlier|up\s+(?:by\s+)?(?:one|1|a\s+place)|one\s+(?:up|earlier)|forward)\b|往前|前移|提前|靠前")
_LATER = rx(r"\b(?:later|down\s+(?:by\s+)?(?:one|1|a\s+place)|one\s+(?:down|later)|backwards?)\b|往后|后移|推后|靠后")


def scenes_of(c: Clause) -> list[dict[str, Any]]:
    """The scenes of the draft."""
    return drafts.segments(c.draft, "video")


def reordered(c: Clause) -> Understood:
    """The whole order: given, reversed."""
    count = len(scenes_of(c))
    if c.says(
        r"\breverse\s+(?:the\s+)?(?:order|scenes|sequence)|\b(?:order|scenes).*\b(?:reverse|backwards)|(?:顺序|场景).{0,4}(?:倒过来|颠倒|反过来|反转)|(?:颠倒|反转|倒转)(?:一下)?(?:场景|顺序)|倒序|倒过来.{0,3}(?:排|场景)|\breverse\s+the\s+scene"
    ):
        return op("reorder_scenes", order=list(range(count, 0, -1)))
    if not c.says(r"\b(?:re-?order|re-?arrange|order|sequence)\b|顺序|排序|重新排|排列"):
        return None
    numbers = [int(number(n) or 0) for n in re.findall(rf"\d+|{HAN_NUMBER}", c.low)]
    return op("reorder_scenes", order=numbers) if sorted(numbers) == list(range(1, count + 1)) else None


def swapped(c: Clause) -> Understood:
    """Two scenes change places."""
    if not c.has("verb.swap") and not c.says(r"(?:位置|顺序).*(?:换|调)|换.*(?:位置|顺序)"):
        return None
    refs = c.any_scenes
    if len(refs) < 2:
        return None
    return op("swap_scenes", a=refs[0].index + 1, b=refs[1].index + 1)


def duplicated(c: Clause) -> Understood:
    """A scene twice."""
    if not c.has("verb.duplicate") or not c.any_scenes or c.has("verb.move"):
        return None
    return op("duplicate_scene", scene=c.any_scenes[0].index + 1)


def moved(c: Clause) -> Understood:
    """A scene to another place: before or after another, to the front, to a number."""
    refs = c.any_scenes
    relative = c.says(r"\b(?:come|go|be|appear|play|comes|goes)s?\s+(?:before|after|first|last)\b")
    if (
        not refs
        or not (c.has("verb.move") or relative or c.says(r"\bmake\s+.*\b(?:first|last)\b"))
        or _NEW_SCENE.search(c.low)
    ):
        return None
    if c.quotes or _OTHER.search(c.low) or c.times:
        return None
    to = _target(c, refs)
    return op("move_scene", scene=refs[0].index + 1, to=to) if to else None


def _target(c: Clause, refs: list[SceneRef]) -> int | None:
    """The 1-based place where the first scene spoken of is to stand afterwards."""
    moving, count = refs[0].index + 1, len(scenes_of(c))
    if len(refs) > 1 and (_BEFORE.search(c.low) or _AFTER.search(c.low)):
        anchor = refs[1].index + 1
        if _BETWEEN.search(c.low) and len(refs) > 2:
            return max(r.index for r in refs[1:]) + (0 if moving <= max(r.index for r in refs[1:]) else 1)
        if _BEFORE.search(c.low):
            return anchor - 1 if moving < anchor else anchor
        return anchor if moving < anchor else anchor + 1
    if m := _POSITION.search(c.low):
        word = m["n"] or m["zh"] or m["bare"] or m["ord"]
        return _ORDINAL.get(word) or int(number(re.sub(r"(?:st|nd|rd|th)$", "", word)) or 0) or None
    if c.has("place.start") or c.says(r"\b(?:first|start|front|top|beginning)\b\s*$|最前|开头|第一个?$"):
        return 1
    if c.has("place.end") or c.says(r"\b(?:last|end|back|bottom)\b\s*$|最后|末尾|结尾"):
        return count
    if len(refs) > 1 and not c.has("verb.swap"):
        return refs[1].index + 1
    if _EARLIER.search(c.low):
        return max(1, moving - 1)
    return min(count, moving + 1) if _LATER.search(c.low) else None


def added(c: Clause) -> Understood:
    """New scenes, of words or of a file."""
    file = mentioned_file(c) if c.material else None
    m = _NEW_SCENE.search(c.low)
    if file and file.kind != "audio" and ((c.has("verb.add") and not (c.scenes and not m)) or m):
        return op("add_scene", index=_index(c), file_id=file.file_id)
    if not m:
        fresh = newest_file(c) if c.has("verb.add") and c.has("target.picture|target.clip") and not c.scenes else None
        return op("add_scene", index=_index(c), file_id=fresh.file_id) if fresh else None
    if _OTHER.search(c.low) and c.has("target.transition"):
        return None
    texts = _new_texts(c, m)
    start = _index(c)
    if not texts:
        return op("add_scene", index=start)
    return [Operation("add_scene", {"index": start + i, "text": t}) for i, t in enumerate(texts)]


def _new_texts(c: Clause, m: re.Match[str]) -> list[str]:
    """What the new scenes say."""
    if c.quotes:
        return [q[2].strip() for q in c.quotes]
    inner = m["what_zh"] or ""
    inner = re.sub(r"^(?:的|关于|有关|讲|介绍|写着|展示)+", "", inner)
    if says_something(inner) and not re.fullmatch(r"[新的结束开头尾声片场空白文字]+", inner):
        at = c.low.index(inner, m.start("what_zh"))
        return [sentence_case(c.text[at : at + len(inner)].strip())]
    about = _ABOUT.search(c.low, m.end())
    value = clean(c.text[about.end() :]) if about else ""
    value = re.sub(
        r"[\s,，]*\b(?:at|to|in)\s+the\s+(?:end|beginning|start|middle)\b.*$|[\s,]*\b(?:before|after)\s+(?:the\s+)?(?:scene|last|first|ending|\w+\s+scene).*$",
        "",
        value,
        flags=re.IGNORECASE,
    )
    many = (number(m["count"] or "") or 1) > 1 or (number(m["count_zh"] or "") or 1) > 1
    items = enumeration(value) if many else [value]
    return [sentence_case(i.strip()) for i in items if says_something(i)]


def _index(c: Clause) -> int:
    """The 1-based place of a new scene: where the clause says, else before the ending."""
    scenes = scenes_of(c)
    refs = c.any_scenes if c.says(r"\b(?:before|after|behind|in\s+front|between)\b|前|后|之间") else []
    if refs and _BETWEEN.search(c.low) and len(refs) > 1:
        return max(r.index for r in refs) + 1
    if refs and _AFTER.search(c.low):
        return min(refs[0].index + 2, len(scenes) + 1)
    if refs and _BEFORE.search(c.low):
        return refs[0].index + 1
    if m := _POSITION.search(c.low):
        word = m["n"] or m["zh"] or m["bare"] or m["ord"]
        wanted = _ORDINAL.get(word) or int(number(re.sub(r"(?:st|nd|rd|th)$", "", word)) or 1)
        return min(max(1, wanted), len(scenes) + 1)
    if c.has("place.start") or c.says(r"\b(?:an?|new)\s+(?:intro|opening|first)\s+(?:scene|shot|slide|card)"):
        return 1
    if c.says(r"\b(?:closing|final|end|outro|last)\s+(?:scene|shot|slide|card)"):
        return len(scenes) + 1
    ends = bool(scenes) and (scenes[-1].get("m") or {}).get("layout") == "ending"
    if c.has("place.end") and not c.says(r"最后(?:加|再)"):
        return len(scenes) + 1
    return len(scenes) if ends else len(scenes) + 1


_ONLY = rx(
    r"\b(?:only\s+keep|keep\s+only|just\s+keep|keep\s+just)\b|\b(?:everything|all(?:\s+(?:the\s+)?(?:other\s+)?scenes?)?|anything)\s+(?:but|except|apart\s+from|other\s+than)\b|只(?:保留|留|要)(?!前|后|开头)|除了?.+(?:都|全部?)?(?:删|去掉|不要)"
)


def kept_only(c: Clause) -> Understood:
    """ "keep only scenes 1 and 5": all others go."""
    if not _ONLY.search(c.low) or c.times or _OTHER.search(c.low):
        return None
    wanted = {r.index for r in c.any_scenes}
    if not wanted or not all(0 <= i < len(scenes_of(c)) for i in wanted):
        return Refusal("which_scene")
    gone = [i for i in range(len(scenes_of(c)) - 1, -1, -1) if i not in wanted]
    return [Operation("remove_scene", {"scene": i + 1}) for i in gone]


def removed(c: Clause) -> Understood:
    """Scenes away; "remove that photo" is the scene that shows the file that came last."""
    if not _REMOVE.search(c.low) or c.says(r"^\s*(?:mute|silence)\b|静音") or c.times:
        return None
    if _OTHER.search(c.low) or c.percent is not None:
        return None
    refs = c.any_scenes
    if not refs and c.has("target.picture|target.clip"):
        return _last_shown(c)
    if not refs or (c.quotes and not c.scenes and not c.any_scenes):
        return None
    if c.has("target.picture|target.drawing") and c.says(
        r"\b(?:in|from|of)\s+(?:the\s+)?(?:scene|\w+\s+scene)|场景(?:里|中|的)|幕(?:里|中|的)"
    ):
        return None
    wanted = sorted({r.index for r in refs}, reverse=True)
    return [Operation("remove_scene", {"scene": i + 1}) for i in wanted]


def _last_shown(c: Clause) -> Understood:
    """The last scene that shows a picture (or a clip, where a clip is spoken of)."""
    kinds = [k for k, t in (("image", "target.picture"), ("video", "target.clip")) if c.has(t)]
    shown = [
        i
        for i, s in enumerate(scenes_of(c))
        if (s.get("m") or {}).get("src") and (s.get("m") or {}).get("kind") in kinds
    ]
    return op("remove_scene", scene=shown[-1] + 1) if shown else Refusal("no_material")
