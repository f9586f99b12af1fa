"""Real processes, killed at the worst moment: the next command finishes what they began, and charges nothing twice."""

import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.e2e.conftest import Home, Ran, make
from tests.skill.bench import EMPTY, RENDER, RUN, STATE, draft, state_of
from tests.skill.client.misbehaving import HANG, Misbehaving, answer, envelope, plain, said, stream
from tests.skill.client.test_download import FILM, HEAD

UPLOAD = "/api/upload-video"
PNG = bytes.fromhex("89504e470d0a1a0a") + bytes(300_000)
HALF = HEAD + f"Content-Length: {len(FILM)}\r\n\r\n".encode() + FILM[:50_000]
REST = (
    b"HTTP/1.1 206 Partial Content\r\nContent-Type: video/mp4\r\nConnection: close\r\n"
    + f"Content-Range: bytes 50000-{len(FILM) - 1}/{len(FILM)}\r\n".encode()
    + f"Content-Length: {len(FILM) - 50_000}\r\n\r\n".encode()
    + FILM[50_000:]
)


@dataclass
class Scene:
    """A user's machine, and a cloud that a test scripts."""

    home: Home
    cloud: Misbehaving

    def stop(self, number: int, when: Callable[[], object], *words: str) -> Ran:
        """Run the command until `when`, then send it a signal."""
        process = subprocess.Popen(
            [sys.executable, "-m", "skill.cli", "--json", *words],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=self.home.folder,
            env=self.home.env,
            text=True,
        )
        end = time.monotonic() + 60
        while not (reached := when()) and process.poll() is None and time.monotonic() < end:
            time.sleep(0.01)
        process.send_signal(number if reached else signal.SIGKILL)
        out, err = process.communicate(timeout=30)
        assert reached, f"the moment to stop it never came: {out}{err}"
        return Ran(process.returncode, out, err)


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    """Tokens and sessions are given; a film is on the timeline."""
    cloud = Misbehaving()
    cloud.always("/api/auth/anonymous-token", envelope({"token": "nmv_usr_one"}))
    cloud.always("/api/tasks", envelope({"session_id": "s1", "task_id": "t1"}))
    cloud.always(STATE, state_of(draft()))
    home = make(tmp_path)
    home.env |= {"AI_VIDEO_BACKEND": "cloud", "NEMO_API_URL": cloud.url, "AI_VIDEO_TIME_SCALE": "0.01"}
    yield Scene(home, cloud)
    cloud.close()


def _in_the_stream(scene: Scene) -> tuple[Callable[[], object], list[str]]:
    scene.cloud.always(RUN, *stream(said("Wor", partial=True), end=False), HANG)
    return lambda: scene.cloud.count(RUN), ["add the title Hi"]


def _in_the_render(scene: Scene) -> tuple[Callable[[], object], list[str]]:
    scene.cloud.always(RENDER, plain({"status": "processing", "progress": 0.5}))
    return lambda: scene.cloud.count(RENDER, "GET"), ["export", "-o", "x.mp4"]


def _in_the_download(scene: Scene) -> tuple[Callable[[], object], list[str]]:
    scene.cloud.always(RENDER, plain({"status": "completed", "output": {"url": "/film.mp4"}}))
    scene.cloud.always("/film.mp4", HALF, HANG)
    parts = scene.home.folder
    return lambda: [p for p in parts.glob(".x.mp4.*") if p.stat().st_size >= 40_000], ["export", "-o", "x.mp4"]


def _after(scene: Scene) -> None:
    """What the cloud does later: the run was carried out, the render is done, the download serves ranges."""
    scene.cloud.always(STATE, state_of(draft("Hi")))
    scene.cloud.always(RENDER, plain({"status": "completed", "output": {"url": "/film.mp4"}}))
    scene.cloud.always("/film.mp4", answer(200, FILM, "video/mp4"))


PLACES = {"stream": _in_the_stream, "render": _in_the_render, "download": _in_the_download}


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM], ids=lambda n: n.name)
@pytest.mark.parametrize("place", PLACES)
def test_a_stopped_command_is_finished_by_the_next(scene: Scene, place: str, number: signal.Signals) -> None:
    """Whoever can still speak names the way on and the right status; resume does the rest; nothing is sent twice."""
    when, words = PLACES[place](scene)
    ran = scene.stop(number, when, *words)
    if number is signal.SIGKILL:
        assert ran.status == -signal.SIGKILL
    else:
        assert ran.status == {signal.SIGINT: 130, signal.SIGTERM: 143}[number], ran.err
        assert "ai-video resume" in ran.of("error")[0]["hint"]
        assert "Traceback" not in ran.err
    assert not (scene.home.folder / "x.mp4").exists()
    _after(scene)
    resumed = scene.home.run("resume", "--json")
    assert resumed.status == 0, resumed.out + resumed.err
    if place == "stream":
        assert "Title added" in resumed.out
    else:
        assert (scene.home.folder / "x.mp4").read_bytes() == FILM
        assert [p.name for p in scene.home.folder.glob("*.mp4*")] == ["x.mp4"]
        assert not list(scene.home.folder.glob(".x.mp4*"))
    assert scene.cloud.count(RUN) + scene.cloud.count(RENDER) == 1


