"""Files are looked at before the first byte of any is sent, streamed, and not believed blindly."""

import os
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from skill.client import upload
from skill.client.http import Backend, Http
from skill.clock import Clock
from skill.errors import BadInput
from tests.skill.client.misbehaving import Misbehaving, answer, envelope

FORMATS = ("mp4", "jpg", "png", "mp3")
PNG = bytes.fromhex("89504e470d0a1a0a") + bytes(100)
LIMIT = 500_000_000
ROOT = Path(__file__).resolve().parents[3]


def _outcome(path: Path | str, limit: int = LIMIT) -> str:
    with pytest.raises(BadInput) as caught:
        upload.check([path], FORMATS, limit)
    return caught.value.outcome


def test_each_thing_that_is_no_sendable_file_has_its_sentence(tmp_path: Path) -> None:
    """A FIFO does not hang, a folder is no file, a name tells no type that the content does not hold."""
    made = {name: tmp_path / name for name in ("a.txt", "empty.png", "words.png", "link.png", "pipe.png", "big.png")}
    made["a.txt"].write_text("hi", encoding="utf-8")
    made["empty.png"].touch()
    made["words.png"].write_text("no picture", encoding="utf-8")
    made["link.png"].symlink_to(tmp_path / "nowhere")
    os.mkfifo(made["pipe.png"])
    made["big.png"].write_bytes(PNG)
    assert _outcome(made["a.txt"]) == "file_type"
    assert _outcome(made["empty.png"]) == "file_empty"
    assert _outcome(made["words.png"]) == "file_content"
    assert _outcome(made["link.png"]) == "file_missing"
    assert _outcome(made["pipe.png"]) == "file_not_regular"
    assert _outcome(made["big.png"], limit=50) == "file_too_large"
    assert _outcome(tmp_path) == "file_not_regular"
    assert _outcome("nul\0.png") == "file_unreadable"


def test_the_size_limit_is_the_last_size_that_passes(tmp_path: Path) -> None:
    """Exactly the limit is allowed, one byte more is not."""
    file = tmp_path / "a.png"
    file.write_bytes(PNG)
    assert upload.check([file], FORMATS, len(PNG))[0].size == len(PNG)
    assert _outcome(file, limit=len(PNG) - 1) == "file_too_large"


def test_only_the_last_part_of_a_path_is_told_to_the_backend(http: Http, server: Misbehaving, tmp_path: Path) -> None:
    """And the bytes arrive as they are."""
    server.always("/api/upload-video", envelope({"files": [{"file_id": "f1", "name": "a.png"}]}))
    (tmp_path / "a.png").write_bytes(PNG)
    (checked,) = upload.check([tmp_path / "a.png"], FORMATS, LIMIT)
    seen: list[int] = []
    assert upload.send(http, "s1", checked, lambda done, total: seen.append(done)).file_id == "f1"
    body = server.requests[-1].body
    assert b'filename="a.png"' in body
    assert PNG in body
    assert str(tmp_path).encode() not in body
    assert seen[-1] == len(PNG)


def test_a_file_that_changed_after_the_check_is_not_sent(http: Http, server: Misbehaving, tmp_path: Path) -> None:
    """Its size and time are looked at again when it is opened."""
    file = tmp_path / "a.png"
    file.write_bytes(PNG)
    (checked,) = upload.check([file], FORMATS, LIMIT)
    file.write_bytes(PNG + b"more")
    with pytest.raises(BadInput) as caught:
        upload.send(http, "s1", checked)
    assert caught.value.outcome == "file_changed"
    assert server.count("/api/upload-video") == 0


def test_a_file_that_grows_while_it_is_sent_is_noticed(http: Http, server: Misbehaving, tmp_path: Path) -> None:
    """It is not reported as uploaded."""
    server.always("/api/upload-video", envelope({"files": []}))
    file = tmp_path / "a.png"
    file.write_bytes(PNG * 2000)
    (checked,) = upload.check([file], FORMATS, LIMIT)

    def grow(done: int, total: int) -> None:
        with file.open("ab") as out:
            out.write(b"x")

    with pytest.raises(BadInput) as caught:
        upload.send(http, "s1", checked, grow)
    assert caught.value.outcome == "file_changed"


_BIG = """
import sys
import threading
from pathlib import Path
from skill.client import upload
from skill.client.http import Backend, Http
from skill.clock import Clock
path, url = Path(sys.argv[1]), sys.argv[2]
http = Http(Backend(url, url), {}, Clock(0.001))
(checked,) = upload.check([path], ("mp4",), 500_000_000)
upload.send(http, "s1", checked, lambda done, total: None)
status = Path("/proc/self/status").read_text(encoding="ascii")  # getrusage would count the parent before exec
print(int(status.split("VmHWM:")[1].split()[0]) // 1024)
"""


def test_half_a_gigabyte_goes_through_sixty_megabytes(tmp_path: Path) -> None:
    """Streamed, never held; the file is sparse, so that the test costs no disk."""

    big = tmp_path / "big.mp4"
    with big.open("wb") as out:
        out.write(b"\0\0\0\x18ftypisom")
        out.truncate(500_000_000)
    listener = socket.create_server(("127.0.0.1", 0))

    def swallow() -> None:
        connection, _ = listener.accept()
        with connection:
            left, buffer = 500_000_000, bytearray(1 << 20)
            while left > 0:
                left -= connection.recv_into(buffer)
            connection.settimeout(0.2)
            try:
                while connection.recv_into(buffer):
                    pass
            except TimeoutError:
                pass
            connection.sendall(envelope({"files": [{"file_id": "f1"}]}))

    thread = threading.Thread(target=swallow)
    thread.start()
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    words = [sys.executable, "-c", _BIG, str(big), url]
    ran = subprocess.run(words, capture_output=True, text=True, cwd=ROOT, check=False, timeout=60)
    thread.join()
    listener.close()
    assert ran.returncode == 0, ran.stderr
    assert int(ran.stdout) < 60


def test_a_refusal_in_the_middle_of_a_big_file_is_heard(tmp_path: Path) -> None:
    """413 while the body is still on its way, and the server sends no more: told as too large, not as a broken line."""
    big = tmp_path / "big.png"
    big.write_bytes(PNG + bytes(5_000_000))
    listener = socket.create_server(("127.0.0.1", 0))

    def refuse() -> None:
        connection, _ = listener.accept()
        with connection:
            connection.recv(1000)
            connection.sendall(answer(413, b'{"detail":"at most 1 MB"}'))
            connection.shutdown(socket.SHUT_WR)
            while connection.recv(1 << 20):
                pass

    thread = threading.Thread(target=refuse)
    thread.start()
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    http = Http(Backend(url, url), {}, Clock(0.001))
    (checked,) = upload.check([big], FORMATS, LIMIT)
    with pytest.raises(BadInput) as caught:
        upload.send(http, "s1", checked)
    assert caught.value.outcome == "file_too_large_refused"
    assert "1 MB" in caught.value.facts["message"]
    http.close()
    thread.join()
    listener.close()
