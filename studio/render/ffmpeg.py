"""Everything that starts ffmpeg: where it is, how it is run, how its failures are told.

Nobody else in the project builds an ffmpeg command line. Every process started here reads nothing from the
terminal, knows nothing of the host's fonts and says only what went wrong.
"""

import errno
import functools
import os
import re
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from studio.render.errors import RenderError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Arg = str | Path | int | float
POLL_SECONDS = 0.02


@functools.cache
def binary() -> str:
    """The ffmpeg that imageio-ffmpeg brought (or `IMAGEIO_FFMPEG_EXE` names). `no_ffmpeg` where it is missing."""
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
    try:
        pipe.close()
    except BrokenPipeError:
        pass  # it has ended before reading all; its exit status and its log tell why


def start(
    args: Sequence[Arg], *, what: str, stdin: bool = False, stdout: bool = False, loglevel: str = "error"
) -> Process:
    """Start ffmpeg with `args`; `what` names the file or the step in errors."""
    log = tempfile.TemporaryFile()
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
    return Process(popen, log, what)


def run(
    args: Sequence[Arg],
    *,
    what: str,
    cancelled: Callable[[], bool] | None = None,
    timeout: float | None = None,
    loglevel: str = "error",
) -> str:
    """Run ffmpeg to its end and return what it said. Raises `RenderError`, also `cancelled` and on timeout."""
    process = start(args, what=what, loglevel=loglevel)
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
    try:
        popen.wait(POLL_SECONDS)
    except subprocess.TimeoutExpired:
        pass


BAD_MEDIA_SIGNS = (
    "Invalid data found",
    "moov atom not found",
    "could not find codec parameters",
    "does not contain any stream",
    "matches no streams",
    "Error opening input",
    "Decoding error",
)


def failure(said: str, what: str) -> RenderError:
    """The error that ffmpeg's words mean: `disk_full`, `bad_media` or `failed`, with the first telling line."""
    lines = [re.sub(r"^\[.*?\] ", "", line).strip() for line in said.splitlines() if line.strip()]
    reason = lines[0] if lines else "ffmpeg stopped without a word"
    if os.strerror(errno.ENOSPC) in said:
        return RenderError("disk_full", f"{what}: no space left on the disk")
    if any(sign in said for sign in BAD_MEDIA_SIGNS):
        return RenderError("bad_media", f"{what}: {reason}")
    return RenderError("failed", f"{what}: {reason}")


# --- sound -------------------------------------------------------------------------------------------------


def read_audio(
    path: Path, *, start_s: float = 0.0, seconds: float, rate: int = 48_000
) -> "NDArray[np.float32]":
    """Sound of any file that ffmpeg reads, as `(n, 2)` float32 in -1..1; at most `seconds`, fewer where it ends.

    `bad_media` where the file cannot be read or has no sound.
    """
    import numpy as np

    args = ["-ss", f"{start_s:.3f}", "-i", path, "-t", f"{seconds:.3f}", "-map", "0:a:0", "-vn"]
    process = start([*args, "-ac", 2, "-ar", rate, "-f", "f32le", "-"], what=path.name, stdout=True)
    data = process.stdout.read()
    process.finish()
    return np.frombuffer(data[: len(data) // 8 * 8], np.float32).reshape(-1, 2)


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


def filter_audio(inputs: Sequence[Path], graph: str, out: Path, *, seconds: float | None = None) -> Path:
    """Run the filter graph `graph` over `inputs`; its pad `[out]` becomes the 48 kHz stereo WAV `out`."""
    args: list[Arg] = []
    for path in inputs:
        args += ["-i", path]
    args += ["-filter_complex", graph, "-map", "[out]", "-ac", 2, "-ar", 48_000]
    if seconds is not None:
        args += ["-t", f"{seconds:.6f}"]
    run([*args, "-c:a", "pcm_s16le", "-f", "wav", out], what=out.name)
    return out
