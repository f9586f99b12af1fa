"""What a brief asks of the film as a whole: length, shape, platform, mood, pace, colours, sound, words."""

import re
from dataclasses import dataclass

from studio.director.lexicon import alternation, data, named
from studio.director.quantities import HAN_NUMBER, NUMBER, number, times

SHORTEST, LONGEST, USUAL = 3_000, 600_000, 30_000
_RATES = (24, 25, 30, 60)
_FEATURES = {
    "music": alternation(
        [
            "background music",
            "music",
            "soundtrack",
            "bgm",
            "song",
            "tune",
            "beats",
            "背景音乐",
            "配乐",
            "音乐",
            "曲子",
            "歌曲",
        ]
    ),
    "captions": alternation(
        [
            "captions",
            "caption",
            "captioned",
            "subtitles",
            "subtitle",
            "subtitled",
            "subs",
            "on-screen text",
            "onscreen text",
            "text overlays",
            "text overlay",
            "字幕",
        ]
    ),
    "narration": alternation(
        [
            "narration",
            "narrator",
            "narrated",
            "voiceover",
            "voice-over",
            "voice over",
            "voice",
            "read aloud",
            "spoken",
            "旁白",
            "配音",
            "解说",
            "朗读",
            "口播",
            "人声",
        ]
    ),
    "title": alternation(["title", "title card", "标题", "片头"]),
    "ending": alternation(["ending", "outro", "end card", "片尾", "结尾"]),
    "sound": alternation(["sound", "audio", "声音", "音频"]),
}
_NOT = re.compile(
    r"\b(?:no|without|minus|excluding|except|skip(?:ping)?|leave\s+out|drop|omit|(?:don't|do\s+not|doesn't)\s+(?:add|use|include|want|need|put|have)(?:\s+any)?|not\s+(?:any|include))\b"
    r"|不要|不用|不需要|无需|没有|别加|别用|不加|不带|不配|去掉|去除|不含|无|别"
)
_WORDLESS = re.compile(
    r"\b(?:no|without(?:\s+any)?)\s+(?:on-?screen\s+)?(?:text|words)\b(?!\s*(?:from|in))|(?:不要|无|没有|不带|不加)(?:任何)?(?:文字|文本|字(?!幕))"
)
_LARGE = re.compile(
    r"\b(?:big|bigger|large|larger|huge)\s+(?:letters|text|captions|subtitles|font|type|words)\b|大(?:号)?(?:字幕?|字体|文字)|字(?:幕|体)?(?:要)?大"
)
_PLACES = {
    "top": re.compile(
        r"(?:captions|subtitles|text)\s+(?:\w+\s+)?(?:at|on)\s+(?:the\s+)?top|字幕(?:放)?在?(?:上方|顶部|上面)"
    ),
    "middle": re.compile(
        r"(?:captions|subtitles|text)\s+(?:\w+\s+)?(?:at|in)\s+(?:the\s+)?(?:middle|cent(?:er|re))|字幕(?:放)?在?(?:中间|居中)"
    ),
}
_SILENT = re.compile(r"\b(?:silent|muted|mute|soundless)\b|静音|无声")
_PIXELS = re.compile(r"(?<!\d)(\d{3,4})\s*[x×*]\s*(\d{3,4})(?!\d)")
_RATE = re.compile(r"(?<!\d)(\d{2,3})\s*(?:fps|frames?\s+(?:per|a)\s+second|帧)")
_EACH = re.compile(r"^\s*(?:per|each|for each|a)\s+(?:scene|shot|clip|picture|photo|slide)|^\s*(?:一|每)(?:个|张|幕)")
_EACH_BEFORE = re.compile(
    r"(?:each|every)\s+(?:scene|shot|clip|picture|photo|slide)[\w\s]{0,20}$|每(?:个|张|一?幕|段)?(?:场景|镜头|画面|图片|照片|图)?[^\d]{0,4}$"
)
_VERSIONS = re.compile(
    rf"(?P<en>{NUMBER}|a couple of|several)\s+(?:(?!seconds?|minutes?)[\w-]+\s+){{0,3}}?(?:versions?|variants?|variations?|alternatives|takes|videos|films|clips)\b"
    rf"|(?P<zh>\d+|{HAN_NUMBER})\s*(?:个|种|条|支|部|款)?\s*(?:不同|不一样)?的?\s*(?:版本|版|方案|变体)|(?P<zh2>\d+|[两三四五])\s*(?:条|支|部)(?=.{{0,12}}(?:视频|影片|短片))"
)
_SCENES = re.compile(
    rf"(?P<en>{NUMBER})[\s-]+(?:\w+\s+)?(?:scenes?|shots)\b|(?P<zh>\d+|{HAN_NUMBER})\s*(?:个)?(?:场景|镜头|幕|画面)"
)
_LANGUAGE = re.compile(
    r"(?P<both>bilingual|both languages|chinese and english|english and chinese|双语|中英)"
    r"|(?P<zh>(?:in|into)\s+(?:simplified\s+|traditional\s+)?(?:chinese|mandarin)|(?:chinese|mandarin)\s+(?:captions|subtitles|text|titles?|narration|voice)|中文|汉语|普通话|国语)"
    r"|(?P<en>(?:in|into)\s+english|english\s+(?:captions|subtitles|text|titles?|narration|voice)|英文|英语)"
    r"|(?P<other>(?:in|into)\s+(?:french|spanish|german|japanese|korean|italian|portuguese|russian|arabic|hindi)|(?:法语|日语|韩语|德语|西班牙语|俄语|日文|法文|韩文))"
)


