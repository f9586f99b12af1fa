"""After the message was sent nothing may say "nothing was charged", and nothing may send it again."""

import json
from typing import Any

import pytest

from tests.skill.bench import RENDER, RUN, STATE, Bench, draft, state_of
from tests.skill.client.misbehaving import CLOSE, RESET, answer, envelope, plain, said, stream
from tests.skill.client.test_download import FILM

PNG = bytes.fromhex("89504e470d0a1a0a") + bytes(100)
UPLOAD = "/api/upload-video"


@pytest.mark.parametrize("fault", [CLOSE, answer(500, b"{}"), envelope(code=1002), answer(404, b"{}")])
def test_a_state_that_cannot_be_read_after_the_run_is_a_doubt(bench: Bench, fault: Any) -> None:
    """Not a failure, not "nothing was charged", and a session that is gone by then brings no second POST."""
    bench.server.then(STATE, state_of(draft()))
    bench.server.always(STATE, fault)
    bench.server.always(RUN, *stream(said("Done.")))
    assert bench.do("respond", "add the title Hi") == 1
    assert "may have been spent" in bench.error().text
    assert "resume" in bench.error().hint
    assert bench.server.count(RUN) == 1
    bench.server.always(STATE, state_of(draft("Hi")))
    assert bench.do("resume") == 0
    assert 'Title added: "Hi"' in bench.text()


def test_a_state_that_comes_back_settles_the_doubt(bench: Bench) -> None:
    """5xx while polling is "not reachable yet", never "failed"."""
    bench.server.then(STATE, state_of(draft()))
    for _ in range(9):  # three polls of three attempts each
        bench.server.then(STATE, answer(503, b""))
    bench.server.always(STATE, state_of(draft("Hi")))
    bench.server.always(RUN, CLOSE)
    assert bench.do("respond", "add the title Hi") == 0
    assert 'Title added: "Hi"' in bench.text()
    assert bench.server.count(RUN) == 1


@pytest.mark.parametrize("work", ["create", "respond"])
def test_what_fails_after_the_draft_was_paid_for_does_not_ask_for_it_again(bench: Bench, work: str) -> None:
    """The way on is to export, not to run the same command again."""
    bench.server.then(STATE, state_of(draft()))
    bench.server.then(STATE, state_of(draft("Hi")))
    bench.server.always(STATE, CLOSE)
    bench.server.always(RUN, *stream(said("Done.")))
    assert bench.do(work, "make a film about the sea and export it") == 1
    assert bench.error().code == "half_done" or "export" in bench.error().hint
    assert "Nothing was charged" not in bench.error().text
    assert bench.server.count(RUN) == 1


@pytest.mark.parametrize("status", [409, 423])
def test_a_project_at_work_is_waited_for_and_gets_no_second_request(bench: Bench, status: int) -> None:
    """What the earlier one did is told, and that this one was not taken."""
    bench.server.then(STATE, state_of(draft()))
    bench.server.then(STATE, state_of(draft()))
    bench.server.always(STATE, state_of(draft("Hi")))
    bench.server.always(RUN, answer(status, b'{"detail":"busy"}'))
    assert bench.do("respond", "add the title Hi") == 0
    assert 'Title added: "Hi"' in bench.text()
    assert "was not taken" in bench.text()
    assert bench.server.count(RUN) == 1


def test_a_session_that_adk_does_not_know_is_replaced_and_the_message_sent_once_more(bench: Bench) -> None:
    """404 with Google ADK's words is its 1002: not taken."""
    bench.server.then(RUN, answer(404, b'{"detail":"Session not found: s1"}'))
    bench.server.then("/api/tasks", envelope({"session_id": "s1"}))
    bench.server.always("/api/tasks", envelope({"session_id": "s2"}))
    bench.server.always(RUN, *stream(said("Hello.")))
    assert bench.do("respond", "hello") == 0
    assert [json.loads(r.body)["session_id"] for r in bench.server.requests if r.path == RUN] == ["s1", "s2"]


def test_a_redirected_run_is_not_followed_and_names_the_host(bench: Bench) -> None:
    """307 would be a second POST, to somebody else."""
    bench.server.always(RUN, answer(307, b"", Location="https://elsewhere.example/run_sse"))
    assert bench.do("respond", "hello") == 1
    assert "elsewhere.example" in bench.error().text
    assert bench.server.count(RUN) == 1


