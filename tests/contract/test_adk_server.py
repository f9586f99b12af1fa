"""Google ADK's own server, hosting an agent that follows a script, driven through our client: the cases of the captures, live."""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

import httpx
import pytest

from skill.client import stream
from skill.client.http import Backend, Http
from skill.clock import Clock
from skill.errors import SessionGone
from wire.events import Failure, Meaning, Text, Tool, ToolResult

AGENT = '''
"""A model that reads its answer from the user's message: steps separated by |, one a call of the model."""
from google.adk.agents import LlmAgent
from google.adk.models import BaseLlm, LlmResponse
from google.genai import types

def trim_clip(seconds: int) -> dict:
    """Trim."""
    return {"ok": True, "seconds": seconds}

def boom() -> dict:
    """Fail."""
    raise ValueError('tool "exploded"\\nbadly')

class Scripted(BaseLlm):
    model: str = "scripted"
    async def generate_content_async(self, request, stream=False):
        asked = [n for n, c in enumerate(request.contents) if c.parts and c.parts[0].text and c.role == "user"][-1]
        script = request.contents[asked].parts[0].text.split("|")
        step = script[sum(1 for c in request.contents[asked:] if c.role == "model") or 0]
        if step == "raise":
            raise RuntimeError('backend "render" died\\nline two')
        if step == "safety":
            yield LlmResponse(error_code="SAFETY", error_message="blocked")
        elif step == "empty":
            yield LlmResponse(content=types.Content(role="model", parts=[]), finish_reason="STOP")
        elif step.startswith("think:"):
            parts = [types.Part(text="the user wants", thought=True), types.Part(text=step[6:])]
            yield LlmResponse(content=types.Content(role="model", parts=parts))
        elif step.startswith("call:"):
            calls = [types.Part(function_call=types.FunctionCall(name=n, args={"seconds": 1} if n == "trim_clip" else {}))
                     for n in step[5:].split(",")]
            yield LlmResponse(content=types.Content(role="model", parts=calls))
        else:
            if stream:
                for piece in step.split(" "):
                    part = types.Part(text=piece + " ")
                    yield LlmResponse(content=types.Content(role="model", parts=[part]), partial=True)
                step = "".join(piece + " " for piece in step.split(" "))
            yield LlmResponse(content=types.Content(role="model", parts=[types.Part(text=step)]), partial=False)

root_agent = LlmAgent(name="nemo_agent", model=Scripted(), tools=[trim_clip, boom])
'''


@pytest.fixture(scope="module")
def adk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Http]:
    """Our client, spoken to by `adk api_server`."""
    folder = tmp_path_factory.mktemp("agents")
    (folder / "nemo_agent").mkdir()
    (folder / "nemo_agent" / "__init__.py").write_text("from . import agent\n", encoding="utf-8")
    (folder / "nemo_agent" / "agent.py").write_text(AGENT, encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    memory = ["--session_service_uri", "memory://", "--artifact_service_uri", "memory://"]
    words = [sys.executable, "-m", "google.adk.cli", "api_server", "--port", str(port), *memory, str(folder)]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(words, stdout=log, stderr=log)
    url = f"http://127.0.0.1:{port}"
    end = time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None:
        try:
            httpx.get(f"{url}/list-apps")
            break
        except httpx.TransportError:
            time.sleep(0.05)
    assert process.poll() is None, (folder / "log").read_text(encoding="utf-8")
    made = Http(Backend(url, url), {}, Clock(0.02))
    yield made
    made.close()
    process.terminate()
    process.wait(20)


def _run(adk: Http, script: str, *, streaming: bool, monkeypatch: pytest.MonkeyPatch) -> list[Meaning]:
    session = httpx.post(f"{adk.backend.url}/apps/nemo_agent/users/me/sessions").json()["id"]
    ours = stream.calls.run_sse

    def streamed(session_id: str, text: str) -> stream.calls.Call[bytes]:
        call = ours(session_id, text)
        return stream.calls.Call("POST", call.path, bytes, json={**(call.json or {}), "streaming": streaming},
                                 headers=call.headers, envelope=False, repeatable=False)  # fmt: skip

    monkeypatch.setattr(stream.calls, "run_sse", streamed)
    return list(stream.run(adk, session, script))


CASES = {
    "plain": ("Hello there.", "Hello there.", [], 0),
    "line breaks of other worlds": ("one\u2028two\u0085three 🎬", "one\u2028two\u0085three 🎬", [], 0),
    "tool and words": ("call:trim_clip|Done.", "Done.", ["trim_clip"], 0),
    "tools at once": ("call:trim_clip,trim_clip|Done.", "Done.", ["trim_clip", "trim_clip"], 0),
    "a tool and silence": ("call:trim_clip|empty", "", ["trim_clip"], 0),
    "thoughts": ("think:Done.", "Done.", [], 0),
    "the model raises": ("raise", "", [], 1),
    "a tool raises": ("call:boom|never", "", ["boom"], 1),
    "refused for safety": ("safety", "", [], 1),
}


@pytest.mark.parametrize("streaming", [True, False])
@pytest.mark.parametrize("case", CASES)
def test_a_run_of_the_real_server_means_what_its_script_says(
    adk: Http, case: str, streaming: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Words once, tools once with their results, failures once, thoughts never."""
    script, words, tools, failures = CASES[case]
    found = _run(adk, script, streaming=streaming, monkeypatch=monkeypatch)
    assert "".join(m.delta for m in found if isinstance(m, Text)).strip() == words
    assert [m.name for m in found if isinstance(m, Tool)] == tools
    assert len([m for m in found if isinstance(m, Failure)]) == failures
    if not failures:
        assert [m.id for m in found if isinstance(m, ToolResult)] == [m.id for m in found if isinstance(m, Tool)]


def test_a_session_that_the_real_server_does_not_know_is_gone(adk: Http) -> None:
    """Its 404 means that nothing was taken."""
    with pytest.raises(SessionGone):
        list(stream.run(adk, "nope", "hello"))


def test_the_body_of_our_call_is_one_that_the_real_server_takes(adk: Http) -> None:
    """As it is, without the tests' `streaming`."""
    session = httpx.post(f"{adk.backend.url}/apps/nemo_agent/users/me/sessions").json()["id"]
    assert "".join(m.delta for m in stream.run(adk, session, "Hi.") if isinstance(m, Text)) == "Hi."
    assert json.loads(json.dumps(stream.calls.run_sse(session, "Hi.").json))["app_name"] == "nemo_agent"
