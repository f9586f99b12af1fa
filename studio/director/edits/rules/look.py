"""How the film looks and feels: mood, palette, transitions, motion, drawings."""

import re

from studio.director.edits.clause import Clause, Refusal, Understood, clean, op
from studio.director.edits.vocabulary import words
from studio.director.lexicon import alternation, named, rx
from studio.director.wishes import first

_NONE = rx(words("verb.remove|verb.unwanted"))
_KIND = named("transition")
_MOTIONS = (
    (
        "still",
        r"\b(?:still|static|stop|freeze|no\s+motion|don't\s+move|not\s+move|without\s+(?:motion|movement|moving))\b|静止|不要动|别动|固定|不动|去掉(?:运镜|动效|动画)|不要(?:运镜|动效|动画)",
    ),
    ("zoom_in", r"\bzoom(?:s|ing)?\s*(?:in|into|on|onto|closer)\b|\bpush\s+in\b|推近|拉近|放大(?!字|文)|推进"),
    ("zoom_out", r"\b(?:zoom(?:s|ing)?\s*out|pull\s+(?:out|back))\b|拉远|推远|缩小(?!字|文)"),
    ("pan_left", r"\bpan(?:s|ning)?\s+(?:\w+\s+){0,2}left\b|(?:向|往)左(?:平移|移动?|摇)?"),
    ("pan_right", r"\bpan(?:s|ning)?\s+(?:\w+\s+){0,2}right\b|(?:向|往)右(?:平移|移动?|摇)?"),
    ("pan_up", r"\b(?:pan|tilt)(?:s|ning)?\s+(?:\w+\s+){0,2}up\b|(?:向|往)上(?:平移|摇)"),
    ("pan_down", r"\b(?:pan|tilt)(?:s|ning)?\s+(?:\w+\s+){0,2}down\b|(?:向|往)下(?:平移|摇)"),
)
_OWN_WORDS = rx(
    r"\bfade[sd]?\s*(?:in|out)\b|\bfades\b|\bfading\b|\bcross-?\s?fades?\b|\bdissolves?\b|\bwipes?\s+in\b|\bslides?\s+in\b|\bpush(?:es)?\s+in\b|\b(?:hard|jump|straight)\s+cuts?\b|淡入|淡出|叠化|硬切|直切|滑入|擦除|推移"
)


def transition(c: Clause) -> Understood:
    """How scenes begin: all, or one."""
    spoken = c.has("target.transition")
    if not spoken and not _OWN_WORDS.search(c.low) and not c.says(r"\bbetween\s+(?:the\s+)?scenes\b|场景之间|场景间"):
        return None
    if c.has("target.music") or c.has("target.captions"):
        return None
    refs = c.any_scenes
    joint = len(refs) > 1 and bool(c.says(r"\bbetween\b|之间"))
    alone = bool(refs) and not c.says(r"\bbetween\b|之间")
    where = {"scene": max(r.index for r in refs) + 1} if joint else {"scene": refs[0].index + 1} if alone else {}
    kind = _kind(c)
    if c.times:
        length = op("set_transition_length", ms=c.times[0].ms)
        return (
            [*op("set_transition", kind=kind, **where), *length] if kind and not c.has("target.transition") else length
        )
    if kind:
        return op("set_transition", kind=kind, **where)
    if c.says(r"\b(?:smooth|soft|gentle|subtle|simple)(?:er)?\b|柔和|平滑|自然|流畅|丝滑"):
        return op("set_transition", kind="fade", **where)
    if _NONE.search(c.low):
        return op("set_transition", kind="cut", **where)
    if c.has("degree.longer|degree.slower") or c.says(r"\bslow\b|慢"):
        return op("set_transition_length", ms=900)
    if c.has("degree.shorter|degree.faster"):
        return op("set_transition_length", ms=250)
    return op("set_transition", kind=_another(c), **where) if spoken and c.has("verb.add|verb.change") else None


