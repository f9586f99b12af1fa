"""What a server says about waiting is believed within reason; reads are repeated, a bounded number of times."""

import pytest

from skill.client import check, waiting
from skill.client.http import Http
from skill.errors import BackendFailed, Failure, Unreachable
from tests.skill.client.misbehaving import CLOSE, RESET, Misbehaving, answer, envelope
from wire import calls

CREDITS = "/api/credits"
NOW = "Sun, 22 Nov 2026 10:00:00 GMT"


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("5", 5),
        ("0.5", 0.5),
        ("120", 120),
        ("Sun, 22 Nov 2026 10:00:07 GMT", 7),
        *[
            (junk, 30)
            for junk in ("0", "-1", "nan", "inf", "1e9", "121", "soon", "", "9" * 400, "Sun, 99 Nov 2026 10:00:07 GMT")
        ],
        ("Sun, 22 Nov 2026 09:00:00 GMT", 30),
        ("Sun, 22 Nov 2027 10:00:00 GMT", 30),
    ],
)
def test_a_server_may_ask_for_two_minutes_at_most(said: str, seconds: float) -> None:
    """Seconds or a date by the server's own clock; all else is our own pause."""
    assert waiting.asked({"retry-after": said, "date": NOW}, 30) == seconds


@pytest.mark.parametrize("fault", [CLOSE, RESET, *(answer(s, b"") for s in (408, 425, 500, 502, 503, 504))])
def test_a_read_is_repeated_and_then_succeeds(http: Http, server: Misbehaving, fault: bytes | str) -> None:
    """Two faults in a row are got over."""
    server.then(CREDITS, fault)
    server.then(CREDITS, fault)
    server.always(CREDITS, envelope({"available": 7}))
    assert http.send(calls.credits()).available == 7
    assert server.count(CREDITS, "GET") == 3


@pytest.mark.parametrize("fault", [CLOSE, RESET, answer(503, b""), answer(200, b"<html>", "text/html")])
def test_a_read_is_given_up_after_three_attempts(http: Http, server: Misbehaving, fault: bytes | str) -> None:
    """Bounded; the failure is no doubt, because a read costs nothing."""
    server.always(CREDITS, fault)
    with pytest.raises((Unreachable, BackendFailed)):
        http.send(calls.credits())
    assert server.count(CREDITS, "GET") <= 3


@pytest.mark.parametrize("fault", [CLOSE, RESET, answer(500, b""), answer(503, b"")])
def test_what_makes_something_is_sent_once(http: Http, server: Misbehaving, fault: bytes | str) -> None:
    """Sessions, renders, uploads."""
    server.always("/api/render", fault)
    with pytest.raises(Failure):
        http.send(calls.render("r1", "s1", {}, calls.models.Output()))
    assert server.count("/api/render") == 1


def test_a_second_refusal_to_serve_so_many_is_told(http: Http, server: Misbehaving) -> None:
    """429 twice."""
    server.always(CREDITS, envelope(code=429, status=429))
    with pytest.raises(check.RateLimited):
        http.send(calls.credits())
    assert server.count(CREDITS, "GET") == 2