def test_a_run_that_fails_half_way_still_tells_what_it_changed(bench: Bench) -> None:
    """Tools ran, then the server raised: both are said."""
    call = {"functionCall": {"name": "add_title", "args": {}, "id": "c1"}}
    event = {"content": {"parts": [call], "role": "model"}, "author": "nemo_agent"}
    bench.server.then(STATE, state_of(draft()))
    bench.server.always(STATE, state_of(draft("Hi")))
    bench.server.always(RUN, *stream(event, b'data: {"error": "backend "render" died\nline two"}\n\n'))
    assert bench.do("respond", "add the title Hi") == 1
    assert 'Title added: "Hi"' in bench.text()
    assert "backend" in bench.error().text


@pytest.mark.parametrize("answer_to_status", [CLOSE, answer(502, b"")])
def test_a_render_in_doubt_stays_on_record(bench: Bench, answer_to_status: Any) -> None:
    """Nobody can say whether it arrived: it is asked for until somebody can, and ordered once."""
    bench.server.always(STATE, state_of(draft()))
    bench.server.always(RENDER, CLOSE)
    for _ in range(6):
        bench.server.then(RENDER + "/render_", answer_to_status)
    bench.server.always(RENDER + "/render_", plain({"status": "completed", "output": {"url": "/film.mp4"}}))
    bench.server.always("/film.mp4", answer(200, FILM, "video/mp4"))
    assert bench.do("act", "export", (), bench.folder / "x.mp4") == 0
    assert (bench.folder / "x.mp4").read_bytes() == FILM
    assert bench.server.count(RENDER) == 1


def test_a_render_that_never_arrived_is_settled_and_not_ordered_again_by_itself(bench: Bench) -> None:
    """The backend does not know the id: said, with the way on, and nothing is left to resume."""
    bench.server.always(STATE, state_of(draft()))
    bench.server.always(RENDER, CLOSE)
    bench.server.always(RENDER + "/render_", answer(404, b"{}"))
    assert bench.do("act", "export") == 1
    assert "never arrived" in bench.error().text
    assert bench.server.count(RENDER) == 1
    assert bench.do("resume") == 0
    assert "Nothing is waiting" in bench.text()


def test_a_render_that_stays_pending_ends_the_waiting_and_is_kept(bench: Bench) -> None:
    """Bounded; resume fetches it once it is there."""
    bench.server.always(STATE, state_of(draft()))
    bench.server.always(RENDER, plain({"status": "pending"}))
    assert bench.do("act", "export", (), bench.folder / "x.mp4", AI_VIDEO_TIME_SCALE="0.00001") == 1
    assert bench.error().code == "pending"
    bench.server.always(RENDER, plain({"status": "completed", "output": {"url": "/film.mp4"}}))
    bench.server.always("/film.mp4", answer(200, FILM, "video/mp4"))
    assert bench.do("resume") == 0
    assert (bench.folder / "x.mp4").read_bytes() == FILM
    assert bench.server.count(RENDER) == 1


def test_a_render_that_fails_without_a_reason_is_a_failure_all_the_same(bench: Bench) -> None:
    """Exit 1, one retry under a new id, no third."""
    bench.server.always(STATE, state_of(draft()))
    bench.server.always(RENDER, plain({"status": "failed"}))
    assert bench.do("act", "export") == 1
    assert bench.server.count(RENDER) == 2


@pytest.mark.parametrize("output", [{}, {"output": {}}, {"output": {"url": ""}}])
def test_a_finished_render_without_a_url_is_asked_again_then_fetched_from_the_backend(
    bench: Bench, output: dict[str, Any]
) -> None:
    """No success without a file."""
    bench.server.always(STATE, state_of(draft()))
    bench.server.always(RENDER, plain({"status": "completed"} | output))
    bench.server.always("/api/render/proxy/render_", answer(200, FILM, "video/mp4"))
    assert bench.do("act", "export", (), bench.folder / "x.mp4") == 0
    assert (bench.folder / "x.mp4").read_bytes() == FILM