def _kind(c: Clause) -> str | None:
    """The kind named last before a "not", so that "no transitions, just hard cuts" is a cut."""
    hits = [
        (m.end(), name)
        for name, p in _KIND.items()
        for m in p.finditer(c.low)
        if not (name == "cut" and m[0] == "cut" and not c.says(r"\b(?:to|a|just|hard)\s+cut|直接"))
    ]
    if not hits:
        return None
    last = max(hits)
    refused = c.says(
        rf"(?:\bno\b|\bwithout\b|\bremove\b|don't|不要|去掉|别)[\w\s]{{0,12}}{re.escape(c.low[max(0, last[0] - 4) : last[0]])}"
    )
    return "cut" if refused and len({h[1] for h in hits}) == 1 else last[1]


def _another(c: Clause) -> str:
    now = (c.draft.get("m") or {}).get("transition", "cut")
    kinds = ("fade", "slide", "zoom", "wipe", "push")
    return next(k for k in kinds if k != now) if now != "cut" else "fade"


def motion(c: Clause) -> Understood:
    """How a scene's picture moves."""
    if c.has("target.text|target.captions|target.title|target.music|target.transition") and not c.has("target.motion"):
        return None
    kind = next((name for name, p in _MOTIONS if re.search(p, c.low)), None)
    about = (
        c.has("target.motion|target.picture|target.clip") or c.says("画面") or c.scenes or (kind and kind != "still")
    )
    if not kind or not about:
        return None
    if kind.startswith("zoom") and c.says(r"\b(?:face|faces)\b|脸"):
        return Refusal("no_faces")
    return op("set_motion", motion=kind, **({"scene": c.any_scenes[0].index + 1} if c.any_scenes else {}))


_ART = rx(
    r"\b(?:change|replace|swap|switch|turn|make)\s+the\s+(?:picture|drawing|image|icon|illustration|emoji)\s+(?:in|of|on|for)\s+.+?\s+(?:to|into|with|for)\s+(?:an?\s+|the\s+)?(?P<what_of>.+)$|(?:幕|场景|镜头)(?:里|中|上)?(?:画|出现)(?:上|着|个|一个|一只|一张|一幅|一杯|只)*(?P<what_zh3>[^，,]{1,12})$|"
    r"\b(?:show|draw|use|put|add|have|with)\s+(?:me\s+)?(?:an?\s+|the\s+|some\s+)?(?:(?:picture|drawing|image|icon|illustration|emoji|photo)\s+of\s+)?(?P<what>.+?)\s+(?:in|on|for|to|into)\s+(?:the\s+)?(?=scene|shot|first|second|third|fourth|fifth|last|ending|opening)"
    r"|(?:图|插图|画面|图标|配图|图案|插画)(?:片)?(?:换成|改成|改为|用|变成|换为)(?P<what_zh>.+)$|(?:里面?|中间?|上面?|画面)(?:放(?![慢大小缓])|画|加|显示|用|换成)(?:上|个|一个|一只|一张|一幅|一杯|只|张|幅|杯|些)*(?P<what_zh2>[^，,]{1,12})$"
)


def drawing(c: Clause) -> Understood:
    """What a scene's drawing shows."""
    refs = c.any_scenes
    m = _ART.search(c.low)
    if not m or not refs or c.quotes:
        return None
    group = next(g for g in ("what_of", "what", "what_zh", "what_zh2", "what_zh3") if m[g])
    what = clean(c.text[m.start(group) : m.end(group)])
    what = (
        re.sub(r"^(?:一(?:个|只|张|幅|杯|朵|棵)|个|只)", "", what)
        .removesuffix("的图片")
        .removesuffix("的图")
        .removesuffix("的插图")
    )
    return op("set_art", scene=refs[0].index + 1, about=what) if what else None


_BECOMES = rx(
    r"^\W*(?:replace|change|swap|turn|switch)\s+.*?(?:scene|shot|slide)\w*\s*\w*\s+(?:with|to|into|for)\s+(?:an?|the|some)\s+(?P<en>[^\"“]+)$|(?:幕|场景|镜头|段)(?:换成|改成|变成)(?P<zh>[^“\"]+)$"
)


