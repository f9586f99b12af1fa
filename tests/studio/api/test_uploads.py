"""Uploads, over real HTTP."""

import socket
from collections.abc import Callable, Iterator

import pytest

from studio.multipart import BadMultipart, Receiver
from wire import calls

from .conftest import Served, User
from .media import png, wav


def _files(user: User, session: str) -> list[dict]:
    return user.state(session)["video_infos"]


def test_an_upload_is_measured_listed_and_can_be_got_back(user: User) -> None:
    session = user.session()
    made = user.upload(session, ("杯子 cup.png", png(64, 48)), ("rain.wav", wav(0.5))).json()["data"]["files"]
    assert [(one["name"], one["mime_type"], one["kind"]) for one in made] == [
        ("杯子 cup.png", "image/png", "image"),
        ("rain.wav", "audio/wav", "audio"),
    ]
    assert (made[0]["width"], made[0]["height"], made[0]["size"]) == (64, 48, len(png(64, 48)))
    assert (made[1]["duration_ms"], made[1]["has_audio"]) == (500, True)
    assert [one["file_id"] for one in _files(user, session)] == [one["file_id"] for one in made]
    assert user.http.get(made[0]["url"]).content == png(64, 48)


def test_an_uploaded_file_is_for_its_owner_only(studio: Served, user: User) -> None:
    session = user.session()
    url = user.upload(session, ("a.png", png())).json()["data"]["files"][0]["url"]
    with studio.user() as other:
        assert other.code("GET", url) == (200, 1002)
        own = other.session()
        assert other.code("GET", url.replace(session, own)) == (404, 404)
    with studio.http() as nobody:
        assert nobody.get(url).json()["code"] == 1001


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.exe", png()), ("noextension", png()), ("a.png", b"no picture"), ("a.mp4", b""),
     ("a.mp4", b"\0" * 5000), ("a.gif", b"GIF89a"), ("a.svg", b"<svg/>")],
)  # fmt: skip
def test_what_is_no_medium_is_4001_and_not_kept(user: User, name: str, content: bytes) -> None:
    session = user.session()
    answer = user.upload(session, (name, content))
    assert (answer.status_code, answer.json()["code"]) == (200, 4001)
    assert "mp4" in answer.json()["message"]
    assert _files(user, session) == []


def test_one_bad_file_means_that_none_is_kept(user: User) -> None:
    session = user.session()
    assert user.upload(session, ("a.png", png()), ("b.png", b"broken")).json()["code"] == 4001
    assert _files(user, session) == []


def test_more_than_the_limit_is_4002(studio: Served, user: User) -> None:
    session = user.session()
    just = png().ljust(studio.config.max_upload, b"\0")
    assert user.upload(session, ("a.png", just)).json()["code"] == 0
    assert user.upload(session, ("b.png", just + b"\0")).json()["code"] == 4002
    assert [one["name"] for one in _files(user, session)] == ["a.png"]


@pytest.mark.parametrize(
    "name", ["../../../evil.png", "..\\..\\evil.png", "/etc/evil.png", "C:\\evil.png", "a/../../evil.png"]
)
def test_no_name_leads_out_of_the_folder(studio: Served, user: User, name: str) -> None:
    before = set(studio.config.home.parent.rglob("*.png"))
    session = user.session()
    made = user.upload(session, (name, png())).json()["data"]["files"][0]
    assert made["name"] == "evil.png"
    assert made["file_id"].isidentifier()
    (new,) = set(studio.config.home.parent.rglob("*.png")) - before
    assert new.parent == studio.config.home / "uploads" / session


def test_nothing_is_left_in_the_incoming_folder(studio: Served, user: User) -> None:
    session = user.session()
    user.upload(session, ("a.png", png()))
    user.upload(session, ("a.txt", b"text"))
    user.http.post(calls.UPLOAD.format(session_id=session), content=b"--x", headers={"Content-Type": "text/x"})
    assert list((studio.config.home / "incoming").iterdir()) == []


def test_a_sender_who_hangs_up_leaves_nothing(studio: Served, user: User) -> None:
    session = user.session()
    host, port = studio.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as connection:
        connection.sendall(
            f"POST {calls.UPLOAD.format(session_id=session)} HTTP/1.1\r\nHost: {host}:{port}\r\n"
            f"Authorization: Bearer {user.token}\r\nContent-Length: 900000\r\n"
            "Content-Type: multipart/form-data; boundary=b\r\n\r\n"
            '--b\r\nContent-Disposition: form-data; name="files"; filename="a.png"\r\n\r\nxxxx'.encode()
        )
    user.upload(session, ("b.png", png()))
    assert [one["name"] for one in _files(user, session)] == ["b.png"]


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", b"--b\r\n"),
        ("multipart/form-data; boundary=b", b""),
        ("multipart/form-data; boundary=b", b"--b--\r\n"),
        ("multipart/form-data; boundary=b", b"garbage"),
        ("multipart/form-data; boundary=b", b"--b\r\nContent-Disposition: form-data; name=\"files\"\r\n\r\nx\r\n--b--"),
        ("multipart/form-data; boundary=b", b"--b\r\nX: " + b"y" * 50_000 + b"\r\n\r\nx\r\n--b--"),
        ("multipart/form-data; boundary=" + "b" * 1000, b"--b"),
        ("text/plain", b"files"),
        ("application/json", b"{"),
        ("application/json", b'{"urls": []}'),
        ("application/json", b'{"urls": "https://example.com"}'),
        ("application/json", b'{"urls": ["ftp://example.com/a.mp4"]}'),
    ],
)  # fmt: skip
def test_a_body_that_is_no_upload_is_422(user: User, kind: str, body: bytes) -> None:
    path = calls.UPLOAD.format(session_id=user.session())
    assert user.code("POST", path, content=body, headers={"Content-Type": kind}) == (422, 422)


