"""From a brief to the beats of a film: a title, scenes of the user's own words and material, an ending."""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from studio.director.beats import Beat
from studio.director.brief import Brief
from studio.director.framing import Frame, bare, captioned, framing, within
from studio.director.layouts import beat_for, comparison, number
from studio.director.lexicon import data
from studio.director.points import Point, enumeration
from studio.director.reading import Part
from studio.director.replies import listing
from studio.director.showing import with_keyword, with_material
from studio.director.values import Art, Material
from studio.director.wording import captions, headline
from studio.director.writing import language_of, sentence_case, shorten, trim, width

SCENE_MS = {"slow": 6_500, "normal": 5_000, "fast": 3_300}
_CAPTIONED = 4  # pictures; more would only repeat the subject
_LONGEST_SCENE = 12_000  # ms: framing is better than a scene that stands longer
_SLOW_SCENE = 9_000  # ms for each scene of a script: enough to see first and to be told then
_LONGEST_SENTENCE = 150  # half-width letters
_CALL = re.compile(
    r"\b(?:order|buy|visit|call|book|sign up|subscribe|follow|join us|download|shop now|get yours|learn more|try it|come (?:by|visit)|see you|contact)\b|https?://|www\.|\.(?:com|cn|org|net|io)\b"
    r"|立即|扫码|下单|点击|关注|欢迎|预约|购买|抢购|联系我们|电话|敬请|期待您|等你",
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
    captions: bool
    titled: bool
    ended: bool
    traditional: bool
    seed: int


def title_of(brief: Brief) -> str:
    """The film's title: the one that was asked for, else its subject, else what its first words are about."""
    if brief.title:
        return brief.title
    if brief.subject or brief.kicker:
        return sentence_case(shorten(bare(brief.subject or brief.kicker), 60))
    if brief.scripted:
        return headline(next((s.text for s in brief.scripted if s.text), brief.scripted[0].visual), 44)
    return _title_of_part(brief.parts[0]) if brief.parts else ""


def _title_of_part(part: Part) -> str:
    if isinstance(part, Point):
        return headline(part.text, 44)
    beat = beat_for(part)
    if beat.layout == "quote" and beat.words.get("by"):
        return str(beat.words["by"])
    if beat.layout == "comparison":
        zh = language_of(part) == "zh"
        return (
            "以前与现在"
            if zh and part.startswith("以前")
            else "Before and after"
            if part.lower().startswith("before")
            else headline(part, 44)
        )
    return headline(part, 44)


def beats(plan: Plan, art: Art) -> list[Beat]:
    """The beats of the whole film, title first and ending last, enough for its length."""
    brief = plan.brief
    title = title_of(brief)
    frame = Frame(
        brief.subject,
        title,
        plan.language,
        plan.mood,
        random.Random(plan.seed),
        topical=brief.topical and bool(brief.subject),
        traditional=plan.traditional,
    )
    parts, closing = _closing(brief, title)
    own = with_material(
        _own(brief, parts, frame, plan.length > _SLOW_SCENE * max(1, len(brief.scripted))), plan.material
    )
    own = [with_keyword(b, title, i, art) if plan.captions else b for i, b in enumerate(own)]
    opening = [Beat("title", title, {}, (), title)] if plan.titled and title else []
    ending = [_ending(frame, closing)] if plan.ended and (title or closing) else []
    telling = len(own) > 2 and (
        any(b.material for b in own) or bool(brief.scripted) or any(isinstance(p, str) for p in parts)
    )
    room = _wanted(plan, len(own), telling) - len(own) - len(opening) - len(ending)
    middle = _interleave(own, _extra(plan, frame, own, room, art))
    if plan.captions and title and not any(b.captions for b in middle):
        middle = _spoken(middle, frame)
    return [*opening, *middle, *ending]


def _spoken(own: list[Beat], frame: Frame) -> list[Beat]:
    """Pictures that nobody wrote words for, captioned by framing, the first few: captions were asked for."""
    lines = islice(captioned(frame), _CAPTIONED)
    return [replace(b, captions=tuple(islice(lines, 1))) if b.material else b for b in own]


def _wanted(plan: Plan, own: int, telling: bool) -> int:
    """How many scenes suit the length: as the pace has it, but with no more framing than the user's words can bear.

    `telling`: there is a text to tell or there are pictures to show, which may stand longer.
    """
    if plan.scenes:
        return plan.scenes
    usual = max(3, round(plan.length / SCENE_MS[plan.pace]))
    if telling:
        return max(own + 2, round(plan.length / _LONGEST_SCENE))
    bearable = own * 2 + 3 if own else 12
    return max(min(usual, bearable), round(plan.length / _LONGEST_SCENE))


def _closing(brief: Brief, title: str) -> tuple[list[Part], str]:
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
    if len(names) >= 3 and room > 1 and not any(b.layout in ("list", "comparison") for b in own):
        out.append(Beat("list", frame.title, {"heading": frame.title, "items": names[:6]}, (), frame.title, own=False))
    lines = framing(frame, art, names if len(names) > 1 else (), bool(own))
    return [*out, *islice(lines, max(0, room - len(out)))][: max(room, len(out))]


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


def _own(brief: Brief, parts: list[Part], frame: Frame, slow: bool) -> list[Beat]:
    """The user's own scenes: those written out, else one for each point and sentence."""
    if brief.scripted:
        return [b for s in brief.scripted for b in _scripted(s.text, s.visual, slow)]
    if not parts and brief.subject:
        if against := comparison(brief.subject):
            return [against]
        parts = [Point(i) for i in _named_in(brief.subject)]
    count = sum(isinstance(p, Point) for p in parts)
    out: list[Beat] = []
    at = 0
    for part in parts:
        if isinstance(part, Point):
            out.append(_point(part, at, count, brief, frame))
            at += 1
        else:
            out += [beat_for(s) for s in _readable(part)]
    return out


def _readable(sentence: str) -> list[str]:
    """A sentence in pieces that one scene can hold: very long ones are cut where a reader would pause."""
    if width(sentence) <= _LONGEST_SENTENCE:
        return [sentence]
    lines = captions(sentence)
    glue = "" if language_of(sentence) == "zh" else " "
    return [glue.join(lines[i : i + 2]) for i in range(0, len(lines), 2)]


def _named_in(subject: str) -> list[str]:
    """The things that a subject lists: "coffee, tea and milk", "from text prompts or images"."""
    items = [trim(i) for i in enumeration(re.sub(r"^from\s+", "", subject))]
    listed = len(items) > 2 or (len(items) == 2 and " or " in subject)
    return items if listed and all(2 <= width(i) <= 32 for i in items) else []


def _scripted(text: str, visual: str, slow: bool) -> list[Beat]:
    """A scene that was written out. Where there is time, what is to be seen comes first, and then what is said."""
    seen = Beat("picture", shorten(headline(visual), 28), {"heading": headline(visual, 44)}, (), visual)
    if not trim(text):
        return [seen]
    beat = beat_for(" ".join(text.split("\n")))
    if not trim(visual):
        return [beat]
    told = replace(beat, about=visual, name=shorten(headline(visual), 28))
    return [seen, told] if slow else [told]


def _point(point: Point, index: int, count: int, brief: Brief, frame: Frame) -> Beat:
    """One point of a list as a scene: its name large, the rest of it (or a little framing) as its caption."""
    name = sentence_case(point.text)
    about = f"{point.text} {point.detail}".strip()
    counted = None if brief.numbered or point.detail or width(point.text) > 44 else number(point.text)
    if counted and not str(counted.words["number"]).isdigit():
        return replace(counted, captions=(_point_caption(point.text, index, count, False, frame),))
    if point.detail:
        told = captions(sentence_case(point.detail))
    elif width(point.text) > 44:
        told = captions(point.text)
    else:
        told = (_point_caption(point.text, index, count, brief.numbered, frame),)
    if brief.numbered:
        return Beat("number", shorten(name, 28), {"number": str(index + 1), "label": shorten(name, 72)}, told, about)
    return Beat(("picture", "statement")[index % 2], shorten(name, 28), {"heading": shorten(name, 60)}, told, about)


def _point_caption(text: str, index: int, count: int, numbered: bool, frame: Frame) -> str:
    if count == 1:
        return frame.phrase("only", point=within(text))
    at = 0 if index == 0 else 2 if index == count - 1 else 1
    if numbered or (text[:1].isupper() and within(text) == text):
        return frame.caption(data("phrases")[frame.language]["step"][at], point=within(text))
    return frame.phrase(("first", "next", "last")[at], point=within(text))


def _ending(frame: Frame, closing: str) -> Beat:
    title = frame.title
    if closing:
        body = {"body": title} if title and trim(title) != closing else {}
        return Beat("ending", shorten(closing, 28), {"heading": closing, **body}, (), closing)
    line = frame.own(data("phrases")[frame.language]["ending"][frame.mood])
    return Beat("ending", shorten(title, 28), {"heading": title, "body": line}, (), title, own=False)
