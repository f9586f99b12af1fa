"""A brief becomes a film: every decision between the user's words and the draft."""

import zlib
from collections.abc import Sequence
from dataclasses import replace

from studio.director.beats import Beat
from studio.director.brief import Brief, read
from studio.director.framing import within
from studio.director.outline import SCENE_MS, Plan, beats, title_of
from studio.director.palettes import palette
from studio.director.points import Point
from studio.director.replies import length as spoken_length
from studio.director.replies import listing, say, shape_name
from studio.director.storyboard import MUSIC_VOLUME, UNDER_VOICE, fit, lay_out, music_name, transition_for
from studio.director.timing import on_grid
from studio.director.values import Art, Direction, DirectionError, Draft, Material
from studio.director.wishes import LONGEST, SHORTEST, USUAL, Wishes, first, wishes
from studio.director.writing import fold, is_traditional, language_of, says_something, sentence_case, traditional, width

_LONGEST_BRIEF = 9_000  # characters: what ten minutes can show
_LONGEST_UNASKED = 90_000  # ms: a pasted text without a length does not make a film longer than this
_SHAPES = {
    "9:16": (9, 16),
    "16:9": (16, 9),
    "1:1": (1, 1),
    "4:5": (4, 5),
    "3:4": (3, 4),
    "4:3": (4, 3),
    "21:9": (21, 9),
}


def direct(
    brief: str,
    *,
    language: str | None,
    material: Sequence[Material],
    seed: int | None,
    art: Art,
    captions: bool | None = None,
) -> Direction:
    """See `studio.director.direct`. `captions` overrules what the brief says about them."""
    spoken = _spoken_language(brief, language)
    if not says_something(brief) and not material:
        raise DirectionError("empty_brief", say("empty", spoken))
    parsed = read(brief[:_LONGEST_BRIEF])
    asked = wishes(parsed.ask)
    if captions is not None:
        asked = replace(asked, captions=captions)
    notes: list[str] = []
    if len(brief) > _LONGEST_BRIEF:
        notes.append(say("long_text", spoken, n=f"{len(brief):,}", used=f"{_LONGEST_BRIEF:,}"))
    if not _has_content(parsed):
        parsed = _from_ask(parsed, asked, material, spoken)
    if (
        parsed.text_promised
        and (not parsed.parts or (not parsed.subject and parsed.title == say("from_text", spoken)))
        and not parsed.scripted
    ):
        notes.append(say("no_text", spoken))
    base = zlib.crc32(brief.encode()) if seed is None else seed
    drafts, more = _versions(brief, parsed, asked, material, base, spoken, art)
    notes += more
    if len(drafts) > 1:
        notes.append(say("one_version", spoken, n=len(drafts)))
    return Direction(
        drafts[0], _said(drafts[0], parsed, material, spoken), tuple(dict.fromkeys(notes)), tuple(drafts[1:])
    )


def _versions(
    brief: str, parsed: Brief, asked: Wishes, material: Sequence[Material], seed: int, spoken: str, art: Art
) -> tuple[list[Draft], list[str]]:
    made = [_film(brief, parsed, asked, material, seed + i, spoken, art) for i in range(min(asked.versions, 5))]
    return [d for d, _ in made], made[0][1]


def _spoken_language(brief: str, language: str | None) -> str:
    """The language to answer in: `en`, `zh`, or `zh-hant` where the user writes traditional characters."""
    tongue = language_of(brief, default=(language or "en")[:2])
    return "zh-hant" if tongue == "zh" and is_traditional(brief) else tongue


def _has_content(parsed: Brief) -> bool:
    return bool(parsed.subject or parsed.parts or parsed.scripted or parsed.title or parsed.kicker)


