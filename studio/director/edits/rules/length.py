"""How long: the film, a scene, what is cut off it; and how fast it goes."""

import re

from studio.director import draft as drafts
from studio.director.edits.clause import Clause, Refusal, Understood, op
from studio.director.edits.vocabulary import words
from studio.director.lexicon import rx
from studio.director.quantities import times
from studio.director.wishes import LONGEST, SHORTEST

_BY_LONGER = rx(
    r"\b(?:longer|more|extra|additional|another)\b|\b(?:add|extend|lengthen|increase|prolong)\b(?!.*\bto\b)|加长|延长(?!到|至|为|成)|增加|多(?:留|停|加|出|放)|再?加(?!快|速)|长出|再长"
)
_BY_SHORTER = rx(
    r"\b(?:shorter|less|fewer|off)\b|\b(?:cut|shorten|reduce|trim|tighten)\b.*\bby\b|缩短(?!到|至|为|成)|减少|减(?!慢)|少|剪短(?!到|至|为|成)|再短|短(?=\s*\d)"
)
_TO = rx(
    r"\b(?:to|at|into|under|within|exactly|be|last|lasts|is|long|only|no\s+longer\s+than|as\s+a)\b|到|至|为|成|控制在|以内|之内|只要"
)
_EDGE = rx(
    r"\b(?:cut|trim|remove|delete|drop|chop|skip|take|lose|crop|start|get\s+rid)\b.*\b(?P<side>first|last|final|opening|beginning|start|end)\b|(?:剪掉|去掉|删掉|删除|裁掉|砍掉|剪去|跳过|不要|剪|掐掉|减掉)(?:了)?(?P<zh>前|开头|最前面|最后|后|结尾|末尾|头|尾)"
    r"|(?P<zh2>开头|前面?|最后|后面?|结尾|末尾).{0,6}(?:剪掉|去掉|删掉|删除|裁掉|砍掉|不要)"
)
_FROM_TO = rx(
    r"\b(?:cut|trim|remove|delete|drop)\b.*\bfrom\b.*\bto\b|(?:剪掉|去掉|删掉|删除|裁掉).*(?:到|至|-)|(?:到|至).*(?:剪掉|去掉|删掉|删除|裁掉|的部分)"
)


def cut_out(c: Clause) -> Understood:
    """A stretch of the film away: its first or last seconds, from here to there."""
    if not c.times or c.scenes:
        return None
    if len(c.times) > 1 and _FROM_TO.search(c.low):
        a, b = sorted(t.ms for t in c.times[:2])
        return op("cut_range", start=a, end=b)
    m = _EDGE.search(c.low)
    if not m or c.says(r"\bkeep\b|\bonly\b|保留|只要"):
        return None
    side = m["side"] or m["zh"] or m["zh2"]
    if re.match(r"first|opening|beginning|start|前|开头|最前|头", side):
        return op("trim_start", ms=c.times[0].ms)
    return op("trim_end", ms=c.times[0].ms)


def scene_length(c: Clause) -> Understood:
    """How long one scene stands (or every scene)."""
    scenes = drafts.segments(c.draft, "video")
    if c.times and c.says(
        r"\b(?:each|every|all)\s+(?:of\s+the\s+)?(?:scenes?|shots?|pictures?|photos?|slides?)|(?:scenes?|shots?|pictures?|photos?)\s+each\b|\bper\s+(?:scene|shot)|每(?:个|一|张|段)?(?:场景|镜头|幕|画面|张?图|张?照片)"
    ):
        return op("set_scene_durations", ms=c.times[0].ms)
    refs = c.any_scenes
    if (
        not refs
        or c.quotes
        or c.has("target.music|target.captions|target.voice|target.transition|target.clip_sound|target.text")
    ):
        return None
    i = refs[0].index
    if not 0 <= i < len(scenes):
        return (
            Refusal("no_such_scene", {"count": len(scenes)})
            if c.times or c.has("degree.longer|degree.shorter")
            else None
        )
    now = int(scenes[i].get("d", 0))
    wanted = _wanted(c, now)
    if wanted is None and not c.has("degree.up|degree.down"):
        return None
    return None if wanted is None else op("set_scene_duration", scene=i + 1, ms=wanted)


