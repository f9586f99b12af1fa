"""A server of raw sockets that does what a test tells it, byte for byte, and counts what it was sent.

A script answers one request: a list of steps, each bytes to send, a pause in seconds, or an end (`CLOSE`, `RESET`).
Requests that no script is left for get the default of their path.
"""

import json
import socket
import struct
import threading
import time
from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import Any

CLOSE, RESET, HANG = "close", "reset", "hang"
Step = bytes | float | str


@dataclass(frozen=True)
class Request:
    """What came in."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


def answer(status: int = 200, body: bytes = b"", kind: str = "application/json", **headers: str) -> bytes:
    """A whole HTTP answer with its length."""
    head = {"Content-Type": kind, "Content-Length": str(len(body)), "Connection": "close"} | {
        name.replace("_", "-"): value for name, value in headers.items()
    }
    lines = [f"HTTP/1.1 {status} X", *(f"{name}: {value}" for name, value in head.items())]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def envelope(data: Any = None, code: int = 0, status: int = 200, message: str = "") -> bytes:
    """An answer in the protocol's envelope."""
    return answer(status, json.dumps({"code": code, "message": message, "data": data}).encode())


def plain(data: Any, status: int = 200) -> bytes:
    """An answer at top level, as renders give it."""
    return answer(status, json.dumps(data).encode())


def stream(*frames: Any, end: bool = True) -> list[Step]:
    """An event stream in chunks, one a frame; a frame is data as an object, or bytes as they are."""
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
    chunks: list[Step] = [head, *(chunk(frame) for frame in frames)]
    return [*chunks, b"0\r\n\r\n"] if end else chunks


def chunk(frame: Any) -> bytes:
    """One HTTP chunk holding one frame."""
    data = frame if isinstance(frame, bytes) else b"data: " + json.dumps(frame).encode() + b"\n\n"
    return f"{len(data):x}\r\n".encode() + data + b"\r\n"


def said(text: str, **more: Any) -> dict[str, Any]:
    """An ADK event with words."""
    return {"content": {"parts": [{"text": text}], "role": "model"}, "author": "nemo_agent", **more}


@dataclass
class Misbehaving:
    """The server. `scripts[path]` is a queue of scripts, `defaults[path]` what is answered once it is empty."""

    scripts: dict[str, deque[list[Step]]] = field(default_factory=lambda: defaultdict(deque))
    defaults: dict[str, list[Step]] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self._over = threading.Event()
        threading.Thread(target=self._accept, daemon=True).start()

    def then(self, path: str, *script: Step) -> None:
        """Answer the next request whose path begins so with these steps."""
        self.scripts[path].append(list(script))

    def always(self, path: str, *script: Step) -> None:
        """Answer every other request whose path begins so with these steps."""
        self.defaults[path] = list(script)

    def count(self, path: str, method: str = "POST") -> int:
        """How many requests came to paths that begin so."""
        return sum(r.method == method and r.path.startswith(path) for r in self.requests)

    def close(self) -> None:
        """Stop listening; what hangs is let go."""
        self._over.set()
        self._socket.close()

    def _accept(self) -> None:
        while not self._over.is_set():
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with connection:
            try:
                while (request := _read(connection)) is not None:
                    self.requests.append(request)
                    if not self._act(connection, self._script(request.path)):
                        return
            except OSError:
                return

    def _script(self, path: str) -> list[Step]:
        for start in sorted(self.scripts, key=len, reverse=True):
            if path.startswith(start) and self.scripts[start]:
                return self.scripts[start].popleft()
        for start in sorted(self.defaults, key=len, reverse=True):
            if path.startswith(start):
                return self.defaults[start]
        return [answer(404, b"{}")]

    def _act(self, connection: socket.socket, script: list[Step]) -> bool:
        for step in script:
            if isinstance(step, bytes):
                connection.sendall(step)
            elif isinstance(step, float):
                time.sleep(step)  # the server's own pace, hundredths of a second
            elif step == RESET:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                return False
            elif step == HANG:
                self._over.wait(20)
                return False
            else:
                return False
        return b"Connection: close" not in b"".join(s for s in script if isinstance(s, bytes))


def _read(connection: socket.socket) -> Request | None:
    data = b""
    while b"\r\n\r\n" not in data:
        piece = connection.recv(65536)
        if not piece:
            return None
        data += piece
    head, _, body = data.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    method, path, _ = first.split(" ", 2)
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    while len(body) < int(headers.get("content-length", 0)):
        body += connection.recv(65536)
    return Request(method, path, headers, body)
