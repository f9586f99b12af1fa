"""Where no connection comes about nothing is sent, nothing is charged, and no safety is given up for it."""

import contextlib
import socket
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from skill.client import http as sending
from skill.client import stream
from skill.client.http import Backend, Http
from skill.clock import Clock
from skill.errors import Unreachable
from tests.skill.client.misbehaving import Misbehaving

SELF_SIGNED = Path(__file__).parent / "data" / "self_signed.pem"


def _outcome(url: str) -> Unreachable:
    http = Http(Backend(url, url), {}, Clock(0.001))
    with pytest.raises(Unreachable) as caught:
        list(stream.run(http, "s1", "hello"))
    http.close()
    return caught.value


def test_a_name_that_nobody_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    """DNS."""
    for name in ("HTTP_PROXY", "ALL_PROXY", "http_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    assert _outcome("http://no-such-host.invalid").outcome == "network"


def test_a_place_that_never_answers_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its queue is full, as behind a firewall that drops."""
    monkeypatch.setattr(sending, "CONNECT_SECONDS", 0.2)
    monkeypatch.setattr(stream, "CONNECT_SECONDS", 0.2)
    with socket.socket() as full, contextlib.ExitStack() as waiting:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        for _ in range(3):
            one = waiting.enter_context(socket.socket())
            one.setblocking(False)
            one.connect_ex(full.getsockname())
        assert _outcome(f"http://127.0.0.1:{full.getsockname()[1]}").outcome == "network"


def test_https_to_a_place_that_speaks_plain(server: Misbehaving, monkeypatch: pytest.MonkeyPatch) -> None:
    """A captive portal, a wrong port."""
    monkeypatch.setattr(stream, "CONNECT_SECONDS", 0.3)
    _outcome(server.url.replace("http:", "https:"))
    assert server.requests == []


@pytest.fixture
def self_signed() -> Iterator[tuple[str, list[bytes]]]:
    """An HTTPS server whose certificate nobody vouches for, and what it was sent."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(SELF_SIGNED)
    listener = socket.create_server(("127.0.0.1", 0))
    got: list[bytes] = []

    def serve() -> None:
        while True:
            try:
                plain, _ = listener.accept()
            except OSError:
                return
            with plain, contextlib.suppress(OSError), context.wrap_socket(plain, server_side=True) as connection:
                got.append(connection.recv(1000))

    thread = threading.Thread(target=serve)
    thread.start()
    yield f"https://127.0.0.1:{listener.getsockname()[1]}", got
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    thread.join()


def test_a_certificate_that_nobody_vouches_for_is_not_taken(self_signed: tuple[str, list[bytes]]) -> None:
    """No request, no token, no way around it; the sentence names what may be wrong."""
    url, got = self_signed
    assert _outcome(url).outcome == "untrusted"
    assert [piece for piece in got if piece] == []
