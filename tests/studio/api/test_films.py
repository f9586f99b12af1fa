"""Exports, over real HTTP, with the real renderer."""

import time
from collections.abc import Callable

import pytest

from wire import calls

from .conftest import ATTRIBUTION, Served, User
from .media import png

DRAFT = {
    "d": 1000, "w": 180, "h": 320, "fps": 10, "m": {"title": "Hello / 你好", "language": "en", "seed": 1, "mood": "calm"},
    "t": [{"id": "video", "tt": 0, "m": {"role": "video"}, "sg": [
        {"id": "scene-1", "s": 0, "d": 1000, "m": {"layout": "statement", "heading": "Hello"}}]}],
}  # fmt: skip


def order(session: str, render_id: str = "render_1", draft: object = DRAFT, **output: object) -> dict:
    output = {"format": "mp4", "quality": "draft"} | output
    return {"id": render_id, "sessionId": session, "draft": draft, "output": output}


def finished(user: User, render_id: str = "render_1") -> dict:
    """The last status; polls while the film is being made."""
    for _ in range(600):
        status = user.http.get(calls.RENDER_STATUS.format(render_id=render_id)).json()
        if status["status"] in ("completed", "failed"):
            return status
        assert status["status"] in ("pending", "processing")
        assert 0 <= status["progress"] <= 1
        time.sleep(0.05)
    raise AssertionError("the render does not end")


@pytest.fixture(scope="module")
def film(studio: Served):
    """Somebody, and the status of their finished film."""
    with studio.user() as user:
        session = user.session()
        answer = user.http.post(calls.RENDER, json=order(session)).json()
        assert answer["status"] == "pending", "the status stands at top level, in no envelope"
        yield user, session, finished(user)


def test_a_film_is_made_and_lies_where_the_status_says(studio: Served, film) -> None:
    _, _, status = film
    assert status["status"] == "completed"
    assert status["progress"] == 1
    url = status["output"]["url"]
    assert url.startswith(studio.url + "/films/")
    with studio.http() as nobody:
        answer = nobody.get(url)
    assert answer.content[4:8] == b"ftyp"
    assert answer.headers["content-type"] == "video/mp4"
    assert answer.headers["content-length"] == str(len(answer.content))
    assert answer.headers["content-disposition"].startswith("attachment; filename")


def test_a_broken_download_can_go_on_where_it_stopped(studio: Served, film) -> None:
    user, _, status = film
    whole = user.http.get(status["output"]["url"])
    half = len(whole.content) // 2
    for url in (status["output"]["url"], calls.RENDER_DOWNLOAD.format(render_id="render_1")):
        rest = user.http.get(url, headers={"Range": f"bytes={half}-", "If-Range": whole.headers["etag"]})
        assert (rest.status_code, rest.content) == (206, whole.content[half:])
        assert rest.headers["content-range"] == f"bytes {half}-{len(whole.content) - 1}/{len(whole.content)}"
        other = user.http.get(url, headers={"Range": f"bytes={half}-", "If-Range": '"another"'})
        assert (other.status_code, other.content) == (200, whole.content)
        beyond = user.http.get(url, headers={"Range": "bytes=99999999-"})
        assert beyond.status_code == 416
        head = user.http.head(url)
        assert (head.content, head.headers["content-length"]) == (b"", str(len(whole.content)))


def test_the_state_lists_the_film(film) -> None:
    user, session, status = film
    (media,) = user.state(session)["generated_media"]
    assert (media["id"], media["url"]) == ("render_1", status["output"]["url"])
    assert (media["width"], media["height"], media["seconds"]) == (180, 320, 1.0)


def test_exports_are_free(film) -> None:
    assert film[0].credits() == (100, 0)


def test_the_same_id_is_the_same_film(film) -> None:
    user, session, status = film
    other = DRAFT | {"m": {"title": "Another"}}
    again = user.http.post(calls.RENDER, json=order(session, draft=other)).json()
    assert again == status


def test_two_users_may_use_the_same_id(studio: Served, film) -> None:
    with studio.user() as other:
        assert other.code("GET", calls.RENDER_STATUS.format(render_id="render_1")) == (404, 404)
        assert other.code("GET", calls.RENDER_DOWNLOAD.format(render_id="render_1")) == (404, 404)
        session = other.session()
        assert other.http.post(calls.RENDER, json=order(session)).json()["status"] == "pending"
        assert finished(other)["output"]["url"] != film[2]["output"]["url"]


