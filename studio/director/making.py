"""From a brief that was taken apart to a draft: the decisions that nobody spelt out."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from studio.director.beats import Beat
from studio.director.brief import Brief
from studio.director.outline import SCENE_MS, Plan, beats, title_of
from studio.director.palettes import palette
from studio.director.points import Point
from studio.director.replies import length as spoken_length
from studio.director.replies import say
from studio.director.shapes import sized
from studio.director.storyboard import MUSIC_VOLUME, OWN_VOLUME, UNDER_VOICE, fit, lay_out, music_name, transition_for
from studio.director.timing import on_grid
from studio.director.values import Art, Draft, Material
from studio.director.wishes import LONGEST, SHORTEST, USUAL, Wishes, first
from studio.director.writing import fold, language_of, sentence_case, width

LONGEST_BRIEF = 9_000  # characters: what ten minutes can show


_LONGEST_UNASKED = 90_000  # ms: a pasted text without a length does not make a film longer than this


_MUCH_FRAMING = 12  # scenes


def make_film(
    brief: str, parsed: Brief, asked: Wishes, material: Sequence[Material], seed: int, spoken: str, art: Art
) -> tuple[Draft, list[str]]:
    """The draft of a brief that was taken apart, and the notes on what it lacks in the user's language (`spoken`)."""
    plan = _plan(brief, parsed, asked, material, seed, spoken)
    told = beats(plan, art)
    if not asked.words:
        told = [replace(b, layout="picture", words={}, about=b.about or b.name) for b in told]
    length = _length(asked, told, plan.captions, bool(parsed.scripted or parsed.parts))
    kept, dropped = fit(told, length, plan.captions)
    size = _size(asked)
    narration = asked.narration is True
    draft = lay_out(
        kept,
        size=size,
        length=on_grid(length, size[2]),
        look=_look(brief, parsed, asked, plan),
        music=_music(asked, plan, narration, length),
        captions=plan.captions,
        narration=narration,
        subtext=_subtext(parsed, kept),
        art=art,
        about=own_words(parsed)[:300],
    )
    return draft, _notes(asked, plan, told, length, dropped, spoken)


def _plan(brief: str, parsed: Brief, asked: Wishes, material: Sequence[Material], seed: int, spoken: str) -> Plan:
    return Plan(
        brief=parsed,
        material=material,
        language="zh" if language_of(own_words(parsed) or brief) == "zh" else "en",
        mood=asked.mood or _mood_of(parsed),
        pace=asked.pace or "normal",
        length=min(LONGEST, max(SHORTEST, asked.duration or USUAL)),
        scenes=asked.scenes,
        captions=asked.captions is not False and asked.words,
        titled=asked.title is not False and asked.words,
        ended=asked.ending is not False,
        traditional=spoken == "zh-hant",
        seed=seed,
    )


def _look(brief: str, parsed: Brief, asked: Wishes, plan: Plan) -> dict[str, Any]:
    """The draft's own `m`."""
    title = title_of(parsed)
    return {
        "title": title,
        "brief": brief[:LONGEST_BRIEF],
        "language": plan.language,
        "seed": plan.seed,
        "mood": plan.mood,
        "palette": palette(plan.mood, asked.colours, plan.seed, f"{title} {own_words(parsed)[:400]}"),
        "pace": plan.pace,
        "font_scale": asked.font_scale,
        "caption_position": asked.caption_position,
        "transition": asked.transition or transition_for(plan.mood),
        **({"platform": asked.platform} if asked.platform else {}),
        **({"script": "hant"} if plan.traditional and plan.language == "zh" else {}),
    }


def _notes(asked: Wishes, plan: Plan, told: Sequence[Beat], length: int, dropped: int, spoken: str) -> list[str]:
    """What the film is not that was asked for, and why."""
    out: list[str] = []
    slow = length > 60_000 and length / len(told) > 1.6 * SCENE_MS[plan.pace]
    if slow or sum(not b.own for b in told) > _MUCH_FRAMING:
        out.append(say("thin", spoken, length=spoken_length(length, spoken)))
    if asked.duration is not None and asked.duration != length:
        out.append(say("clamped_short" if length > asked.duration else "clamped_long", spoken))
    if dropped:
        out.append(say("not_all", spoken, n=dropped, length=spoken_length(length, spoken)))
    if asked.language in ("both", "other") or (asked.language and asked.language != plan.language):
        out.append(say("no_translation", spoken))
    return out


def own_words(parsed: Brief) -> str:
    parts = [p.text if isinstance(p, Point) else p for p in parsed.parts]
    return " ".join([parsed.title, parsed.subject, *parts, *(s.text for s in parsed.scripted)])


def _mood_of(parsed: Brief) -> str:
    """What the subject suggests, else the kind of film; calm where neither does."""
    return first("topic_mood", fold(own_words(parsed)[:600])) or first("kind_mood", parsed.ask) or "calm"


def _length(asked: Wishes, told: Sequence[Beat], captions: bool, worded: bool) -> int:
    """The film's length in ms: as asked, within the limits; else what its words need, not less than is usual."""
    if asked.duration is not None:
        return min(LONGEST, max(SHORTEST, asked.duration))
    if asked.scene_length:
        return min(LONGEST, max(SHORTEST, asked.scene_length * len(told)))
    need = round(sum(b.need(captions) for b in told) / 1000) * 1000
    return min(_LONGEST_UNASKED, max(USUAL, need)) if worded else USUAL


def _size(asked: Wishes) -> tuple[int, int, int]:
    """Width, height, frames a second."""
    return (*(asked.pixels or sized(asked.shape or "16:9", asked.short_side)), asked.fps)


def _music(asked: Wishes, plan: Plan, narration: bool, length: int) -> dict[str, Any] | None:
    """The music's `m`: the user's own audio where there is some, else ours in the mood that was asked for."""
    if asked.music is False:
        return None
    own = next((m for m in plan.material if m.kind == "audio"), None)
    volume = UNDER_VOICE if narration else OWN_VOLUME if own else MUSIC_VOLUME
    if own:
        end = min(own.duration_ms, length) if own.duration_ms else length
        return {"name": own.name, "src": own.file_id, "in": 0, "out": end, "volume": volume}
    kind = asked.music_mood or plan.mood
    return {"name": music_name(kind, plan.language), "mood": kind, "seed": plan.seed, "volume": volume}


def _subtext(parsed: Brief, kept: Sequence[Beat]) -> str:
    """Under the title: what kind of film it is, else its points where they are few and short."""
    if parsed.kicker:
        return sentence_case(parsed.kicker)
    names = [sentence_case(p.text) for p in parsed.parts if isinstance(p, Point)]
    line = " · ".join(names)
    return line if 2 <= len(names) <= 4 and width(line) <= 48 and len(kept) > 2 else ""
