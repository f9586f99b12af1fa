"""Sessions as Google ADK serves them, for its stock clients and for our own page."""

import re
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict, Field

from studio.access import Studio, User
from studio.answers import ApiError, session_missing
from studio.body import StrictRoute
from studio.config import VERSION
from studio.store import Store
from studio.store.sessions import Session
from studio.turn import canvas
from wire import calls

router = APIRouter(route_class=StrictRoute)
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


class CreateSession(BaseModel):
    """Body that makes a session; everything may be left out. Both spellings, as ADK has it."""

    model_config = ConfigDict(populate_by_name=True)

    session_id: str | None = Field(default=None, alias="sessionId")
    state: dict[str, Any] | None = None


class PatchSession(BaseModel):
    """Body that changes a session's state: of ours, only the title can be changed."""

    model_config = ConfigDict(populate_by_name=True)

    state_delta: dict[str, Any] = Field(alias="stateDelta")


def session(session_id: str, studio: Studio, user_id: User) -> Session:
    """The session of the path, or ADK's 404."""
    found = studio.store.sessions.get(user_id, session_id)
    if found is None:
        raise session_missing(session_id, adk=True)
    return found


AdkSession = Annotated[Session, Depends(session)]


def _whole(store: Store, session: Session) -> dict[str, Any]:
    """The session with its conversation and its renders, also those under way."""
    shown = _shown(session, store.sessions.events(session.id))
    renders = store.renders.of_session(session.id)
    shown["state"]["renders"] = [{"id": job.id, "status": job.status} for job in renders]
    return shown


def _shown(session: Session, events: list[dict[str, Any]]) -> dict[str, Any]:
    state: dict[str, Any] = {"title": session.title, "language": session.language, "task_id": session.task_id}
    if session.draft is not None:
        state |= {"draft": session.draft, "canvas_config": canvas(session.draft)}
    return {
        "id": session.id,
        "appName": calls.APP,
        "userId": calls.USER,
        "state": state,
        "events": events,
        "lastUpdateTime": session.updated,
    }


@router.get(calls.ADK_VERSION)
def version() -> dict[str, str]:
    """What runs here."""
    return {"version": VERSION, "language": "python"}


@router.get(calls.ADK_APPS)
def apps(user: User) -> list[str]:
    """The one agent."""
    return [calls.APP]


@router.get(calls.ADK_SESSIONS)
def sessions(studio: Studio, user: User) -> list[dict[str, Any]]:
    """The user's sessions, the last used first, without their events."""
    return [_shown(one, []) for one in studio.store.sessions.of_user(user)]


@router.post(calls.ADK_SESSIONS)
def create(studio: Studio, user: User, body: CreateSession | None = None) -> dict[str, Any]:
    """A new session, under the wished id if it is free (else 409)."""
    wished = body.session_id if body else None
    if wished is not None and not _ID.fullmatch(wished):
        raise ApiError(422, "a session id has 1 to 64 letters, digits, - or _")
    state = (body.state if body else None) or {}
    language = "zh" if str(state.get("language", "")).startswith("zh") else "en"
    try:
        made = studio.store.sessions.create(user, language, session_id=wished)
    except ValueError:
        raise ApiError(409, "session exists", detail=f"Session already exists: {wished}") from None
    return _shown(made, [])


@router.get(calls.ADK_SESSION)
def get(studio: Studio, session: AdkSession) -> dict[str, Any]:
    """One session with its whole conversation."""
    return _whole(studio.store, session)


@router.patch(calls.ADK_SESSION)
def patch(studio: Studio, user: User, session: AdkSession, body: PatchSession) -> dict[str, Any]:
    """Rename it."""
    title = body.state_delta.get("title")
    if isinstance(title, str) and title.strip():
        studio.store.sessions.rename(session.id, plain(title)[:60])
    found = studio.store.sessions.get(user, session.id)
    return _whole(studio.store, found or session)


@router.delete(calls.ADK_SESSION)
def delete(studio: Studio, user: User, session: AdkSession) -> None:
    """Forget it, with its files and films."""
    remove(studio.store, session)


def plain(text: str) -> str:
    """The text on one line."""
    return " ".join(text.split())


def remove(store: Store, session: Session) -> None:
    """Delete what belongs to the session: rows first, so that nothing ever names a file that is gone."""
    films = [store.home / job.path for job in store.renders.of_session(session.id) if job.path]
    uploads = store.folder("uploads", session.id)
    store.sessions.delete(session.user_id, session.id)
    for path in (*films, *uploads.iterdir()):
        path.unlink(missing_ok=True)
    uploads.rmdir()