@dataclass(frozen=True)
class Wishes:
    """What was asked. None (or 0, or an empty text) where the brief says nothing about it."""

    duration: int | None = None  # ms, as asked, before any clamping
    scene_length: int | None = None  # ms for each scene
    scenes: int | None = None
    shape: str | None = None  # "9:16", …
    pixels: tuple[int, int] | None = None
    short_side: int = 1080
    fps: int = 30
    platform: str | None = None
    mood: str | None = None
    music_mood: str | None = None
    pace: str | None = None
    colours: tuple[str, ...] = ()
    transition: str | None = None
    music: bool | None = None
    captions: bool | None = None
    narration: bool | None = None
    title: bool | None = None
    ending: bool | None = None
    versions: int = 1
    language: str | None = None  # "en", "zh", "both", "other"
    font_scale: float = 1.0
    caption_position: str = "bottom"
    words: bool = True  # False: no text on screen at all


def wishes(ask: str) -> Wishes:
    """Read the folded words of asking (one clause a line)."""
    features = {name: _wanted(ask, pattern) for name, pattern in _FEATURES.items()}
    silent = bool(_SILENT.search(ask)) or features["sound"] is False
    music_mood = _music_mood(ask)
    platform = first("platform", ask)
    length, each = _lengths(ask)
    return Wishes(
        duration=length,
        scene_length=each,
        scenes=_count(_SCENES, ask),
        shape=_shape(ask, platform),
        pixels=_pixels(ask),
        short_side=int(first("resolution", ask) or 1080),
        fps=_rate(ask),
        platform=platform,
        mood=_film_mood(ask) or music_mood,
        music_mood=music_mood,
        pace=first("pace", ask),
        colours=_colours(ask),
        transition=_transition(ask),
        words=not _WORDLESS.search(ask),
        font_scale=1.25 if _LARGE.search(ask) else 1.0,
        caption_position=_position(ask),
        music=False if silent else features["music"],
        captions=features["captions"],
        narration=False if silent and not features["narration"] else features["narration"],
        title=False if features["title"] is False else None,
        ending=False if features["ending"] is False else None,
        versions=_count(_VERSIONS, ask) or 1,
        language=next((m.lastgroup for m in [_LANGUAGE.search(ask)] if m), None),
    )


def first(table: str, folded: str) -> str | None:
    """The name in a table of the lexicon whose word stands first in the text (the longer one where two start there)."""
    hits = [(m.start(), -len(m[0]), name) for name, p in named(table).items() if (m := p.search(folded))]
    return min(hits)[2] if hits else None


