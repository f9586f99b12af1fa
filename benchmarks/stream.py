"""Events per second through a real socket beside bare httpx, and the memory of what is big. `python -m benchmarks.stream`

Each figure comes from a process of its own. The server sends one HTTP chunk per event, as uvicorn does.
"""

import json
import socket
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EVENTS = 30_000
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
EVENT = {
    "content": {"parts": [{"text": "the next few words "}], "role": "model"}, "partial": True,
    "invocationId": "e-682491b8-edfe-4666-9595-35637f49a141", "author": "nemo_agent",
    "actions": {"stateDelta": {}, "artifactDelta": {}, "requestedAuthConfigs": {}, "requestedToolConfirmations": {}},
    "timestamp": 1795344415.604275,
}  # fmt: skip

_READERS = {
    "bare httpx, bytes only": """
with httpx.stream("POST", url + "/run_sse", json={}, timeout=60) as response:
    for chunk in response.iter_raw():
        pass
""",
    "httpx + httpx-sse + json": """
with httpx.stream("POST", url + "/run_sse", json={}, timeout=60) as response:
    for event in httpx_sse.EventSource(response).iter_sse():
        json.loads(event.data)
""",
    "ours, to meanings": """
for meaning in stream.run(Http(Backend("x", url), {}, Clock()), "s", "hello"):
    pass
""",
}
_UPLOAD = """
(checked,) = upload.check([sys.argv[2]], ("mp4",), 500_000_000)
upload.send(Http(Backend("x", url), {}, Clock()), "s", checked, lambda done, total: None)
"""
_BARE_UPLOAD = """
with open(sys.argv[2], "rb") as file:
    httpx.post(url + "/upload", files={"files": file}, timeout=60)
"""
_RUN = """
import json, sys, time
from pathlib import Path
import httpx
import httpx_sse
from skill.client import stream, upload
from skill.client.http import Backend, Http
from skill.clock import Clock
url = sys.argv[1]
start, cpu = time.monotonic(), time.process_time()
{body}
status = Path("/proc/self/status").read_text(encoding="ascii")
print(time.monotonic() - start, time.process_time() - cpu, int(status.split("VmHWM:")[1].split()[0]) / 1024)
"""


def _chunk(data: bytes) -> bytes:
    return f"{len(data):x}\r\n".encode() + data + b"\r\n"


def _events(count: int) -> list[bytes]:
    made = []
    for number in range(count):
        event = EVENT | {"id": f"id-{number}"}
        made.append(_chunk(b"data: " + json.dumps(event).encode() + b"\n\n"))
    return [HEAD, *made, b"0\r\n\r\n"]


def _big(megabytes: int) -> list[bytes]:
    data = b"data: " + json.dumps(EVENT | {"padding": "x" * megabytes * 1_000_000}).encode() + b"\n\n"
    return [HEAD, *(_chunk(data[n : n + 65536]) for n in range(0, len(data), 65536)), b"0\r\n\r\n"]


def _measured(body: str, pieces: list[bytes], *arguments: str) -> tuple[float, float, float]:
    """Seconds, CPU seconds and peak MB of a process that runs `body` against a server that sends `pieces`."""
    listener = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    thread = threading.Thread(target=_serve, args=(listener, pieces), daemon=True)
    thread.start()
    words = [sys.executable, "-c", _RUN.format(body=body), url, *arguments]
    ran = subprocess.run(words, capture_output=True, text=True, cwd=ROOT, check=True)
    listener.close()
    wall, cpu, peak = (float(word) for word in ran.stdout.split())
    return wall, cpu, peak


def _serve(listener: socket.socket, pieces: list[bytes]) -> None:
    connection, _ = listener.accept()
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    with connection:
        head = b""
        while b"\r\n\r\n" not in head:
            head += connection.recv(65536)
        length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
        left = length - len(head.split(b"\r\n\r\n", 1)[1])
        while left > 0:
            left -= len(connection.recv(1 << 20))
        for piece in pieces:
            connection.sendall(piece)


def main() -> None:
    """Print the figures."""
    pieces, floor = _events(EVENTS), 0.0
    print(f"{EVENTS} events of {len(pieces[1])} bytes, one HTTP chunk each")
    for name, body in _READERS.items():
        _, cpu, peak = min(_measured(body, pieces) for _ in range(3))
        floor = floor or cpu
        print(f"  {name:28} {EVENTS / cpu:8.0f} events per CPU second  {cpu / floor:5.2f} x bare  {peak:4.0f} MB")
    small, big = (_measured(_READERS["ours, to meanings"], _big(size)) for size in (1, 20))
    print(f"one event of 1 MB {small[2]:.0f} MB and {small[1]:.2f} s CPU; of 20 MB {big[2]:.0f} MB and {big[1]:.2f} s")
    film = Path(tempfile.mkdtemp()) / "big.mp4"
    answer = json.dumps({"code": 0, "data": {"files": []}}).encode()
    reply = [f"HTTP/1.1 200 OK\r\nContent-Length: {len(answer)}\r\n\r\n".encode() + answer]
    try:
        with film.open("wb") as out:
            out.write(b"\0\0\0\x18ftypisom")
            out.truncate(500_000_000)
        for name, body in (("bare httpx", _BARE_UPLOAD), ("ours", _UPLOAD)):
            wall, cpu, peak = _measured(body, reply, str(film))
            print(f"upload of 500 MB, {name:10} {500 / wall:6.0f} MB/s  {cpu:5.2f} s CPU  {peak:4.0f} MB")
    finally:
        film.unlink(missing_ok=True)
        film.parent.rmdir()


if __name__ == "__main__":
    main()
