"""A client against the misbehaving server, with waits a thousandth of what the protocol prescribes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from skill import settings as reading
from skill.client.auth import Auth
from skill.client.http import Backend, Http
from skill.clock import Clock
from tests.skill.client.misbehaving import Misbehaving, envelope

HEADERS = {"X-Skill-Source": "ai-video-generatore", "X-Skill-Version": "0.1.0", "X-Skill-Platform": "unknown"}


@pytest.fixture
def server() -> Iterator[Misbehaving]:
    """It gives tokens and sessions; everything else is the test's."""
    made = Misbehaving()
    made.always("/api/auth/anonymous-token", envelope({"token": "nmv_usr_one", "credits": 100}))
    made.always("/api/tasks", envelope({"session_id": "s1", "task_id": "t1"}))
    yield made
    made.close()


@pytest.fixture
def scale() -> float:
    """The time scale; a test that wants another one overrides it."""
    return 0.001


@pytest.fixture
def http(server: Misbehaving, tmp_path: Path, scale: float) -> Iterator[Http]:
    """A client with its tokens, in a home of its own."""
    made = Http(Backend(server.url, server.url), HEADERS, Clock(scale))
    env = {"AI_VIDEO_HOME": str(tmp_path / "home"), "HOME": str(tmp_path)}
    made.tokens = Auth(made, reading.read(env), lambda outcome: None)
    yield made
    made.close()
