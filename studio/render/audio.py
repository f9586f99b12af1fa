"""The sound of a film: one WAV beside the pictures."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from studio.render.cache import workshop


def mix(draft: Mapping[str, Any], out_wav: Path, *, media: Callable[[str], Path], cache: Path, seconds: float) -> Path:
    """Mix music, voice, the user's audio and the clips' own sound into `out_wav`.

    48 kHz, stereo, 16 bit, `round(seconds * 48000)` samples, true peak below −1 dBFS. The loudness is −14 LUFS
    where anything sounds at its usual volume (music 0.35, voice and clips 1); where everything was turned down,
    the film is quieter by as much as the loudest of them, so that "quieter" is heard even in a film with
    nothing but music. Without any sound the file is silent.

    `media` finds the file of an uploaded `file_id`; `cache` keeps spoken sentences. Raises `RenderError` for media
    that cannot be read and `VoiceMissing` for narration in a language without a voice.
    """
    from studio.sound import tracks  # numpy work only where a film is mixed
    from studio.sound.mixdown import TARGET_LUFS, master, mix_raw
    from studio.sound.reader import RATE
    from studio.sound.voices import voice

    with workshop(cache) as work:
        desk = tracks.Studio(media, cache, work, round(seconds * RATE))
        music = list(tracks.music(draft, desk))
        speech = [*voice(draft, desk), *tracks.clips(draft, desk)]
        mixed = mix_raw([s.placed for s in music], [s.placed for s in speech], desk.samples, work / "mix")
        master(mixed, tracks.target([*music, *speech], TARGET_LUFS), out_wav)
    return out_wav
