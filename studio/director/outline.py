"""From a brief to the beats of a film: a title, scenes of the user's own words and material, an ending."""

import random
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from studio.director.beats import Beat
from studio.director.brief import Brief
from studio.director.layouts import beat_for, captions, headline
from studio.director.lexicon import data
from studio.director.points import Point
from studio.director.values import Art, Material
from studio.director.wishes import Wishes
from studio.director.writing import says_something, sentence_case, shorten, trim, width

_SCENE_MS = {"slow": 6_500, "normal": 5_000, "fast": 3_300}
_ARTICLE = re.compile(r"^(?:an?|some)\s+", re.IGNORECASE)
_CALL = re.compile(
    r"\b(?:order|buy|visit|call|book|sign up|subscribe|follow|join us|download|shop now|get yours|learn more|try it|come (?:by|visit)|see you|contact)\b|https?://|www\.|\.(?:com|cn|org|net|io)\b"
    r"|立即|扫码|下单|点击|关注|欢迎|预约|购买|联系我们|电话|敬请|期待您|等你",
    re.IGNORECASE,
)
_CAMERA = re.compile(
    r"^(?:img|dsc|dscn|dscf|pxl|vid|mov|mvi|dji|gopr|screenshot|screen shot|image|photo|picture|video|clip|untitled|file|wechat|wx|mmexport|微信图片|截图|图片|照片|视频)?[\s_\-()\d.:]*$",
    re.IGNORECASE,
)


def title_of(brief: Brief) -> str:
    """The film's title: the one that was asked for, else its subject, else what its first words are about."""
    if brief.title:
        return brief.title
    if brief.subject:
        return topic_title(brief.subject)
    for part in brief.parts:
        return headline(part.text if isinstance(part, Point) else part, 44)
    if brief.scripted:
        return headline(next((s.text for s in brief.scripted if s.text), brief.scripted[0].visual), 44)
    return ""


def topic_title(subject: str) -> str:
    """A subject as a title: no article in front, not longer than two lines."""
    return sentence_case(shorten(_ARTICLE.sub("", subject), 60))


def beats(
    brief: Brief,
    wishes: Wishes,
    material: Sequence[Material],
    language: str,
    mood: str,
    length: int,
    seed: int,
    art: Art,
) -> list[Beat]:
    """The beats of the whole film, title first and ending last, as many as its length can hold."""
    rng = random.Random(seed)
    parts = list(brief.parts)
    closing = brief.closing
    if (
        not closing
        and parts
        and isinstance(parts[-1], str)
        and len(parts) > 1
        and _CALL.search(parts[-1])
        and width(parts[-1]) <= 70
    ):
        closing = str(parts.pop())
    title = title_of(brief)
    if (
        parts
        and not brief.subject
        and not brief.title
        and isinstance(parts[0], str)
        and trim(parts[0]) == trim(title)
        and len(parts) > 1
    ):
        parts.pop(0)
    own = _with_material(_own(brief, parts, language, rng), material)
    opening = Beat("title", title, {}, (), title)
    ending = _ending(title, closing, language, mood)
    want = wishes.scenes or max(3, round(length / _SCENE_MS[wishes.pace or "normal"]))
    room = want - len(own) - 2
    fillers = _fillers(brief, wishes, title, own, language, mood, rng, art)[: max(0, room)]
    intro = [b for b in fillers if b.layout != "list"]
    recap = [b for b in fillers if b.layout == "list"]
    if own:
        return [opening, *intro[:1], *_interleave(own, intro[1:]), *recap, ending]
    return [opening, *intro, ending]


