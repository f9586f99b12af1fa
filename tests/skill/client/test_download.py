"""A film is on this machine whole or not at all, and comes only from places that may be fetched from."""

import gzip
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from skill.client import download, places
from skill.client.http import Backend, Http
from skill.errors import BackendFailed, BadInput
from tests.skill.client.misbehaving import CLOSE, RESET, Misbehaving, answer


def _box(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body) + 8) + kind + body


FILM = _box(b"ftyp", b"isom" + bytes(12)) + _box(b"moov", bytes(100)) + _box(b"mdat", bytes(range(256)) * 400)
ROOT = Path(__file__).resolve().parents[3]
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\nConnection: close\r\n"


def _length(n: int = len(FILM)) -> bytes:
    return HEAD + f"Content-Length: {n}\r\n\r\n".encode()


def _part(start: int) -> bytes:
    head = b"HTTP/1.1 206 Partial Content\r\nContent-Type: video/mp4\r\nConnection: close\r\n"
    span = f"Content-Range: bytes {start}-{len(FILM) - 1}/{len(FILM)}\r\nContent-Length: {len(FILM) - start}\r\n\r\n"
    return head + span.encode() + FILM[start:]


def _fetch(http: Http, path: Path, url: str = "/film.mp4") -> bytes:
    download.fetch(http, url, "r1", path)
    return path.read_bytes()


def test_a_film_arrives_under_its_name_only_when_it_is_whole(http: Http, server: Misbehaving, tmp_path: Path) -> None:
    """Nothing is left beside it."""
    server.always("/film.mp4", answer(200, FILM, "video/mp4"))
    folder = tmp_path / "out"
    folder.mkdir()
    assert _fetch(http, folder / "x.mp4") == FILM
    assert [p.name for p in folder.iterdir()] == ["x.mp4"]


@pytest.mark.parametrize("end", [CLOSE, RESET])
def test_a_broken_transfer_goes_on_where_it_stopped(http: Http, server: Misbehaving, tmp_path: Path, end: str) -> None:
    """By Range; the bytes before are not asked for again."""
    server.then("/film.mp4", _length(), FILM[:5000], 0.02, end)
    server.then("/film.mp4", _part(5000))
    assert _fetch(http, tmp_path / "x.mp4") == FILM
    assert server.requests[-1].headers["range"] == "bytes=5000-"


def test_a_server_that_ignores_range_is_read_from_the_start(http: Http, server: Misbehaving, tmp_path: Path) -> None:
    """200 in answer to a Range means the whole file."""
    server.then("/film.mp4", _length(), FILM[:5000], 0.02, CLOSE)
    server.always("/film.mp4", answer(200, FILM, "video/mp4"))
    assert _fetch(http, tmp_path / "x.mp4") == FILM


@pytest.mark.parametrize(
    "body",
    [
        HEAD + b"\r\n" + FILM[:-500],
        answer(200, b"<html>expired</html>", "text/html"),
        answer(200, b""),
        answer(403, b"{}"),
    ],
    ids=["cut without a length", "a page", "empty", "expired"],
)
def test_what_is_no_whole_film_is_replaced_by_the_backends_own_download(
    http: Http, server: Misbehaving, tmp_path: Path, body: bytes
) -> None:
    """The fallback serves; where it does not either, no file is left under the final name."""
    server.always("/film.mp4", body, CLOSE)
    server.then("/api/render/proxy/r1/download", answer(200, FILM, "video/mp4"))
    assert _fetch(http, tmp_path / "x.mp4") == FILM
    (tmp_path / "x.mp4").unlink()
    server.always("/api/render/proxy/r1/download", body, CLOSE)
    with pytest.raises(BackendFailed):
        _fetch(http, tmp_path / "x.mp4")
    assert not (tmp_path / "x.mp4").exists()


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "ftp://example.com/x.mp4", "http://user:pw@127.0.0.1/x.mp4", "https://"],
)
def test_foreign_schemes_and_credentials_are_refused(http: Http, server: Misbehaving, tmp_path: Path, url: str) -> None:
    """Nothing is asked of anybody, not even the fallback."""
    with pytest.raises(BackendFailed) as caught:
        _fetch(http, tmp_path / "x.mp4", url)
    assert caught.value.outcome == "download_unsafe"
    assert server.requests == []


@pytest.mark.parametrize(
    "url", ["https://127.0.0.1/x", "https://169.254.169.254/x", "https://[::1]/x", "https://10.1.2.3/x"]
)
def test_a_cloud_cannot_send_us_to_our_own_network(http: Http, tmp_path: Path, url: str) -> None:
    """Private addresses are refused unless the backend is itself local."""
    http.backend = Backend("https://203.0.114.9", "https://203.0.114.9")
    with pytest.raises(BackendFailed) as caught:
        _fetch(http, tmp_path / "x.mp4", url)
    assert caught.value.outcome == "download_unsafe"


def test_the_token_goes_to_no_other_place(http: Http, server: Misbehaving, tmp_path: Path) -> None:
    """Neither at first nor by redirect."""
    other = Misbehaving()
    other.always("/film.mp4", answer(200, FILM, "video/mp4"))
    server.always("/moved.mp4", answer(302, b"", Location=f"{other.url}/film.mp4"))
    assert _fetch(http, tmp_path / "x.mp4", "/moved.mp4") == FILM
    assert "authorization" in server.requests[-1].headers
    assert "authorization" not in other.requests[-1].headers
    other.close()


