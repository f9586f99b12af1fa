"""Everything that starts ffmpeg: where it is, how it is run, how its failures are told.

Nobody else in the project builds an ffmpeg command line. Every process started here reads nothing from the
terminal, knows nothing of the host's fonts and says only what went wrong.
"""

import contextlib
import errno
import functools
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from studio.render.errors import RenderError

Arg = str | Path | int | float
POLL_SECONDS = 0.02


@functools.cache
def binary() -> str:
    """The ffmpeg that imageio-ffmpeg brought, or `IMAGEIO_FFMPEG_EXE` names. `no_ffmpeg` without one."""
    try:
        import imageio_ffmpeg

        return str(imageio_ffmpeg.get_ffmpeg_exe())
    except (ImportError, RuntimeError) as error:
        raise RenderError("no_ffmpeg", f"ffmpeg is not installed: {error}") from error


def environment() -> dict[str, str]:
    """Our environment, with a font configuration of our own: output must not depend on the host's fonts."""
    return {**os.environ, "FONTCONFIG_FILE": str(Path(__file__).with_name("fonts.conf"))}


def command(*args: Arg, loglevel: str = "error") -> list[str]:
    """A whole command line for `args` (paths and numbers are turned into text)."""
    return [binary(), "-hide_banner", "-nostdin", "-y", "-loglevel", loglevel, *map(str, args)]


@dataclass(slots=True)
class Process:
    """A running ffmpeg. `stdin` or `stdout` is a pipe where asked for; what it says goes to a file."""

    popen: subprocess.Popen[bytes]
    log: IO[bytes]
    what: str

    @property
    def stdin(self) -> IO[bytes]:
        assert self.popen.stdin is not None
        return self.popen.stdin

    @property
    def stdout(self) -> IO[bytes]:
        assert self.popen.stdout is not None
        return self.popen.stdout

    def said(self) -> str:
        """What it wrote to its standard error so far."""
        self.log.seek(0)
        return self.log.read().decode("utf-8", errors="replace")

    def kill(self) -> None:
        """End it at once and leave no zombie; harmless where it has already ended."""
        self.popen.kill()
        self._close()

    def finish(self, timeout: float | None = None) -> str:
        """Close our ends, wait, and return what it said; raises `RenderError` where it failed."""
        for pipe in (self.popen.stdin, self.popen.stdout):
            if pipe is not None and not pipe.closed:
                _close_quietly(pipe)
        try:
            status = self.popen.wait(timeout)
        except subprocess.TimeoutExpired as error:
            self.kill()
            raise RenderError("failed", f"{self.what}: took longer than {timeout:.0f} s") from error
        said = self.said()
        self._close()
        if status != 0:
            raise failure(said, self.what)
        return said

    def _close(self) -> None:
        for pipe in (self.popen.stdin, self.popen.stdout):
            if pipe is not None and not pipe.closed:
                _close_quietly(pipe)
        self.popen.wait()
        self.log.close()


def _close_quietly(pipe: IO[bytes]) -> None:
    with contextlib.suppress(BrokenPipeError):  # it ended before reading all; its log tells why
        pipe.close()


def start(
    args: Sequence[Arg],
    *,
    what: str,
    stdin: bool = False,
    stdout: bool = False,
    loglevel: str = "error",
    memory: int | None = None,
) -> Process:
    """Start ffmpeg with `args`; `what` names the file or the step in errors.

    `memory` (bytes of address space) is for decoding what strangers made; the kernel holds to it on Linux.
    """
    log = tempfile.TemporaryFile()  # noqa: SIM115 — the process that is returned closes it
    try:
        popen = subprocess.Popen(
            command(*args, loglevel=loglevel),
            stdin=subprocess.PIPE if stdin else subprocess.DEVNULL,
            stdout=subprocess.PIPE if stdout else subprocess.DEVNULL,
            stderr=log,
            env=environment(),
        )
    except OSError as error:
        log.close()
        raise RenderError("no_ffmpeg", f"ffmpeg cannot be started: {error}") from error
    if memory is not None:
        _limit(popen.pid, memory)
    return Process(popen, log, what)


def _limit(pid: int, memory: int) -> None:
    if sys.platform == "linux":
        import resource

        with contextlib.suppress(ProcessLookupError):  # it has ended already
            resource.prlimit(pid, resource.RLIMIT_AS, (memory, memory))