def _interleave(own: list[Beat], extra: list[Beat]) -> list[Beat]:
    """Framing scenes spread between the user's own, not heaped at one end."""
    out = list(own)
    for i, beat in enumerate(extra):
        out.insert(min(len(out), (i + 1) * (len(own) + 1) // (len(extra) + 1) + i), beat)
    return out


def _own(brief: Brief, parts: list[Point | str], language: str, rng: random.Random) -> list[Beat]:
    if brief.scripted:
        told = [_scripted(s.text, s.visual) for s in brief.scripted]
        return told
    names = [p for p in parts if isinstance(p, Point)]
    out: list[Beat] = []
    for part in parts:
        if isinstance(part, Point):
            out.append(_point(part, len([b for b in out if b.own]), len(names), brief.numbered, language, rng))
        else:
            out.append(beat_for(part))
    return out


def _scripted(text: str, visual: str) -> Beat:
    if not trim(text):
        return Beat("picture", shorten(trim(visual), 28), {}, (), visual)
    beat = beat_for(" ".join(text.split("\n")) if "\n" in text else text)
    return replace(beat, about=visual) if visual else beat


def _point(point: Point, index: int, count: int, numbered: bool, language: str, rng: random.Random) -> Beat:
    """One point of a list as a scene: its name large, the rest of it (or a little framing) as its caption."""
    phrases = data("phrases")[language]
    name = sentence_case(point.text)
    if point.detail:
        told = captions(point.detail if language == "zh" else sentence_case(point.detail))
    else:
        kind = "first" if index == 0 else "last" if index == count - 1 else "next"
        lines = phrases[kind]
        line = lines[rng.randrange(len(lines))]
        told = (
            (sentence_case(line.format(point=_within(point.text))),)
            if width(point.text) <= 44
            else captions(point.text)
        )
    if numbered:
        return Beat(
            "number", shorten(name, 28), {"number": str(index + 1), "label": shorten(name, 72)}, told, point.text
        )
    layout = "picture" if index % 2 == 0 else "statement"
    return Beat(layout, shorten(name, 28), {"heading": shorten(name, 60)}, told, f"{point.text} {point.detail}".strip())


def _within(text: str) -> str:
    """A point in the middle of a sentence: "The beans" as "the beans", names as they are."""
    head = text.split(" ", 1)[0]
    return (
        text[:1].lower() + text[1:]
        if head.lower() in ("the", "a", "an", "our", "your", "my", "their", "its", "this", "that")
        else text
    )


def _with_material(own: list[Beat], material: Sequence[Material]) -> list[Beat]:
    """Give every picture and clip a scene, in order; words go with them, evenly, and words left over stay scenes."""
    seen = [m for m in material if m.kind in ("image", "video")]
    if not seen:
        return own
    out: list[Beat] = []
    used = 0
    for i, file in enumerate(seen):
        until = len(own) * (i + 1) // len(seen) if len(own) > len(seen) else min(i + 1, len(own))
        words = own[used:until]
        used = until
        name = _file_words(file.name)
        first = (
            words[0]
            if words
            else Beat("picture", name or PurePath(file.name).stem, {}, (sentence_case(name),) if name else (), name)
        )
        told = first.captions or tuple(
            captions(" ".join(first.words.get(k, "") for k in ("heading", "quote", "label") if first.words.get(k)))
        )
        out.append(replace(first, layout="picture", material=file, words={}, captions=told))
        out += words[1:]
    return out


def _file_words(name: str) -> str:
    """A file's name as words where a person named it ("beach_sunset.jpg"), nothing where a camera did."""
    stem = re.sub(r"[_\-]+", " ", PurePath(name).stem).strip()
    return (
        ""
        if _CAMERA.match(stem)
        or not says_something(stem)
        or not re.search(r"[^\W\d_]{3,}|[一-鿿]{2,}", stem)
        or re.search(r"\d{4,}|[0-9a-f]{8,}", stem)
        else trim(stem)
    )


def _ending(title: str, closing: str, language: str, mood: str) -> Beat:
    if closing:
        return Beat("ending", shorten(closing, 28), {"heading": closing, "body": title}, (), closing)
    body = data("phrases")[language]["ending"][mood]
    return Beat("ending", shorten(title, 28), {"heading": title, "body": body}, (), title, own=False)


def _fillers(
    brief: Brief, wishes: Wishes, title: str, own: list[Beat], language: str, mood: str, rng: random.Random, art: Art
) -> list[Beat]:
    """Scenes for the time that the user's words leave: the subject's own words first, then framing by mood."""
    topic = brief.subject and _ARTICLE.sub("", brief.subject) or title
    phrases = data("phrases")[language]
    lines = list(phrases["scene"][mood])
    rng.shuffle(lines)
    framed = [_framed(heading, line, topic, i) for i, (heading, line) in enumerate(lines)]
    told = [b for b in own if b.words.get("heading")]
    recap = (
        [Beat("list", title, {"heading": title, "items": [b.words["heading"] for b in told[:5]]}, (), topic, own=False)]
        if len(told) >= 3
        else []
    )
    if not own:
        words = _topic_words(topic, language, art)
        pictures = [
            Beat("picture", w, {"heading": sentence_case(w)}, (b.captions or ()), w, own=False)
            for w, b in zip(words, framed, strict=False)
        ]
        rest = framed[len(pictures) :]
        return _weave(pictures, rest)
    return [framed[0], *recap, *framed[1:]]


def _weave(a: list[Beat], b: list[Beat]) -> list[Beat]:
    out: list[Beat] = []
    for i in range(max(len(a), len(b))):
        out += b[i : i + 1] + a[i : i + 1]
    return out


def _framed(heading: str, line: str, topic: str, index: int) -> Beat:
    told = sentence_case(line.format(topic=_within(topic) if not line.startswith("{topic}") else sentence_case(topic)))
    return Beat("statement" if index % 2 == 0 else "picture", heading, {"heading": heading}, (told,), topic, own=False)


_SMALL = frozenset(
    "a an the of in on at to for with and or by from as is are my our your how why what when where who i we you it its this that".split()
)


def _topic_words(topic: str, language: str, art: Art) -> list[str]:
    """The words of a subject that a drawing exists for: "waves at night" has "waves" and "night"."""
    if language == "zh":
        halves = [topic[: len(topic) // 2], topic[len(topic) // 2 :]] if len(topic) == 4 else []
        return halves if halves and all(art(h, "zh", 1) for h in halves) else []
    words = [w for w in re.findall(r"[A-Za-z][\w'’-]+", topic) if w.lower() not in _SMALL]
    drawn = [w for w in words if art(w, "en", 1)]
    return drawn if len(words) > 1 else []
