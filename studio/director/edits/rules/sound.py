"""Music and narration: there or not, which, how loud, from when."""

from studio.director import draft as drafts
from studio.director.edits.clause import Clause, Refusal, Understood, op
from studio.director.edits.files import mentioned_file
from studio.director.edits.vocabulary import words
from studio.director.lexicon import rx
from studio.director.wishes import first

_OFF = rx(words("verb.remove|verb.unwanted"))
_NEW = rx(
    r"\b(?:another|different|new|other|something\s+else|replace|change|switch|swap|else)\b|换|别的|其他|另|不一样|新的"
)
_START = rx(
    r"\b(?:start|starts|starting|begin|begins|beginning|come\s+in|comes\s+in|kick\s+in|enter|drag|move|shift|delay|slide|from|at)\b|从|开始|拖|移|延迟|推迟|进来|进入|晚|later"
)
_SILENT = rx(
    r"\bsilent\b|\bmute\s*(?:it|everything|all|the\s+(?:video|film|whole\s+thing))?\s*[.!]?$|\bno\s+(?:sound|audio)\b|(?:turn|switch)\s+(?:off\s+)?(?:the\s+|all\s+)?(?:sound|audio)(?:\s+off)?$|^(?:全部|全片|整个)?静音(?:一下|吧)?$|(?:关掉|去掉|不要|关闭)(?:所有|全部)?(?:的)?声音|无声"
)


def volume_after(c: Clause, now: float) -> float | None:
    """The volume that a clause asks for, 0..1: a share, "half", or one step up or down; None if it names none."""
    up, down = _up(c), _down(c)
    if c.percent is not None:
        relative = c.says(
            r"\bby\b|%\s*(?:louder|quieter|softer|higher|lower|more|less)|(?:降低|减小|减少|提高|增加|调高|调低|加大|减)了?\s*(?:百分之|\d)"
        ) and not c.says(r"\bto\b|到|成|为")
        wanted = now * (1 + c.percent * (-1 if down and not up else 1)) if relative else c.percent
    elif c.factor is not None and (up or down or c.says(r"\bvolume\b|\bhalf\b|音量|一半")):
        wanted = (
            c.factor
            if c.says(r"\bhalf\s+(?:the\s+)?volume|\bhalf\b$")
            else now * (c.factor if not (down and c.factor > 1) else 1 / c.factor)
        )
    elif c.says(r"\b(?:full|max|maximum)\b|最大"):
        wanted = 1.0
    elif up or down:
        step = (
            1.2
            if c.has("degree.slightly") and not c.says("再|小声一点|大声一点")
            else 2.0
            if c.has("degree.strongly")
            else 1.5
        )
        wanted = max(now, 0.05) * step if up else now / step
    else:
        return None
    return round(min(1.0, max(0.0, wanted)), 2)


def _up(c: Clause) -> bool:
    return (
        c.has("degree.up")
        and not c.says(r"too\s+(?:loud|high|big|noisy)|太大|太吵|太响|太高|有点大|偏大")
        and not c.says(r"小声|小一|小点|小些|调小|变小|减小|turn\s+(?:\w+\s+){0,3}down|音量小|声音小(?!.*听)")
    )


def _down(c: Clause) -> bool:
    return c.has("degree.down") and not c.says(r"too\s+(?:quiet|low|soft|small)|太小|听不|有点小|偏小")


def music(c: Clause) -> Understood:
    """Everything about the music."""
    m = c.find("target.music")
    file = mentioned_file(c, "audio")
    if (not m and not file) or (c.has("target.voice") and not (m and m.start() < c.find("target.voice").start())):  # type: ignore[union-attr]
        return None
    there = drafts.segments(c.draft, "music")
    if c.says(r"\bfad(?:e|es|ing)\b|渐入|渐出|淡入|淡出|渐弱|渐强"):
        return Refusal("music_fades")
    if c.says(r"\b(?:only|just)\s+(?:the\s+)?(?:music|bgm)|只(?:要|留|保留)(?:背景)?音乐"):
        return None
    if file and (c.has("verb.add") or c.has("verb.change")):
        return op("set_music_file", file_id=file.file_id)
    mood = first("mood", c.low)
    if _begins(c) and there and not _switching_off(c):
        return op("set_music_start", ms=c.times[0].ms)
    now = float((there[0].get("m") or {}).get("volume", 0.35)) if there else 0.35
    wanted = volume_after(c, now)
    if (
        wanted is not None
        and (not mood or c.percent is not None or c.says(r"quieter|softer|louder|turn|down|too"))
        and not _replacing(c)
    ):
        return _volume(c, there != [], wanted)
    if _switching_off(c) and not (mood and c.has("verb.add|verb.change") and c.says(r"\bnot\b|but|instead")):
        return op("set_music", on=False) if there else Refusal("music_is_off")
    if mood:
        return op("set_music_mood", mood=mood)
    return _other(c, there != [])


