"""Whether a message asks for a film of its own, or for a change to the one there is."""

from studio.director.brief import read
from studio.director.edits.vocabulary import words
from studio.director.lexicon import ask, rx
from studio.director.residue import hide_quotes, residue
from studio.director.wishes import wishes
from studio.director.writing import fold, says_something

_OVER = rx(
    r"\b(?:start\s+(?:over|again|fresh|from\s+scratch)|from\s+scratch|(?:another|new|separate|a\s+(?:different|second))\s+(?:\w+\s+)?(?:video|film|movie|clip|short|ad|reel)\b(?!\s*(?:version|title|clip\s+in)))"
    r"|重新(?:做|生成|制作|来|开始)(?:一)?(?:个|条|部|段|支)|(?:另外|再|新|另)(?:做|生成|制作|来|建)?(?:一|1)?(?:个|条|部|段|支)新?(?:的)?[^，。]{0,16}(?:视频|影片|短片|片子|广告)|从头(?:做|来|开始)|新(?:的)?(?:视频|影片|短片)"
)
_MAKE = r"(?:generat(?:e|ing)|creat(?:e|ing)|mak(?:e|ing)|produc(?:e|ing)|build|compose|craft|prepare|render|shoot|design|i\s+(?:want|need)|i'd\s+like|i\s+would\s+like|give\s+me|we\s+need|we\s+want)"
_FILM = rx(
    rf"\b{_MAKE}\s+(?:me\s+|us\s+)?(?:an?|some|one|\d+|two|three|another)\s+(?:[\w:.'’-]+[\s,]+){{0,10}}?(?:video|videos|film|films|movie|clip|clips|ad|advert|commercial|promo|trailer|teaser|reel|short|slideshow|animation|explainer|tutorial|mp4|vlog|montage|timelapse|time-lapse|demo|gif)\b"
    rf"|\b(?:turn|convert|make|transform)\s+.{{3,80}}?\binto\s+(?:an?\s+)?(?:[\w:.'’-]+\s+){{0,6}}?(?:video|film|movie|clip|short|reel|mp4|slideshow)\b"
    r"|^\W*(?:(?:an?|one|\d+)\s+)?(?:[\w:.'’-]+[\s,]+){0,8}?(?:video|film|movie|clip|ad|commercial|promo|trailer|teaser|reel|explainer|tutorial|vlog)\s+(?:about|on|of|for|showing|introducing|explaining|from|with)\b"
    rf"|\b{_MAKE}\s+(?:me\s+|us\s+)?(?:an?|one)\s+\d+[\s-]*(?:s|secs?|seconds?|mins?|minutes?)\b"
    r"|\bgenerat(?:e|ing)\s+(?:videos?|films?)\b|(?:生成|制作|做|generate)\s*一?(?:个|条|段|支)?\s*(?:\d+|[一二三四五六七八九十]{1,3})\s*(?:秒|分钟)的"
    r"|(?:给|为|帮)[^，。]{1,20}做一?(?:个|条|段|支)[^，。]{1,60}的?(?:video|film|vlog|demo)|来(?:一)?段[^，。]{2,30}的(?:画面|视频)"
    r"|(?:生成|制作|做|创作|拍|剪|来|整(?!条|个视频|段)|弄|出|写)(?:一|1|\d+|两|三)?(?:个|条|段|部|支|则|份)[^，。,.]{0,40}?(?:视频|影片|短片|片子|宣传片|广告|动画|预告片|纪录片|教程|科普|视屏|vlog|mv|video|reel)"
    r"|(?:生成|制作|创作|拍摄?|做)(?!成|得|字幕|标题|旁白|配音|音乐)[^，。,.字标]{2,30}(?:视频|影片|短片|宣传片|广告片?|动画|画面|片子)|做(?:个|条|段|支|部)[^，。,.]{1,30}(?:视频|影片|短片|广告|宣传片|动画|片子|教程|vlog)"
    r"|(?:关于|介绍|讲)[^，。]{1,24}的(?:视频|影片|短片|宣传片)"
)
_CHANGES_IT = rx(
    r"^\W*(?:please\s+)?(?:make|turn|convert|change|cut|trim|render|set)\s+(?:it|this|that|the\s+(?:video|film|clip|whole)|my\s+(?:video|film))\b(?!\s+(?:\w+\s+){0,3}into\s+(?:an?\s+)?(?:\w+\s+){0,3}(?:video|film)\b.*:)"
    r"|^(?!.*\b(?:video|film|explainer|clip|ad|promo)\b).*\b(?:scene|captions?|subtitles?|title|transitions?|narration|voice-?over|version)\b(?=.{0,24}$)|^\W*(?:给|把|将|让)(?:这个|这段|这条)?(?:视频|影片|片子|短片|它)|(?:视频|影片)(?:改|换|变|加|去|删|太|再)"
)
_EDITS = rx(
    rf"^\W*(?:(?:please|can\s+you|could\s+you|now|then|also|请|帮我|麻烦)\s*)*(?:{words('verb.remove|verb.change|verb.swap|verb.duplicate')}|(?:move|drag|add|insert|put|keep|undo|redo|speed|slow|shorten|extend|trim|zoom|mute|把|将|加|撤|第|最后|字幕|音乐|标题|场景|转场|旁白|时长)|(?:the|my)\s+(?:{words('target.captions|target.music|target.title|target.voice|target.transition|target.text|target.palette')}|last|first|second|scene|video|film|clip|ending|opening|whole)|scenes?\b|hold|give|fix|correct|adjust|bring|stretch|rotate|let.s|try|lower|raise|increase|decrease|reduce|turn|go|play|loop|brighten|stabili|roll|mock|cut|don.t|do\s+not|no\s+need|wait|stop|不用|别|先别|还不要|片头|片尾|开头|结尾|画面|i\s+(?:want|need|would\s+like)\s+(?:the|this|it|my)\b|i'd\s+like\s+(?:the|this|it|my)\b)"
)
_THIS_ONE = rx(
    r"^\W*(?:[\w'-]+\s+){0,4}(?:it|this|that|the\s+(?:video|film|clip|total|music|captions?|title|text|scenes?|first|second|third|last|whole|ending))\b"
)
_AT_ONCE = rx(
    r"^\W*(?:\d+\s*(?:s\b|secs?|seconds?|mins?|minutes?|秒|分)|half\s+a\s+minute|vertical|landscape|portrait|square|9:16|16:9|1:1|explain|describe|introduce|present|compare|announce|promote|instagram|tiktok|youtube|抖音|小红书|b站|视频号|竖屏|横屏|方形|讲|介绍|科普|用|something\s+\w+\s+(?:about|on|for)|教)|:\s|：|\d+\s*(?:s|sec|seconds?|秒)\W*$"
)
_FILM_WORD = rx(f"{ask('en', 'video')}|{ask('zh', 'video')}")
_ENOUGH = 800  # characters: who asks for a film does so at the start
_A_FILM = rx(
    r"\b(?:an?|another|new)\s+(?:[\w:.'’-]+[\s,]+){0,8}?(?:video|film|movie|clip|ad|promo|reel)\s+(?:about|on|of|showing|introducing)\b"
)


