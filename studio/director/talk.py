"""Small talk and questions: what is answered with words, makes nothing and costs nothing."""

import re
from collections.abc import Mapping
from typing import Any

from studio.director import draft as drafts
from studio.director.edits.replies import word
from studio.director.edits.vocabulary import words
from studio.director.lexicon import data, rx
from studio.director.newness import wants_new
from studio.director.replies import length as spoken_length
from studio.director.writing import fold, is_traditional, says_something, traditional

_EDGE = r"[\s,，.。!！~～?？、:：)（(]*"
_WHOLE = {
    "hello": r"(?:hi|hello|hey|yo|good\s+(?:morning|afternoon|evening|day)|greetings|howdy|hola|hiya)(?:\s+(?:there|again|everyone|all|studio|director))?|(?:你好|您好|嗨|哈喽|哈啰|早上好|早安|早|晚上好|下午好|在吗|在不在|喂)(?:啊|呀|呢)?",
    "thanks": r"(?:ok\s+|okay\s+|great\s+|perfect\s+|cool\s+)?(?:thanks|thank\s+you|thx|ty|cheers|many\s+thanks|thanks\s+a\s+lot|thank\s+you\s+(?:so|very)\s+much|much\s+appreciated)(?:\s+(?:a\s+lot|so\s+much|again|very\s+much|for\s+.{1,30})|[\s,!.]+(?:you.?re|you\s+are|that.s|this\s+is|it.s|looks?)\s+.{1,30})?|(?:好的?)?(?:谢谢|多谢|感谢|谢了|辛苦了?|辛苦啦|谢谢你|谢谢啦|太感谢了)(?:你|您|啦|了|啊)?(?:[，,！!]?(?:效果|很|真|非常|做得)?(?:不错|好|棒|喜欢|漂亮))?",
    "praise": r"(?:wow\s*|oh\s+|that's\s+|this\s+is\s+|it's\s+|you\s+are\s+|you're\s+|looks?\s+|so\s+|really\s+|very\s+|absolutely\s+|just\s+)*(?:great|good|nice|awesome|amazing|perfect|beautiful|lovely|cool|wonderful|excellent|fantastic|brilliant|the\s+best|well\s+done|good\s+job|great\s+job|nice\s+work)(?:\s+(?:job|work|one))?(?:[\s,!.]+(?:i\s+(?:really\s+)?(?:love|like)\s+(?:it|this|that)|thanks|thank\s+you))?|i\s+(?:really\s+)?(?:love|like)\s+(?:it|this|that)(?:\s+(?:so\s+much|a\s+lot))?|(?:哇|真的?|太|很|非常|挺|超|好)*(?:好|棒|赞|不错|喜欢|厉害|完美|漂亮|好看|可以|牛|你真棒)(?:了|啊|呀|哦|极了)?(?:[，,]?(?:我)?(?:很|非常|太)?喜欢(?:了)?)?|你真棒|我(?:很|太|非常)?喜欢(?:它|这个)?",
    "ok": r"(?:ok|okay|k|fine|sure|got\s+it|i\s+see|all\s+right|alright|understood|yes|yep|no|nope|never\s*mind|hmm+|bye|goodbye|see\s+you|done|stop)|(?:好的?|行|嗯+|知道了|明白(?:了)?|了解|收到|没事(?:了)?|不用了|算了|再见|拜拜|哦+|是的?|不是)(?:吧|呀|啊)?",
}
_TALK = {k: rx(rf"^{_EDGE}(?:{p}){_EDGE}$") for k, p in _WHOLE.items()}
_ASKS = rx(
    r"\?\s*$|？\s*$|^\W*(?:what|how|which|who|why|where|when\s+(?:is|are|will|does|do|can)|is|are|does|do|did|has|have\s+you|tell\s+me|can\s+i|may\s+i|could\s+i|describe)\b|(?:吗|呢|么|嘛)\W*$|什么|怎么|怎样|如何|多少|多长|多大|多久|几个|几秒|哪|谁|为什么|是不是|有没有|能不能|可不可以"
)
_QUESTION = rx(
    r"^\W*(?:roughly\s+|about\s+)?(?:how\s+(?:much|many|do|can|does|long)|what|which|where|who|is\s+there|are\s+there|do\s+(?:i|you|exports))\b|多少|几个|哪|支持.*(?:吗|多少)|怎么(?:导出|下载|上传)"
)
_IDEAS = rx(
    r"^\W*(?:please\s+)?(?:send|give|tell|show)\s+me\s+.*\b(?:ideas?|suggestions?|options|concepts)\b|(?:发|给)我.*(?:方案|点子|灵感|建议)"
)
_DOES = rx(
    rf"^\W*(?:please\s+)?(?:can|could|would|will)\s+(?:you|we|it|the\b)|^\W*(?:请|麻烦|帮|能不能(?!告诉|说)|可不可以|可以(?!吗)|能否|能把|把|将)|^\W*(?:how|what)\s+about\b|^\W*(?:why\s+not|let's)\b|^\W*{words('verb.change|verb.remove|verb.swap')}"
)
_HOW_TO = rx(
    r"\bhow\s+(?:do|can|could|would|should|to)\b|\bhow\s+does\s+one\b|\bcan\s+i\b|\bis\s+it\s+possible\b|怎么(?:样)?(?:才能|能)?(?=改|换|加|删|去|做|下载|导|调|把|让|弄|用|买)|如何|怎样(?:才能)?"
)
_ABOUT = (
    ("who", r"\bwho\s+are\s+you\b|\bwhat\s+are\s+you\b|\byour\s+name\b|你是谁|你是什么|你叫什么"),
    (
        "can",
        r"\bwhat\s+(?:else\s+)?(?:can|could|do)\s+you\s+do\b|\bwhat\s+can\s+i\s+(?:do|change|ask|say)\b|\bhow\s+does\s+(?:this|it)\s+work\b|^\W*help\W*$|\bwhat\s+(?:is|are)\s+(?:this|you\s+for|your\s+(?:features|abilities))|你(?:都|还)?(?:能|会|可以)(?:做|干|帮)(?:什么|些什么|啥)|(?:有)?(?:什么|哪些)功能|怎么用|^\W*帮助\W*$|使用说明",
    ),
    (
        "formats",
        r"\b(?:formats?|file\s+types?)\b.*\b(?:support|accept|can|allowed|work)|\bsupport(?:ed|s)?\b.*\bformats?|\bwhat\s+formats?|格式|支持.*\bformats?|\b(?:limit|maximum|max)\b.*\bsize|最大.*(?:多少|多大)|大小.*限制",
    ),
    ("cost", r"\b(?:how\s+much|cost|price|pricing|free|charge|credits?)\b|多少钱|收费|价格|免费|积分|点数|花费"),
    ("ideas", r"\b(?:ideas?|suggest(?:ions?)?|inspiration|recommend)\b|点子|建议|灵感|推荐|想法|方案"),
)
_OF_FILM = (
    (
        "scenes",
        r"\b(?:how\s+many|which|what|list)\b.*\b(?:scenes?|shots?)\b|几个(?:场景|镜头|幕)|多少(?:个)?(?:场景|镜头|幕)|有哪些(?:场景|镜头)|几幕",
    ),
    ("captions", r"\b(?:captions?|subtitles?)\b|字幕"),
    ("narration", r"\b(?:narrat\w+|voice-?over|voice)\b|旁白|配音"),
    ("title", r"\btitle\b|\bcalled\b|\bname\b|标题|片名|叫什么|名字"),
    ("music", r"\b(?:music|song|soundtrack|bgm)\b|音乐|配乐|歌|曲"),
    ("length", r"\b(?:how\s+long|length|duration|seconds|minutes)\b|多长|多久|时长|几秒|长度|多少秒"),
    (
        "shape",
        r"\b(?:size|resolution|shape|aspect|ratio|vertical|landscape|square|fps|frame\s*rate|dimensions?)\b|尺寸|分辨率|比例|画幅|竖屏|横屏|帧率|多大",
    ),
    ("colours", r"\b(?:colou?rs?|palette|mood|style)\b|配色|颜色|色调|风格|氛围|情绪"),
    (
        "summary",
        r"\bwhat(?:'s|\s+is|\s+do\s+(?:i|we)\s+have)\b.*\b(?:film|video|draft|timeline|it|so\s+far|now|about)\b|\bdescribe\b|\btell\s+me\s+about\s+(?:it|the)|现在(?:是)?什么样|(?:影片|视频)(?:现在)?(?:是)?(?:什么|怎么)(?:样|内容)",
    ),
)