@pytest.mark.parametrize("place", PLACES)
def test_what_another_command_is_still_at_is_left_to_it(scene: Scene, place: str) -> None:
    """Neither resumed nor sent beside it."""
    when, words = PLACES[place](scene)
    beside: list[Ran] = []

    def meanwhile() -> bool:
        if when():
            beside.append(scene.home.run("resume", "--json"))
        return bool(beside)

    scene.stop(signal.SIGKILL, meanwhile, *words)
    assert beside[0].status == 0, beside[0].out
    assert "Another command" in beside[0].out
    assert scene.cloud.count(RUN) + scene.cloud.count(RENDER) == 1
    assert not (scene.home.folder / "x.mp4").exists()


def test_a_second_message_to_a_project_at_work_is_not_sent(scene: Scene) -> None:
    """One run at a time; nothing is charged for the other."""
    when, words = _in_the_stream(scene)
    beside: list[Ran] = []

    def meanwhile() -> bool:
        if when():
            beside.append(scene.home.run("--json", "add the title Ho"))
        return bool(beside)

    scene.stop(signal.SIGKILL, meanwhile, *words)
    assert beside[0].status == 1
    assert beside[0].of("error")[0]["code"] == "busy"
    assert scene.cloud.count(RUN) == 1


def test_a_killed_download_goes_on_at_its_byte(scene: Scene) -> None:
    """What is here is not fetched again."""
    when, words = _in_the_download(scene)
    scene.stop(signal.SIGKILL, when, *words)
    (part,) = scene.home.folder.glob(".x.mp4.*")
    part.write_bytes(part.read_bytes()[:50_000])
    assert part.stat().st_size == 50_000
    scene.cloud.always("/film.mp4", REST)
    assert scene.home.run("resume").status == 0
    assert scene.cloud.requests[-1].headers["range"] == "bytes=50000-"
    assert (scene.home.folder / "x.mp4").read_bytes() == FILM


@pytest.mark.parametrize("arrived", [True, False])
def test_a_killed_upload_is_looked_for_and_the_missing_files_are_sent(scene: Scene, arrived: bool) -> None:
    """Only what is not there is sent again."""
    for name in ("a.png", "b.png"):
        (scene.home.folder / name).write_bytes(PNG)
    scene.cloud.always(UPLOAD, HANG)
    scene.stop(signal.SIGKILL, lambda: scene.cloud.count(UPLOAD), "upload", "a.png", "b.png")
    there = [{"file_id": "f1", "name": "a.png", "size": len(PNG)}]
    scene.cloud.always(STATE, state_of(EMPTY | {"video_infos": there if arrived else []}))
    scene.cloud.always(UPLOAD, envelope({"files": [{"file_id": "f2"}]}))
    resumed = scene.home.run("resume", "--json")
    assert resumed.status == 0, resumed.out
    sent = [r.body.split(b'filename="')[1][:5] for r in scene.cloud.requests if r.path.startswith(UPLOAD)]
    assert sent == [b"a.png", b"b.png"] if arrived else [b"a.png", b"a.png", b"b.png"]


def test_a_reader_that_has_read_enough_ends_the_command_quietly(scene: Scene) -> None:
    """`| head`: 141, no traceback."""
    scene.cloud.always("/api/credits", 0.5, envelope({"available": 1}))
    process = subprocess.Popen(
        [sys.executable, "-m", "skill.cli", "credits", "--json"],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        cwd=scene.home.folder, env=scene.home.env, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    err = process.stderr.read()
    process.stderr.close()
    assert process.wait(30) == 141
    assert "Traceback" not in err


def test_a_studio_in_the_foreground_that_is_ended_leaves_no_server_behind(home: Home) -> None:
    """SIGTERM to the command reaches the server."""
    words = [sys.executable, "-m", "skill.cli", "studio", "--port", "0", "--json"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, cwd=home.folder, env=home.env, text=True) as command:
        assert command.stdout is not None
        url = json.loads(command.stdout.readline())["url"]
        command.send_signal(signal.SIGTERM)
        command.wait(30)
    place = urlsplit(url)
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((place.hostname, place.port), timeout=5)
