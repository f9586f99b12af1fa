"""Requests by the thousand, made from the studio's own description: none is answered with 5xx."""

from collections.abc import Iterator

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings

from studio.config import Config
from tests.studio.api.conftest import ATTRIBUTION, Served, User, served
from tests.studio.api.test_films import DRAFT
from wire import calls


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(Config(home=tmp_path_factory.mktemp("studio"), credits=float("inf"))) as made:
        yield made


@pytest.fixture
def user(studio: Served) -> Iterator[User]:
    with studio.user() as made:
        yield made


def test_no_request_is_answered_with_5xx(studio: Served, user: User) -> None:
    """With a token, and wherever a session is asked for, with one that is there."""
    description = schemathesis.openapi.from_url(f"{studio.url}/openapi.json")
    headers = ATTRIBUTION | {"Authorization": f"Bearer {user.token}"}
    sent = 0

    def ask(case: schemathesis.Case) -> None:
        nonlocal sent
        sent += 1
        _fill(case, user.session())
        answer = case.call(base_url=studio.url, headers=headers, timeout=60)
        assert answer.status_code < 500, answer.text

    for found in description.get_all_operations():
        tried = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
        tried(given(case=found.ok().as_strategy())(ask))()
    assert sent > 1000


def _fill(case: schemathesis.Case, session: str) -> None:
    if case.path_parameters.get("session_id"):
        case.path_parameters["session_id"] = session
    if isinstance(case.body, dict):
        case.body |= {key: session for key in ("session_id", "sessionId") if isinstance(case.body.get(key), str)}
        if case.path == calls.RENDER and case.body.get("draft") == {}:
            case.body["draft"] = DRAFT