def _wanted(c: Clause, now: int, longer: float = 1.35, shorter: float = 0.7) -> int | None:
    """The length that a clause asks for, in ms, given the length now; None if it asks for none."""
    if c.times:
        return _timed(c, now)
    if c.says(
        r"\bhalf\s+as\s+long|\bhalf\s+(?:the|its)\s+(?:length|time|duration)|\bhalve\b|\bin\s+half\b|缩短一半|一半(?:的)?(?:时长|长度)|减半|砍半"
    ):
        return now // 2
    if c.factor and c.says(r"\blong|length|duration|time|长|时长|延长|倍"):
        return round(now * c.factor)
    if c.percent is not None and c.has("degree.longer|degree.shorter"):
        return round(now * (1 + c.percent if c.has("degree.longer") and not c.says(r"短|shorter") else 1 - c.percent))
    short = c.has("degree.shorter") and not c.says(r"too\s+short|太短")
    long = c.has("degree.longer") and not c.says(r"too\s+long|太长|too\s+slow|太慢")
    if short == long:
        short, long = (
            bool(c.says(r"\bshorter|短|too\s+long|太长")),
            bool(c.says(r"\blonger|长一|加长|延长|too\s+short|太短")) and not c.says(r"太长"),
        )
    if not short and not long:
        return None
    strong, slight = c.has("degree.strongly"), c.has("degree.slightly")
    factor = (
        (1.7 if strong else 1.2 if slight else longer) if long else (0.5 if strong else 0.85 if slight else shorter)
    )
    return round(now * factor)


def _timed(c: Clause, now: int) -> int:
    ms = c.times[0].ms
    if c.says(r"\b(?:by|off)\b") or not _strict_to(c):
        if _BY_SHORTER.search(c.low):
            return now - ms
        if _BY_LONGER.search(c.low):
            return now + ms
    return ms


def _strict_to(c: Clause) -> bool:
    """Whether the time is where to get to ("extend to 8 s", 延长到), and not how much to add."""
    before = c.low[: c.times[0].start]
    return bool(
        re.search(
            r"\b(?:to|under|within|exactly|last|lasts|only|than)\s+(?:about\s+|around\s+|just\s+)?$|(?:到|至|为|成|控制在|是)\s*$",
            before,
        )
    ) and not c.says(r"\b(?:longer|shorter)\b(?!\s+than)")


def film_length(c: Clause) -> Understood:
    """How long the film is."""
    if c.scenes or c.has("target.music|target.captions|target.voice|target.transition|target.title|target.text"):
        return None
    now = drafts.length(c.draft)
    if c.times:
        return _film(_timed(c, now)) if _of_film(c) else None
    if c.has("target.pace") or not c.says(_LENGTH_WORDS):
        return None
    wanted = _wanted(c, now)
    return None if wanted is None else op("set_duration", ms=min(LONGEST, max(SHORTEST, wanted)))


_LENGTH_WORDS = r"\b(?:longer|shorter|shorten|lengthen|extend|long|short|length|duration|condense|tighten)\b|长|短|压缩|精简|倍|一半|减半|halve|in\s+half"
_BEFORE_TIME = rx(
    r"(?:^|\b(?:it|this|that|video|film|clip|reel|ad|thing|total|all|whole|cut|version|length|duration|make|want|need|add|by|to|under|within|lasts|be|exactly|only|just|down|off|another|about|as|shave|take|trim|shorten|extend|lengthen)\b)\W*(?:\w+\s+){0,2}$"
    r"|(?:改成|改为|改到|缩短|缩到|加长|延长|控制在|做成|变成|剪成|剪到|总长|时长|长度|要|到|成|为|加|多|少|减|短|长|至|只|整体|全片|^)\s*(?:了|掉|一个)?\s*$"
)
_AFTER_TIME = rx(
    r"^\W*(?:(?:long|longer|shorter|more|less|max|maximum|total|in\s+total|or\s+less|or\s+so|off|version|cut|film|video|please|instead|of\s+it|the\s+whole\s+thing|overall|altogether)\W*(?:\w+\W*){0,3})?$|^\W*(?:off|long)\b|^\W*(?:以内|之内|左右|就行|就好|长|吧|的|版本?|即可|就够了?|短|钟)*\W*$"
)


