"""Exports: ordering a film, asking how far it is, and getting it."""

import re
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request
from fastapi.responses import FileResponse

from studio.access import Studio, User, attributed
from studio.answers import ApiError, session_missing
from studio.body import StrictRoute
from studio.services import Services
from studio.store.renders import COMPLETED, RenderJob
from wire import calls, models

router = APIRouter(route_class=StrictRoute)
FORMATS = ("mp4", "webm", "mov", "gif", "mp3", "m4a", "wav")


def film_url(job: RenderJob, base_url: str) -> str:
    """Where the film lies: a path that nobody can guess, so it needs no token."""
    return base_url.rstrip("/") + calls.FILM.format(secret=job.secret, name=quote(film_name(job), safe=""))


def film_name(job: RenderJob) -> str:
    """What the file is called: the film's title, as far as every system takes it."""
    meta = job.draft.get("m")
    title = str(meta.get("title") or "") if isinstance(meta, dict) else ""
    kept = "".join(sign if sign.isalnum() else "-" for sign in title)
    return f"{re.sub('-+', '-', kept).strip('-')[:60] or 'film'}.{job.output.get('format', 'mp4')}"


def _status(job: RenderJob, base_url: str) -> dict[str, Any]:
    done = job.status == COMPLETED
    status = models.RenderStatus(
        id=job.id,
        status=job.status,
        progress=round(job.progress, 4),
        output=models.RenderedFile(url=film_url(job, base_url)) if done else None,
        error=job.error,
        reason=job.reason,
    )
    return status.model_dump(by_alias=True, exclude_none=True)


@router.post(calls.RENDER, dependencies=[Depends(attributed)])
async def render(studio: Studio, user: User, body: models.Render, request: Request) -> dict[str, Any]:
    """Order a film. The same id again is the same film. 402 without the attribution headers."""
    if studio.store.sessions.get(user, body.session_id) is None:
        raise session_missing(body.session_id)
    if not has_segments(body.draft):
        raise ApiError(422, "the draft has nothing on its timeline")
    job = studio.jobs.order(user, body.id, body.session_id, body.draft, checked(body.output))
    return _status(job, str(request.base_url))


def checked(output: models.Output) -> dict[str, Any]:
    """What to deliver, in the renderer's words. ApiError 422 where it cannot."""
    wanted = output.format.lower()
    if wanted not in FORMATS:
        raise ApiError(422, f"cannot deliver {wanted[:20]!r}: choose one of {', '.join(FORMATS)}")
    if output.height is not None and not 120 <= output.height <= 2160:
        raise ApiError(422, "height is 120 to 2160 pixels")
    if output.fps is not None and not 1 <= output.fps <= 60:
        raise ApiError(422, "fps is 1 to 60")
    quality = "draft" if output.quality.lower() in ("draft", "low") else "high"
    return {"format": wanted, "quality": quality, "height": output.height, "fps": output.fps}


def has_segments(draft: models.Draft) -> bool:
    """Whether some track has a segment: then a draft is ready for export."""
    tracks = draft.get("t")
    return isinstance(tracks, list) and any(isinstance(track, dict) and track.get("sg") for track in tracks)


@router.get(calls.RENDER_STATUS)
def render_status(studio: Studio, user: User, render_id: str, request: Request) -> dict[str, Any]:
    """How far the film is."""
    return _status(_job(studio, user, render_id), str(request.base_url))


def _job(studio: Services, user: str, render_id: str) -> RenderJob:
    job = studio.store.renders.get(user, render_id)
    if job is None:
        raise ApiError(404, "render not found")
    return job


@router.head(calls.RENDER_DOWNLOAD, include_in_schema=False)
@router.get(calls.RENDER_DOWNLOAD, response_class=FileResponse)
def download(studio: Studio, user: User, render_id: str) -> FileResponse:
    """The film itself, for its owner. 404 before it is done."""
    return _file(studio, _job(studio, user, render_id))


@router.head(calls.FILM, include_in_schema=False)
@router.get(calls.FILM, response_class=FileResponse)
def film(studio: Studio, secret: str, name: str) -> FileResponse:
    """The film itself, for whoever has its address; its `name` is for people."""
    job = studio.store.renders.by_secret(secret)
    if job is None:
        raise ApiError(404, "film not found")
    return _file(studio, job)


def _file(studio: Services, job: RenderJob) -> FileResponse:
    path = studio.store.home / job.path if job.path else None
    if path is None or not path.is_file():
        raise ApiError(404, "the film is not there")
    return FileResponse(path, filename=film_name(job))