def _from_ask(parsed: Brief, asked: Wishes, material: Sequence[Material], spoken: str) -> Brief:
    """A film from what there is where the brief names no subject: from the files, else from what was asked for.

    "a 30-second video from this text with music and captions", without the text, is about a text with music and
    captions; "make a video" is about nothing, and asking costs less than a film that nobody wanted.
    """
    if any(m.kind != "audio" for m in material):
        return replace(parsed, title=say("from_files", spoken))
    named = [
        say("thing_length", spoken, length=spoken_length(asked.duration, spoken)) if asked.duration else "",
        say("thing_music", spoken) if asked.music else "",
        say("thing_captions", spoken) if asked.captions else "",
        say("thing_narration", spoken) if asked.narration else "",
    ]
    things = tuple(Point(n) for n in named if n)
    if not parsed.text_promised and len(things) < 2:
        raise DirectionError("no_subject", say("nothing", spoken))
    return replace(parsed, title=say("from_text", spoken), parts=things, text_promised=True)


def _film(
    brief: str, parsed: Brief, asked: Wishes, material: Sequence[Material], seed: int, spoken: str, art: Art
) -> tuple[Draft, list[str]]:
    notes: list[str] = []
    language = "zh" if language_of(_own_words(parsed) or brief) == "zh" else "en"
    mood = asked.mood or _mood_of(parsed)
    captions = asked.captions is not False and asked.words
    pace = asked.pace or "normal"
    plan = Plan(
        brief=parsed,
        material=material,
        language=language,
        mood=mood,
        pace=pace,
        length=min(LONGEST, max(SHORTEST, asked.duration or USUAL)),
        scenes=asked.scenes,
        titled=asked.title is not False and asked.words,
        captions=captions,
        traditional=spoken == "zh-hant",
        ended=asked.ending is not False,
        seed=seed,
    )
    told = beats(plan, art)
    if not asked.words:
        told = [replace(b, layout="picture", words={}, about=b.about or b.name) for b in told]
    length, clamped = _length(asked, told, captions, len(parsed.scripted) + len(parsed.parts))
    if (length > 60_000 and length / len(told) > 2 * SCENE_MS[pace] * 0.8) or sum(not b.own for b in told) > 12:
        notes.append(say("thin", spoken, length=spoken_length(length, spoken)))
    if clamped:
        notes.append(say(clamped, spoken))
    kept, dropped = fit(told, length, captions)
    if dropped:
        notes.append(say("not_all", spoken, n=dropped, length=spoken_length(length, spoken)))
    if asked.language in ("both", "other") or (asked.language and asked.language != language):
        notes.append(say("no_translation", spoken))
    size = _size(asked)
    narration = asked.narration is True
    look = {
        "title": title_of(parsed),
        "brief": brief[:_LONGEST_BRIEF],
        "language": language,
        "seed": seed,
        "mood": mood,
        "palette": palette(mood, asked.colours, seed, f"{title_of(parsed)} {_own_words(parsed)[:400]}"),
        "pace": asked.pace or "normal",
        "font_scale": asked.font_scale,
        "caption_position": asked.caption_position,
        "transition": asked.transition or transition_for(mood),
        **({"platform": asked.platform} if asked.platform else {}),
        **({"script": "hant"} if spoken == "zh-hant" and language == "zh" else {}),
    }
    draft = lay_out(
        kept,
        size=size,
        length=on_grid(length, size[2]),
        look=look,
        music=_music(asked, material, mood, language, seed, narration, length),
        captions=captions,
        narration=narration,
        subtext=_subtext(parsed, kept),
        art=art,
        about=_own_words(parsed)[:300],
    )
    return draft, notes


def _own_words(parsed: Brief) -> str:
    parts = [p.text if isinstance(p, Point) else p for p in parsed.parts]
    return " ".join([parsed.title, parsed.subject, *parts, *(s.text for s in parsed.scripted)])


def _mood_of(parsed: Brief) -> str:
    """What the subject suggests, else the kind of film; calm where neither does."""
    return first("topic_mood", fold(_own_words(parsed)[:600])) or first("kind_mood", parsed.ask) or "calm"


