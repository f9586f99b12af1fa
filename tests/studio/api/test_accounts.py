"""Tokens and credits, over real HTTP."""

import uuid
from collections.abc import Callable

import pytest

from studio.config import DAY
from wire import calls

from .conftest import Served, User

OTHER = "GET", calls.CREDITS


def test_a_token_comes_with_a_hundred_credits_and_lasts_seven_days(studio: Served) -> None:
    data = studio.token().json()["data"]
    assert data["token"].startswith("nmv_usr_")
    assert (data["credits"], data["expires_in"]) == (100, 7 * DAY)


@pytest.mark.parametrize("value", ["", "not-a-uuid", "x" * 3000])
def test_no_client_id_that_is_a_uuid_no_token(studio: Served, value: str) -> None:
    with studio.http() as http:
        answer = http.post(calls.ANONYMOUS_TOKEN, headers={calls.CLIENT_ID_HEADER: value})
    assert (answer.status_code, answer.json()["code"]) == (400, 400)


def test_one_token_per_client_in_seven_days(studio: Served) -> None:
    client = str(uuid.uuid4())
    assert studio.token(client).status_code == 200
    again = studio.token(client.upper())
    assert (again.status_code, again.json()["code"]) == (429, 429)


def test_after_seven_days_the_token_is_refused_and_the_client_gets_another_and_finds_its_projects(
    special: Callable[..., Served],
) -> None:
    now = 1_000_000.0
    studio = special(clock=lambda: now)
    client = str(uuid.uuid4())
    with studio.user(client) as user:
        session = user.session()
        now += 7 * DAY - 1
        assert user.credits() == (100, 0)
        now += 1
        assert user.code(*OTHER) == (200, 1001)
    with studio.user(client) as user:
        assert user.credits() == (100, 0)
        assert user.state(session)["draft"] is None


@pytest.mark.parametrize("value", ["Bearer nope", "Bearer", "Basic abc", "nonsense", "Bearer nmv_usr_é"])
def test_a_wrong_token_is_1001(studio: Served, value: str) -> None:
    with studio.http(headers={"Authorization": value.encode()}) as http:  # type: ignore[dict-item]
        answer = http.get(calls.CREDITS)
    assert (answer.status_code, answer.json()["code"]) == (200, 1001)


def test_every_call_that_is_somebodys_wants_a_token(studio: Served) -> None:
    free = {calls.ANONYMOUS_TOKEN, calls.ADK_VERSION, calls.FILM}
    with studio.http() as http:
        paths = http.get("/openapi.json").json()["paths"]
        assert len(paths) > 15
        for path, methods in paths.items():
            for method in methods:
                if path not in free:
                    answer = http.request(method, path.replace("{", "").replace("}", ""), json={})
                    assert answer.json()["code"] == 1001, (method, path)


def test_nobody_sees_anothers_session(studio: Served, user: User) -> None:
    session = user.session()
    with studio.user() as other:
        assert other.code("GET", calls.STATE.format(session_id=session)) == (200, 1002)
        assert other.code("POST", calls.RUN_SSE, json=other.message(session, "hi")) == (404, 1002)
        assert other.upload(session, ("a.png", b"")).json()["code"] == 1002
        assert other.http.delete(calls.ADK_SESSION.format(session_id=session)).status_code == 404
        order = {"id": "r", "sessionId": session, "draft": {}}
        assert other.code("POST", calls.RENDER, json=order) == (200, 1002)
    assert user.state(session)["draft"] is None


def test_beyond_loopback_the_access_token_is_the_only_one(special: Callable[..., Served]) -> None:
    studio = special(access_token="a-long-enough-secret")
    assert studio.token().status_code == 401
    with studio.http(headers={"Authorization": "Bearer a-long-enough-secret"}) as http:
        assert http.get(calls.CREDITS).json()["data"]["available"] == 100


def test_one_persons_own_studio_gives_a_lost_token_again_and_fills_the_balance_daily(
    special: Callable[..., Served],
) -> None:
    """The projects stay, what was spent stays spent until the next day."""
    now = 1_000_000.0
    studio = special(clock=lambda: now, own=True)
    client = str(uuid.uuid4())
    with studio.user(client) as user:
        session = user.session()
        user.say(session, "a 3-second film about tea")
        spent, _ = user.credits()
    with studio.user(client) as user:
        assert user.credits() == (spent, 0)
        assert spent < 100
        assert user.state(session)["draft"] is not None
        now += DAY
        assert user.credits() == (100, 0)
