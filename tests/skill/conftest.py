"""A bench for whole turns."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.skill.bench import EMPTY, STATE, Bench, state_of
from tests.skill.client.misbehaving import Misbehaving, envelope


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    """Tokens and sessions are given; nothing is on the timeline."""
    monkeypatch.chdir(tmp_path)
    server = Misbehaving()
    server.always("/api/auth/anonymous-token", envelope({"token": "nmv_usr_one", "credits": 100}))
    server.always("/api/tasks", envelope({"session_id": "s1", "task_id": "t1"}))
    server.always(STATE, state_of(EMPTY))
    yield Bench(server, tmp_path)
    server.close()
