"""Exports: ordering a film, asking how far it is, and getting it."""

from typing import Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import FileResponse

from studio.access import Studio, User, attributed
from studio.answers import ApiError, session_missing
from studio.services import Services
from studio.store.renders import COMPLETED, RenderJob
from wire import calls, models

router = APIRouter()


def film_url(job: RenderJob, base_url: str) -> str:
    """Where the film lies: a path that nobody can guess, so it needs no token."""
    return base_url.rstrip("/") + calls.FILM.format(secret=job.secret)


def _status(job: RenderJob, base_url: str) -> dict[str, Any]:
    done = job.status == COMPLETED
    status = models.RenderStatus(
        id=job.id,
        status=job.status,
        progress=round(job.progress, 4),
        output=models.RenderedFile(url=film_url(job, base_url)) if done else None,
        error=job.error,
    )
    return status.model_dump(by_alias=True, exclude_none=True)


@router.post(calls.RENDER, dependencies=[Depends(attributed)])
async def render(studio: Studio, user: User, body: models.Render, request: Request) -> dict[str, Any]:
    """Order a film. The same id again is the same film. 402 without the attribution headers."""
    if studio.store.sessions.get(user, body.session_id) is None:
        raise session_missing(body.session_id)
    if not has_segments(body.draft):
        raise ApiError(422, "the draft has nothing on its timeline")
    output = body.output.model_dump()
    job = studio.jobs.order(user, body.id, body.session_id, body.draft, output)
    return _status(job, str(request.base_url))


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


@router.api_route(calls.RENDER_DOWNLOAD, methods=["GET", "HEAD"])
def download(studio: Studio, user: User, render_id: str) -> FileResponse:
    """The film itself, for its owner. 404 before it is done."""
    return _file(studio, _job(studio, user, render_id))


@router.api_route(calls.FILM, methods=["GET", "HEAD"])
def film(studio: Studio, secret: str) -> FileResponse:
    """The film itself, for whoever has its address."""
    job = studio.store.renders.by_secret(secret)
    if job is None:
        raise ApiError(404, "film not found")
    return _file(studio, job)


def _file(studio: Services, job: RenderJob) -> FileResponse:
    path = studio.store.home / job.path if job.path else None
    if path is None or not path.is_file():
        raise ApiError(404, "the film is not there")
    title = (job.draft.get("m") or {}).get("title") or "film"
    return FileResponse(path, media_type="video/mp4", filename=f"{title}.mp4")