@pytest.mark.parametrize("size", [1, 2, 3, 7, 64, 4096])
def test_however_the_body_is_cut_the_file_is_whole(tmp_path, size: int) -> None:
    import asyncio

    content = b"\r\n--b\r\n-\r--bo" * 9 + b"\0\xff"
    body = (
        b'--bo\r\nContent-Disposition: form-data; name="files"; filename="a.png"\r\n\r\n' + content + b"\r\n--bo--\r\n"
    )

    async def pieces():
        for start in range(0, len(body), size):
            yield body[start : start + size]

    receiver = Receiver("multipart/form-data; boundary=bo", "files", 10_000, lambda: tmp_path / "part")
    if b"\r\n--bo" in content:  # pragma: no cover - the content must not hold its own boundary
        raise AssertionError
    asyncio.run(receiver.receive(pieces()))
    assert [part.path.read_bytes() for part in receiver.parts] == [content]


def test_a_body_that_breaks_off_is_no_upload(tmp_path) -> None:
    import asyncio

    async def pieces():
        yield b'--b\r\nContent-Disposition: form-data; name="files"; filename="a.png"\r\n\r\nhalf'

    receiver = Receiver("multipart/form-data; boundary=b", "files", 100, lambda: tmp_path / "part")
    with pytest.raises(BadMultipart):
        asyncio.run(receiver.receive(pieces()))


@pytest.fixture
def site(tmp_path) -> Iterator[str]:
    """A web server of somebody else's, on this machine because there is no other."""
    import threading
    from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/loop":
                self.send_response(302)
                self.send_header("Location", "/loop")
                self.end_headers()
            elif self.path == "/moved":
                self.send_response(301)
                self.send_header("Location", "/cup.png?size=big")
                self.end_headers()
            elif self.path == "/out":
                self.send_response(302)
                self.send_header("Location", "http://10.0.0.1/cup.png")
                self.end_headers()
            elif self.path == "/big.png":
                self.send_response(200)
                self.end_headers()
                for _ in range(40):
                    self.wfile.write(b"\0" * 100_000)
            elif self.path == "/cut.png":
                self.send_response(200)
                self.send_header("Content-Length", "5000")
                self.end_headers()
                self.wfile.write(b"\0" * 10)
            elif self.path.startswith(("/cup.png", "/typed")):
                self.send_response(200)
                self.send_header("Content-Type", "image/png")
                self.send_header("Content-Length", str(len(png())))
                self.end_headers()
                self.wfile.write(png())
            else:
                self.send_error(404)

        def log_message(self, *args: object) -> None:
            """Nothing to be said."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def _fetch(user: User, *urls: str):
    path = calls.UPLOAD.format(session_id=user.session())
    return user.http.post(path, json={"urls": list(urls), "source_type": "url"}).json()


@pytest.fixture
def opened(special: Callable[..., Served]) -> Iterator[User]:
    with special(fetch_networks=("127.0.0.0/8",), max_upload=1_000_000).user() as user:
        yield user


@pytest.mark.parametrize(("path", "name"), [("/cup.png", "cup.png"), ("/moved", "cup.png"), ("/typed", "typed.png")])
def test_an_address_is_fetched_and_named(opened: User, site: str, path: str, name: str) -> None:
    (made,) = _fetch(opened, site + path)["data"]["files"]
    assert (made["name"], made["kind"], made["size"]) == (name, "image", len(png()))


@pytest.mark.parametrize(
    ("path", "code", "says"),
    [("/nothing", 422, "404"), ("/loop", 422, "redirects"), ("/out", 422, "private"), ("/big.png", 4002, "1 MB"),
     ("/cut.png", 422, "")],
)  # fmt: skip
def test_what_cannot_be_fetched_is_told(opened: User, site: str, path: str, code: int, says: str) -> None:
    answer = _fetch(opened, site + path)
    assert answer["code"] == code
    assert says in answer["message"]


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1/a.png", "http://localhost/a.png", "http://[::1]/a.png", "http://0.0.0.0/a.png",
     "http://10.1.2.3/a.png", "http://192.168.1.1/a.png", "http://169.254.169.254/latest/a.png",
     "http://[::ffff:127.0.0.1]/a.png", "http://[64:ff9b::7f00:1]/a.png", "http://[2002:7f00:1::]/a.png",
     "http://2130706433/a.png", "http://0x7f.1/a.png", "http://127.1/a.png", "http://100.64.0.1/a.png",
     "http://[fe80::1]/a.png", "http://224.0.0.1/a.png"],
)  # fmt: skip
def test_no_address_leads_to_this_machine_or_its_neighbours(user: User, url: str) -> None:
    answer = _fetch(user, url)
    assert answer["code"] == 422
    assert "private" in answer["message"] or "resolved" in answer["message"]


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "http://", "http://user:secret@example.com/a.png", "http://exa mple.com/", "http://[::1",
     "http://x:99999/", "gopher://x/", "javascript:1", "", "http://\r\nHost: x/", "http://" + "a" * 70 + ".com/"],
)  # fmt: skip
def test_what_is_no_web_address_is_refused_without_repeating_secrets(user: User, url: str) -> None:
    answer = _fetch(user, url)
    assert answer["code"] == 422
    assert "secret" not in answer["message"]


def test_a_name_that_leads_home_is_refused(user: User) -> None:
    answer = _fetch(user, f"http://{socket.gethostname()}/a.png")
    assert answer["code"] == 422
