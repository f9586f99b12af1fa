"""The assistant's tools, through the SDK's own client over stdio, against the real studio."""

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client, StdioServerParameters

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def parameters(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StdioServerParameters]:
    """How a client starts the server, in a home of its own."""
    folder = tmp_path_factory.mktemp("assistant")
    env = {
        "HOME": str(folder), "AI_VIDEO_HOME": str(folder / "home"), "AI_VIDEO_BACKEND": "local",
        "AI_VIDEO_TIME_SCALE": "0.02", "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8", "PATH": os.environ["PATH"],
    }  # fmt: skip
    yield StdioServerParameters(command=sys.executable, args=["-m", "skill.cli", "mcp"], env=env, cwd=folder)
    ready = folder / "home" / "data" / "studio" / "ready.json"
    if ready.exists():
        import json

        os.kill(json.loads(ready.read_text(encoding="utf-8"))["pid"], signal.SIGTERM)


def _with(parameters: StdioServerParameters, work: Any) -> Any:
    async def main() -> Any:
        async with Client(parameters) as client:
            return await work(client)

    return anyio.run(main)


def test_every_tool_says_what_it_takes_and_what_it_gives(parameters: StdioServerParameters) -> None:
    """Nine tools, each described, each with typed inputs and outputs."""

    async def work(client: Client) -> None:
        tools = (await client.list_tools()).tools
        names = {tool.name for tool in tools}
        assert names >= {
            "create_video",
            "send_message",
            "upload_files",
            "show_timeline",
            "get_credits",
            "export_film",
            "resume",
        }
        assert names >= {"list_projects", "switch_project"}
        assert all(tool.description and tool.input_schema and tool.output_schema for tool in tools)

    _with(parameters, work)


def test_a_film_is_made_edited_and_read_through_the_tools(parameters: StdioServerParameters) -> None:
    """Progress comes, the film is a resource, the timeline a picture; the edit is in the state."""
    steps: list[str] = []

    async def tell(progress: float, total: float | None, message: str | None) -> None:
        steps.append(message or "")

    async def work(client: Client) -> None:
        brief = "a film about tea with a title and music, no captions"
        made = await client.call_tool(
            "create_video", {"brief": brief, "shape": "square", "seconds": 3}, progress_callback=tell
        )
        assert not made.is_error, made.content
        film = made.structured_content["film"]
        assert film["width"] == film["height"] == 1080
        assert abs(film["seconds"] - 3) < 0.04
        assert any("Rendering" in step for step in steps)
        assert [c for c in made.content if c.type == "image"]
        (link,) = [c for c in made.content if c.type == "resource_link"]
        resource = await client.read_resource(str(link.uri))
        assert len(resource.contents[0].blob) > film["bytes"]  # base64
        edited = await client.call_tool("send_message", {"message": "remove the music"})
        assert not edited.is_error
        shown = await client.call_tool("show_timeline", {})
        assert not [t for t in shown.structured_content["tracks"] if t["type"] == "audio"]
        assert [c for c in shown.content if c.type == "image"]
        listed = await client.call_tool("list_projects", {})
        assert len(listed.structured_content["projects"]) == 1

    _with(parameters, work)


def test_a_failure_is_a_tool_error_with_the_sentence_and_the_hint(parameters: StdioServerParameters) -> None:
    """The same words as on the command line."""

    async def work(client: Client) -> None:
        failed = await client.call_tool("upload_files", {"files": ["/nowhere/x.mp4"]})
        assert failed.is_error
        assert failed.content[0].text == "There is no file /nowhere/x.mp4. Nothing was sent.\nCheck the path."

    _with(parameters, work)


@pytest.mark.parametrize("client", ["cursor", "claude-code", "openclaw"])
def test_the_printed_configuration_starts_the_server(client: str, parameters: StdioServerParameters) -> None:
    """What is pasted works: the command in it answers."""
    import json

    from skill import mcp_config

    def entries(found: Any) -> Any:
        return (
            found["command"] and found
            if "command" in found
            else next(entries(v) for v in found.values() if isinstance(v, dict))
        )

    entry = entries(json.loads(mcp_config.text(client)))
    words = [str(word) for word in entry["args"]]
    assert words[-1] == "mcp"
    assert Path(words[0]).is_file() or words[:2] == ["-m", "skill.cli"]


def test_a_cancelled_call_loses_nothing(parameters: StdioServerParameters) -> None:
    """Whoever cancels while the film is made finds it, with one project and one charge, and a new server lists it."""
    brief = "a film about rain, a square of 2 seconds, no captions"

    async def cancel(client: Client) -> float:
        before = (await client.call_tool("get_credits", {})).structured_content["credits"]["available"]
        started = anyio.Event()

        async def told(done: float, total: float | None, message: str | None) -> None:
            if "Rendering" in (message or ""):
                started.set()

        async with anyio.create_task_group() as group:

            async def call() -> None:
                await client.call_tool("create_video", {"brief": brief}, progress_callback=told)

            group.start_soon(call)
            await started.wait()
            group.cancel_scope.cancel()
        return float(before)

    async def look(client: Client) -> tuple[float, list[str], bool]:
        resumed = await client.call_tool("resume", {})
        credits = (await client.call_tool("get_credits", {})).structured_content["credits"]["available"]
        listed = (await client.list_resources()).resources
        return float(credits), [str(one.uri) for one in listed], bool(resumed.is_error)

    before = _with(parameters, cancel)
    credits, films, failed = _with(parameters, look)
    assert not failed
    assert before - credits == 10
    assert any("rain" in film.lower() for film in films), films
