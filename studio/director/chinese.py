"""What a Chinese clause of a brief asks for, and which of its words belong in the film."""

import re
from dataclasses import replace
from functools import cache

from studio.director.lexicon import alternation, ask, data, named
from studio.director.quantities import HAN_NUMBER
from studio.director.residue import residue
from studio.director.sifted import Sifted
from studio.director.writing import trim

_MEASURE = r"(?:(?:一|两|三|\d+)?\s*(?:个|条|段|部|支|则|份|款|张|首))"
_VERSIONS = r"(?:[两三四五\d]+\s*(?:个|种|条|版)?(?:不同|不一样)?的?(?:版本|版|方案)的?)"
_TIME = rf"(?:(?:\d+(?:\.\d+)?|{HAN_NUMBER})\s*(?:个)?\s*(?:秒钟?|分钟?半?|s|min)(?:钟)?(?:左右|以内|长)?)"
_FOR = re.compile(
    r"^(?:请|麻烦|能不能|可以)?(?:为|给|帮|替)(?!我(?:做|生|制|拍|剪|写|整|弄|来)|大家|小朋友)(?P<who>[^，,:]{2,24}?)(?:做|制作|生成|拍摄?|剪|写|来|设计|出|整|弄)(?=[一个条段部支则份张\d])"
)
_INTRODUCED = re.compile(
    r"(?:介绍|关于|讲述|讲讲|讲解|展示|展现|主题是|主题为|围绕|科普|聊聊|说说|推荐|宣传)(?:一下|下)?(?P<what>[^,，。:]+?)(?:的?(?:视频|短片|影片|短视频|片子))?$"
)
_THEME = re.compile(r"^以(?P<subject>.+?)为(?:主题|题材|题|内容)")


@cache
def _wish() -> str:
    lexicon = data("lexicon")
    tables = ("mood", "pace", "shape", "platform", "resolution")
    words = [w for t in tables for ws in lexicon[t].values() for w in ws]
    return alternation(
        [
            *words,
            "1080x1920",
            "简短",
            "简单",
            "好看",
            "精美",
            "短",
            "高质量",
            "发布",
            "适合",
            "风格",
            "比例",
            "画面",
            "左右",
            "带字幕",
            "带音乐",
            "配乐",
            "有声",
        ]
    )


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(
        rf"^[\s，,]*(?:(?:{ask('zh', 'polite')}|{ask('zh', 'make')}|{_VERSIONS}|{_MEASURE}|{_TIME}|{_wish()}|(?:用来|用于|适合|给)?发(?:在|到)?(?={_wish()})|的|一|用|\d+|[,，、\s])+)"
    )


@cache
def _trail() -> re.Pattern[str]:
    return re.compile(rf"(?:的|{_wish()}|{_TIME}|风格|主题|题材|公益|宣传|推广|介绍|教学|类|方面|相关|\s|[,，、])+$")


@cache
def _subject() -> re.Pattern[str]:
    return re.compile(rf"{ask('zh', 'subject')}[:：]?\s*")


def _films(low: str, start: int = 0) -> list[re.Match[str]]:
    """The words for a film, save those inside the name of a platform (视频号)."""
    platforms = [m.span() for p in named("platform").values() for m in p.finditer(low)]
    found = re.compile(ask("zh", "video")).finditer(low, start)
    return [m for m in found if not any(a <= m.start() < b for a, b in platforms)]


def only_asks(low: str) -> bool:
    """Whether a clause holds nothing for the screen. What is introduced does, be it made of small words: 介绍成都."""
    named = _INTRODUCED.search(low)
    return not residue(low) and not (named and residue(named["what"], strict=True))


def sift(text: str, low: str) -> Sifted:
    """Take one clause apart (no comma inside, save in lists). `low` is its folded form of the same length."""
    if only_asks(low):
        return Sifted(ask=(low,))
    if m := _THEME.match(low[_skip(low) :]):
        at = _skip(low)
        return Sifted(ask=(low[at + m.end() :],), subject=trim(text[at + m.start("subject") : at + m.end("subject")]))
    if found := _for_whom(text, low):
        return found
    for verb in _subject().finditer(low):
        followed = re.match(rf"(?:的|类|性)?{ask('zh', 'video')}", low[verb.end() :])
        if not followed and not residue(low[: verb.start()]):
            return _after_verb(text, low, verb.start(), verb.end())
    return _around_film(text, low) or Sifted(content=trim(text))


def _for_whom(text: str, low: str) -> Sifted | None:
    """ "为我们的民宿做一个宣传片：海景房、早餐": the subject stands behind 为, and a list may follow the film."""
    m = _FOR.match(low)
    if m is None:
        return None
    who = trim(text[m.start("who") : m.end("who")])
    if not residue(m["who"]):
        return replace(sift(text[m.end() - 1 :], low[m.end() - 1 :]), audience=who)
    if (colon := low.find(":", m.end())) > 0:
        return Sifted(ask=(low[: m.start("who")], low[m.end() - 1 : colon]), subject=f"{who}：{text[colon + 1 :]}")
    inner = sift(text[m.end() - 1 :], low[m.end() - 1 :])
    words = inner.subject or inner.content
    return Sifted(ask=(low[: m.start("who")], *inner.ask), subject=words or who, kicker=who if words else "")


def _skip(low: str) -> int:
    m = _lead().match(low)
    return m.end() if m else 0


def _after_verb(text: str, low: str, asked: int, start: int) -> Sifted:
    """ "介绍城市夜景的视频": the subject ends before the film's own word, where there is one at the end."""
    end = len(low)
    film = _films(low, start)
    if film and not residue(low[film[-1].start() :]) and film[-1].start() > start:
        end = film[-1].start()
        m = _trail().search(low[start:end])
        end = start + m.start() if m else end
    words = trim(text[start:end])
    return Sifted(ask=(low[:asked], low[end:]), subject=words) if words else Sifted(ask=(low,))


def _around_film(text: str, low: str) -> Sifted | None:
    """ "做一个咖啡种植的短视频": the subject stands between the asking and the film's word, or after it."""
    films = _films(low)
    if not films:
        return None
    film = films[0]
    start = _skip(low)
    if not re.search(ask("zh", "make"), low[: film.start()]) and residue(low[film.end() :]):
        return None
    core_end = film.start()
    m = _trail().search(low[start:core_end])
    core_end = start + m.start() if m else core_end
    core = trim(text[start:core_end]) if start < core_end and residue(low[start:core_end]) else ""
    rest = low[film.end() :]
    if residue(rest):
        inner = sift(text[film.end() :], rest)
        subject = inner.subject or inner.content
        return Sifted(ask=(low[: film.end()], *inner.ask), subject=subject or core, kicker=core if subject else "")
    if not core or not residue(low[start:core_end]):
        return Sifted(ask=(low,))
    return Sifted(ask=(low[:start], low[core_end:]), subject=core)