def wants_new(request: str, has_draft: bool) -> bool:
    """See `studio.director.wants_new`."""
    if not has_draft:
        return True
    low = hide_quotes(request, fold(request))[:_ENOUGH]
    if not says_something(request):
        return False
    if _A_FILM.search(low) or _OVER.search(low):
        return True
    if _CHANGES_IT.search(low) and len(low) < 160:
        return False
    return bool(_FILM.search(low)) or _is_brief(request, low) or _pasted(request, low)


def _is_brief(request: str, low: str) -> bool:
    """Whether a message names a subject and asks for a film of it in other words: "45 seconds: the northern lights"."""
    if _EDITS.search(low) or _THIS_ONE.search(low) or len(low) < 12:
        return False
    parsed = read(request[:_ENOUGH])
    asked = wishes(parsed.ask)
    specific = bool(
        _FILM_WORD.search(parsed.ask) or (_AT_ONCE.search(low) and (asked.duration or asked.shape or asked.platform))
    )
    return specific and bool(parsed.subject or len(parsed.parts) > 1 or parsed.scripted)


def _pasted(request: str, low: str) -> bool:
    """A whole text or script that was pasted is a film to be, where it is too long for a change."""
    lines = [line for line in request.splitlines() if says_something(line)]
    return (len(lines) > 3 or len(request) > 600) and len(residue(low)) > 160
