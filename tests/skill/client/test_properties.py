"""Any order of faults: at most one charge. Any cut and any repetition: words once."""

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from skill.client import check, stream
from skill.client.http import Backend, Http
from skill.clock import Clock
from skill.errors import Doubtful, Failure, Unreachable
from tests.skill.client.misbehaving import CLOSE, RESET, Misbehaving, answer, chunk, envelope, said
from tests.skill.client.misbehaving import stream as sse
from wire.events import Reader, Text

RUN = "/run_sse"
# Answers after which the message was certainly not taken, and may be sent once more.
NOT_TAKEN = {"renew": envelope(code=1001), "wait": envelope(code=429, status=429)}
TAKEN: dict[str, list[Any]] = {
    "close": [CLOSE],
    "reset": [RESET],
    "500": [answer(500, b"")],
    "503": [answer(503, b"")],
    "page": [answer(200, b"<html>", "text/html")],
    "cut": [*sse(said("Hi"), end=False), CLOSE],
    "cut inside": [*sse(end=False), chunk(b'data: {"content"'), RESET],
    "busy": [answer(409, b"{}")],
    "gone": [envelope(code=1002)],
    "unpaid": [envelope(code=2001)],
    "whole": sse(said("Done.")),
    "failed": sse({"error": "no"}),
}


class Tokens:
    """As many as are asked for."""

    def __init__(self) -> None:
        self.now = 0

    def token(self) -> str:
        """The one to use now."""
        return f"t{self.now}"

    def renew(self, refused: str) -> str:
        """Another."""
        self.now += 1
        return self.token()


@pytest.fixture(scope="module")
def faulty() -> Iterator[Misbehaving]:
    """One server for all examples."""
    made = Misbehaving()
    yield made
    made.close()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(sorted({**NOT_TAKEN, **TAKEN})), min_size=1, max_size=5))
def test_in_any_order_of_faults_at_most_one_request_can_have_been_taken(faulty: Misbehaving, faults: list[str]) -> None:
    """And whoever hears "not taken" or "did not arrive" can rely on it."""
    faulty.requests.clear()
    faulty.scripts.pop(RUN, None)
    for fault in faults:
        faulty.then(RUN, *(TAKEN.get(fault) or [NOT_TAKEN[fault]]))
    faulty.always(RUN, *sse(said("Done.")))
    http = Http(Backend("x", faulty.url), {}, Clock(0.002))
    http.tokens = Tokens()
    ended: Failure | None = None
    try:
        list(stream.run(http, "s1", "hello"))
    except Failure as failure:
        ended = failure
    http.close()
    sent = [*faults, *["whole"] * 5][: faulty.count(RUN)]
    taken = [fault for fault in sent if fault not in NOT_TAKEN]
    assert len(taken) <= 1
    assert sent[:-1] == [fault for fault in sent if fault in NOT_TAKEN][: len(sent) - 1]
    assert len(sent) <= 2
    if isinstance(ended, Unreachable):
        assert not taken
    if taken and taken[0] in ("close", "reset", "500", "503", "page", "cut inside"):
        assert isinstance(ended, Doubtful)
    if not taken:
        assert isinstance(ended, check.TokenRefused | check.RateLimited)


@st.composite
def _runs(draw: st.DrawFn) -> tuple[list[dict[str, Any]], str]:
    """Turns of one agent: some streamed in pieces with the aggregate after them, some not, some with tools."""
    events: list[dict[str, Any]] = []
    words = ""
    for n in range(draw(st.integers(1, 4))):
        pieces = draw(st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=4))
        whole = "".join(pieces)
        made = [said(p, partial=True) for p in pieces] if draw(st.booleans()) else []
        call = {"functionCall": {"name": "trim", "args": {}, "id": f"c{n}"}}
        last = {"content": {"parts": [{"text": whole}, call]}, "author": "nemo_agent", "id": f"e{n}"}
        events += [*made, *([last] * draw(st.integers(1, 3)))]
        words += whole
    return events, words


class _Pieces(httpx.SyncByteStream):
    def __init__(self, pieces: list[bytes]) -> None:
        self._pieces = pieces

    def __iter__(self) -> Iterator[bytes]:
        yield from self._pieces


@settings(max_examples=100, deadline=None)
@given(_runs(), st.data())
def test_in_any_cut_and_with_any_repetition_words_and_tools_come_once(
    run: tuple[list[dict[str, Any]], str], data: st.DataObject
) -> None:
    """Pieces, aggregates, heartbeats in between, events told again."""
    events, words = run
    beats = st.sampled_from([b"", b": ping\n\n", b"data: \r\n\r\n", b"id: 1\n\n", b"data: heartbeat\n\n"])
    ascii_only = data.draw(st.booleans())
    body = b"".join(
        b"data: " + json.dumps(event, ensure_ascii=ascii_only).encode() + b"\n\n" + data.draw(beats) for event in events
    )
    marks = sorted(data.draw(st.lists(st.integers(0, len(body)), max_size=8)))
    cut = [body[a:b] for a, b in zip([0, *marks], [*marks, len(body)], strict=True)]
    response = httpx.Response(200, headers={"content-type": "text/event-stream"}, stream=_Pieces(cut))
    reader = Reader()
    found = [m for e in stream.events(response, stream.Guard(response.stream, Clock())) for m in reader.read(e.data)]
    assert "".join(m.delta for m in found if isinstance(m, Text)) == words
    tools = [m.id for m in found if not isinstance(m, Text) and hasattr(m, "args")]
    assert len(tools) == len(set(tools))
