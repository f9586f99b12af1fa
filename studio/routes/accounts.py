"""Tokens, credits, and the link that opens the page."""

import uuid
from typing import Annotated, Any

from fastapi import APIRouter, Header

from studio.access import Studio, User
from studio.answers import ApiError, envelope, session_missing
from studio.body import StrictRoute
from studio.config import DAY
from studio.store.accounts import CLAIM_SECONDS, TokenTooSoon
from wire import calls, models
from wire.codes import Code

router = APIRouter(route_class=StrictRoute)


@router.post(calls.ANONYMOUS_TOKEN)
def anonymous_token(studio: Studio, x_client_id: Annotated[str, Header()] = "") -> dict[str, Any]:
    """A token for a client id that is a UUID: once in seven days, else 429; 400 without the header."""
    if studio.config.access_token is not None:
        raise ApiError(Code.UNAUTHORISED, "this studio gives no tokens: use its access token")
    try:
        client_id = str(uuid.UUID(x_client_id.strip()))
    except ValueError:
        raise ApiError(Code.CLIENT_ID_MISSING, "X-Client-Id must be a UUID") from None
    try:
        token = studio.store.accounts.new_token(client_id)
    except TokenTooSoon:
        raise ApiError(Code.RATE_LIMITED, "1 token per client per 7 days") from None
    lifetime = studio.config.token_days * DAY
    return envelope(models.Token(token=token, credits=studio.store.accounts.allowance, expires_in=lifetime))


@router.get(calls.CREDITS)
def credits(studio: Studio, user: User) -> dict[str, Any]:
    """The balance."""
    balance = studio.store.accounts.balance(user)
    return envelope(models.Credits(available=balance.available, frozen=balance.frozen, total=balance.total))


@router.post(calls.CLAIM_TOKEN)
def claim_token(studio: Studio, user: User, body: models.ClaimRequest) -> dict[str, Any]:
    """What a link to the session carries; it lasts ten minutes."""
    session = studio.store.sessions.get(user, body.session_id)
    if session is None or session.task_id != body.task_id:
        raise session_missing(body.session_id)
    claim = studio.store.accounts.new_claim(user, session.id)
    return envelope(models.Claim(claim_token=claim, expires_in=CLAIM_SECONDS))