def _of_film(c: Clause) -> bool:
    """Whether the time in a clause is the film's: "make it 20 s", 改成20秒, and not a moment in it (在第5秒)."""
    t = c.times[0]
    before, after = c.low[: t.start], c.low[t.end :]
    if before.rstrip().endswith(("第", "at", "@")) or not times(c.low):
        return False
    return bool(_BEFORE_TIME.search(before) and _AFTER_TIME.search(after)) or c.has("target.length")


def _film(ms: int) -> Understood:
    """A length that was named, unless no film can have it."""
    if ms > LONGEST or ms < SHORTEST:
        return Refusal("too_long_film" if ms > LONGEST else "too_short_film")
    return op("set_duration", ms=ms)


_SPEED = rx(words("degree.faster") + "|" + words("degree.slower"))


def pace(c: Clause) -> Understood:
    """Faster or slower, perhaps by a factor: "1.5x", "twice as fast", "half speed"."""
    if c.scenes or c.has("target.music|target.captions|target.voice|target.transition"):
        return None
    factor = c.factor or (1 + c.percent if c.percent else None)
    if c.says(r"快一倍|快1倍"):
        factor = 2.0
    spoken = c.says(r"\bspeed\b|\bfast\b|\bslow\b|\bplay\b|速度|倍速|播放|快|慢")
    if factor and spoken and c.percent is None and not c.has("target.length"):
        slow = factor < 1 or bool(c.says(r"\bslow|慢"))
        return op("set_pace", pace="slow" if slow else "fast", factor=round(1 / factor if factor < 1 else factor, 3))
    fast = c.has("degree.faster") and not c.says(r"too\s+(?:fast|quick|rushed)|太快")
    slow = c.has("degree.slower") and not c.says(r"too\s+slow|太慢")
    if fast == slow:
        named = first_pace(c)
        if named is None:
            return None
        fast = named == "fast"
    return op("set_pace", pace="fast" if fast else "slow", **({"factor": factor} if factor and c.percent else {}))


def first_pace(c: Clause) -> str | None:
    """The pace that is named by itself: "a fast pace", 节奏慢."""
    if not c.has("target.pace"):
        return None
    if c.says(r"\b(?:fast|quick|rapid|high|up|more)\b|快"):
        return "fast"
    return "slow" if c.says(r"\b(?:slow|relaxed|low|down|calm|less)\b|慢") else None


def slowed_scene(c: Clause) -> Understood:
    """A scene faster or slower: it stands for less or more time."""
    split_verb = c.says(r"\b(?P<up>speed)\s+(?:[\w]+\s+){1,4}up\b|\bslow\s+(?:[\w]+\s+){1,4}down\b")
    refs = c.scenes or (c.any_scenes if c.has("degree.faster|degree.slower") or split_verb else [])
    scenes = drafts.segments(c.draft, "video")
    if not refs or not 0 <= refs[0].index < len(scenes) or c.has("target.music|target.voice"):
        return None
    now = int(scenes[refs[0].index].get("d", 0))
    fast = c.has("degree.faster") and not c.says(r"too\s+fast|太快")
    slow = c.has("degree.slower") and not c.says(r"too\s+slow|太慢")
    if split_verb:
        fast, slow = bool(split_verb["up"]), not split_verb["up"]
    if fast == slow:
        return None
    factor = c.factor or 1.35
    return op("set_scene_duration", scene=refs[0].index + 1, ms=round(now / factor if fast else now * factor))
