"""From a brief to the beats of a film: a title, scenes of the user's own words and material, an ending."""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import PurePath

from studio.director.beats import Beat
from studio.director.brief import Brief
from studio.director.framing import Frame, bare, framing, within
from studio.director.layouts import beat_for, captions, headline
from studio.director.lexicon import data
from studio.director.points import Point, enumeration
from studio.director.replies import listing
from studio.director.values import Art, Material
from studio.director.writing import says_something, sentence_case, shorten, trim, width

SCENE_MS = {"slow": 6_500, "normal": 5_000, "fast": 3_300}
_TOLD_SCENE = 8_000
_LONGEST_SCENE = 10_000  # ms: framing that stands longer than this bores
_CALL = re.compile(
    r"\b(?:order|buy|visit|call|book|sign up|subscribe|follow|join us|download|shop now|get yours|learn more|try it|come (?:by|visit)|see you|contact)\b|https?://|www\.|\.(?:com|cn|org|net|io)\b"
    r"|立即|扫码|下单|点击|关注|欢迎|预约|购买|联系我们|电话|敬请|期待您|等你",
    re.IGNORECASE,
)
_CAMERA = re.compile(
    r"^(?:img|dsc|dscn|dscf|pxl|vid|mov|mvi|dji|gopr|screenshot|screen shot|image|photo|picture|video|clip|untitled|file|wechat|wx|mmexport|微信图片|截图|图片|照片|视频)?[\s_\-()\d.:]*$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Plan:
    """What a film is to be made of and how."""

    brief: Brief
    material: Sequence[Material]
    language: str
    mood: str
    pace: str
    length: int
    scenes: int | None
    titled: bool
    ended: bool
    seed: int


def title_of(brief: Brief) -> str:
    """The film's title: the one that was asked for, else its subject, else what its first words are about."""
    if brief.title:
        return brief.title
    if brief.subject or brief.kicker:
        return sentence_case(shorten(bare(brief.subject or brief.kicker), 60))
    for part in brief.parts:
        return headline(part.text if isinstance(part, Point) else part, 44)
    if brief.scripted:
        return headline(next((s.text for s in brief.scripted if s.text), brief.scripted[0].visual), 44)
    return ""


def beats(plan: Plan, art: Art) -> list[Beat]:
    """The beats of the whole film, title first and ending last, enough for its length."""
    brief = plan.brief
    title = title_of(brief)
    frame = Frame(brief.subject, title, plan.language, plan.mood, random.Random(plan.seed))
    parts, closing = _closing(brief, title)
    own = _with_material(_own(brief, parts, frame), plan.material, plan.language)
    opening = [Beat("title", title, {}, (), title)] if plan.titled and title else []
    ending = [_ending(frame, closing)] if plan.ended and (title or closing) else []
    told = bool(brief.scripted) or any(b.material for b in own) or any(isinstance(p, str) for p in parts)
    room = _wanted(plan, told and len(own) > 2) - len(own) - len(opening) - len(ending)
    extra = _extra(plan, frame, own, room, art)
    return [*opening, *_interleave(own, extra), *ending]


def _wanted(plan: Plan, told: bool) -> int:
    """How many scenes suit the length: as the pace has it, but no more framing than a long film can bear.

    `told`: there is a text to tell or there are pictures to show, which may stand longer.
    """
    if plan.scenes:
        return plan.scenes
    usual = max(3, round(plan.length / SCENE_MS[plan.pace]))
    if told:
        return min(usual, round(plan.length / _TOLD_SCENE))
    return usual if usual <= 12 else max(12, round(plan.length / _LONGEST_SCENE))


def _closing(brief: Brief, title: str) -> tuple[list[Point | str], str]:
    """The parts without the last call ("Order today at …"), which the ending shows, and that call."""
    parts = list(brief.parts)
    closing = brief.closing
    if (
        not closing
        and len(parts) > 1
        and isinstance(parts[-1], str)
        and _CALL.search(parts[-1])
        and width(parts[-1]) <= 70
    ):
        closing = str(parts.pop())
    first = parts[0] if parts else None
    if (
        not brief.subject
        and not brief.title
        and isinstance(first, str)
        and trim(first) == trim(title)
        and len(parts) > 1
    ):
        parts.pop(0)
    return parts, trim(closing)


def _extra(plan: Plan, frame: Frame, own: list[Beat], room: int, art: Art) -> list[Beat]:
    """Framing for the room that is left; a list of all points where there are enough of them and time for it."""
    if room <= 0:
        return []
    names = [str(b.words.get("heading") or b.words.get("label") or "") for b in own]
    names = [n for n in names if n and width(n) <= 36]
    out: list[Beat] = []
    if plan.brief.audience:
        out.append(_audience(plan.brief.audience, frame))
    if len(names) >= 3 and room > 1 and not any(b.layout == "list" for b in own):
        out.append(Beat("list", frame.title, {"heading": frame.title, "items": names[:6]}, (), frame.title, own=False))
    return [*out, *islice(framing(frame, art, names if len(names) > 1 else ()), max(0, room - len(out)))][
        : max(room, len(out))
    ]


def _audience(who: str, frame: Frame) -> Beat:
    first, second = data("phrases")[frame.language]["audience"]
    who = listing([trim(w) for w in enumeration(who)], frame.language)
    head = frame.caption(first, audience=who)
    return Beat("statement", shorten(head, 28), {"heading": head}, (frame.caption(second, audience=who),), who)


def _interleave(own: list[Beat], extra: list[Beat]) -> list[Beat]:
    """Framing spread between the user's own scenes: one line to begin with, a list of all to end with."""
    lists = [b for b in extra if b.layout == "list"]
    lines = [b for b in extra if b.layout != "list"]
    if not own:
        return [*lines, *lists]
    out = list(own)
    for i, beat in enumerate(lines[1:]):
        out.insert(min(len(out), (i + 1) * (len(own) + 1) // len(lines) + i), beat)
    return [*lines[:1], *out, *lists]


def _own(brief: Brief, parts: list[Point | str], frame: Frame) -> list[Beat]:
    """The user's own scenes: those written out, else one for each point and sentence."""
    if brief.scripted:
        return [_scripted(s.text, s.visual) for s in brief.scripted]
    if not parts and brief.subject:
        parts = [Point(i) for i in _named_in(brief.subject)]
    count = sum(isinstance(p, Point) for p in parts)
    out: list[Beat] = []
    at = 0
    for part in parts:
        if isinstance(part, Point):
            out.append(_point(part, at, count, brief.numbered, frame))
            at += 1
        else:
            out.append(beat_for(part))
    return out


def _named_in(subject: str) -> list[str]:
    """The things that a subject lists: "coffee, tea and milk", "from text prompts or images"."""
    items = [trim(i) for i in enumeration(re.sub(r"^from\s+", "", subject))]
    listed = len(items) > 2 or (len(items) == 2 and " or " in subject)
    return items if listed and all(2 <= width(i) <= 32 for i in items) else []


def _scripted(text: str, visual: str) -> Beat:
    if not trim(text):
        return Beat("picture", shorten(trim(visual), 28), {}, (), visual)
    beat = beat_for(" ".join(text.split("\n")))
    return replace(beat, about=visual) if visual else beat


def _point(point: Point, index: int, count: int, numbered: bool, frame: Frame) -> Beat:
    """One point of a list as a scene: its name large, the rest of it (or a little framing) as its caption."""
    name = sentence_case(point.text)
    if point.detail:
        told = captions(sentence_case(point.detail))
    elif width(point.text) > 44:
        told = captions(point.text)
    else:
        told = (_point_caption(point.text, index, count, numbered, frame),)
    about = f"{point.text} {point.detail}".strip()
    if numbered:
        return Beat("number", shorten(name, 28), {"number": str(index + 1), "label": shorten(name, 72)}, told, about)
    return Beat(("picture", "statement")[index % 2], shorten(name, 28), {"heading": shorten(name, 60)}, told, about)


def _point_caption(text: str, index: int, count: int, numbered: bool, frame: Frame) -> str:
    if count == 1:
        return frame.phrase("only", point=within(text))
    at = 0 if index == 0 else 2 if index == count - 1 else 1
    if numbered:
        return frame.caption(data("phrases")[frame.language]["step"][at], point=within(text))
    return frame.phrase(("first", "next", "last")[at], point=within(text))


def _with_material(own: list[Beat], material: Sequence[Material], language: str) -> list[Beat]:
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
        out.append(_shown(file, words[0] if words else None))
        out += words[1:]
    return out


def _shown(file: Material, beat: Beat | None) -> Beat:
    """A file with the words of a beat as its captions, else with those of its name where a person named it."""
    if beat is None:
        name = sentence_case(_file_words(file.name))
        return Beat("picture", name or PurePath(file.name).stem[:28], {}, (name,) if name else (), name, file)
    words = " ".join(str(beat.words[k]) for k in ("heading", "quote", "label") if beat.words.get(k))
    return replace(beat, layout="picture", material=file, words={}, captions=beat.captions or captions(words))


def _file_words(name: str) -> str:
    """A file's name as words where a person named it ("beach_sunset.jpg"), nothing where a camera did."""
    stem = re.sub(r"[_\-]+", " ", PurePath(name).stem).strip()
    meant = re.search(r"[^\W\d_]{3,}|[一-鿿]{2,}", stem) and not re.search(r"\d{4,}|[0-9a-f]{8,}", stem)
    return trim(stem) if says_something(stem) and meant and not _CAMERA.match(stem) else ""


def _ending(frame: Frame, closing: str) -> Beat:
    title = frame.title
    if closing:
        body = {"body": title} if title and trim(title) != closing else {}
        return Beat("ending", shorten(closing, 28), {"heading": closing, **body}, (), closing)
    line = frame.own(data("phrases")[frame.language]["ending"][frame.mood])
    return Beat("ending", shorten(title, 28), {"heading": title, "body": line}, (), title, own=False)
