"""Words on screen: the title, what a scene says, what a caption says."""

import re

from studio.director import draft as drafts
from studio.director.edits.clause import Clause, Refusal, Understood, clean, op
from studio.director.edits.texts import every_text
from studio.director.edits.vocabulary import words
from studio.director.lexicon import rx
from studio.director.writing import fold, says_something

_TO = (
    r"\s*(?:\b(?:to\s+say|to\s+read|to\s+be|should\s+(?:be|say|read)|that\s+(?:says|reads)|to|into|say|says|saying|reads?|reading|be|as|is|with)\b\s*:?|:)\s*"
    r"|(?:改写成|改成|改为|换成|换为|变成|变为|设为|设成|设置为|写成|写上|写着|写|叫做|叫|命名为|显示|说|内容是|就?用|是|为|成|:)\s*:?\s*"
)
_NAMING = rx(
    r"\b(?:title|call|name|retitle|rename)\s+(?:it|this|(?:the|my|our)\s+(?:video|film|movie|clip|whole\s+thing|project))(?:\s+(?:to|as|into))?\s*:?\s*"
    r"|^(?:把|将|给)?(?:视频|影片|片子|短片|它|这个视频)?(?:的)?(?:名字|片名|名称|名)?(?:改个?名(?:字)?|起名|取名|命名|改名)[,，]?(?:叫做|叫|为|成)*\s*:?|(?:视频|影片|片子|短片|它|名字|名称)(?:就)?(?:改)?(?:叫做|叫成|叫|名为)\s*:?|^(?:就)?叫做?\s*:?(?=[《“\"「])"
)
_AS_TITLE = rx(
    rf"\b(?:use|make|have|put|set|add|write|try)\s+(?P<value>.+?)\s+(?:as|for|in)\s+(?:the|a|my|our)?\s*{words('target.title')}"
)
_REMOVE = rx(rf"(?:{words('verb.remove|verb.unwanted')})")
_STRUCTURE = rx(r"\btitle\s+(?:scene|slide|shot|screen)|标题(?:场景|镜头|那一?幕)")


def replaced(c: Clause) -> Understood:
    """ "replace “The pour” with “The slow pour”", 把“江边”改成“外滩”"""
    if len(c.quotes) < 2 or not c.has("verb.change|verb.swap"):
        return _replaced_plain(c)
    old, new = c.quotes[0][2], c.quotes[1][2]
    if not _in_draft(c, old):
        return Refusal("no_such_text", {"text": old})
    return op("replace_text", old=old, new=new)


_PLAIN = rx(
    r"\b(?:replace|change|swap|switch)\s+(?:the\s+)?(?:word|words|phrase|text|name)?\s*(?P<old>.+?)\s+(?:with|to|by|for|into)\s+(?P<new>.+)$|^(?:把|将)(?:里面的|画面上的|文字)?(?P<old_zh>.+?)(?:全部|都|统一)?(?:改成|改为|换成|替换成|替换为|换为)(?P<new_zh>.+)$"
)


def _replaced_plain(c: Clause) -> Understood:
    """The same without quotation marks, where the old words stand in the draft and are nothing else."""
    m = _PLAIN.search(c.low)
    if not m or c.scenes or c.times or c.percent is not None:
        return None
    group = "old" if m["old"] else "old_zh"
    old = clean(re.sub(r"^(?:the\s+)?(?:words?|phrase|name|text)\s+", "", c.text[m.start(group) : m.end(group)]))
    old = re.sub(r"^(?:the|所有的?)\s+", "", old) if not _in_draft(c, old) else old
    new = clean(
        re.sub(
            r"\s+(?:everywhere|in\s+(?:all|every)\s+\w+|throughout)\s*$",
            "",
            c.text[m.end(group) :][m.start("new" if m["new"] else "new_zh") - m.end(group) :],
        )
    )
    targets = "|".join(
        f"target.{t}"
        for t in (
            "title",
            "captions",
            "music",
            "voice",
            "text",
            "transition",
            "palette",
            "mood",
            "shape",
            "length",
            "film",
            "picture",
            "pace",
            "sound",
        )
    )
    if not says_something(new) or len(old) < 2 or re.fullmatch(rf"(?:the\s+)?{words(targets)}", fold(old)):
        return None
    return op("replace_text", old=old, new=new) if _in_draft(c, old) else None


def _in_draft(c: Clause, text: str) -> bool:
    return any(fold(text) in fold(t) for t in every_text(c.draft))


def subtext(c: Clause) -> Understood:
    """The line under the title."""
    m = c.find("target.subtext")
    if not m:
        return None
    value = _value(c, m.end())
    if value:
        return op("set_subtext", text=value)
    return op("set_subtext", text="") if _REMOVE.search(c.low) else Refusal("what_text")


