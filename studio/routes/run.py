"""The conversation: one message in, a stream of ADK events out."""

from collections.abc import AsyncIterator

from fastapi import APIRouter
from fastapi.responses import StreamingResponse

from studio.access import Studio, User
from studio.answers import ApiError
from studio.body import StrictRoute
from studio.config import time_scale
from studio.telling import Run
from wire import calls, events, models

router = APIRouter(route_class=StrictRoute)


@router.post(calls.RUN_SSE, response_class=StreamingResponse)
async def run_sse(studio: Studio, user: User, body: models.Run) -> StreamingResponse:
    """Send a message. What can be refused is refused before the stream begins."""
    if body.app_name != calls.APP:
        raise ApiError(404, "agent not found", detail=f"Agent not found: {body.app_name}")
    text = "\n".join(part.text for part in body.new_message.parts if part.text)
    run = await studio.agent.start(user, body.session_id, text)
    heartbeat = max(0.05, studio.config.heartbeat * time_scale())
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(_frames(run, heartbeat, body.streaming), media_type="text/event-stream", headers=headers)


async def _frames(run: Run, heartbeat: float, streaming: bool) -> AsyncIterator[bytes]:
    """The events as they go over the wire. A heartbeat is a comment: stock clients choke on empty data."""
    yield b": ping\n\n"
    async for event in run.stream(heartbeat):
        if event is None:
            yield b": ping\n\n"
        elif streaming or not event.get("partial"):
            yield events.encode(event)