def test_redirects_without_an_end_are_not_followed_for_ever(http: Http, server: Misbehaving, tmp_path: Path) -> None:
    """Three hops, then the fallback."""
    server.always("/loop", answer(302, b"", Location="/loop"))
    server.always("/api/render/proxy/r1/download", answer(200, FILM, "video/mp4"))
    assert _fetch(http, tmp_path / "x.mp4", "/loop") == FILM


def test_a_full_disk_is_said_before_anything_is_written(http: Http, server: Misbehaving, tmp_path: Path) -> None:
    """The length is known, the room is known."""
    server.always("/film.mp4", _length(10**15), FILM)
    with pytest.raises(BadInput) as caught:
        _fetch(http, tmp_path / "x.mp4")
    assert caught.value.outcome == "disk_full"
    assert list(tmp_path.glob("*.mp4")) == []


@pytest.mark.parametrize("path", ["/proc/x/film.mp4", "."])
def test_a_place_that_cannot_hold_the_film_is_refused_before_the_render(path: str) -> None:
    """Before anything is asked of the backend."""
    with pytest.raises(BadInput):
        download.target(Path(path))


def test_what_is_left_of_another_film_does_not_become_the_beginning_of_this_one(
    http: Http, server: Misbehaving, tmp_path: Path
) -> None:
    """Two renders to one name: each has a part of its own."""
    server.always("/one.mp4", _length(), FILM[:5000], 0.02, CLOSE)
    server.always("/api/render", answer(404, b"{}"))
    with pytest.raises(BackendFailed):
        download.fetch(http, "/one.mp4", "r1", tmp_path / "x.mp4")
    server.always("/two.mp4", answer(200, FILM, "video/mp4"))
    download.fetch(http, "/two.mp4", "r2", tmp_path / "x.mp4")
    assert "range" not in server.requests[-1].headers
    assert (tmp_path / "x.mp4").read_bytes() == FILM


def test_a_range_that_begins_elsewhere_is_not_joined(http: Http, server: Misbehaving, tmp_path: Path) -> None:
    """206 from another byte than asked: from the start again."""
    server.then("/film.mp4", _length(), FILM[:5000], 0.02, CLOSE)
    server.then("/film.mp4", _part(4000))
    server.always("/film.mp4", answer(200, FILM, "video/mp4"))
    assert _fetch(http, tmp_path / "x.mp4") == FILM


def test_a_body_without_an_end_is_ended(
    http: Http, server: Misbehaving, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It does not fill the disk, and leaves nothing."""
    monkeypatch.setattr(download, "LIMIT", 1_000_000)
    server.always("/film.mp4", HEAD + b"\r\n", *[b"x" * 200_000] * 20)
    server.always("/api/render", answer(404, b"{}"))
    with pytest.raises(BackendFailed):
        _fetch(http, tmp_path / "x.mp4")
    assert list(tmp_path.glob("*.mp4*")) == list(tmp_path.glob(".*.part")) == []
    assert server.count("/film.mp4", "GET") == 1


def test_a_packed_answer_is_no_film(http: Http, server: Misbehaving, tmp_path: Path) -> None:
    """Packed although plain was asked for: never unpacked in memory, never kept as a film."""
    server.always("/film.mp4", answer(200, gzip.compress(bytes(1_000_000)), "video/mp4", Content_Encoding="gzip"))
    server.always("/api/render", answer(404, b"{}"))
    with pytest.raises(BackendFailed):
        _fetch(http, tmp_path / "x.mp4")
    assert not (tmp_path / "x.mp4").exists()


@pytest.mark.parametrize("peer", [("127.0.0.1", 443), ("10.0.0.7", 443), ("::1", 443, 0, 0), ("169.254.169.254", 80)])
def test_a_name_that_resolves_to_our_own_network_the_second_time_is_refused(
    peer: tuple[object, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What counts is the address that was connected to."""
    monkeypatch.delenv("HTTPS_PROXY", raising=False)
    with pytest.raises(BackendFailed):
        places.check_peer(peer, "https://cdn.example/film.mp4", "https://203.0.114.9")
    places.check_peer(("203.0.114.9", 443), "https://cdn.example/film.mp4", "https://203.0.114.9")


_FULL = """
import resource, signal, sys
from pathlib import Path
from skill.client import download, places
from skill.client.http import Backend, Http
from skill.clock import Clock
from skill.errors import BadInput
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
url, path = sys.argv[1], Path(sys.argv[2])
try:
    download.fetch(Http(Backend(url, url), {}, Clock(0.001)), "/film.mp4", "r1", path)
except BadInput as refusal:
    print(refusal.outcome)
"""


def test_a_disk_that_fills_up_meanwhile_is_a_sentence_and_leaves_nothing(server: Misbehaving, tmp_path: Path) -> None:
    """The system refuses a write: bad input, no part, no half film."""
    server.always("/film.mp4", HEAD + b"\r\n", FILM)
    words = [sys.executable, "-c", _FULL, server.url, str(tmp_path / "x.mp4")]
    ran = subprocess.run(words, capture_output=True, text=True, cwd=ROOT, check=False, timeout=60)
    assert ran.stdout.strip() == "output_unwritable", ran.stderr
    assert list(tmp_path.iterdir()) == []
