"""A process that renders parts of a film on request, started by `studio.render.crew`.

It reads one JSON object a line from standard input (`{"job": "film", …}` first, then jobs) and answers the same way
on standard output. When its input ends, for whatever reason, it ends at once with everything it started.
"""

import errno
import json
import os
import queue
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from studio.render import ffmpeg
from studio.render.encoding import ChunkWriter
from studio.render.errors import RenderError
from studio.render.scenes import FilmPainter
from studio.render.spec import FilmSpec
from studio.render.timeline import Chunk

REPORT_EVERY = 10  # frames
DISK_FULL = (errno.ENOSPC, errno.EDQUOT)


class Worker:
    """Does one job after another."""

    def __init__(self, answers: IO[str]) -> None:
        self._answers = answers
        self._film: tuple[FilmSpec, FilmPainter] | None = None

    def tell(self, **answer: object) -> None:
        """One line to the parent."""
        self._answers.write(json.dumps(answer) + "\n")
        self._answers.flush()

    def work(self, job: dict[str, Any]) -> None:
        """Do one job and say how it went."""
        try:
            JOBS[job.pop("job")](self, **job)
        except RenderError as error:
            self.tell(error=error.code, message=str(error))
        except OSError as error:
            self.tell(error="disk_full" if error.errno in DISK_FULL else "failed", message=str(error))
        else:
            self.tell(ready=True)

    def film(self, **spec: Any) -> None:
        """All jobs from here on are about this film."""
        parsed = FilmSpec(**spec)
        self._film = parsed, FilmPainter(parsed)

    def _on(self) -> tuple[FilmSpec, FilmPainter]:
        assert self._film is not None, "the film comes first"
        return self._film

    def open(self, *, name: str, scene: int) -> None:
        """Open a scene now, while nothing else needs memory; what it takes from files is cached then."""
        self._on()[1].open(scene)
        self.tell(done=name)

    def chunk(self, *, name: int, scene: int, offset: int, frames: int, tmp: str, out: str) -> None:
        """Render one chunk into `tmp`, which becomes `out` when complete."""
        spec, painter = self._on()
        film = spec.timeline
        with ChunkWriter(Path(tmp), (film.width, film.height), film.fps, spec.codec, spec.quality) as writer:
            for frame in painter.frames(Chunk(scene, offset, frames)):
                writer.write(frame)
                if writer.count % REPORT_EVERY == 0:
                    self.tell(frames=REPORT_EVERY)
        Path(tmp).replace(out)
        self.tell(done=name)

    def sound(self, *, name: int, seconds: float, codec: str, tmp: str, out: str) -> None:
        """Mix the film's sound and encode it."""
        from studio.render import audio
        from studio.speech import VoiceMissing

        spec, _ = self._on()
        wav = Path(tmp).with_suffix(".mix.wav")
        try:
            audio.mix(spec.draft, wav, media=spec.path, cache=Path(spec.cache), seconds=seconds)
        except VoiceMissing as error:
            raise RenderError("no_voice", str(error)) from error
        ffmpeg.encode_audio(wav, Path(tmp), codec)
        wav.unlink()
        Path(tmp).replace(out)
        self.tell(done=name)

    def sheet(self, *, name: int, frames: list[int], columns: int, out: str) -> None:
        """Write pictures of the film as one PNG."""
        from studio.render import sheet

        sheet.write(self._on()[1], frames, columns, Path(out))
        self.tell(done=name)


JOBS: dict[str, Callable[..., None]] = {
    "film": Worker.film,
    "open": Worker.open,
    "chunk": Worker.chunk,
    "sound": Worker.sound,
    "sheet": Worker.sheet,
}


def _listen(lines: IO[str], jobs: "queue.Queue[dict[str, Any]]") -> None:
    for line in lines:
        jobs.put(json.loads(line))
    _end()


def _end() -> None:
    """The parent is gone or done with us: end now, and all ffmpeg that we started."""
    if hasattr(os, "killpg") and os.getpgrp() == os.getpid():
        os.killpg(os.getpid(), signal.SIGKILL)
    os._exit(0)


def main() -> None:
    """Serve until standard input ends."""
    import cv2

    cv2.setNumThreads(1)  # the encoder beside us keeps the other core busy
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # a library that prints must not be taken for an answer
    jobs: queue.Queue[dict[str, Any]] = queue.Queue()
    threading.Thread(target=_listen, args=(sys.stdin, jobs), daemon=True).start()
    worker = Worker(answers)
    while True:
        worker.work(jobs.get())


if __name__ == "__main__":
    main()
