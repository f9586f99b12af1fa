"""Projects: making one, and what it holds."""

from typing import Any

from fastapi import APIRouter, Request

from studio.access import CurrentSession, Studio, User
from studio.answers import envelope
from studio.body import StrictRoute
from studio.routes.films import film_url
from studio.routes.uploads import uploaded
from studio.store import Store
from studio.store.sessions import Session
from studio.turn import canvas
from wire import calls, models

router = APIRouter(route_class=StrictRoute)


@router.post(calls.SESSIONS)
def create_session(studio: Studio, user: User, body: models.NewSession) -> dict[str, Any]:
    """A new project."""
    language = "zh" if body.language.lower().startswith("zh") else "en"
    session = studio.store.sessions.create(user, language)
    return envelope(models.Session(session_id=session.id, task_id=session.task_id))


@router.get(calls.STATE)
def state(studio: Studio, session: CurrentSession, request: Request) -> dict[str, Any]:
    """What the session holds now."""
    return envelope(models.StateAnswer(state=state_of(studio.store, session, str(request.base_url))), nulls=True)


def state_of(store: Store, session: Session, base_url: str) -> models.State:
    """What is told of a session."""
    return models.State(
        draft=session.draft,
        video_infos=[uploaded(file, base_url) for file in store.files.of_session(session.id)],
        canvas_config=canvas(session.draft) if session.draft else None,
        generated_media=[
            {
                "id": job.id,
                "status": job.status,
                "url": film_url(job, base_url),
                "format": job.output["format"],
                "current": job.draft == session.draft,
                **(job.film or {}),
            }
            for job in store.renders.of_session(session.id)
            if job.path
        ],
    )