def run(
    args: Sequence[Arg],
    *,
    what: str,
    cancelled: Callable[[], bool] | None = None,
    timeout: float | None = None,
    loglevel: str = "error",
    memory: int | None = None,
) -> str:
    """Run ffmpeg to its end and return what it said; `RenderError` where it fails, is cancelled or too slow."""
    process = start(args, what=what, loglevel=loglevel, memory=memory)
    deadline = time.monotonic() + timeout if timeout is not None else None
    try:
        while process.popen.poll() is None:
            if cancelled is not None and cancelled():
                raise RenderError("cancelled", f"{what}: cancelled")
            if deadline is not None and time.monotonic() > deadline:
                raise RenderError("failed", f"{what}: took longer than {timeout:.0f} s")
            _wait_a_little(process.popen)
    except RenderError:
        process.kill()
        raise
    return process.finish()


def _wait_a_little(popen: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(subprocess.TimeoutExpired):
        popen.wait(POLL_SECONDS)


# ffmpeg's words for files that it cannot use, the telling ones first, and ours.
BAD_MEDIA = {
    "moov atom not found": "the file is incomplete or of an unknown kind",
    "could not find codec parameters": "the file is damaged",
    "does not contain any stream": "there is nothing to see or hear in it",
    "matches no streams": "it lacks the picture or the sound that is needed",
    "Cannot allocate memory": "it needs too much memory",
    "Invalid data found": "the file is damaged or of an unknown kind",
    "Error opening input": "the file is damaged or of an unknown kind",
    "Decoding error": "the file is damaged",
}


def failure(said: str, what: str) -> RenderError:
    """What ffmpeg's words mean: `disk_full`, `bad_media` with a reason for people, or `failed`."""
    if os.strerror(errno.ENOSPC) in said:
        return RenderError("disk_full", f"{what}: no space left on the disk")
    for sign, reason in BAD_MEDIA.items():
        if sign in said:
            return RenderError("bad_media", f"{what}: {reason}")
    lines = [re.sub(r"^\[.*?\] ", "", line).strip() for line in said.splitlines() if line.strip()]
    return RenderError("failed", f"{what}: {lines[-1] if lines else 'ffmpeg stopped without a word'}")


# Only files, and only kinds of files that hold their own data: a playlist could name any file of this machine.
STRANGER: list[Arg] = [
    *("-protocol_whitelist", "file"),
    *("-format_whitelist", "mov,mp4,matroska,webm,avi,mp3,wav,aac,ogg,flac,gif,mpegts,mpeg,flv,asf,aiff,w64,caf"),
]
PROBE_MEMORY = 1 << 30
DECODER_MEMORY = 3 << 29

# --- sound -------------------------------------------------------------------------------------------------


def audio_to_raw(
    path: Path, out: Path, *, start_s: float = 0.0, seconds: float, rate: int = 48_000, timeout: float = 300.0
) -> bool:
    """Decode sound of any file to `out`: interleaved stereo float32, at most `seconds`, never held in memory.

    False where the file has no sound; `bad_media` where it cannot be read.
    """
    if not streams(path).audio:
        return False
    args: list[Arg] = ["-ss", f"{start_s:.3f}", *STRANGER, "-i", path, "-t", f"{seconds:.6f}"]
    args += ["-map", "0:a:0", "-vn", "-ac", 2, "-ar", rate, "-f", "f32le", out]
    run(args, what=path.name, timeout=timeout, memory=DECODER_MEMORY)
    return out.stat().st_size > 0


@dataclass(frozen=True, slots=True)
class Loudness:
    """Of a whole file, after EBU R 128: integrated in LUFS, true peak in dBTP (both -inf for silence)."""

    integrated: float
    true_peak: float


def loudness(path: Path) -> Loudness:
    """Measure a sound file with ffmpeg's `ebur128` filter."""
    said = run(
        ["-i", path, "-map", "0:a:0", "-af", "ebur128=peak=true:framelog=quiet", "-f", "null", "-"],
        what=path.name,
        loglevel="info",
    )
    summary = said[said.rfind("Summary:") :]
    return Loudness(_figure(summary, r"I:\s+(\S+) LUFS"), _figure(summary, r"Peak:\s+(\S+) dBFS"))


def _figure(text: str, pattern: str) -> float:
    found = re.search(pattern, text)
    return float(found[1]) if found else float("-inf")


# --- what is in a file ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Streams:
    """What ffmpeg finds in a file. Sizes are as stored; `rotation` is clockwise degrees to show it upright."""

    container: str  # ffmpeg's names, as "mov,mp4,m4a,3gp,3g2,mj2"
    seconds: float  # 0 where it is not told
    video: str = ""  # codec, empty where there is none
    audio: str = ""
    width: int = 0
    height: int = 0
    rotation: int = 0
    fps: float = 0.0
    pixels: str = ""  # pixel format, as "yuv420p10le"
    hdr: bool = False

    @property
    def alpha(self) -> bool:
        return self.pixels.startswith(("yuva", "rgba", "bgra", "argb", "abgr", "gbrap", "ya", "pal8"))

    @property
    def shown(self) -> tuple[int, int]:
        """Width and height as seen."""
        return (self.height, self.width) if self.rotation % 180 else (self.width, self.height)


PROBE_SECONDS = 20.0
_VIDEO = re.compile(r"Stream #\S+.*?: Video: (\w+).*?, (\w+)(\([^)]*\))?.*?, (\d+)x(\d+)")
_AUDIO = re.compile(r"Stream #\S+.*?: Audio: (\w+)")
_LENGTH = re.compile(r"Duration: (\d+):(\d+):(\d+(?:\.\d+)?)")


def streams(path: Path) -> Streams:
    """Look into a file without decoding it. `bad_media` where ffmpeg makes nothing of it."""
    args: list[Arg] = [*STRANGER, "-i", path]
    process = start(args, what=path.name, loglevel="info", memory=PROBE_MEMORY)
    try:
        process.popen.wait(PROBE_SECONDS)
    except subprocess.TimeoutExpired as error:
        process.kill()
        raise RenderError("bad_media", f"{path.name}: looking into the file takes too long") from error
    said = process.said()
    process.kill()
    head = re.search(r"Input #0, (\S+), from", said)
    if head is None:
        raise failure(said, path.name)
    return _parsed(said, head[1])


def _parsed(said: str, container: str) -> Streams:
    length = _LENGTH.search(said)
    seconds = int(length[1]) * 3600 + int(length[2]) * 60 + float(length[3]) if length else 0.0
    audio = _AUDIO.search(said)
    video = next((line for line in said.splitlines() if _VIDEO.search(line) and "attached pic" not in line), None)
    found = Streams(container, seconds, audio=audio[1] if audio else "")
    if video is None:
        return found
    match = _VIDEO.search(video)
    assert match is not None
    turn = re.search(r"rotation of (-?[\d.]+) degrees", said)
    rate = re.search(r"([\d.]+) fps", video)
    return replace(
        found,
        video=match[1],
        width=int(match[4]),
        height=int(match[5]),
        pixels=match[2],
        rotation=round(-float(turn[1])) % 360 if turn else 0,
        fps=float(rate[1]) if rate else 0.0,
        hdr="smpte2084" in video or "arib-std-b67" in video,
    )


def decode_beginning(path: Path, found: Streams, *, timeout: float) -> None:
    """Decode a first piece of the picture, or of the sound where there is none; `bad_media` if nothing comes."""
    wanted: list[Arg] = ["-map", "0:v:0", "-frames:v", 1] if found.video else ["-map", "0:a:0", "-t", 1]
    args: list[Arg] = ["-threads", 2, *STRANGER, "-i", path, *wanted, "-f", "null", "-"]
    said = run(args, what=path.name, timeout=timeout, memory=DECODER_MEMORY, loglevel="info")
    if re.search(r"Output file is empty|frame=\s+0 (?!.*frame=)", said, re.DOTALL):
        raise RenderError("bad_media", f"{path.name}: the file is damaged")


def measured_seconds(path: Path, *, timeout: float) -> float:
    """How long a file is that does not say so itself: read to its end without decoding."""
    args: list[Arg] = [*STRANGER, "-i", path, "-c", "copy", "-f", "null", "-"]
    said = run(args, what=path.name, timeout=timeout, memory=PROBE_MEMORY, loglevel="info")
    times = re.findall(r"time=(\d+):(\d+):(\d+(?:\.\d+)?)", said)
    if not times:
        return 0.0
    hours, minutes, seconds = times[-1]
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)


