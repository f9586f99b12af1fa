"""The voice track and the captions that follow it: what is spoken when, to the word."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, TypeAlias

from studio.render.errors import RenderError
from studio.render.timeline import track, with_starts
from studio.speech import SpeechFailed, available
from studio.speech.kept import Spoken, narrate_within
from studio.speech.words import Word, tokens

Draft: TypeAlias = Mapping[str, Any]
PAUSE_MS = 60  # between two sentences, at least
LINGER_MS = 400  # a caption stays that long after its last word, where nothing follows


def is_text(segment: Draft) -> bool:
    """Whether a voice segment is to be spoken; else it is the user's recording, or nothing."""
    meta = segment.get("m") or {}
    return not meta.get("src") and bool(str(meta.get("text") or "").strip())


def room_for(segments: Sequence[Draft], length_ms: float) -> list[float]:
    """How long each voice segment may last, in ms: until shortly before the next one, or the film's end."""
    ends = [max(0, one["s"] - PAUSE_MS) for one in segments[1:]] + [length_ms]
    return [max(1.0, end - one["s"]) for one, end in zip(segments, ends, strict=False)]


def narration(draft: Draft, lines: Sequence[tuple[Draft, float]], folder: Path) -> list[Spoken]:
    """Every `(segment, room in ms)` as sound, in the same order, from the cache in `folder` where it is there.

    Raises `VoiceMissing` where no voice for a segment's language is installed, `RenderError` where one breaks.
    """
    languages = [_language(draft, segment) for segment, _ in lines]
    order = sorted(range(len(lines)), key=lambda index: languages[index])
    found: dict[int, Spoken] = {}
    for language, group in groupby(order, key=lambda index: languages[index]):
        mine = list(group)
        texts = [(lines[index][0]["m"]["text"], lines[index][1]) for index in mine]
        try:
            found |= dict(zip(mine, narrate_within(texts, language, folder), strict=True))
        except SpeechFailed as error:
            raise RenderError("failed", str(error)) from error
    return [found[index] for index in range(len(lines))]


def missing(draft: Draft) -> str | None:
    """The first language that the voice track is to be spoken in and for which no voice is installed."""
    languages = (_language(draft, one) for one in track(draft, "voice") if is_text(one))
    return next((language for language in languages if available(language) is None), None)


def in_time(draft: Draft, folder: Path) -> dict[str, Any]:
    """The draft with its voice track as long as it is spoken, and each caption at its words, with their times.

    Captions are found by their words, which must be the voice's; others keep their place. Doing it twice changes
    nothing. Raises as `narration`.
    """
    segments = [one for one in with_starts(track(draft, "voice")) if is_text(one)]
    rooms = room_for(segments, draft.get("d") or float("inf"))
    sounds = narration(draft, list(zip(segments, rooms, strict=True)), folder)
    voices = {one["s"]: round(min(1000 * sound.speech.seconds, room))
              for one, sound, room in zip(segments, sounds, rooms, strict=True)}  # fmt: skip
    captions = list(with_starts(track(draft, "caption")))
    for segment, sound, room in zip(segments, sounds, rooms, strict=True):
        under = [i for i, one in enumerate(captions) if segment["s"] <= one["s"] < segment["s"] + room]
        timed = _captions([captions[i] for i in under], segment["s"], sound.speech.words, room)
        for i, caption in zip(under, timed, strict=True):
            captions[i] = caption
    spoken = [{**one, "d": voices[one["s"]]} if is_text(one) else one for one in with_starts(track(draft, "voice"))]
    return {**draft, "t": [_replaced(one, {"voice": spoken, "caption": captions}) for one in draft.get("t") or []]}


def _language(draft: Draft, segment: Draft) -> str:
    return str(segment["m"].get("language") or (draft.get("m") or {}).get("language") or "en")


def _text(segment: Draft) -> str:
    return str((segment.get("m") or {}).get("text") or "")


def _captions(captions: Sequence[Draft], start: float, words: Sequence[Word], room: float) -> list[Draft]:
    """The captions at the times of their words, which follow one another in `words`; untouched where they do not."""
    sizes = [len(tokens(_text(one))) for one in captions]
    shown = [_plain(word) for one in captions for _, word in tokens(_text(one))]
    if 0 in sizes or shown != [_plain(word.word) for word in words[: len(shown)]]:
        return [_honest(one) for one in captions]
    firsts = [sum(sizes[:index]) for index in range(len(captions) + 1)]
    begins = [words[first].start_ms if index else 0 for index, first in enumerate(firsts[:-1])]
    ends = [*begins[1:], _last_end(captions[-1], start, words[firsts[-1] - 1], room)] if captions else []
    return [
        _timed(caption, start, begin, end, words[first : first + size])
        for caption, begin, end, first, size in zip(captions, begins, ends, firsts, sizes, strict=False)
    ]


def _last_end(caption: Draft, start: float, word: Word, room: float) -> float:
    """Where the last caption under a sentence goes: not before it was meant to, nor with its last word."""
    meant = caption["s"] + caption.get("d", 0) - start
    return float(min(max(meant, word.end_ms + LINGER_MS), room))


def _timed(caption: Draft, start: float, begin: float, end: float, words: Sequence[Word]) -> Draft:
    times = [[word.start_ms - begin, word.end_ms - begin, word.word] for word in words]
    meta = {**(caption.get("m") or {}), "words": times}
    return {**caption, "s": round(start + begin), "d": round(end - begin), "m": meta}


def _honest(caption: Draft) -> Draft:
    """Without times of words that it no longer has."""
    meta = dict(caption.get("m") or {})
    if [_plain(word) for *_, word in meta.get("words") or ()] != [_plain(word) for _, word in tokens(_text(caption))]:
        meta.pop("words", None)
    return {**caption, "m": meta}


def _plain(word: str) -> str:
    return "".join(sign for sign in word.casefold() if sign.isalnum())


def _replaced(part: Draft, segments: Mapping[str, Sequence[Draft]]) -> Draft:
    role = str((part.get("m") or {}).get("role"))
    return {**part, "sg": list(segments[role])} if segments.get(role) else part
