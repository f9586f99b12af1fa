"""Looks at a draft before it is exported: one frame, or all scenes on one sheet. Free, and never queued."""

import asyncio
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import FileResponse

from studio.access import CurrentSession, Studio
from studio.answers import ApiError
from studio.jobs import media_of
from studio.services import Services
from studio.store.sessions import Session
from wire import calls

router = APIRouter()
DAY_MS = 24 * 3600 * 1000
KEPT = 100  # drawn pictures that are kept


@router.get(calls.STILL)
async def still(
    studio: Studio,
    session: CurrentSession,
    at: Annotated[int, Query(ge=0, le=DAY_MS)] = 0,
    height: Annotated[int | None, Query(ge=120, le=2160)] = None,
) -> FileResponse:
    """The frame at `at` ms as PNG, its short side `height` pixels. 404 before there is a draft."""

    def draw(draft: dict[str, Any], out: Path) -> None:
        from studio.render import still

        still(draft, at, out, media=media_of(studio.store, session.id), height=height)

    return await _picture(studio, session, f"still {at} {height}", draw)


@router.get(calls.CONTACT_SHEET)
async def contact_sheet(studio: Studio, session: CurrentSession) -> FileResponse:
    """All scenes on one PNG. 404 before there is a draft."""

    def draw(draft: dict[str, Any], out: Path) -> None:
        from studio.render import contact_sheet

        contact_sheet(draft, out, media=media_of(studio.store, session.id), cache=studio.store.folder("cache"))

    return await _picture(studio, session, "sheet", draw)


async def _picture(
    studio: Services, session: Session, what: str, draw: Callable[[dict[str, Any], Path], None]
) -> FileResponse:
    """Draw it, or take the one that was drawn from the same draft."""
    if session.draft is None:
        raise ApiError(404, "there is no draft yet")
    drawn_from = json.dumps([what, session.id, session.draft], sort_keys=True)
    name = hashlib.sha256(drawn_from.encode()).hexdigest()[:32]
    path = studio.store.folder("previews") / f"{name}.png"
    async with studio.drawing:
        if not path.exists():
            await asyncio.to_thread(_draw, draw, session.draft, path)
    return FileResponse(path, media_type="image/png", headers={"Cache-Control": "private, no-cache"})


def _draw(draw: Callable[[dict[str, Any], Path], None], draft: dict[str, Any], path: Path) -> None:
    from studio.render import RenderError

    for old in sorted(path.parent.iterdir(), key=lambda one: one.stat().st_mtime)[:-KEPT]:
        old.unlink()
    partial = path.with_name(f".{path.name}")
    try:
        draw(draft, partial)
    except RenderError as error:
        raise ApiError(422, f"cannot draw this draft: {error}") from error
    partial.replace(path)