# --- pictures ------------------------------------------------------------------------------------------------

TONEMAP = "zscale=t=linear:npl=203,format=gbrpf32le,zscale=p=bt709,tonemap=mobius:param=0.7:peak=4:desat=0,zscale=t=bt709:m=bt709:p=bt709:r=tv"


def read_clip(path: Path, found: Streams, *, start_s: float, fps: int, size: tuple[int, int], cover: bool) -> Process:
    """Start decoding: raw yuv420p frames of `size` (even), BT.709 limited, upright, at a constant rate, on `stdout`.

    `cover` cuts the picture to fill `size`; otherwise it is stretched to it. Transparency lies over black.
    """
    width, height = size
    way = "increase" if cover else "disable"
    steps = [
        f"scale={width}:{height}:force_original_aspect_ratio={way}:flags=bicubic:out_color_matrix=bt709:out_range=tv"
    ]
    steps += [f"crop={width}:{height}"] if cover else []
    if found.hdr:
        steps = [f"zscale={width}:{height}" if not cover else steps[0], *steps[1:], TONEMAP]
    if found.alpha:
        steps += ["format=gbrap", "premultiply=inplace=1", "format=gbrp"]
        steps += ["scale=out_color_matrix=bt709:out_range=tv"]
    graph = ",".join([f"fps={fps}:start_time=0", *steps, "format=yuv420p"])
    args: list[Arg] = ["-threads", 2, "-filter_threads", 1, *STRANGER]
    args += ["-ss", f"{start_s:.4f}", "-i", path, "-map", "0:v:0", "-an", "-sn", "-vf", graph]
    return start([*args, "-f", "rawvideo", "-"], what=path.name, stdout=True, memory=DECODER_MEMORY)


