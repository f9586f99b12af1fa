"""Google ADK's own client works with the studio: what it sends is understood, what it gets it can parse."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import httpx
import pytest
from google.adk.cli.adk_web_server import RunAgentRequest
from google.adk.cli.conformance.adk_web_server_client import AdkWebServerClient
from google.genai.types import Content, Part

from studio.config import Config
from tests.studio.api.conftest import ATTRIBUTION, served

ME = {"app_name": "nemo_agent", "user_id": "me"}


@pytest.fixture
def adk(tmp_path):
    """Run something with Google's client, logged in to a studio."""
    with served(Config(home=tmp_path / "home")) as studio, studio.user() as user:

        async def logged_in(work):
            async with AdkWebServerClient(studio.url) as client:
                headers = ATTRIBUTION | {"Authorization": f"Bearer {user.token}"}
                client._client = httpx.AsyncClient(base_url=studio.url, headers=headers, timeout=60, verify=False)
                return await work(client)

        def run(work: Any) -> Any:
            made: Coroutine = logged_in(work)
            return asyncio.run(made)

        yield run


async def _say(client: AdkWebServerClient, session_id: str, text: str, streaming: bool) -> list:
    message = Content(role="user", parts=[Part(text=text)])
    request = RunAgentRequest(session_id=session_id, new_message=message, streaming=streaming, **ME)
    return [event async for event in client.run_agent(request)]


@pytest.mark.parametrize("streaming", [True, False])
def test_a_whole_conversation(adk, streaming: bool) -> None:
    async def work(client: AdkWebServerClient) -> None:
        assert "version" in await client.get_version_data()
        made = await client.create_session(state={"language": "en"}, **ME)
        events = await _say(client, made.id, "a 5-second square video about tea \u2028 and cake", streaming)
        assert any(event.partial for event in events) is streaming
        calls = [call for event in events if not event.partial for call in event.get_function_calls()]
        answers = [answer for event in events for answer in event.get_function_responses()]
        assert [call.id for call in calls] == [answer.id for answer in answers]
        assert events[-1].is_final_response()
        assert "Export" in events[-1].content.parts[0].text
        found = await client.get_session(session_id=made.id, **ME)
        told = [event.id for event in events if not event.partial]
        assert [event.id for event in found.events][1:] == told, "the session keeps what the stream told"
        assert found.events[0].author == "user"
        assert found.state["draft"]["d"] == 5000
        renamed = await client.update_session(session_id=made.id, state_delta={"title": "Tea"}, **ME)
        assert renamed.state["title"] == "Tea"
        await client.delete_session(session_id=made.id, **ME)
        with pytest.raises(httpx.HTTPStatusError, match="404"):
            await client.get_session(session_id=made.id, **ME)

    adk(work)


def test_a_session_that_is_not_there_is_an_http_error(adk) -> None:
    async def work(client: AdkWebServerClient) -> None:
        with pytest.raises(httpx.HTTPStatusError, match="404"):
            await _say(client, "nope", "hi", True)

    adk(work)
