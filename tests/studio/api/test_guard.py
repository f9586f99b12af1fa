"""What the studio lets in, over real HTTP."""

import errno
import json
import socket

import pytest
from starlette.datastructures import Headers

from studio.config import Config, ConfigError
from studio.guard import Activity, Guard, host_name
from wire import calls

from .conftest import Served, User


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "", "10.0.0.1"])
def test_a_foreign_host_is_refused(studio: Served, host: str) -> None:
    with studio.http() as http:
        answer = http.get(calls.ADK_VERSION, headers={"Host": host})
    assert answer.status_code in (400, 403)


@pytest.mark.parametrize("host", ["localhost:1234", "127.0.0.1", "[::1]:80", "LOCALHOST"])
def test_every_name_of_this_machine_will_do(studio: Served, host: str) -> None:
    with studio.http() as http:
        assert http.get(calls.ADK_VERSION, headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:1", "https://localhost", ""])
def test_a_foreign_origin_is_refused(studio: Served, origin: str) -> None:
    with studio.http() as http:
        answer = http.post(calls.ANONYMOUS_TOKEN, headers={"Origin": origin})
    assert (answer.status_code, answer.json()["code"]) == (403, 403)


def test_our_own_origin_is_let_in(studio: Served) -> None:
    with studio.http() as http:
        assert http.get(calls.ADK_VERSION, headers={"Origin": studio.url}).status_code == 200


def test_a_claim_link_opens_the_page_and_nothing_else_does(studio: Served, user: User) -> None:
    made = user.data("POST", calls.SESSIONS, json={})
    with studio.http() as browser:
        assert browser.get("/workspace").status_code == 401
        assert browser.get(f"{calls.CLAIM_PAGE}?ct=clm_nope").status_code == 401
        assert browser.get(f"{calls.CLAIM_PAGE}?ct={user.token}").status_code == 401
        claim = user.data("POST", calls.CLAIM_TOKEN, json=made)
        assert claim["claim_token"].startswith("clm_")
        answer = browser.get(calls.CLAIM_PAGE, params={"ct": claim["claim_token"]})
        assert answer.status_code == 303
        assert answer.headers["location"] == f"/workspace?session={made['session_id']}"
        cookie = answer.headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=lax" in cookie
        assert user.token not in cookie
        assert browser.get(calls.STATE.format(session_id=made["session_id"])).json()["code"] == 0
        for site in ("cross-site", "same-site"):
            answer = browser.get(calls.CREDITS, headers={"Sec-Fetch-Site": site})
            assert answer.status_code == 403, "cookies go to all ports of a machine: others may not use ours"


def test_a_claim_needs_the_right_task(user: User) -> None:
    made = user.data("POST", calls.SESSIONS, json={})
    assert user.code("POST", calls.CLAIM_TOKEN, json=made | {"task_id": "other"}) == (200, 1002)


def test_a_claim_token_is_no_api_token(studio: Served, user: User) -> None:
    claim = user.data("POST", calls.CLAIM_TOKEN, json=user.data("POST", calls.SESSIONS, json={}))
    with studio.http(headers={"Authorization": f"Bearer {claim['claim_token']}"}) as http:
        assert http.get(calls.CREDITS).json()["code"] == 1001


def test_a_body_over_the_limit_is_413(studio: Served, user: User) -> None:
    big = json.dumps({"task_name": "x" * studio.config.max_json})
    headers = {"Content-Type": "application/json"}
    assert user.http.post(calls.SESSIONS, content=big, headers=headers).status_code == 413
    assert user.http.post(calls.SESSIONS, content=iter([big.encode()]), headers=headers).status_code == 413


ODD = [
    b"", b"[]", b"null", b"5", b'"x"', b"{", b"\xff\xfe", b"\0", b'{"a":' * 2000, b"[" * 100_000, b'{"session_id":NaN}',
    b'{"session_id":"\\ud800","new_message":{"parts":[{"text":"\\ud800"}]}}',
    b'{"session_id":"\\u0000","new_message":{"parts":[{"text":"\\u0000"}]}}',
    b'{"session_id":1e400,"task_id":-Infinity}', b'{"task_name":' + b"9" * 5000 + b"}",
    b'{"id":"\\ud800","sessionId":"\\udfff","draft":{"t":[{"sg":[1e999]}]}}',
    b'{"language":"\\ud800","task_name":"\\ud800"}', b'{"language":5}',
]  # fmt: skip
JSON_CALLS = (calls.SESSIONS, calls.CLAIM_TOKEN, calls.RUN_SSE, calls.RENDER, calls.ADK_SESSIONS)


@pytest.mark.parametrize("path", JSON_CALLS)
@pytest.mark.parametrize("kind", ["application/json", "text/plain", "application/json; charset=utf-7", ""])
def test_no_body_is_answered_with_5xx(user: User, path: str, kind: str) -> None:
    for body in ODD:
        answer = user.http.post(path, content=body, headers={"Content-Type": kind})
        assert answer.status_code < 500, (body[:60], answer.text)
        assert "Traceback" not in answer.text


def test_odd_text_in_good_places_is_answered(user: User) -> None:
    session = user.session()
    for text in ("\0", "x" * 20_000, "\u202e\u2028\ufffe"):
        assert user.http.post(calls.RUN_SSE, json=user.message(session, text)).status_code == 200


@pytest.mark.parametrize(
    "draft",
    ['{"t":[{"tt":0,"sg":[{"d":1e999}]}]}', '{"t":[{"tt":0,"sg":[{"s":NaN}]}]}', '{"m":{"title":"\\ud800"}}',
     '{"\\udfff":1}', '{"m":' * 70 + "1" + "}" * 70],
)  # fmt: skip
def test_what_could_not_be_sent_back_is_422(user: User, draft: str) -> None:
    body = f'{{"id":"r","sessionId":"{user.session()}","draft":{draft}}}'
    headers = {"Content-Type": "application/json"}
    assert user.code("POST", calls.RENDER, content=body, headers=headers) == (422, 422)


@pytest.mark.parametrize(
    "request_line",
    ["GET /%ff HTTP/1.1", "GET /films/%00/%00 HTTP/1.1", "GET /" + "a" * 60_000 + " HTTP/1.1", "GET http://x/ HTTP/1.1",
     "BREW / HTTP/1.1", "GET /?%ff=%00 HTTP/1.1", "GET //// HTTP/1.1", "nonsense", "GET /apps/nemo_agent/users/me/sessions/%ud800 HTTP/1.1"],
)  # fmt: skip
def test_no_request_line_is_answered_with_5xx(studio: Served, user: User, request_line: str) -> None:
    host, port = studio.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as connection:
        head = f"{request_line}\r\nHost: {host}\r\nAuthorization: Bearer {user.token}\r\nConnection: close\r\n\r\n"
        connection.sendall(head.encode())
        answer = connection.makefile("rb").read()
    assert answer.split(b" ")[1][:1] == b"4", answer[:200]


def test_every_answer_forbids_framing_sniffing_and_inline_script(studio: Served) -> None:
    with studio.http() as http:
        for path in (calls.ADK_VERSION, "/workspace", "/nothing"):
            headers = http.get(path).headers
            assert "script-src 'self'" in headers["content-security-policy"]
            assert "frame-ancestors 'none'" in headers["content-security-policy"]
            assert headers["x-content-type-options"] == "nosniff"


def test_listening_beyond_this_machine_takes_a_secret(tmp_path) -> None:
    with pytest.raises(ConfigError, match="AI_VIDEO_STUDIO_TOKEN"):
        Config(home=tmp_path, host="0.0.0.0")
    with pytest.raises(ConfigError, match="AI_VIDEO_STUDIO_TOKEN"):
        Config(home=tmp_path, names=("film.example",))
    with pytest.raises(ConfigError, match="16"):
        Config(home=tmp_path, host="0.0.0.0", access_token="short")
    assert not Config(home=tmp_path, host="0.0.0.0", access_token="x" * 16).loopback


def test_beyond_this_machine_addresses_and_given_names_will_do_and_no_others(tmp_path) -> None:
    config = Config(home=tmp_path, host="0.0.0.0", names=("Film.example",), access_token="x" * 16)
    guard = Guard(None, config, Activity())  # type: ignore[arg-type]
    for host, refused in {
        "film.example": False, "film.example:443": False, "10.0.0.7:80": False, "localhost": False,
        "evil.example": True, "xfilm.example": True, "": True,
    }.items():  # fmt: skip
        assert (guard.refuses(Headers({"host": host})) is not None) is refused, host


@pytest.mark.parametrize(
    ("header", "name"), [("a:1", "a"), ("[::1]:8", "::1"), ("[::1]", "::1"), ("A", "a"), ("[", ""), ("", "")]
)
def test_the_name_in_a_host_header(header: str, name: str) -> None:
    assert host_name(header) == name


@pytest.mark.parametrize(("number", "status"), [(errno.ENOSPC, 507), (errno.EDQUOT, 507), (errno.EIO, 500)])
def test_a_full_disk_is_told_and_other_troubles_stay_private(
    studio: Served, user: User, monkeypatch: pytest.MonkeyPatch, number: int, status: int
) -> None:
    def fails(*names: str) -> None:
        raise OSError(number, "secret path")

    session = user.session()
    monkeypatch.setattr(type(studio.services.store), "folder", lambda self, *names: fails(*names))
    answer = user.upload(session, ("a.png", b""))
    assert (answer.status_code, answer.json()["code"]) == (status, status)
    assert "secret path" not in answer.text
