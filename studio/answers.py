"""How the studio answers: the envelope, and one exception for everything it has to refuse."""

import errno
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from wire.codes import Code


class ApiError(Exception):
    """A refusal. `code` goes into the envelope; `status` is HTTP's.

    The vendor's own four-digit codes come under HTTP 200, as `code` in the body is what decides; the others
    are HTTP statuses themselves. `detail` is what Google ADK would have said, where it serves the same path.
    """

    def __init__(self, code: int, message: str, status: int | None = None, detail: str | None = None) -> None:
        super().__init__(message)
        self.code = int(code)
        self.message = message
        self.status = status or (self.code if self.code < 1000 else HTTPStatus.OK)
        self.detail = detail


def envelope(data: BaseModel, nulls: bool = False) -> dict[str, Any]:
    """A good answer in its envelope; `nulls` keeps keys that have no value."""
    made = data.model_dump(by_alias=True, exclude_none=not nulls)
    return {"code": int(Code.OK), "message": "success", "data": made}


def _refusal(status: int, code: int, message: str, detail: Any = None) -> JSONResponse:
    body = {"code": code, "message": message, "data": None}
    return JSONResponse(body if detail is None else body | {"detail": detail}, status)


def session_missing(session_id: str, adk: bool = False) -> ApiError:
    """No such session, or not this user's: the same answer, so that nobody learns which."""
    if not adk:
        return ApiError(Code.SESSION_NOT_FOUND, "session not found")
    return ApiError(Code.SESSION_NOT_FOUND, "session not found", 404, f"Session not found: {session_id}")


def install(app: FastAPI) -> None:
    """Give every refusal its shape, whoever raises it."""

    @app.exception_handler(ApiError)
    def refused(request: Request, error: ApiError) -> JSONResponse:
        return _refusal(error.status, error.code, error.message, error.detail)

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        detail = [{"type": one["type"], "loc": list(one["loc"]), "msg": one["msg"]} for one in error.errors()]
        return _refusal(422, 422, "the request is not valid", _printable(detail))

    @app.exception_handler(HTTPException)
    def http(request: Request, error: HTTPException) -> JSONResponse:
        return _refusal(error.status_code, error.status_code, str(error.detail), str(error.detail))

    @app.exception_handler(OSError)
    def system(request: Request, error: OSError) -> JSONResponse:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise error
        return _refusal(507, 507, "the disk is full")

    @app.exception_handler(Exception)
    def unexpected(request: Request, error: Exception) -> JSONResponse:
        return _refusal(500, 500, "something went wrong here; the studio's log says what")


def _printable(value: Any) -> Any:
    """The same without lone surrogates, which JSON escapes may bring in and UTF-8 cannot carry out."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, list):
        return [_printable(one) for one in value]
    return {key: _printable(one) for key, one in value.items()} if isinstance(value, dict) else value