def answer(request: str, draft: Mapping[str, Any] | None, language: str) -> str | None:
    """See `studio.director.answer`."""
    low = fold(request)
    tongue = _tongue(request, language)
    small = next((k for k, p in _TALK.items() if p.match(low)), None)
    if small:
        return _say(small, tongue)
    if not says_something(request) or len(request) > 200 or not (_ASKS.search(low) or _IDEAS.search(low)):
        return None
    if not _QUESTION.search(low) and not _IDEAS.search(low) and wants_new(request, True):
        return None
    if _HOW_TO.search(low) and not _makes(low):
        return _how(low, tongue)
    if _DOES.search(low) and not re.search(r"什么|哪|多少|几个", low):
        return None
    about = next((k for k, p in _ABOUT if rx(p).search(low)), None)
    if about:
        return _say(
            about, tongue, one="咖啡" if tongue != "en" else "coffee", two="夜空" if tongue != "en" else "the night sky"
        )
    return _of_film(low, draft, tongue)


def _tongue(request: str, language: str) -> str:
    if re.search(r"[一-鿿]", request):
        return "zh-hant" if is_traditional(request) else "zh"
    return "en" if re.search(r"[A-Za-z]{2}", request) else "zh" if language.startswith("zh") else "en"


def _say(key: str, tongue: str, **values: Any) -> str:
    text: str = data("talk")["zh" if tongue.startswith("zh") else "en"][key]
    return (traditional(text) if tongue == "zh-hant" else text).format(**values)


