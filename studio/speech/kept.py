"""Sentences that were spoken before are not spoken again."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from studio.render import cache
from studio.speech import Sentence, Speech, VoiceMissing, available, speak_all
from studio.speech.words import Word

HURRY = 1.35  # a sentence too long for its place is spoken faster, but never by more than this
LATE = 1.03  # how far it may run over before that
VERSION = 3  # raise it when the same sentence would sound different


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence as sound: a 48 kHz mono WAV that the cache keeps, and its times."""

    path: Path
    speech: Speech


def narrate(lines: Sequence[tuple[str, float]], language: str, folder: Path) -> list[Spoken]:
    """Speak `(text, rate)` lines in one go, or take them from `folder`. Raises as `speak` does."""
    voice = available(language)
    if voice is None:
        raise VoiceMissing(language)
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"voice-{cache.key(VERSION, voice.id, text, rate)}.wav" for text, rate in lines]
    missing = {path: line for path, line in zip(paths, lines, strict=True) if not _is_kept(path)}
    drafts = [Sentence(text, path.with_suffix(".part.wav"), rate) for path, (text, rate) in missing.items()]
    for path, draft, speech in zip(missing, drafts, speak_all(drafts, language) if drafts else (), strict=True):
        _times(path).write_text(json.dumps([speech.seconds, speech.words]), encoding="utf-8")
        draft.out_wav.replace(path)
    return [Spoken(path, _speech(path)) for path in paths]


def narrate_within(lines: Sequence[tuple[str, float]], language: str, folder: Path) -> list[Spoken]:
    """Speak `(text, room in ms)` lines at their own pace, or faster where the room is too small."""
    natural = narrate([(text, 1.0) for text, _ in lines], language, folder)
    rates = [_rate(1000 * spoken.speech.seconds / room) for spoken, (_, room) in zip(natural, lines, strict=True)]
    return narrate([(text, rate) for (text, _), rate in zip(lines, rates, strict=True)], language, folder)


def _rate(over: float) -> float:
    """In steps, so that the cache is of use."""
    return 1.0 if over <= LATE else min(HURRY, round(over + 0.02, 2))


def _times(path: Path) -> Path:
    return path.with_suffix(".json")


def _is_kept(path: Path) -> bool:
    return cache.hit(path) and cache.hit(_times(path))


def _speech(path: Path) -> Speech:
    seconds, words = json.loads(_times(path).read_text(encoding="utf-8"))
    return Speech(seconds, tuple(Word(*word) for word in words))
