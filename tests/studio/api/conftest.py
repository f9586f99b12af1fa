"""A real studio on a real port, and somebody who talks to it over HTTP."""

import json
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn

from studio.app import create
from studio.config import Config
from studio.server import listen
from studio.services import Services
from wire import calls

ATTRIBUTION = dict.fromkeys(calls.ATTRIBUTION_HEADERS, "test")


@dataclass
class User:
    """Somebody with a token: `http` sends it along."""

    http: httpx.Client
    token: str

    def session(self, language: str = "en") -> str:
        return self.data("POST", calls.SESSIONS, json={"task_name": "project", "language": language})["session_id"]

    def data(self, method: str, path: str, **more: Any) -> Any:
        """The data of a good answer."""
        answer = self.http.request(method, path, **more)
        assert answer.json()["code"] == 0, answer.text
        return answer.json()["data"]

    def code(self, method: str, path: str, **more: Any) -> tuple[int, int]:
        """HTTP status and envelope code."""
        answer = self.http.request(method, path, **more)
        return answer.status_code, answer.json()["code"]

    def state(self, session_id: str) -> dict[str, Any]:
        return self.data("GET", calls.STATE.format(session_id=session_id))["state"]

    def credits(self) -> tuple[float, float]:
        data = self.data("GET", calls.CREDITS)
        return data["available"], data["frozen"]

    def message(self, session_id: str, text: str, **more: Any) -> dict[str, Any]:
        return calls.run_sse(session_id, text).json | more  # type: ignore[operator]

    def say(self, session_id: str, text: str, **more: Any) -> list[dict[str, Any]]:
        """Send a message and read the stream to its end: all events."""
        answer = self.http.post(calls.RUN_SSE, json=self.message(session_id, text, **more))
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"].startswith("text/event-stream"), answer.text
        return events_of(answer.text)

    def upload(self, session_id: str, *files: tuple[str, bytes]) -> httpx.Response:
        path = calls.UPLOAD.format(session_id=session_id)
        return self.http.post(path, files=[("files", file) for file in files])


def events_of(body: str) -> list[dict[str, Any]]:
    frames = [frame for frame in body.split("\n\n") if frame.startswith("data: ")]
    return [json.loads(frame.removeprefix("data: ")) for frame in frames]


def text_of(events: list[dict[str, Any]]) -> str:
    """The agent's words, each once."""
    whole = [event for event in events if not event.get("partial")]
    parts = [part for event in whole for part in event.get("content", {}).get("parts", [])]
    return "".join(part.get("text", "") for part in parts)


@dataclass
class Served:
    """A running studio."""

    url: str
    config: Config
    services: Services

    def http(self, **more: Any) -> httpx.Client:
        # There is no TLS on loopback; loading the certificates would cost more than the test.
        return httpx.Client(base_url=self.url, timeout=60, trust_env=False, verify=False, **more)

    def token(self, client_id: str | None = None) -> httpx.Response:
        headers = {calls.CLIENT_ID_HEADER: client_id or str(uuid.uuid4())}
        with self.http() as http:
            return http.post(calls.ANONYMOUS_TOKEN, headers=headers)

    @contextmanager
    def user(self, client_id: str | None = None) -> Iterator[User]:
        token = self.token(client_id).json()["data"]["token"]
        with self.http(headers=ATTRIBUTION | {"Authorization": f"Bearer {token}"}) as http:
            yield User(http, token)


@contextmanager
def served(config: Config) -> Iterator[Served]:
    """The studio in a thread of its own."""
    app = create(config)
    with listen(config) as listening:
        listening.listen()
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False, ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            url = f"http://127.0.0.1:{listening.getsockname()[1]}"
            made = Served(url, config, app.state.services)
            with made.http() as http:
                http.get(calls.ADK_VERSION)
            yield made
        finally:
            server.should_exit = True
            thread.join()


@pytest.fixture(scope="session")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The studio that tests share; users never meet, so neither do tests."""
    config = Config(home=tmp_path_factory.mktemp("studio"), max_upload=2_000_000)
    with served(config) as made:
        yield made


@pytest.fixture
def user(studio: Served) -> Iterator[User]:
    with studio.user() as made:
        yield made


@pytest.fixture
def special(tmp_path: Path) -> Iterator[Callable[..., Served]]:
    """A studio of one's own: `special(credits=5)`."""
    with ExitStack() as stack:
        yield lambda **changes: stack.enter_context(served(replace(Config(home=tmp_path / "home"), **changes)))