def _makes(low: str) -> bool:
    """ "how to fold a shirt, 20 seconds" is a brief, no question."""
    return bool(
        re.search(
            r"\b(?:video|film|clip|short|reel)\b.*\b(?:about|on|showing|of)\b|\d+\s*(?:s\b|sec|秒)|(?:生成|制作|做)(?:一)?(?:个|条|段)",
            low,
        )
    ) or not re.search(r"\b(?:i|we|you|one|it)\b|怎么|如何|怎样", low)


def _how(low: str, tongue: str) -> str:
    """How a thing is said."""
    examples = data("talk")["zh" if tongue.startswith("zh") else "en"]["example"]
    kinds = ("captions", "title", "music", "length", "voice", "shape", "text", "palette")
    named = next((k for k in kinds if re.search(words(f"target.{k}"), low)), "any")
    key = {"text": "words", "palette": "colours"}.get(named, named)
    if re.search(r"\bscenes?\b|\bshots?\b|场景|镜头", low):
        key = "scene"
    if re.search(r"\bundo\b|撤销", low):
        key = "undo"
    text = _say("how", tongue, example="{example}")
    example = examples[key]
    return text.format(example=traditional(example) if tongue == "zh-hant" else example)


def _of_film(low: str, draft: Mapping[str, Any] | None, tongue: str) -> str | None:
    """A fact of the film."""
    key = next((k for k, p in _OF_FILM if rx(p).search(low)), None)
    if key is None:
        return None
    if draft is None:
        return _say("nothing", tongue)
    key, values = _fact(key, draft, tongue)
    return _say(key, tongue, **values)


def _fact(key: str, draft: Mapping[str, Any], tongue: str) -> tuple[str, dict[str, Any]]:
    m = draft.get("m") or {}
    scenes, music = drafts.segments(draft, "video"), drafts.segments(draft, "music")
    title = next((s["m"].get("text") for s in drafts.segments(draft, "title") if s.get("m")), None)
    long = (
        spoken_length(drafts.length(draft), tongue).replace("-", " ")
        if tongue != "en"
        else _english_length(drafts.length(draft))
    )
    frame = {"w": draft.get("w"), "h": draft.get("h"), "fps": draft.get("fps", 30)}
    if key == "scenes":
        names = [str((s.get("m") or {}).get("name") or i + 1) for i, s in enumerate(scenes)]
        return key, {"n": len(scenes), "names": ("、" if tongue != "en" else ", ").join(names[:12])}
    if key == "title":
        return ("title", {"title": title}) if title else ("no_title", {})
    if key == "music":
        about = (music[0].get("m") or {}) if music else {}
        return (
            ("music", {"name": about.get("name", "?"), "percent": round(100 * about.get("volume", 1))})
            if music
            else ("no_music", {})
        )
    if key in ("captions", "narration"):
        count = len(drafts.segments(draft, "caption" if key == "captions" else "voice"))
        where = word("position", m.get("caption_position", "bottom"), tongue)
        return (key, {"n": count, "position": where}) if count else (f"no_{key}", {})
    if key == "colours":
        return key, {"palette": word("palette", m.get("palette"), tongue), "mood": word("mood", m.get("mood"), tongue)}
    if key == "length":
        return key, {"length": long}
    return (
        (key, frame)
        if key == "shape"
        else ("summary", {"title": title or m.get("title") or "", "length": long, "n": len(scenes), **frame})
    )


def _english_length(ms: int) -> str:
    minutes, seconds = divmod(round(ms / 1000, 1), 60)
    parts = [f"{minutes:g} minute{'s' * (minutes != 1)}"] if minutes else []
    return " ".join([*parts, f"{seconds:g} seconds"] if seconds or not parts else parts)
