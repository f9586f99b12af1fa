"""The render queue: one film at a time, each in a process of its own, so that a crash costs one job only.

The queue lies in the store. What a killed studio was working on is queued again when the next one starts.
"""

import asyncio
import json
import logging
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from studio.store import Store
from studio.store.renders import COMPLETED, FAILED, PROCESSING, RenderJob

log = logging.getLogger(__name__)

LINE_LIMIT = 16_000_000  # bytes of one line from the worker; a contact sheet is a path, so lines are short
GRACE = 5.0  # seconds that a worker gets to stop by itself


class Jobs:
    """Takes orders and works them off. Used from the studio's event loop only."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._wake = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._stopping = False

    @property
    def unfinished(self) -> int:
        """How many films wait or are being made."""
        return self._store.renders.unfinished()

    def start(self) -> None:
        """Begin to work, first on what an earlier studio left."""
        self._store.renders.requeue()
        self._task = asyncio.create_task(self._loop())

    async def stop(self) -> None:
        """Stop working; the film in the making is queued again."""
        self._stopping = True
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait([self._task])
        self._store.renders.requeue()

    def order(
        self, user_id: str, render_id: str, session_id: str, draft: dict[str, Any], output: dict[str, Any]
    ) -> RenderJob:
        """Queue a film, or find the one already ordered under this id."""
        job = self._store.renders.order(user_id, render_id, session_id, draft, output)
        self._wake.set()
        return job

    async def _loop(self) -> None:
        while True:
            job = self._store.renders.next()
            if job is None:
                self._wake.clear()
                await self._wake.wait()
                continue
            await self._make(job)

    async def _make(self, job: RenderJob) -> None:
        self._store.renders.update(job, PROCESSING, 0.0)
        out = self._store.folder("films") / f"{job.secret}.mp4"
        order = {
            "do": "render",
            "draft": job.draft,
            "output": job.output,
            "out": str(out),
            "media": self.media(job.session_id),
            "cache": str(self._store.folder("cache")),
        }
        answer = await work(order, lambda fraction: self._store.renders.update(job, PROCESSING, fraction))
        if "film" in answer:
            path = str(out.relative_to(self._store.home))
            self._store.renders.update(job, COMPLETED, 1.0, path=path, film=answer["film"])
        else:
            log.error("render %s failed: %s", job.id, answer)
            self._store.renders.update(job, FAILED, 0.0, error=str(answer.get("error", "failed")))

    def media(self, session_id: str) -> dict[str, str]:
        """Where the session's files lie, by id; nobody else's."""
        files = self._store.files.of_session(session_id)
        return {file.id: str(self._store.home / file.path) for file in files}


async def work(order: Mapping[str, Any], progress: Any = None) -> dict[str, Any]:
    """Have a worker process do one order; gives its last word: `film`, `png` or `error` with `code`.

    Cancelling this stops the worker: it is told by the end of its standard input, then killed.
    """
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "studio.worker", cwd=Path(__file__).parents[1], limit=LINE_LIMIT,
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    errors = asyncio.create_task(process.stderr.read())
    try:
        process.stdin.write(json.dumps(order).encode("ascii") + b"\n")
        answer: dict[str, Any] = {}
        async for line in process.stdout:
            answer = json.loads(line)
            if progress is not None and "progress" in answer:
                progress(answer["progress"])
        await process.wait()
    finally:
        await _end(process)
        said = (await errors).decode("utf-8", "replace").strip()
    if said:
        log.warning("worker: %s", said[-2000:])
    if process.returncode != 0 or "progress" in answer or not answer:
        return {"error": f"the renderer stopped (exit {process.returncode})", "code": "failed"}
    return answer


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.returncode is not None:
        return
    assert process.stdin
    process.stdin.close()
    try:
        await asyncio.wait_for(process.wait(), GRACE)
    except TimeoutError:
        process.kill()
        await process.wait()
