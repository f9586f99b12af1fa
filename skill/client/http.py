"""Sends calls: attribution and token on every request, the protocol's retries, and no others."""

import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias, TypeVar
from urllib.parse import urljoin, urlsplit

import h11
import httpx

from skill.client import check, places, waiting
from skill.clock import RATE_LIMIT, Clock
from skill.errors import BackendFailed, BadInput, Doubtful, Failure, Unreachable
from wire import calls
from wire.calls import Call

Reply = TypeVar("Reply")
Trace: TypeAlias = Callable[[str, dict[str, Any]], None]  # httpcore's hook: event name, facts

_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
_TRANSIENT = frozenset({408, 425, 500, 502, 503, 504})
_READ_RETRIES = 2
CONNECT_SECONDS = 10.0
PROBE_SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class Backend:
    """Who is spoken to. `key` names it on disk: what one backend gave never goes to another."""

    key: str
    url: str

    @property
    def local(self) -> bool:
        """Whether it is our own studio, of this home."""
        return self.key == "local"


class Tokens(Protocol):
    """Where tokens come from; see `skill.client.auth`."""

    def token(self) -> str:
        """The one to use now."""

    def renew(self, refused: str) -> str:
        """Another one, after `refused` was refused."""


class Http:
    """One backend, one set of attribution headers. Not for threads to share."""

    def __init__(self, backend: Backend, headers: Mapping[str, str], clock: Clock) -> None:
        self.backend = backend
        self.clock = clock
        self.tokens: Tokens | None = None
        self._headers = {**headers, "Accept-Encoding": "identity"}
        self._client: httpx.Client | None = None

    def close(self) -> None:
        """Close the connections."""
        if self._client is not None:
            self._client.close()
            self._client = None

    def send(self, call: Call[Reply], **content: Any) -> Reply:
        """Send and read the answer. `content` goes to httpx (files, timeout).

        Raises the failure that the answer means; Unreachable where nothing arrived; Doubtful where a call
        that is not repeatable may have arrived.
        """
        return check.reply(call, self._settled(call, content))

    def answers(self) -> bool:
        """Whether the backend speaks to us at all: any JSON object will do, a proxy's page will not."""
        call = calls.credits()
        try:
            response = self._once(call, {"timeout": httpx.Timeout(PROBE_SECONDS)}, "")
        except Failure:
            return False
        return isinstance(check.body_of(response), dict)

    def content(self, call: Call[bytes]) -> bytes:
        """The answer's bytes as they are. Raises what the answer means where it is not a success."""
        response = self._settled(call, {})
        if response.status_code != httpx.codes.OK:
            raise check.strange(call, response)
        return response.content

    @contextmanager
    def open(self, call: Call[Any], timeout: httpx.Timeout, trace: Trace) -> Iterator[httpx.Response]:
        """Open a stream on a connection of its own, so that a failure is never a stale connection's.

        `trace` hears of the connection as it is made.
        """
        used = self._token(call)
        with self._new(keepalive=False) as client, errors(call):
            request = client.build_request(
                call.method,
                call.path,
                json=call.json,
                headers=self._all(call, used),
                timeout=timeout,
                extensions={"trace": trace},
            )
            response = client.send(request, stream=True)
            try:
                yield response
            finally:
                response.close()

    @contextmanager
    def fetch(
        self, call: Call[Any], url: str, timeout: httpx.Timeout, headers: Mapping[str, str]
    ) -> Iterator[httpx.Response]:
        """Open a download. The token goes along only to the backend's own place; each redirect is checked anew.

        Raises BackendFailed for a place that must not be fetched from.
        """
        with self._new() as client, errors(call):
            for _ in range(places.HOPS + 1):
                places.check(url, self.backend.url)
                ours = netloc(url) == netloc(self.backend.url)
                every = self._all(call, self._token(call) if ours else "") | dict(headers)
                response = client.send(client.build_request("GET", url, headers=every, timeout=timeout), stream=True)
                try:
                    connected = response.extensions.get("network_stream")
                    if connected is not None:
                        places.check_peer(connected.get_extra_info("server_addr"), url, self.backend.url)
                    if not response.has_redirect_location:
                        yield response
                        return
                    url = urljoin(url, response.headers["location"])
                finally:
                    response.close()
        raise BackendFailed("download_failed", "download", reason="redirects")

    def renewed(self, call: Call[Any], refusal: check.TokenRefused, used: str) -> None:
        """Get another token after a refusal, or raise the refusal."""
        if self.tokens is None or not call.authorised:
            raise refusal
        self.tokens.renew(used)

    def token(self) -> str:
        """The token in use."""
        return self.tokens.token() if self.tokens else ""

    def _token(self, call: Call[Any]) -> str:
        return self.token() if call.authorised else ""

    def _settled(self, call: Call[Any], content: Mapping[str, Any]) -> httpx.Response:
        renewals, waits = 1, 1
        while True:
            used = self._token(call)
            response = self._delivered(call, content, used)
            try:
                check.refuse(call, response.status_code, check.body_of(response))
            except check.TokenRefused as refusal:
                if not renewals:
                    raise
                renewals -= 1
                self.renewed(call, refusal, used)
            except check.RateLimited:
                if not waits:
                    raise
                waits -= 1
                self.clock.sleep(waiting.asked(response.headers, RATE_LIMIT))
            else:
                return response

    def _delivered(self, call: Call[Any], content: Mapping[str, Any], token: str) -> httpx.Response:
        for attempt in range(_READ_RETRIES + 1):
            last = attempt == _READ_RETRIES or not call.repeatable
            pause = 0.5 * 2**attempt
            try:
                response = self._once(call, content, token)
            except (Unreachable, Doubtful) as failure:
                if last or failure.outcome == "untrusted":
                    raise
            else:
                if last or response.status_code not in _TRANSIENT:
                    return response
                pause = waiting.asked(response.headers, pause)
            self.clock.sleep(pause)
        raise AssertionError("the last attempt returns or raises")

    def _once(self, call: Call[Any], content: Mapping[str, Any], token: str) -> httpx.Response:
        if self._client is None:
            self._client = self._new()
        with errors(call):
            return self._client.request(
                call.method, call.path, json=call.json, headers=self._all(call, token), **content
            )

    def _all(self, call: Call[Any], token: str) -> dict[str, str]:
        headers = {**self._headers, **call.headers}
        return headers | {"Authorization": f"Bearer {token}"} if token else headers

    def _new(self, keepalive: bool = True) -> httpx.Client:
        plain = self.backend.url.startswith("http://")
        limits = httpx.Limits(max_keepalive_connections=None if keepalive else 0)
        with errors(None):
            return httpx.Client(
                base_url=self.backend.url,
                timeout=httpx.Timeout(60.0, connect=CONNECT_SECONDS),
                limits=limits,
                # A plain connection needs no certificates; loading them would cost 20 ms at every start.
                verify=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT) if plain else True,
                trust_env=not self.backend.local,
            )