def _volume(c: Clause, there: bool, wanted: float) -> Understood:
    if not there:
        return Refusal("music_is_off")
    return op("set_music_volume", volume=wanted)


def _replacing(c: Clause) -> bool:
    return bool(c.says(r"\b(?:another|different|something\s+else|new\s+(?:song|music|track))\b|换(?:首|个|一)"))


def _switching_off(c: Clause) -> bool:
    return bool(_OFF.search(c.low)) and not c.says(
        r"don't\s+(?:remove|delete|drop)|\bturn\s+(?:it\s+|the\s+music\s+)?(?:up|down)\b|不要(?:删|去|关|停|太|那么|这么)|别(?:删|去|关|停)|取消静音|unmute"
    )


def _begins(c: Clause) -> bool:
    return bool(c.times) and bool(_START.search(c.low))


def _other(c: Clause, there: bool) -> Understood:
    """No mood, no volume: another track, or music where there was none."""
    if c.says(r"\bunmute\b|取消静音"):
        return Refusal("music_is_on") if there else op("set_music", on=True)
    if there and _NEW.search(c.low):
        return op("set_music_track")
    if c.has("verb.add") or c.says(r"\?|？|吗|\bplease\b"):
        return Refusal("music_is_on") if there else op("set_music", on=True)
    return None


def voice(c: Clause) -> Understood:
    """Everything about the narration."""
    aloud = c.says(
        r"\bread\s+(?:it|the\s+\w+|this|them|everything)\s+(?:aloud|out)|\b(?:speak|say|narrate)\s+(?:the|it|this|them)\b(?!\s+title)|(?:读|念|说)出来|朗读(?:出来)?|念一下|读一遍"
    )
    if not c.has("target.voice") and not aloud:
        return None
    there = drafts.segments(c.draft, "voice")
    if c.says(
        r"\b(?:female|male|woman|man|deeper|accent|robot|different|another|younger|older|child)|女声|男声|童声|音色|换个声音|口音"
    ):
        return Refusal("one_voice")
    now = float((there[0].get("m") or {}).get("volume", 1.0)) if there else 1.0
    wanted = volume_after(c, now)
    if wanted is not None:
        return op("set_narration_volume", volume=wanted) if there else Refusal("narration_is_off")
    if _OFF.search(c.low):
        return op("set_narration", on=False) if there else Refusal("narration_is_off")
    if (
        aloud
        or c.has("verb.add")
        or c.says(r"(?:换成|改成|改为|use|with|switch\s+to)\s*(?:a\s+)?(?:旁白|配音|解说|voice|narrat)")
        or c.says(r"\?|？|吗|\bplease\b")
    ):
        return Refusal("narration_is_on") if there else op("set_narration", on=True)
    return None


def everything(c: Clause) -> Understood:
    """Sound without saying whose: silence, louder, quieter."""
    if c.says(r"\bunmute\b|取消静音"):
        return Refusal("music_is_on") if drafts.segments(c.draft, "music") else op("set_music", on=True)
    if _SILENT.search(c.low):
        return _silence(c)
    if not (c.has("target.sound") or c.says(r"\b(?:louder|quieter|softer|too\s+loud|too\s+quiet)\b|大声|小声|太吵")):
        return None
    if _OFF.search(c.low) and c.has("target.sound") and c.percent is None:
        return _silence(c)
    role = "music" if drafts.segments(c.draft, "music") else "voice"
    there = drafts.segments(c.draft, role)
    if not there:
        return Refusal("music_is_off")
    default = 0.35 if role == "music" else 1.0
    wanted = volume_after(c, float((there[0].get("m") or {}).get("volume", default)))
    name = "set_music_volume" if role == "music" else "set_narration_volume"
    return None if wanted is None else op(name, volume=wanted)


def _silence(c: Clause) -> Understood:
    """All that sounds, off: music, narration, the clips' own sound."""
    out = [
        o
        for role, name in (("music", "set_music"), ("voice", "set_narration"))
        if drafts.segments(c.draft, role)
        for o in op(name, on=False)
    ]
    for i, scene in enumerate(drafts.segments(c.draft, "video")):
        m = scene.get("m") or {}
        if m.get("kind") == "video" and m.get("volume", 1.0) > 0:
            out += op("set_clip_volume", scene=i + 1, volume=0.0)
    return out or Refusal("music_is_off")
