"""The one place that turns a bad answer into an error. Source of the codes: `wire.codes`."""

import json
from typing import Any, TypeVar

import httpx
from pydantic import ValidationError

from skill.errors import BackendFailed, BadInput, Doubtful, Failure, NotAuthorised, NotPaid, SessionGone
from skill.safe import one_line
from wire.calls import RUN_SSE, Call
from wire.codes import Code
from wire.models import Envelope

Reply = TypeVar("Reply")


class TokenRefused(NotAuthorised):
    """1001 or 401: the request was not taken; a new token may help."""


class RateLimited(BackendFailed):
    """429: not taken; the protocol says wait 30 s and try once more."""


class Busy(Doubtful):
    """409, 423: a request of this project is still at work. Perhaps ours, sent before: the state tells."""


_BY_CODE: dict[int, tuple[type[Failure], str]] = {
    Code.UNAUTHORISED: (TokenRefused, "token_refused"),
    Code.TOKEN_INVALID: (TokenRefused, "token_refused"),
    Code.SESSION_NOT_FOUND: (SessionGone, "session_gone"),
    Code.OUT_OF_CREDITS: (NotPaid, "out_of_credits"),
    Code.PLAN: (NotPaid, "plan"),
    Code.FILE_TYPE: (BadInput, "file_type_refused"),
    Code.FILE_TOO_LARGE: (BadInput, "file_too_large_refused"),
    httpx.codes.REQUEST_ENTITY_TOO_LARGE: (BadInput, "file_too_large_refused"),
    httpx.codes.UNSUPPORTED_MEDIA_TYPE: (BadInput, "file_type_refused"),
    Code.RATE_LIMITED: (RateLimited, "rate_limited"),
    Code.CLIENT_ID_MISSING: (BackendFailed, "refused"),
}


def reply(call: Call[Reply], response: httpx.Response) -> Reply:
    """The answer as the call's reply type.

    Raises the failure that the answer means; Doubtful where the request may have been taken all the same.
    """
    body = body_of(response)
    refuse(call, response.status_code, body)
    data = body
    if call.envelope and isinstance(body, dict):
        data = Envelope[Any].model_validate(body).data
    try:
        return call.reply.model_validate(data)  # type: ignore[attr-defined,no-any-return]
    except ValidationError as problem:
        raise strange(call, response) from problem


def refuse(call: Call[Any], status: int, body: object) -> None:
    """Raise what an envelope's code, or else the HTTP status, means; return where it means success."""
    code = body.get("code") if isinstance(body, dict) else None
    said = isinstance(code, int) and code != 0
    number = int(code) if said and isinstance(code, int) else status
    if number == 0 or (not said and status < 300 and (body is not None or call.reply is bytes)):
        return
    message = _message(body)
    if number == httpx.codes.NOT_FOUND and message.startswith("Session not found"):
        raise SessionGone("session_gone", number, message=message)  # Google ADK's way to say 1002
    if number in (httpx.codes.CONFLICT, httpx.codes.LOCKED) and call.path == RUN_SSE:
        raise Busy("busy", number, message=message)
    if number in _BY_CODE:
        kind, outcome = _BY_CODE[number]
        raise kind(outcome, number, message=message, **_details(body))
    if status >= 500 or body is None:
        raise _no_sense(call, number, message)
    raise BackendFailed("refused", number, message=message)


def strange(call: Call[Any], response: httpx.Response) -> Failure:
    """An answer that is not what the protocol says: a proxy's page, say."""
    return _no_sense(call, response.status_code, one_line(response.headers.get("content-type", "")))


def _no_sense(call: Call[Any], number: int, message: str) -> Failure:
    kind = BackendFailed if call.repeatable else Doubtful
    return kind("backend_error", number, message=message)


def body_of(response: httpx.Response) -> object:
    """The JSON of an answer; None where it is none."""
    try:
        return json.loads(response.content)
    except (ValueError, RecursionError):
        return None


def _message(body: object) -> str:
    if not isinstance(body, dict):
        return ""
    found = body.get("message") or body.get("detail") or body.get("error") or ""
    return one_line(found if isinstance(found, str) else json.dumps(found))


def _details(body: object) -> dict[str, Any]:
    data = body.get("data") if isinstance(body, dict) else None
    return {"details": data if isinstance(data, dict) else {}}
