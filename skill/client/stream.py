"""One run of the agent: from the POST that charges to the end of its events. Sent once, whatever happens."""

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

import httpx
from httpx_sse import EventSource, ServerSentEvent

from skill.client import check, waiting
from skill.client.http import CONNECT_SECONDS, Http, errors
from skill.clock import RATE_LIMIT, RUN_LIMIT, SILENCE_LIMIT, Clock
from skill.errors import BackendFailed, Doubtful
from skill.safe import one_line
from wire import calls
from wire.events import Heartbeat, Meaning, Reader

EVENT_LIMIT = 64 * 1024 * 1024  # bytes of one event
LINGER = 120.0  # seconds without a byte after a final answer: some servers never close (adk-python #4216)


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
        except check.RateLimited as refusal:
            if last:
                raise
            http.clock.sleep(refusal.facts.get("wait", RATE_LIMIT))
        else:
            return


def _attempt(http: Http, call: calls.Call[bytes]) -> Iterator[Meaning]:
    silence = http.clock.real(SILENCE_LIMIT)
    timeout = httpx.Timeout(silence, connect=CONNECT_SECONDS, write=60.0, pool=CONNECT_SECONDS)
    reader = Reader()
    with Watchdog(http.clock) as watchdog:
        try:
            with http.open(call, timeout, watchdog.trace) as response:
                _must_be_stream(call, response)
                guard = Guard(response.stream, http.clock, watchdog, flush=True)
                for event in events(response, guard):
                    for meaning in reader.read(event.data):
                        if not isinstance(meaning, Heartbeat):
                            guard.alive(final=reader.final)
                        yield meaning
        except Doubtful:
            if watchdog.bit == "linger":  # the answer was complete; the state confirms it
                return
            if watchdog.bit == "limit":
                raise Doubtful("timeout") from None
            raise
        if watchdog.bit == "limit":
            raise Doubtful("timeout")


def events(response: httpx.Response, guard: "Guard") -> Iterator[ServerSentEvent]:
    """The events of a response, exactly as the standard reads them, but for those without data.

    Raises Doubtful for what is no event stream, and where a limit of the guard is passed.
    """
    if _kind(response) != "text/event-stream":
        raise Doubtful("backend_error", response.status_code, message="")
    response.headers["content-type"] = "text/event-stream"  # the parser compares it letter by letter
    response.encoding = "utf-8-sig"  # the standard: a BOM is dropped, a charset label means nothing
    response.stream = guard
    for event in EventSource(response).iter_sse():
        if event.data:
            yield event


def _kind(response: httpx.Response) -> str:
    return str(response.headers.get("content-type", "")).split(";")[0].strip().lower()


def _must_be_stream(call: calls.Call[bytes], response: httpx.Response) -> None:
    if response.status_code == httpx.codes.OK and _kind(response) == "text/event-stream":
        return
    with errors(call):
        response.read()
    if response.has_redirect_location:  # not followed: it would be a second POST, and perhaps to somebody else
        host = urlsplit(response.headers["location"]).hostname or response.request.url.host
        raise BackendFailed("redirected", response.status_code, host=one_line(host))
    try:
        check.refuse(call, response.status_code, check.body_of(response))
    except check.RateLimited as refusal:
        refusal.facts["wait"] = waiting.asked(response.headers, RATE_LIMIT)
        raise
    raise check.strange(call, response)


class Watchdog:
    """Ends a connection that will not end by itself: a read that blocks cannot look at the clock.

    `bit` says why it bit: `limit` for the total time, `linger` for silence after a final answer.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._sockets: list[socket.socket] = []
        self._timers: dict[str, threading.Timer] = {}
        self.bit = ""

    def __enter__(self) -> "Watchdog":
        self._start("limit", RUN_LIMIT)
        return self

    def __exit__(self, *_: object) -> None:
        for timer in list(self._timers.values()):
            timer.cancel()

    def trace(self, event: str, info: dict[str, Any]) -> None:
        """Hears of the connection from the HTTP library, before any answer came over it."""
        if event.endswith("connect_tcp.complete"):
            self._sockets.append(info["return_value"].get_extra_info("socket"))

    def lull(self, final: bool) -> None:
        """Something came. After a final answer the next silence is short."""
        if timer := self._timers.pop("linger", None):
            timer.cancel()
        if final:
            self._start("linger", LINGER)

    def _start(self, why: str, seconds: float) -> None:
        timer = threading.Timer(self._clock.real(seconds), self._bite, [why])
        timer.daemon = True
        self._timers[why] = timer
        timer.start()

    def _bite(self, why: str) -> None:
        self.bit = self.bit or why
        for one in self._sockets:
            with suppress(OSError):  # closed already
                one.shutdown(socket.SHUT_RDWR)


class Guard(httpx.SyncByteStream):
    """A byte stream with limits: total time, time without an event, bytes without an end of event.

    They are checked at each chunk, because comments and empty lines never reach whoever reads the events. With
    `flush`, an event that lacks only its final blank line is let through at a clean end.
    """

    def __init__(self, stream: object, clock: Clock, watchdog: Watchdog | None = None, *, flush: bool = False) -> None:
        assert isinstance(stream, httpx.SyncByteStream)
        self._stream, self._clock, self._watchdog, self._flush = stream, clock, watchdog, flush
        self._end = clock.now() + RUN_LIMIT
        self._quiet = clock.now() + SILENCE_LIMIT
        self._bytes = 0
        self._tail = b""
        self._final = False

    def alive(self, *, final: bool) -> None:
        """An event that is more than a heartbeat came; `final` says whether it may be the last."""
        self._quiet = self._clock.now() + SILENCE_LIMIT
        self._final = final
        if self._watchdog:
            self._watchdog.lull(final)

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._stream:
            self._check(chunk)
            if self._watchdog and self._final:
                self._watchdog.lull(final=True)
            yield chunk
        if self._flush:
            yield b"\n\n"

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