def _length(asked: Wishes, told: Sequence[Beat], captions: bool, parts: int) -> tuple[int, str]:
    """The film's length in ms, and the note to give where it is not the one that was asked for."""
    if asked.duration is not None:
        kept = min(LONGEST, max(SHORTEST, asked.duration))
        return kept, "" if kept == asked.duration else "clamped_short" if kept > asked.duration else "clamped_long"
    if asked.scene_length:
        return min(LONGEST, max(SHORTEST, asked.scene_length * len(told))), ""
    need = sum(b.need(captions) for b in told)
    return (min(_LONGEST_UNASKED, max(USUAL, round(need / 1000) * 1000)) if parts else USUAL), ""


def _size(asked: Wishes) -> tuple[int, int, int]:
    if asked.pixels:
        return (*asked.pixels, asked.fps)
    across, down = _SHAPES[asked.shape or "16:9"]
    side = asked.short_side
    long = round(side * max(across, down) / min(across, down) / 2) * 2
    w, h = (side, long) if down > across else (long, side)
    return w, h, asked.fps


def _music(
    asked: Wishes, material: Sequence[Material], mood: str, language: str, seed: int, narration: bool, length: int
) -> dict[str, object] | None:
    if asked.music is False:
        return None
    volume = UNDER_VOICE if narration else MUSIC_VOLUME
    own = next((m for m in material if m.kind == "audio"), None)
    if own:
        end = min(own.duration_ms, length) if own.duration_ms else length
        return {
            "name": own.name,
            "src": own.file_id,
            "in": 0,
            "out": end,
            "volume": max(volume, 0.6) if not narration else volume,
        }
    kind = asked.music_mood or mood
    return {"name": music_name(kind, language), "mood": kind, "seed": seed, "volume": volume}


def _subtext(parsed: Brief, kept: Sequence[Beat]) -> str:
    """Under the title: what kind of film it is, else its points where they are few and short."""
    if parsed.kicker:
        return sentence_case(parsed.kicker)
    names = [sentence_case(p.text) for p in parsed.parts if isinstance(p, Point)]
    line = " · ".join(names)
    return line if 2 <= len(names) <= 4 and width(line) <= 48 and len(kept) > 2 else ""


def _said(draft: Draft, parsed: Brief, material: Sequence[Material], spoken: str) -> str:
    m = draft["m"]
    roles = {t["m"]["role"]: t["sg"] for t in draft["t"]}
    things = []
    if "music" in roles:
        music = roles["music"][0]["m"]
        things.append(
            say("your_music", spoken)
            if "src" in music
            else say("music", spoken, mood=_mood_word(music["mood"], spoken))
        )
    if "caption" in roles:
        things.append(say("captions", spoken))
    if "voice" in roles:
        things.append(say("narration", spoken))
    seen = [f for f in material if f.kind != "audio"]
    if seen:
        things.append(say("material_one" if len(seen) == 1 else "material", spoken, n=len(seen)))
    scenes = len(roles["video"])
    about = _about(parsed, m["title"], spoken)
    return say(
        "made",
        spoken,
        length=spoken_length(draft["d"], spoken),
        shape=shape_name(draft["w"], draft["h"], spoken),
        about=about,
        scenes=say("scene" if scenes == 1 else "scenes", spoken, n=scenes),
        **{"with": say("with", spoken, things=listing(things, spoken)) if things else ""},
    )


def _about(parsed: Brief, title: str, spoken: str) -> str:
    """ "about morning coffee", else "called “Urban Dreams”" """
    if (
        parsed.subject
        and parsed.topical
        and not parsed.title
        and width(parsed.subject) <= 60
        and not parsed.subject.startswith("from ")
    ):
        return say("about", spoken, topic=within(parsed.subject))
    return say("called", spoken, topic=title) if title else ""


def _mood_word(mood: str, spoken: str) -> str:
    name = music_name(mood, "zh" if spoken.startswith("zh") else "en").lower()
    return traditional(name) if spoken == "zh-hant" else name
