"""Speaks with eSpeak NG, in a process of its own: its library is GPL-3 and is only ever loaded here.

Reads one JSON object from standard input, `{"voice", "jobs": [{"text", "out", "rate"}]}`, writes every `out` as a
finished WAV, and prints for each a JSON line `{"ms": length, "words": [[start_ms, at], …]}`: where in the text (in
characters) the words stand that begin at these times.
"""

import ctypes
import json
import sys
import wave
from pathlib import Path
from typing import Any

import espeakng_loader

from studio.speech.finish import finish

SYNCHRONOUS, DONT_EXIT, UTF8, BY_CHARACTER = 2, 0x8000, 1, 1
RATE, PITCH, RANGE = 1, 3, 4
LIST_TERMINATED, WORD = 0, 1
WORDS_A_MINUTE = {"en-us": 162, "cmn": 205}
FASTEST, SLOWEST = 450, 80


class Event(ctypes.Structure):
    """`espeak_EVENT` of espeak-ng's speak_lib.h."""

    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", ctypes.c_char * 8),
    )


CALLBACK = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(Event))


class Speaker:
    """The library, with a voice chosen."""

    def __init__(self, voice: str) -> None:
        self._library = ctypes.cdll.LoadLibrary(str(espeakng_loader.get_library_path()))
        data = str(Path(espeakng_loader.get_data_path()).parent).encode()
        self.sample_rate = self._library.espeak_Initialize(SYNCHRONOUS, 0, data, DONT_EXIT)
        if self.sample_rate <= 0 or self._library.espeak_SetVoiceByName(voice.encode()) != 0:
            raise SystemExit(f"eSpeak NG has no voice {voice}")
        self._callback = CALLBACK(self._take)
        self._library.espeak_SetSynthCallback(self._callback)
        self._words_a_minute = WORDS_A_MINUTE.get(voice.split("+")[0], 160)
        self._sound = bytearray()
        self._words: list[list[int]] = []

    def _take(self, samples: Any, count: int, events: Any) -> int:
        if samples and count > 0:
            self._sound += ctypes.string_at(samples, count * 2)
        index = 0
        while events[index].type != LIST_TERMINATED:
            event = events[index]
            if event.type == WORD:
                self._words.append([event.audio_position, event.text_position - 1])
            index += 1
        return 0

    def speak(self, text: str, out: str, rate: float) -> list[list[int]]:
        """Speak into a WAV file; returns when which characters begin."""
        self._sound, self._words = bytearray(), []
        speed = max(SLOWEST, min(FASTEST, round(self._words_a_minute * rate)))
        self._library.espeak_SetParameter(RATE, speed, 0)
        self._library.espeak_SetParameter(PITCH, 46, 0)
        self._library.espeak_SetParameter(RANGE, 60, 0)
        encoded = text.encode()
        self._library.espeak_Synth(encoded, len(encoded) + 1, 0, BY_CHARACTER, 0, UTF8, None, None)
        with wave.open(out, "wb") as file:
            file.setparams((1, 2, self.sample_rate, 0, "NONE", ""))
            file.writeframes(bytes(self._sound))
        return self._words


def main() -> None:
    request = json.load(sys.stdin)
    speaker = Speaker(request["voice"])
    for job in request["jobs"]:
        words = speaker.speak(job["text"], job["out"], job["rate"])
        lead, length = finish(Path(job["out"]))
        print(json.dumps({"ms": length, "words": [[max(0, ms - lead), at] for ms, at in words]}), flush=True)


if __name__ == "__main__":
    main()
