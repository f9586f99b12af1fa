"""The sound of a film: one WAV beside the pictures."""

import shutil
import tempfile
from collections.abc import Callable, Mapping
from hashlib import sha256
from json import dumps
from pathlib import Path
from typing import Any

from studio.render.timeline import scenes_of, track

VERSION = 1  # raise it when the same draft would sound different


def mix(draft: Mapping[str, Any], out_wav: Path, *, media: Callable[[str], Path], cache: Path, seconds: float) -> Path:
    """Mix music, voice, the user's audio and the clips' own sound into `out_wav`.

    48 kHz, stereo, 16 bit, `round(seconds * 48000)` samples, true peak below −1 dBFS. The loudness is −14 LUFS
    where anything sounds at its usual volume (music 0.35, voice and clips 1); where everything was turned down,
    the film is quieter by as much as the loudest of them, so that "quieter" is heard even in a film with
    nothing but music. Without any sound the file is silent.

    `media` finds the file of an uploaded `file_id`. `cache` keeps finished mixes and spoken sentences; the same
    sounds at the same places are not mixed again. Raises `RenderError` for media that cannot be read and
    `VoiceMissing` where the draft wants a voice that is not installed.
    """
    cache.mkdir(parents=True, exist_ok=True)
    kept = cache / f"mix-{_fingerprint(draft, media, seconds)}.wav"
    if not kept.exists():
        with tempfile.TemporaryDirectory(dir=cache, prefix="mixing-") as work:
            fresh = Path(work) / "mix.wav"
            _mix(draft, fresh, media, cache, Path(work), seconds)
            fresh.replace(kept)
    shutil.copyfile(kept, out_wav)
    return out_wav


def _mix(
    draft: Mapping[str, Any], out: Path, media: Callable[[str], Path], cache: Path, work: Path, seconds: float
) -> None:
    from studio.sound import tracks  # numpy work only where a film is mixed
    from studio.sound.mixdown import TARGET_LUFS, master, mix_raw
    from studio.sound.reader import RATE
    from studio.sound.voices import voice

    samples = round(seconds * RATE)
    files = work / "sounds"
    files.mkdir()
    desk = tracks.Studio(media, cache, files, samples)
    music = list(tracks.music(draft, desk))
    speech = [*voice(draft, desk), *tracks.clips(draft, desk)]
    mixed = mix_raw([s.placed for s in music], [s.placed for s in speech], samples, work / "mix.f32")
    master(mixed, tracks.target([*music, *speech], TARGET_LUFS), out)


def _fingerprint(draft: Mapping[str, Any], media: Callable[[str], Path], seconds: float) -> str:
    """Of everything that can be heard: tracks with sound, clips, and the files that they name."""
    heard: list[object] = [VERSION, round(seconds, 6), draft.get("d"), _defaults(draft)]
    for segment in [*track(draft, "music"), *track(draft, "voice")]:
        heard.append([segment.get("s"), segment.get("d"), segment.get("m"), _file(segment, media)])
    for segment in scenes_of(draft):
        meta = segment.get("m") or {}
        sound = {key: meta.get(key) for key in ("in", "out", "volume", "transition", "transition_ms")}
        clip = sound if meta.get("kind") == "video" else [meta.get("transition"), meta.get("transition_ms")]
        heard.append([segment.get("s"), segment.get("d"), clip, _file(segment, media)])
    return sha256(dumps(heard, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:24]


def _defaults(draft: Mapping[str, Any]) -> list[object]:
    meta = draft.get("m") or {}
    return [meta.get(key) for key in ("mood", "seed", "transition", "language")]


def _file(segment: Mapping[str, Any], media: Callable[[str], Path]) -> list[object]:
    """Name, size and time of the file that a segment names."""
    meta = segment.get("m") or {}
    if not meta.get("src") or meta.get("kind") == "image":
        return []
    path = media(meta["src"])
    status = path.stat()
    return [meta["src"], status.st_size, status.st_mtime_ns]
