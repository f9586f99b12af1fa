"""What charges is sent once. Every row is a fault that a network or a server has; the count of POSTs is the proof."""

import json
import socket

import pytest

from skill.client import stream
from skill.client.http import Backend, Http
from skill.errors import BackendFailed, Doubtful, Failure, NotAuthorised, NotPaid, SessionGone, Unreachable
from tests.skill.client.misbehaving import CLOSE, HANG, RESET, Misbehaving, answer, chunk, envelope, said
from tests.skill.client.misbehaving import stream as sse
from wire.events import Text

RUN = "/run_sse"


def _run(http: Http) -> str:
    return "".join(m.delta for m in stream.run(http, "s1", "hello") if isinstance(m, Text))


DOUBTS = {
    "closed before headers": [CLOSE],
    "reset before headers": [RESET],
    "headers never come": [HANG],
    "headers dripped": [b"HTTP/1.1 200 OK\r\n", *([b"X: y\r\n", 0.05] * 60)],
    "truncated chunk": [*sse(said("Hi"), end=False), b"ff\r\ndata: {", CLOSE],
    "reset inside an event": [*sse(said("Hi"), end=False), chunk(b'data: {"content"'), RESET],
    "stall without heartbeats": [*sse(said("Hi", partial=True), end=False), HANG],
    "heartbeats for ever": [*sse(end=False), *([chunk(b": ping\n\n"), 0.05] * 60)],
    "empty data for ever": [*sse(end=False), *([chunk(b"data: \n\n"), 0.05] * 60)],
    "bad chunk header": [*sse(end=False), b"zz\r\nnonsense\r\n", CLOSE],
    "garbage status line": [b"NONSENSE\r\n\r\n", CLOSE],
    "a proxy's page": [answer(200, b"<html>Sign in</html>", "text/html")],
    "nothing at all": [answer(200, b"", "application/json")],
    "no content": [b"HTTP/1.1 204 X\r\n\r\n", CLOSE],
    "500": [answer(500, b"<html>oops</html>", "text/html")],
    "502": [answer(502, b"")],
    "503": [envelope(code=503, status=503)],
    "bad gzip": [answer(200, b"not gzip", "text/event-stream", Content_Encoding="gzip")],
    "wrong media type": [answer(200, b"data: {}\n\n", "application/json-seq")],
}


@pytest.mark.parametrize("fault", DOUBTS)
def test_a_doubt_is_never_answered_by_sending_again(http: Http, server: Misbehaving, fault: str) -> None:
    """One POST, and the failure says that it may have been taken."""
    server.then(RUN, *DOUBTS[fault])
    server.always(RUN, *sse(said("charged twice")))
    with pytest.raises(Doubtful):
        _run(http)
    assert server.count(RUN) == 1


REFUSALS = {
    "out of credits": (envelope(code=2001), NotPaid),
    "payment required": (envelope(code=402, status=402), NotPaid),
    "not found, as ADK says it": (answer(404, b'{"detail":"Session not found: s1"}'), BackendFailed),
    "unprocessable": (answer(422, json.dumps({"detail": [{"loc": ["body"], "msg": "x"}]}).encode()), BackendFailed),
    "session gone": (envelope(code=1002), SessionGone),
    "a redirect": (answer(307, b"", Location="http://example.com/run_sse"), Failure),
}


@pytest.mark.parametrize("case", REFUSALS)
def test_a_refusal_is_told_and_not_repeated(http: Http, server: Misbehaving, case: str) -> None:
    """The code has its failure; one POST."""
    body, kind = REFUSALS[case]
    server.always(RUN, body)
    with pytest.raises(kind):
        _run(http)
    assert server.count(RUN) == 1


@pytest.mark.parametrize("refusal", [envelope(code=1001), envelope(status=401), envelope(code=1001, status=401)])
def test_a_refused_token_is_renewed_once_and_the_message_sent_once_more(
    http: Http, server: Misbehaving, refusal: bytes
) -> None:
    """1001 and 401 say that the message was not taken."""
    server.then(RUN, refusal)
    server.always(RUN, *sse(said("Done.")))
    server.then("/api/auth", envelope({"token": "nmv_usr_one"}))
    server.then("/api/auth", envelope({"token": "nmv_usr_two"}))
    assert _run(http) == "Done."
    sent = [r.headers["authorization"] for r in server.requests if r.path == RUN]
    assert sent == ["Bearer nmv_usr_one", "Bearer nmv_usr_two"]


def test_a_second_refusal_is_the_end(http: Http, server: Misbehaving) -> None:
    """No loop."""
    server.always(RUN, envelope(code=1001))
    with pytest.raises(NotAuthorised):
        _run(http)
    assert server.count(RUN) == 2


def test_rate_limited_waits_and_tries_once_more(http: Http, server: Misbehaving) -> None:
    """429 was not taken; the second one is told."""
    server.then(RUN, envelope(code=429, status=429))
    server.always(RUN, *sse(said("Done.")))
    assert _run(http) == "Done."
    server.then(RUN, envelope(code=429, status=429))
    server.then(RUN, envelope(code=429, status=429))
    with pytest.raises(BackendFailed):
        _run(http)
    assert server.count(RUN) == 4


def test_a_server_that_is_not_there_costs_nothing(http: Http, server: Misbehaving) -> None:
    """Refused connections are Unreachable: sending again is safe."""
    http.token()
    with socket.create_server(("127.0.0.1", 0)) as unused:
        http.backend = Backend(server.url, f"http://127.0.0.1:{unused.getsockname()[1]}")
    with pytest.raises(Unreachable):
        _run(http)


def test_an_event_that_lacks_only_its_blank_line_is_shown(http: Http, server: Misbehaving) -> None:
    """What was complete in the stream is shown."""
    last = b"data: " + json.dumps(said(" The end.")).encode() + b"\n"
    server.always(RUN, *sse(said("Hi."), last))
    assert _run(http) == "Hi. The end."


def test_a_server_that_never_closes_after_its_answer_is_left_alone_after_a_while(
    http: Http, server: Misbehaving
) -> None:
    """The answer was whole; the silence after it is short."""
    server.always(RUN, *sse(said("Done."), end=False), HANG)
    assert _run(http) == "Done."
    assert server.count(RUN) == 1


def test_one_bad_event_does_not_lose_the_others(http: Http, server: Misbehaving) -> None:
    """Malformed JSON, deep nesting, odd types: kept out of the way."""
    odd = [
        b"data: {oops\n\n",
        b"data: " + b"[" * 50_000 + b"\n\n",
        b"data: NaN\n\n",
        b'data: {"content":7,"author":[]}\n\n',
    ]
    server.always(RUN, *sse(said("One."), *odd, said("Two.")))
    assert _run(http) == "One.Two."


def test_every_request_carries_the_attribution_and_none_the_token_to_another_place(
    http: Http, server: Misbehaving
) -> None:
    """Without exception."""
    server.always(RUN, *sse(said("Done.")))
    _run(http)
    for request in server.requests:
        assert {"x-skill-source", "x-skill-version", "x-skill-platform"} <= set(request.headers)
        assert "nmv_usr" not in request.path
    anonymous = next(r for r in server.requests if r.path.startswith("/api/auth"))
    assert "authorization" not in anonymous.headers