def netloc(url: str) -> tuple[str, str]:
    """Scheme and place of a URL: what must agree before a token goes along."""
    parts = urlsplit(url)
    return parts.scheme, parts.netloc


@contextmanager
def errors(call: Call[Any] | None) -> Iterator[None]:
    """The one place that turns the library's exceptions into ours; `call` None while building a client."""
    try:
        yield
    except _NOT_SENT as problem:
        outcome = "untrusted" if "CERTIFICATE_VERIFY_FAILED" in str(problem) else "network"
        raise Unreachable(outcome, reason=_reason(problem)) from problem
    except httpx.UnsupportedProtocol as problem:
        raise BadInput("bad_setting", name="URL", value="", allowed="https://…") from problem
    except (httpx.RequestError, httpx.StreamError, h11.ProtocolError) as problem:  # h11: a body of another length
        repeatable = call is None or call.repeatable
        kind: type[Failure] = Unreachable if repeatable else Doubtful
        raise kind("network", reason=_reason(problem)) from problem
    except (httpx.InvalidURL, ImportError, FileNotFoundError, ssl.SSLError, ValueError) as problem:
        if call is not None:
            raise
        # Proxy variables, SSL_CERT_FILE: what the environment says of connections does not hold.
        raise BadInput("bad_network_settings", reason=_reason(problem)) from problem


def _reason(problem: BaseException) -> str:
    from skill.safe import one_line

    return one_line(str(problem)) or type(problem).__name__
