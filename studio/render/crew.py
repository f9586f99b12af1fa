"""Worker processes as their parent sees them: jobs are handed out, answers gathered, nobody outlives the work."""

import contextlib
import json
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from studio.render.errors import RenderError

ROOT = Path(__file__).parents[2]
POLL_SECONDS = 0.1
START = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from studio.render.worker import main; main()"

SETTINGS = {
    # glibc would keep the large arrays that are needed once for the small ones that are needed always.
    "MALLOC_MMAP_THRESHOLD_": str(4 << 20),
    "MALLOC_ARENA_MAX": "2",
    "OPENBLAS_NUM_THREADS": "1",  # its threads would spin, and the encoders have use for the cores
}

Job = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """What one worker said; an empty `said` means that it has ended."""

    worker: int
    said: dict[str, Any]


class Member:
    """One worker process."""

    def __init__(self, number: int, answers: "queue.Queue[Answer]") -> None:
        self.number = number
        self.log = tempfile.TemporaryFile()  # noqa: SIM115 — closed by `end`
        self.popen = subprocess.Popen(
            [sys.executable, "-P", "-c", START],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.log,
            env={**os.environ, **SETTINGS},
            start_new_session=True,  # a group of its own, so that it can be ended with its children
        )
        self.listener = threading.Thread(target=self._listen, args=(answers,), daemon=True)
        self.listener.start()

    def _listen(self, answers: "queue.Queue[Answer]") -> None:
        assert self.popen.stdout is not None
        for line in self.popen.stdout:
            answers.put(Answer(self.number, json.loads(line)))
        answers.put(Answer(self.number, {}))

    def give(self, job: Job) -> None:
        """Hand over a job. A worker that has died shows that by its answers."""
        with contextlib.suppress(BrokenPipeError):
            assert self.popen.stdin is not None
            self.popen.stdin.write(json.dumps(job).encode() + b"\n")
            self.popen.stdin.flush()

    def last_words(self) -> str:
        """The last line that it wrote to standard error."""
        self.log.seek(0)
        lines = self.log.read().decode("utf-8", errors="replace").strip().splitlines()
        return lines[-1] if lines else "it ended without a word"

    def end(self) -> None:
        """Kill it and its children, and leave no zombie."""
        if hasattr(os, "killpg"):
            with contextlib.suppress(ProcessLookupError, PermissionError):  # it is gone already
                os.killpg(self.popen.pid, signal.SIGKILL)
        self.popen.kill()
        self.popen.wait()
        self.listener.join()
        for pipe in (self.popen.stdin, self.popen.stdout):
            _close(pipe)
        self.log.close()


def _close(pipe: IO[bytes] | None) -> None:
    if pipe is not None:
        with contextlib.suppress(BrokenPipeError):
            pipe.close()


@contextlib.contextmanager
def crew(size: int, film: Job) -> Iterator["Crew"]:
    """`size` workers that know `film`; ended when the block ends, however it ends."""
    members: list[Member] = []
    answers: queue.Queue[Answer] = queue.Queue()
    try:
        for number in range(size):
            members.append(Member(number, answers))
            members[-1].give({"job": "film", **film})
        yield Crew(members, answers)
    finally:
        for member in members:
            member.end()


class Crew:
    """Workers at their jobs."""

    def __init__(self, members: Sequence[Member], answers: "queue.Queue[Answer]") -> None:
        self.members, self.answers = members, answers

    def do(
        self,
        jobs: Sequence[Job],
        *,
        cancelled: Callable[[], bool] | None = None,
        painted: Callable[[int], None] = lambda frames: None,
    ) -> None:
        """Do all `jobs`; each has a `name` by which its worker reports it done.

        `painted` hears of frames as they come. Raises the first failure, `cancelled` when `cancelled()` says so.
        """
        waiting, missing = list(jobs), {job["name"] for job in jobs}
        last: dict[int, Job] = {}
        while missing:
            if cancelled is not None and cancelled():
                raise RenderError("cancelled", "the render was cancelled")
            try:
                answer = self.answers.get(timeout=POLL_SECONDS)
            except queue.Empty:
                continue
            self._check(answer)
            if "ready" in answer.said and waiting:
                job = last[answer.worker] = _next(waiting, last, answer.worker)
                self.members[answer.worker].give(job)
            elif "frames" in answer.said:
                painted(answer.said["frames"])
            elif "done" in answer.said:
                missing.discard(answer.said["done"])

    def _check(self, answer: Answer) -> None:
        if not answer.said:
            words = self.members[answer.worker].last_words()
            raise RenderError("failed", f"a render process ended: {words}")
        if "error" in answer.said:
            raise RenderError(answer.said["error"], answer.said["message"])


def _next(waiting: list[Job], last: dict[int, Job], worker: int) -> Job:
    """The job to do next: one of the scene that this worker has open, else of a scene that no other has open."""
    mine = last.get(worker, {}).get("scene")
    others = {job.get("scene") for number, job in last.items() if number != worker}
    choice = min(
        range(len(waiting)),
        key=lambda i: (waiting[i].get("scene") != mine, waiting[i].get("scene") in others, i),
    )
    return waiting.pop(choice)
