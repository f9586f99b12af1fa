"""A brief becomes a film, or is refused."""

import zlib
from collections.abc import Sequence
from dataclasses import replace

from studio.director.brief import Brief, read
from studio.director.making import LONGEST_BRIEF, make_film
from studio.director.points import Point
from studio.director.replies import length as spoken_length
from studio.director.replies import say
from studio.director.saying import what_was_made
from studio.director.values import Art, Direction, DirectionError, Draft, Material
from studio.director.wishes import Wishes, wishes
from studio.director.writing import is_traditional, language_of, says_something


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
    parsed = read(brief[:LONGEST_BRIEF])
    asked = wishes(parsed.ask)
    if captions is not None:
        asked = replace(asked, captions=captions)
    notes: list[str] = []
    if len(brief) > LONGEST_BRIEF:
        notes.append(say("long_text", spoken, n=f"{len(brief):,}", used=f"{LONGEST_BRIEF:,}"))
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
        drafts[0], what_was_made(drafts[0], parsed, material, spoken), tuple(dict.fromkeys(notes)), tuple(drafts[1:])
    )


def _versions(
    brief: str, parsed: Brief, asked: Wishes, material: Sequence[Material], seed: int, spoken: str, art: Art
) -> tuple[list[Draft], list[str]]:
    made = [make_film(brief, parsed, asked, material, seed + i, spoken, art) for i in range(min(asked.versions, 5))]
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