@pytest.mark.parametrize("missing", calls.ATTRIBUTION_HEADERS)
def test_without_attribution_the_export_is_blocked(studio: Served, user: User, missing: str) -> None:
    headers = {key: value for key, value in ATTRIBUTION.items() if key != missing}
    with studio.http(headers=headers | {"Authorization": f"Bearer {user.token}"}) as http:
        answer = http.post(calls.RENDER, json=order(user.session()))
    assert (answer.status_code, answer.json()["code"]) == (402, 402)
    assert missing in answer.json()["message"]


@pytest.mark.parametrize(
    "draft", [{}, {"t": []}, {"t": None}, {"t": 5}, {"t": [5]}, {"t": [{"tt": 0, "sg": []}]}, {"t": [{"sg": None}]}]
)
def test_a_draft_with_nothing_on_it_is_not_queued(user: User, draft: dict) -> None:
    assert user.code("POST", calls.RENDER, json=order(user.session(), draft=draft)) == (422, 422)


@pytest.mark.parametrize("output", [{"format": "exe"}, {"height": 9}, {"height": 99999}, {"fps": 0}, {"fps": 1000}])
def test_an_output_that_cannot_be_made_is_not_queued(user: User, output: dict) -> None:
    assert user.code("POST", calls.RENDER, json=order(user.session(), **output)) == (422, 422)


def test_a_film_that_cannot_be_made_fails_with_a_reason_and_the_next_one_is_made(user: User) -> None:
    session = user.session()
    scene = DRAFT["t"][0]["sg"][0]  # type: ignore[index]
    gone = DRAFT | {"t": [{"id": "v", "tt": 0, "m": {"role": "video"}, "sg": [
        scene | {"m": {"layout": "picture", "src": "file_gone", "kind": "image"}}]}]}  # fmt: skip
    for name, draft in (("gone", gone), ("odd", {"t": [{"tt": 0, "sg": [1]}]}), ("good", DRAFT)):
        user.http.post(calls.RENDER, json=order(session, name, draft))
    failed = finished(user, "gone")
    assert (failed["status"], "output" in failed) == ("failed", False)
    assert "file_gone" in failed["error"]
    assert finished(user, "odd")["status"] == "failed"
    assert finished(user, "good")["status"] == "completed"


def test_a_film_cannot_be_made_of_anothers_upload(studio: Served, user: User) -> None:
    with studio.user() as other:
        theirs = other.upload(other.session(), ("a.png", png())).json()["data"]["files"][0]["file_id"]
    scene = {"id": "s", "s": 0, "d": 1000, "m": {"layout": "picture", "src": theirs, "kind": "image"}}
    draft = DRAFT | {"t": [{"id": "v", "tt": 0, "m": {"role": "video"}, "sg": [scene]}]}
    user.http.post(calls.RENDER, json=order(user.session(), draft=draft))
    assert finished(user)["status"] == "failed"


def test_a_film_of_an_unknown_session_is_1002(user: User) -> None:
    assert user.code("POST", calls.RENDER, json=order("nope")) == (200, 1002)


def test_nobody_guesses_a_film(studio: Served) -> None:
    with studio.http() as nobody:
        for path in ("/films/x/a.mp4", "/films/../studio.db", "/films/%2e%2e/studio.db", "/films/..%2fstudio.db/a.mp4"):
            assert nobody.get(path).status_code == 404


def test_a_draft_can_be_looked_at_before_it_is_exported(user: User) -> None:
    session = user.session()
    paths = [f"{path.format(session_id=session)}?height=120" for path in (calls.STILL, calls.CONTACT_SHEET)]
    for path in paths:
        assert user.code("GET", path) == (404, 404)
    user.say(session, "a 5-second square video about the sea")
    for path in paths:
        first, again = user.http.get(path), user.http.get(path)
        assert first.content.startswith(b"\x89PNG")
        assert (again.content, again.headers["etag"]) == (first.content, first.headers["etag"])
    for at in ("-1", "x", "1e99"):
        assert user.code("GET", f"{paths[0]}&at={at}") == (422, 422)
    assert user.http.get(f"{paths[0]}&at=4000").content != user.http.get(paths[0]).content


def test_a_deleted_session_takes_its_films_and_files_along(special: Callable[..., Served]) -> None:
    studio = special()
    with studio.user() as user:
        session = user.session()
        user.upload(session, ("a.png", png()))
        user.http.post(calls.RENDER, json=order(session))
        url = finished(user)["output"]["url"]
        assert user.http.delete(calls.ADK_SESSION.format(session_id=session)).json() is None
        assert user.http.get(url).status_code == 404
        assert user.code("GET", calls.STATE.format(session_id=session)) == (200, 1002)
        for folder in ("films", "uploads"):
            assert list((studio.config.home / folder).iterdir()) == []