def becomes(c: Clause) -> Understood:
    """ "replace the second shot with a vineyard": what the scene's drawing shows."""
    m = _BECOMES.search(c.low)
    if not m or not c.scenes or c.quotes or c.times or c.has("target.picture|target.text|target.transition"):
        return None
    group = "en" if m["en"] else "zh"
    return op("set_art", scene=c.scenes[0].index + 1, about=clean(c.text[m.start(group) : m.end(group)]))


_WARMER = alternation(["warmer", "warm", "cosier", "cozier", "暖", "暖和", "温暖"])
_COOLER = alternation(["cooler", "cool", "colder", "cold", "冷", "清冷"])


def palette(c: Clause) -> Understood:
    """The colours of the film."""
    spoken = c.has("target.palette") or bool(
        c.says(
            r"[红橙黄绿青蓝紫粉棕黑白灰金暖冷]色|黑白|\bblack\s+and\s+white\b|\bmonochrome\b|\bdark\s+mode\b|颜色|色调|配色|色"
        )
    )
    word = _palette_word(c)
    adjective = c.says(
        r"\b(?:make|turn|switch|change|give|go|use|try|want|should|like)\b|一点|一些|改|换|变|调|偏|\bplease\b|^\s*(?:more|all)?\s*\w+\W*$"
    )
    if (
        c.has("target.text|target.captions|target.title")
        and c.says(r"\b(?:colou?r|yellow|red|blue|white|green|pink|black|orange|purple)\b|色")
        and not c.has("target.mood")
    ):
        return Refusal("no_text_colour") if word else None
    if not word:
        return (
            op("set_palette", palette="")
            if c.has("target.palette")
            and c.says(r"\b(?:another|different|new|other|change)\b|换|别的|改")
            and not c.has("target.mood|target.shape")
            else None
        )
    plain = adjective and not c.has("target.music|target.mood") and len(c.low.split()) <= 7
    if c.quotes or (not spoken and not plain) or c.says(r"\bframes?\b|\bshot\b"):
        return None
    return op("set_palette", palette=word)


def _palette_word(c: Clause) -> str | None:
    """The palette that the colour words of the clause name."""
    from studio.render.look import palettes

    if c.says(rf"(?:make|more|调|偏|变|一点|更|colou?rs?|tones?)?.*{_WARMER}") and c.has(
        "target.palette|target.film|degree.up|verb.change"
    ):
        return "sunrise"
    if c.says(_COOLER) and (c.has("target.palette") or c.says(r"\bcool(?:er|\s+(?:colou?rs|tones|palette))|冷")):
        return "ocean"
    spans = re.findall(r"[a-z]+(?:\s[a-z]+){0,3}|[一-鿿]+", c.low)
    for span in spans:
        parts = span.split(" ")
        for size in (4, 3, 2, 1):
            for i in range(len(parts) - size + 1):
                if parts[0].isascii() and (name := palettes.for_word(" ".join(parts[i : i + size]))):
                    return name
        if not span.isascii() and (name := _han_palette(span)):
            return name
    hit = first("colour", c.low)
    return palettes.for_word(hit) if hit else None


def _han_palette(span: str) -> str | None:
    """The longest colour word inside a run of Chinese characters."""
    from studio.render.look import palettes

    for size in (4, 3, 2):
        for i in range(len(span) - size + 1):
            if name := palettes.for_word(span[i : i + size].removesuffix("色")):
                return name
    m = re.search(r"([红橙黄绿青蓝紫粉棕黑白灰金暖])(?:色|调|一点|一些|系)", span)
    return palettes.for_word(m[1]) if m else None


def mood(c: Clause) -> Understood:
    """What the film feels like."""
    name = first("mood", c.low)
    if not name or c.has("target.music|target.voice|target.captions"):
        return None
    lead = c.has("target.mood") or c.says(
        r"\b(?:make|give|feel|feels|more|want|should\s+be|turn|go|be|try|something|like)\b|\bmore\s+\w+\b|更|一点|一些|点$|改成|换成|变成|改为|要"
    )
    return op("set_mood", mood=name) if lead else None
