"""Uploads: files in the body, or addresses that the studio fetches; and getting a file back."""

import asyncio
import secrets
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse
from pydantic import ValidationError

from studio import fetch
from studio.access import CurrentSession, Studio
from studio.answers import ApiError, envelope
from studio.intake import Arrival, examine, keep, plain_name, too_large
from studio.multipart import BadMultipart, Receiver
from studio.services import Services
from studio.store.files import StoredFile
from studio.store.sessions import Session
from wire import calls, models

router = APIRouter()
MAX_BODY = 10_000_000_000  # bytes of one request; each file in it has its own, smaller limit


def uploaded(file: StoredFile, base_url: str) -> models.UploadedFile:
    """A file as the API tells it."""
    place = calls.FILE.format(session_id=file.session_id, file_id=file.id)
    return models.UploadedFile(
        file_id=file.id,
        name=file.name,
        mime_type=file.mime_type,
        size=file.size,
        url=base_url.rstrip("/") + place,
        kind=file.kind,
        width=file.width,
        height=file.height,
        duration_ms=file.duration_ms,
        has_audio=file.has_audio,
    )


@router.post(calls.UPLOAD, max_body_size=MAX_BODY)
async def upload(studio: Studio, session: CurrentSession, request: Request) -> dict[str, Any]:
    """Take files (multipart, field `files`) or fetch URLs (JSON). All or none of them are kept."""
    incoming = studio.store.folder("incoming", secrets.token_hex(8))
    try:
        if request.headers.get("content-type", "").lower().startswith("application/json"):
            arrivals = await _fetched(studio, request, incoming)
        else:
            arrivals = await _received(studio, request, incoming)
        files = await asyncio.to_thread(_keep, studio, session, arrivals)
    finally:
        _clear(incoming)
    base_url = str(request.base_url)
    return envelope(models.Uploaded(files=[uploaded(file, base_url) for file in files]))


async def _received(studio: Services, request: Request, incoming: Path) -> list[Arrival]:
    try:
        receiver = Receiver(
            request.headers.get("content-type", ""), calls.UPLOAD_FIELD, studio.config.max_upload,
            lambda: incoming / secrets.token_hex(8),
        )  # fmt: skip
        await receiver.receive(request.stream())
    except BadMultipart as error:
        raise ApiError(422, f"not a valid upload: {error}") from error
    if not receiver.parts:
        raise ApiError(422, f"no file in field '{calls.UPLOAD_FIELD}'")
    for part in receiver.parts:
        if part.too_large:
            raise too_large(plain_name(part.name), studio.config.max_upload)
    return [Arrival(part.name, part.path, part.size) for part in receiver.parts]


async def _fetched(studio: Services, request: Request, incoming: Path) -> list[Arrival]:
    body = await request.body()
    try:
        urls = models.UploadUrls.model_validate_json(body).urls
    except ValidationError as error:
        raise ApiError(422, 'expected {"urls": ["https://…"], "source_type": "url"}') from error
    if not 1 <= len(urls) <= fetch.MAX_URLS:
        raise ApiError(422, f"give 1 to {fetch.MAX_URLS} URLs at a time")
    policy = fetch.Policy(studio.config.max_upload, studio.config.fetch_networks)
    return [await asyncio.to_thread(_fetch, url, incoming, policy) for url in urls]


def _fetch(url: str, incoming: Path, policy: fetch.Policy) -> Arrival:
    path = incoming / secrets.token_hex(8)
    try:
        name, size = fetch.download(url, path, policy)
    except fetch.TooLarge:
        raise too_large(fetch.shown(url), policy.limit) from None
    except fetch.FetchError as error:
        raise ApiError(422, f"cannot fetch {fetch.shown(url)}: {error}") from error
    return Arrival(name, path, size)


def _keep(studio: Services, session: Session, arrivals: list[Arrival]) -> list[StoredFile]:
    """Look into all of them first: one that will not do means that none is kept."""
    infos = [examine(arrival) for arrival in arrivals]
    now = studio.config.clock()
    return [keep(studio.store, session.id, *pair, now) for pair in zip(arrivals, infos, strict=True)]


def _clear(folder: Path) -> None:
    for left in folder.iterdir():
        left.unlink(missing_ok=True)
    folder.rmdir()


@router.head(calls.FILE, include_in_schema=False)
@router.get(calls.FILE, response_class=FileResponse)
def file(studio: Studio, session: CurrentSession, file_id: str) -> FileResponse:
    """An uploaded file, for its owner."""
    found = studio.store.files.get(session.id, file_id)
    if found is None:
        raise ApiError(404, "file not found")
    return FileResponse(studio.store.home / found.path, media_type=found.mime_type, filename=found.name)
