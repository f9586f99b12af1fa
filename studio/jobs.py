"""The render queue: one film at a time, each rendered by processes that the renderer starts.

The queue lies in the store. What a killed studio was working on is queued again when the next one starts.
"""

import asyncio
import logging
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from studio.store import Store
from studio.store.renders import COMPLETED, FAILED, PROCESSING, RenderJob

log = logging.getLogger(__name__)

STEP = 0.01  # progress is written down when it has grown by that much


class Jobs:
    """Takes orders and works them off. Used from the studio's event loop only."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._wake = asyncio.Event()
        self._stopping = threading.Event()
        self._task: asyncio.Task[None] | None = None

    @property
    def unfinished(self) -> int:
        """How many films wait or are being made."""
        return self._store.renders.unfinished()

    def start(self) -> None:
        """Begin to work, first on what an earlier studio left."""
        self._store.renders.requeue()
        self._task = asyncio.create_task(self._loop())

    async def stop(self) -> None:
        """Stop working; the film in the making is queued again for the next studio."""
        self._stopping.set()
        self._wake.set()
        if self._task is not None:
            await self._task
        self._store.renders.requeue()

    def order(
        self, user_id: str, render_id: str, session_id: str, draft: dict[str, Any], output: dict[str, Any]
    ) -> RenderJob:
        """Queue a film, or find the one already ordered under this id."""
        job = self._store.renders.order(user_id, render_id, session_id, draft, output)
        self._wake.set()
        return job

    async def _loop(self) -> None:
        while not self._stopping.is_set():
            self._wake.clear()
            job = self._store.renders.next()
            if job is None:
                await self._wake.wait()
            else:
                await asyncio.to_thread(self._make, job)

    def _make(self, job: RenderJob) -> None:
        from studio.render import RenderError

        self._store.renders.update(job, PROCESSING, 0.0)
        out = self._store.folder("films") / f"{job.secret}.{job.output.get('format', 'mp4')}"
        try:
            film = self._render(job, out)
        except RenderError as error:
            if error.code != "cancelled":
                self._fail(job, str(error), error.code)
        except Exception:
            log.exception("render %s", job.id)
            self._fail(job, "the renderer failed unexpectedly", "failed")
        else:
            path = str(out.relative_to(self._store.home))
            if not self._store.renders.update(job, COMPLETED, 1.0, path=path, film=film):
                out.unlink()  # its session was deleted meanwhile

    def _fail(self, job: RenderJob, error: str, reason: str) -> None:
        log.error("render %s failed: %s", job.id, error)
        self._store.renders.update(job, FAILED, job.progress, error=error, reason=reason)

    def _render(self, job: RenderJob, out: Path) -> dict[str, Any]:
        from studio.render import Output, render

        film = render(
            job.draft,
            out,
            media=media_of(self._store, job.session_id),
            cache=self._store.folder("cache"),
            output=Output(**job.output),
            progress=self._progress(job),
            cancelled=self._stopping.is_set,
        )
        return {"bytes": film.bytes, "seconds": film.seconds, "width": film.width, "height": film.height}

    def _progress(self, job: RenderJob) -> Callable[[float], None]:
        told = 0.0

        def tell(fraction: float) -> None:
            nonlocal told
            if fraction - told >= STEP:
                told = fraction
                self._store.renders.update(job, PROCESSING, min(fraction, 1.0))

        return tell


def media_of(store: Store, session_id: str) -> Callable[[str], Path]:
    """Where the session's own files lie, by id; KeyError for anybody else's."""
    paths = {file.id: store.home / file.path for file in store.files.of_session(session_id)}
    return paths.__getitem__
