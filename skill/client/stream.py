"""One run of the agent: from the POST that charges to the end of its events. Sent once, whatever happens."""

from collections.abc import Iterator

import httpx
from httpx_sse import EventSource

from skill.client import check
from skill.client.http import CONNECT_SECONDS, Http, errors
from skill.clock import RUN_LIMIT, SILENCE_LIMIT, Clock
from skill.errors import Doubtful
from wire import calls
from wire.events import Heartbeat, Meaning, Reader

EVENT_LIMIT = 64 * 1024 * 1024  # bytes of one event


def run(http: Http, session_id: str, text: str) -> Iterator[Meaning]:
    """Send a message and tell what comes back.

    Raises what the answer means where it says that the message was not taken (SessionGone, NotPaid …);
    Doubtful for everything that leaves open whether it was: the caller reads the state then.
    """
    call = calls.run_sse(session_id, text)
    for last in (False, True):
        used = http.token()
        try:
            yield from _attempt(http, call)
        except check.TokenRefused as refusal:
            if last:
                raise
            http.renewed(call, refusal, used)
        except check.RateLimited:
            if last:
                raise
            http.clock.sleep(30)
        else:
            return


def _attempt(http: Http, call: calls.Call[bytes]) -> Iterator[Meaning]:
    silence = http.clock.real(SILENCE_LIMIT)
    timeout = httpx.Timeout(silence, connect=CONNECT_SECONDS, write=60.0, pool=CONNECT_SECONDS)
    with http.open(call, timeout) as response:
        _must_be_stream(call, response)
        guard = Guard(response.stream, http.clock)
        response.headers["content-type"] = "text/event-stream"
        response.encoding = "utf-8-sig"  # the standard: a BOM is dropped, a charset label means nothing
        response.stream = guard
        reader = Reader()
        for event in EventSource(response).iter_sse():
            for meaning in reader.read(event.data) if event.data else ():
                if not isinstance(meaning, Heartbeat):
                    guard.alive()
                yield meaning


def _must_be_stream(call: calls.Call[bytes], response: httpx.Response) -> None:
    kind = response.headers.get("content-type", "").split(";")[0].strip().lower()
    if response.status_code == httpx.codes.OK and kind == "text/event-stream":
        return
    with errors(call):
        response.read()
    check.refuse(call, response.status_code, check.body_of(response))
    raise check.strange(call, response)


class Guard(httpx.SyncByteStream):
    """A byte stream with limits: total time, time without an event, bytes without an end of event.

    They are checked at each chunk, because comments and empty lines never reach whoever reads the events.
    """

    def __init__(self, stream: object, clock: Clock) -> None:
        assert isinstance(stream, httpx.SyncByteStream)
        self._stream = stream
        self._clock = clock
        self._end = clock.now() + RUN_LIMIT
        self._quiet = clock.now() + SILENCE_LIMIT
        self._bytes = 0
        self._tail = b""

    def alive(self) -> None:
        """An event that is more than a heartbeat came."""
        self._quiet = self._clock.now() + SILENCE_LIMIT

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._stream:
            self._check(chunk)
            yield chunk

    def close(self) -> None:
        """Close what lies below."""
        self._stream.close()

    def _check(self, chunk: bytes) -> None:
        now = self._clock.now()
        if now > self._end or now > self._quiet:
            raise Doubtful("timeout")
        joined = (self._tail + chunk).replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        end = joined.rfind(b"\n\n")
        self._bytes = len(joined) - end if end >= 0 else self._bytes + len(chunk)
        self._tail = chunk[-2:]
        if self._bytes > EVENT_LIMIT:
            raise Doubtful("oversized")
