"""The studio as a process: starting, leaving, being killed."""

import json
import os
import signal
import socket
import stat
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx
import pytest

from studio.config import Config
from studio.server import listen
from wire import calls

from .conftest import ATTRIBUTION
from .test_films import DRAFT

ROOT = Path(__file__).parents[3]


class Process:
    """`python -m studio` and its ready file."""

    def __init__(self, home: Path, *arguments: str, **environment: str) -> None:
        self.ready_file = home.parent / f"ready-{uuid.uuid4()}" / "ready.json"
        command = [sys.executable, "-m", "studio", "--home", str(home), "--ready-file", str(self.ready_file)]
        self.process = subprocess.Popen(
            [*command, *arguments], cwd=ROOT, env=os.environ | environment, stderr=subprocess.PIPE, text=True,
            start_new_session=True,
        )  # fmt: skip

    def ready(self) -> dict:
        until(lambda: self.ready_file.exists() or self.process.poll() is not None)
        return json.loads(self.ready_file.read_text(encoding="utf-8"))

    def http(self, token: str = "none") -> httpx.Client:
        headers = ATTRIBUTION | {"Authorization": f"Bearer {token}"}
        return httpx.Client(base_url=self.ready()["url"], headers=headers, timeout=30, trust_env=False, verify=False)

    def end(self) -> tuple[int, str]:
        """Wait for the end; exit status and what was said on standard error."""
        said = self.process.communicate(timeout=30)[1]
        return self.process.returncode, said


def until(holds: Callable[[], object]) -> None:
    ends = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < ends, "it does not come true"
        time.sleep(0.02)


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Process]]:
    with ExitStack() as stack:

        @contextmanager
        def started(*arguments: str, **environment: str) -> Iterator[Process]:
            made = Process(tmp_path / "home", *arguments, **environment)
            try:
                yield made
            finally:
                if made.process.poll() is None:
                    os.killpg(made.process.pid, signal.SIGKILL)
                made.process.wait()
                made.process.stderr.close()

        yield lambda *arguments, **environment: stack.enter_context(started(*arguments, **environment))


def _token(process: Process) -> str:
    with process.http() as http:
        answer = http.post(calls.ANONYMOUS_TOKEN, headers={calls.CLIENT_ID_HEADER: str(uuid.uuid4())})
    return answer.json()["data"]["token"]


def test_it_says_where_it_listens_and_leaves_on_sigterm(start: Callable[..., Process], tmp_path: Path) -> None:
    studio = start()
    ready = studio.ready()
    assert (ready["pid"], ready["notice"]) == (studio.process.pid, None)
    assert stat.S_IMODE(studio.ready_file.stat().st_mode) == 0o600
    token = _token(studio)
    studio.process.send_signal(signal.SIGTERM)
    assert studio.end() == (0, "")
    assert not studio.ready_file.exists()
    for path in (tmp_path / "home").rglob("*"):
        assert path.stat().st_mode & 0o077 == 0, path
    log = (tmp_path / "home" / "studio.log").read_text(encoding="utf-8")
    assert calls.ANONYMOUS_TOKEN in log
    assert token not in log


def test_no_answer_waits_for_nagle(tmp_path: Path) -> None:
    with listen(Config(home=tmp_path)) as listening:
        assert listening.proto == socket.IPPROTO_TCP, "asyncio sets TCP_NODELAY only on sockets that say so"


def test_it_leaves_when_nobody_comes(start: Callable[..., Process]) -> None:
    assert start("--idle-seconds", "0.2").end() == (0, "")


def test_a_home_has_one_studio_at_a_time(start: Callable[..., Process]) -> None:
    start().ready()
    code, said = start().end()
    assert code == 1
    assert "already" in said


def test_a_port_in_use_is_told_in_one_line(start: Callable[..., Process], tmp_path: Path) -> None:
    port = start().ready()["url"].rpartition(":")[2]
    code, said = start("--home", str(tmp_path / "other"), "--port", port).end()
    assert (code, said.count("\n")) == (1, 1)
    assert "in use" in said


def test_beyond_loopback_it_wants_a_secret(start: Callable[..., Process]) -> None:
    code, said = start("--host", "0.0.0.0").end()
    assert code == 2
    assert "AI_VIDEO_STUDIO_TOKEN" in said


def test_a_broken_store_is_told_in_the_ready_file(start: Callable[..., Process], tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "studio.db").write_bytes(b"broken" * 1000)
    assert "kept as" in start().ready()["notice"]


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_a_film_in_the_making_survives_the_end_of_its_studio(
    start: Callable[..., Process], how: signal.Signals, tmp_path: Path
) -> None:
    first = start()
    token = _token(first)
    scene = DRAFT["t"][0]["sg"][0]  # type: ignore[index]
    scenes = [scene | {"id": f"s{number}", "s": number * 1000} for number in range(10)]
    draft = DRAFT | {"d": 10_000, "w": 360, "h": 640, "t": [{"id": "v", "tt": 0, "m": {"role": "video"}, "sg": scenes}]}
    status = calls.RENDER_STATUS.format(render_id="r")
    with first.http(token) as http:
        session = http.post(calls.SESSIONS, json={}).json()["data"]["session_id"]
        http.post(calls.RENDER, json={"id": "r", "sessionId": session, "draft": draft, "output": {"quality": "draft"}})
        until(lambda: http.get(status).json()["progress"] > 0)
        assert http.get(status).json()["status"] == "processing"
    first.process.send_signal(how)
    first.process.wait(timeout=30)
    half = tmp_path / "home" / "incoming" / "x" / "half"
    half.parent.mkdir(parents=True)
    half.touch()
    second = start()
    with second.http(token) as http:
        until(lambda: http.get(status).json()["status"] == "completed")
        url = http.get(status).json()["output"]["url"]
        assert url.startswith(second.ready()["url"])
        assert http.get(url).content[4:8] == b"ftyp"
    assert not half.exists(), "what was half done is swept out"