BT709 = ["-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv"]
AUDIO_CODECS: dict[str, list[Arg]] = {
    "aac": ["-c:a", "aac", "-b:a", "192k", "-f", "mp4"],
    "opus": ["-c:a", "libopus", "-b:a", "128k", "-f", "ogg"],
    "mp3": ["-c:a", "libmp3lame", "-b:a", "192k", "-f", "mp3"],
    "m4a": ["-c:a", "aac", "-b:a", "192k", "-movflags", "+faststart", "-f", "ipod"],
    "wav": ["-c:a", "pcm_s16le", "-f", "wav"],
}


def encode_audio(wav: Path, out: Path, codec: str) -> Path:
    """Encode 48 kHz stereo sound; `codec` is a key of `AUDIO_CODECS`."""
    run(["-i", wav, "-ar", 48_000, *AUDIO_CODECS[codec], out], what=out.name)
    return out


def join(
    chunks: Sequence[Path],
    lengths: Sequence[float],
    sound: Path | None,
    out: Path,
    *,
    listing: Path,
    container: str,
    seconds: float,
    cancelled: Callable[[], bool] | None = None,
) -> Path:
    """Put chunks (`lengths` in seconds) and sound into one file without encoding again.

    `listing` is where the list of chunks may be written.
    """
    lines = [f"file '{_quoted(chunk)}'\nduration {length:.9f}" for chunk, length in zip(chunks, lengths, strict=True)]
    listing.write_text("ffconcat version 1.0\n" + "\n".join(lines) + "\n", encoding="utf-8")
    args: list[Arg] = ["-f", "concat", "-safe", 0, "-i", listing]
    args += ["-i", sound, "-map", "0:v", "-map", "1:a"] if sound is not None else []
    args += ["-c", "copy", "-t", f"{seconds:.6f}"]
    if container in ("mp4", "mov"):
        args += ["-movflags", "+faststart", *BT709]
    run([*args, "-f", container, out], what=out.name, cancelled=cancelled)
    return out


def write_gif(film: Path, out: Path, *, cancelled: Callable[[], bool] | None = None) -> Path:
    """A GIF of `film`, with colours chosen for its own moving parts."""
    graph = "split[a][b];[a]palettegen=stats_mode=diff[p];[b][p]paletteuse=dither=bayer:bayer_scale=4"
    run(["-i", film, "-vf", graph, "-loop", 0, "-f", "gif", out], what=out.name, cancelled=cancelled)
    return out


def _quoted(path: Path) -> str:
    return str(path.resolve()).replace("'", "'\\''")


def film_sheet(film: Path, out_png: Path, *, seconds: float, columns: int = 5, rows: int = 2, side: int = 270) -> Path:
    """A contact sheet of a finished film: `columns × rows` moments spread evenly, `side` pixels on the short side."""
    count = columns * rows
    middle = seconds / count / 2
    scale = f"scale='if(gt(iw,ih),-2,{side})':'if(gt(iw,ih),{side},-2)'"
    graph = f"fps={count}/{seconds:.3f}:start_time=0,{scale},tile={columns}x{rows}:padding=6:color=white"
    run(["-ss", f"{middle:.3f}", "-i", film, "-vf", graph, "-frames:v", 1, "-update", 1, out_png], what=film.name)
    return out_png