def title(c: Clause) -> Understood:
    """The title: set, taken away, shown for so long."""
    naming = _NAMING.search(c.low)
    if naming and (named := clean(c.text[naming.end() :])):
        return op("set_title", text=named)
    m = c.find("target.title")
    if not m or _STRUCTURE.search(c.low) or c.has("target.subtext"):
        return None
    if c.scenes and _value(c, m.end()):
        return op("set_scene_text", scene=c.scenes[0].index + 1, text=_value(c, m.end()))
    value = _title_value(c, m)
    if value and not re.fullmatch(
        words("degree.up|degree.down|degree.longer|degree.shorter|place.start|place.end"), fold(value)
    ):
        return op("set_title", text=value)
    return _title_switch(c, m)


def _title_value(c: Clause, m: re.Match[str]) -> str | None:
    if c.quotes:
        return c.quotes[-1][2].strip()
    if as_title := _AS_TITLE.search(c.low):
        return clean(c.text[as_title.start("value") : as_title.end("value")])
    if c.times or c.percent is not None or c.has("degree.up") or c.has("degree.down"):
        return None
    return _value(c, m.end())


def _title_switch(c: Clause, m: re.Match[str]) -> Understood:
    has_title = bool(drafts.segments(c.draft, "title"))
    if c.times and not c.has("verb.remove"):
        return op("set_title_duration", ms=c.times[0].ms) if has_title else Refusal("no_title")
    if c.has("degree.up") or c.has("degree.down"):
        return None
    if c.says(r"\btypo|\bmisspel|\bmistake|\bspelling|错别字|错字|写错"):
        return Refusal("what_title")
    if _REMOVE.search(c.low):
        return op("remove_title") if has_title else Refusal("no_title")
    if c.has("verb.add"):
        text = (c.draft.get("m") or {}).get("title")
        return op("set_title", text=text) if text and not has_title else Refusal("what_title")
    return Refusal("what_title") if c.has("verb.change") else None


def _value(c: Clause, start: int = 0) -> str | None:
    """The new words: what is quoted, else what follows "to", "says", 改成, a colon."""
    if c.quotes:
        return c.quotes[-1][2].strip()
    return c.after(_TO, start)


_SAYING = rx(
    rf"(?:{words('verb.say')}|\brewrite\b|\brephrase\b|\breword\b|\btext\b|\bwords\b|\bheading\b|\bline\b|\bmessage\b|文字|文案|内容|文本|台词|标语|写|一句|句话|\bcta\b|\bcall\s+to\s+action\b|\bphrase\b|\bsentence\b)"
)
_ONLY_SCENE = rx(
    r"^\W*(?:the\s+)?[\w\s]{0,24}(?:scene|shot|slide|ending|opening)[\w\s]{0,8}\s*[:：\-–—]?\s*[\"“‘'「《]|^\W*[^\s,，]{1,12}(?:场景|幕|镜头)\s*[:：]?\s*[\"“「《]"
)
_WRITE = rx(
    r"\b(?:write|put|say|says|should\s+(?:say|read|be)|reads?|type|add)\b\s*:?\s*|(?:写上|写着|写成|写|改成|改为|换成|显示|说|放)\s*:?\s*"
)


def scene_text(c: Clause) -> Understood:
    """What a scene says."""
    refs = c.any_scenes or c.places
    if not refs or (c.has("target.picture") and not _SAYING.search(c.low)):
        return None
    if c.has("target.text") and _REMOVE.search(c.low) and not c.quotes:
        return op("clear_scene_text", scene=refs[0].index + 1)
    change_to_quote = bool(c.quotes) and (c.has("verb.change") or bool(_ONLY_SCENE.match(c.low)))
    if not (_SAYING.search(c.low) or change_to_quote):
        return None
    ref = refs[0]
    value = c.quotes[-1][2].strip() if c.quotes else _unquoted(c, ref.start, ref.end)
    if not value:
        return Refusal("what_text") if c.has("verb.change") or c.has("verb.say") else None
    return op("set_scene_text", scene=ref.index + 1, text=value)


def _unquoted(c: Clause, start: int, end: int) -> str | None:
    """Words without quotation marks: behind the scene ("scene 2 says …", "in scene 3 write …"), else before it."""
    behind = c.after(_TO + "|" + _WRITE.pattern, end)
    if behind:
        return behind
    m = _WRITE.search(c.low)
    if m and m.end() < start:
        return (
            clean(re.sub(r"\s*\b(?:at|in|on|as|for|of|to)\s*(?:the)?\s*$|\s*(?:在|到)$", "", c.text[m.end() : start]))
            or None
        )
    return None


def caption_text(c: Clause) -> Understood:
    """What the caption of a scene says."""
    m = c.find("target.captions")
    if not m:
        return None
    if c.has("degree.up") and not c.quotes:
        return None
    refs = c.any_scenes
    value = c.quotes[-1][2].strip() if c.quotes else None
    if refs and not value:
        value = c.after(_TO, max(m.end(), refs[0].end))
        if _REMOVE.search(c.low) and not value:
            return op("set_caption", scene=refs[0].index + 1, text="")
    if not value or (not refs and not c.quotes):
        return None
    if refs:
        return op("set_caption", scene=refs[0].index + 1, text=value)
    return (
        op("set_caption", scene=1, text=value)
        if len(drafts.segments(c.draft, "caption")) == 1
        else Refusal("which_scene")
    )
