"""JSON bodies as RFC 8259 has them: Python's parser takes more than can be sent back or stored."""

import json
import math
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import HTTPException, Request, Response
from fastapi.routing import APIRoute

MAX_DEPTH = 60  # a draft needs about ten


def problem(value: Any) -> str | None:
    """What is wrong with a parsed body, or None. Never recursive: depth is what it guards against."""
    level: list[Any] = [value]
    for _ in range(MAX_DEPTH):
        below: list[Any] = []
        for one in level:
            if isinstance(one, dict):
                below += [*one.keys(), *one.values()]
            elif isinstance(one, list):
                below += one
            elif isinstance(one, float) and not math.isfinite(one):
                return "numbers must be finite"
            elif isinstance(one, str) and not _encodable(one):
                return "text must not hold lone surrogates"
        if not below:
            return None
        level = below
    return "the body is nested too deeply"


def _encodable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


class StrictRequest(Request):
    """A request whose JSON can be stored and sent back."""

    async def json(self) -> Any:
        """The parsed body; 422 where it is none."""
        try:
            value = json.loads(await self.body())
        except (ValueError, RecursionError):
            raise HTTPException(422, "the body is not valid JSON") from None
        found = problem(value)
        if found is not None:
            raise HTTPException(422, found)
        return value


class StrictRoute(APIRoute):
    """A route whose bodies are read by `StrictRequest`."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """FastAPI's own handler, given a stricter request."""
        handle = super().get_route_handler()

        async def strictly(request: Request) -> Response:
            return await handle(StrictRequest(request.scope, request.receive))

        return strictly
