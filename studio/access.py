"""Who is asking: what routes depend on to know the user and the session."""

from typing import Annotated

from fastapi import Depends, Header, Request
from starlette.requests import HTTPConnection

from studio.answers import ApiError, session_missing
from studio.services import Services
from studio.store.sessions import Session
from wire import calls
from wire.codes import Code


def services(connection: HTTPConnection) -> Services:
    """What the app was made with."""
    made: Services = connection.app.state.services
    return made


Studio = Annotated[Services, Depends(services)]


def user(request: Request, studio: Studio, authorization: Annotated[str, Header()] = "") -> str:
    """The user's id, by the bearer token or by the page's cookie; else 1001."""
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() == "bearer":
        bearer = studio.store.accounts.bearer(token.strip(), "token")
        user_id = bearer.user_id if bearer else None
    else:
        _same_site(request)
        user_id = page_user(request, studio)
    if user_id is None:
        raise ApiError(Code.TOKEN_INVALID, "token expired or invalid")
    return user_id


def page_user(request: Request, studio: Services) -> str | None:
    """Whom the page's cookie stands for."""
    bearer = studio.store.accounts.bearer(request.cookies.get(studio.config.page_cookie, ""), "page")
    return bearer.user_id if bearer else None


User = Annotated[str, Depends(user)]


def _same_site(request: Request) -> None:
    """Cookies go to every port of this machine: only our own page may use ours."""
    if request.headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
        raise ApiError(403, "origin not allowed")


def session(session_id: str, studio: Studio, user_id: User) -> Session:
    """The session of the path, if it is the user's; else 1002."""
    found = studio.store.sessions.get(user_id, session_id)
    if found is None:
        raise session_missing(session_id)
    return found


CurrentSession = Annotated[Session, Depends(session)]


def attributed(request: Request, user_id: User) -> None:
    """402 where an attribution header is missing: the skill page's rule for exports."""
    missing = [name for name in calls.ATTRIBUTION_HEADERS if not request.headers.get(name, "").strip()]
    if missing:
        raise ApiError(Code.PLAN, f"export blocked: missing {', '.join(missing)}")