def _wanted(ask: str, feature: str) -> bool | None:
    """Whether a feature is asked for, refused, or not spoken of: the last clause that speaks of it decides."""
    wanted: bool | None = None
    for clause in re.split(r"[\n.。;；]|\bbut\b|\bwith\b(?!out)|但", ask):
        if m := re.search(feature, clause):
            wanted = not _refused(clause, m.start())
    return wanted


def _refused(clause: str, at: int) -> bool:
    """Whether a negation before the word reaches it: over "or", "and" and other features, not over a new verb."""
    before = list(_NOT.finditer(clause[:at]))
    if not before:
        return False
    between = clause[before[-1].end() : at]
    return not re.search(
        r"\b(?:add|use|include|keep|only|just|want)\b|加上|配上|保留|只要|,\s*(?!or|and|no)[a-z]+\s+[a-z]+|，", between
    )


def _music_mood(ask: str) -> str | None:
    """The mood named next to the music: "calm music", 轻音乐, "music: jazz"."""
    m = re.search(
        rf"(?P<before>[^\n.;,，。]{{0,40}}?)(?P<word>{_FEATURES['music']})(?P<after>[^\n.;,，。]{{0,24}})", ask
    )
    if not m:
        return None
    before = re.split(r"\b(?:with|and|video|film|clip)\b|和", m["before"])[-1]
    return first("mood", before[-28:] + m["word"]) or first("mood", m["after"])


def _film_mood(ask: str) -> str | None:
    """The mood of the film: named outside of the words about music."""
    without = re.sub(
        rf"(?:[\w-]+[\s]+){{0,2}}{_FEATURES['music']}|[^\s，,。的和配]{{0,4}}的?(?:轻音乐|背景音乐|音乐|配乐)", " ", ask
    )
    return first("mood", without)


def _lengths(ask: str) -> tuple[int | None, int | None]:
    """The length of the film and that of each scene, in ms."""
    film, each = None, None
    for t in times(ask):
        if _EACH.match(ask[t.end :]) or _EACH_BEFORE.search(ask[: t.start]):
            each = each or t.ms
        elif not film:
            film = t.ms
    return film, each


def _shape(ask: str, platform: str | None) -> str | None:
    return first("shape", ask) or (data("lexicon")["platform_shape"].get(platform) if platform else None)


def _pixels(ask: str) -> tuple[int, int] | None:
    m = _PIXELS.search(ask)
    if not m:
        return None
    w, h = int(m[1]) // 2 * 2, int(m[2]) // 2 * 2
    return (w, h) if min(w, h) >= 240 and max(w, h) <= 3840 else None


def _position(ask: str) -> str:
    return next((name for name, p in _PLACES.items() if p.search(ask)), "bottom")


def _rate(ask: str) -> int:
    m = _RATE.search(ask)
    return min(_RATES, key=lambda r: abs(r - int(m[1]))) if m else 30


def _count(pattern: re.Pattern[str], ask: str) -> int | None:
    m = pattern.search(ask)
    word = next((g for g in m.groups() if g), "") if m else ""
    value = {"several": 3, "a couple of": 2}.get(word) or number(word)
    return int(value) if value and value >= 1 else None


_COLOUR_LEAD = r"(?:colou?rs?|palette|tones?|theme|scheme|background|shades|accents?|look|hues?|color grade|色调|配色|颜色|主色|背景|色系|底色|风格)"


def _colours(ask: str) -> tuple[str, ...]:
    """Colour words as written and by name, in order, vague ones last."""
    hits = sorted((m.start(), m[0], name) for name, p in named("colour").items() for m in p.finditer(ask))
    vague = {"dark", "warm", "cool", "white", "black"}
    words = sorted((name in vague, i, word, name) for i, (_, word, name) in enumerate(hits))
    return tuple(dict.fromkeys(w for *_, word, name in words for w in (word, name)))


def _transition(ask: str) -> str | None:
    m = re.search(r"[^\n,，.]*(?:transitions?|转场|过渡)[^\n,，.]*", ask)
    return first("transition", m[0]) if m else None