def test_an_expired_url_is_asked_for_afresh_once(bench: Bench) -> None:
    """403 of a signed URL: the render's status has another."""
    bench.server.always(STATE, state_of(draft()))
    bench.server.then(RENDER, plain({"status": "completed", "output": {"url": "/old.mp4"}}))
    bench.server.always(RENDER, plain({"status": "completed", "output": {"url": "/new.mp4"}}))
    bench.server.always("/old.mp4", answer(403, b"{}"))
    bench.server.always("/new.mp4", answer(200, FILM, "video/mp4"))
    assert bench.do("act", "export", (), bench.folder / "x.mp4") == 0
    assert bench.server.count("/old.mp4", "GET") == 1
    assert bench.server.count("/new.mp4", "GET") == 1


def _files(bench: Bench, *names: str) -> list[str]:
    for name in names:
        (bench.folder / name).write_bytes(PNG)
    return list(names)


def test_of_several_files_a_refused_one_does_not_lose_the_rest(bench: Bench) -> None:
    """Each is tried; the refusal is told; nothing is left to resume."""
    bench.server.then(UPLOAD, envelope(code=4001))
    bench.server.then(UPLOAD, answer(413, b'{"detail":"too large"}'))
    bench.server.always(UPLOAD, envelope({"files": [{"file_id": "f"}]}))
    assert bench.do("act", "upload", _files(bench, "a.png", "b.png", "c.png")) == 2
    assert "Uploaded c.png" in bench.text()
    assert bench.server.count(UPLOAD) == 3
    assert bench.do("resume") == 0
    assert "Nothing is waiting" in bench.text()


def test_an_upload_in_doubt_is_looked_for_and_not_sent_again(bench: Bench) -> None:
    """The connection broke, the file is in the project: uploaded."""
    bench.server.always(UPLOAD, RESET)
    there = {"a.png": {"file_id": "f1", "name": "a.png", "size": len(PNG)}}
    bench.server.always(STATE, state_of({"draft": None, "video_infos": there}))
    assert bench.do("act", "upload", _files(bench, "a.png")) == 0
    assert "Uploaded a.png" in bench.text()
    assert bench.server.count(UPLOAD) == 1


def test_an_upload_that_did_not_arrive_is_finished_by_resume(bench: Bench) -> None:
    """The others went through; resume sends the missing one, and only it."""
    bench.server.then(UPLOAD, RESET)
    bench.server.always(UPLOAD, envelope({"files": [{"file_id": "f"}]}))
    assert bench.do("act", "upload", _files(bench, "a.png", "b.png")) == 1
    assert "a.png" in bench.error().text
    assert "Uploaded b.png" in bench.text()
    assert bench.do("resume") == 0
    assert "Uploaded a.png" in bench.text()
    sent = [b"a.png" in r.body for r in bench.server.requests if r.path.startswith(UPLOAD)]
    assert sent == [True, False, True]


@pytest.mark.parametrize("words", ["\udcff film", "a\0film"])
def test_what_is_no_text_is_refused_before_anything_is_sent(bench: Bench, words: str) -> None:
    """A broken argument or line of input."""
    assert bench.do("respond", words) == 2
    assert bench.server.requests == []


def test_a_token_that_runs_out_during_the_run_is_renewed_for_the_reading(bench: Bench) -> None:
    """The stream goes on; nothing is sent again."""
    bench.server.then("/api/auth", envelope({"token": "nmv_usr_one"}))
    bench.server.then("/api/auth", envelope({"token": "nmv_usr_two"}))
    bench.server.then(STATE, state_of(draft()))
    bench.server.then(STATE, envelope(code=1001))
    bench.server.always(STATE, state_of(draft("Hi")))
    bench.server.always(RUN, *stream(said("Done.")))
    assert bench.do("respond", "add the title Hi") == 0
    assert bench.server.count(RUN) == 1
    assert bench.server.requests[-1].headers["authorization"] == "Bearer nmv_usr_two"


def test_odd_characters_of_the_backend_do_not_break_the_telling(bench: Bench) -> None:
    """Lone surrogates, huge numbers, NaN: told or left out, never a crash."""
    lone = b'data: {"content":{"parts":[{"text":"a\\ud800b"}]},"author":"nemo_agent","x":NaN,"y":1e999}\n\n'
    bench.server.always(RUN, *stream(lone, b'data: {"z":' + b"9" * 5000 + b"}\n\n"))
    assert bench.do("respond", "hello") == 0
    assert "ab" in bench.text()
