"""Whole turns against a server that misbehaves: charged once, never silent, and always a way on."""

import json
from typing import Any

import pytest

from skill import reports
from tests.skill.bench import RENDER, RUN, STATE, Bench, draft, state_of
from tests.skill.client.misbehaving import CLOSE, HANG, RESET, answer, envelope, plain, said, stream
from tests.skill.client.test_download import FILM


def test_a_silent_edit_is_told_from_the_state(bench: Bench) -> None:
    """Tools ran, no word came: what changed is said."""
    call = {"functionCall": {"name": "add_title", "args": {}, "id": "c1"}}
    bench.server.then(STATE, state_of(draft()))
    bench.server.always(STATE, state_of(draft("Paradise Found")))
    silent = {"content": {"parts": [call], "role": "model"}, "author": "nemo_agent"}
    bench.server.always(RUN, *stream(silent, {"errorCode": "MODEL_RETURNED_NO_CONTENT", "author": "nemo_agent"}))
    assert bench.do("respond", "add the title Paradise Found") == 0
    assert 'Title added: "Paradise Found"' in bench.text()


def test_an_edit_that_changed_nothing_says_so(bench: Bench) -> None:
    """Never silence."""
    bench.server.always(STATE, state_of(draft()))
    bench.server.always(RUN, *stream())
    assert bench.do("respond", "make it pop") == 0
    assert "nothing on the timeline changed" in bench.text()


@pytest.mark.parametrize("fault", [[CLOSE], [RESET], [answer(502, b"")], [*stream(said("Wor"), end=False), RESET]])
def test_after_a_break_the_state_tells_and_nothing_is_sent_again(bench: Bench, fault: list[Any]) -> None:
    """It did arrive: the change is told, the status is 0, one POST."""
    bench.server.then(STATE, state_of(draft()))
    bench.server.then(STATE, state_of(draft()))
    bench.server.always(STATE, state_of(draft("Hi")))
    bench.server.always(RUN, *fault)
    assert bench.do("respond", "add the title Hi") == 0
    assert 'Title added: "Hi"' in bench.text()
    assert bench.server.count(RUN) == 1


def test_five_unchanged_reads_end_the_waiting_and_resume_looks_again(bench: Bench) -> None:
    """The failure says that credits may have been spent; the next command settles it."""
    bench.server.always(STATE, state_of(draft()))
    bench.server.always(RUN, CLOSE)
    assert bench.do("respond", "add the title Hi") == 1
    assert bench.server.count(STATE, "GET") == 6
    assert "credits may have been spent" in bench.error().text
    assert "resume" in bench.error().hint
    bench.server.always(STATE, state_of(draft("Hi")))
    assert bench.do("resume") == 0
    assert 'Title added: "Hi"' in bench.text()
    assert bench.do("resume") == 0
    assert "Nothing is waiting" in bench.text()
    assert bench.server.count(RUN) == 1


def test_heartbeats_without_an_end_are_a_timeout(bench: Bench) -> None:
    """Also where nothing at all comes."""
    bench.server.always(RUN, *stream(end=False), HANG)
    assert bench.do("respond", "hello") == 1
    assert bench.error().code in ("timeout", "network")


def test_a_session_that_is_gone_is_replaced_and_the_message_sent_once_more(bench: Bench) -> None:
    """1002 says that it was not taken."""
    bench.server.then(RUN, envelope(code=1002))
    bench.server.then("/api/tasks", envelope({"session_id": "s1"}))
    bench.server.always("/api/tasks", envelope({"session_id": "s2"}))
    bench.server.always(RUN, *stream(said("Hello.")))
    assert bench.do("respond", "hello") == 0
    sent = [json.loads(r.body)["session_id"] for r in bench.server.requests if r.path == RUN]
    assert sent == ["s1", "s2"]


@pytest.mark.parametrize(
    ("code", "status", "said_of_it"),
    [(2001, 4, "out of credits"), (402, 4, "plan"), (1001, 3, "token"), (500, 1, ""), (4001, 2, "type")],
)
def test_each_code_has_its_exit_status_and_sentence(bench: Bench, code: int, status: int, said_of_it: str) -> None:
    """In the error object, with what to do next."""
    bench.server.always(RUN, envelope(code=code))
    assert bench.do("respond", "make a film about tea") == status
    assert bench.error().code == code or status == 1
    assert said_of_it in bench.error().text
    assert bench.error().hint
    assert bench.told[-1] == reports.Done(False)


def test_out_of_credits_shows_where_to_register_without_the_token(bench: Bench) -> None:
    """`?bind=<id>` for an anonymous user."""
    bench.server.always(RUN, envelope({"bind_id": "b-7"}, code=2001))
    bench.do("respond", "make a film about tea", NEMO_WEB_URL="https://web.example")
    assert "https://web.example/" in bench.error().hint
    assert "?bind=b-7" in bench.error().hint
    assert "nmv_usr" not in bench.error().hint


def test_the_backends_order_to_export_is_carried_out_once(bench: Bench) -> None:
    """An export that the user asked for and that the backend orders too is one render."""
    bench.server.always(STATE, state_of(draft()))
    bench.server.always(RUN, *stream(said("Your film is ready! Click Export to download it.")))
    bench.server.always(RENDER, plain({"status": "completed", "output": {"url": "/film.mp4"}}))
    bench.server.always("/film.mp4", answer(200, FILM, "video/mp4"))
    assert bench.do("respond", "make a film about the sea and export") in (0,)
    assert bench.server.count(RENDER) == 1
    assert "Click" not in bench.text()


def test_create_without_a_result_is_a_failure_and_no_render(bench: Bench) -> None:
    """The backend talked and made nothing."""
    bench.server.always(RUN, *stream(said("What should it show?")))
    assert bench.do("create", "a film") == 1
    assert bench.server.count(RENDER) == 0


def test_a_failed_render_is_tried_once_more_under_a_new_id(bench: Bench) -> None:
    """And only once."""
    bench.server.always(STATE, state_of(draft()))
    bench.server.always(RENDER, plain({"status": "failed", "error": "gpu"}))
    assert bench.do("act", "export") == 1
    ids = [json.loads(r.body)["id"] for r in bench.server.requests if r.method == "POST" and r.path == RENDER]
    assert len(ids) == len(set(ids)) == 2
    assert "gpu" in bench.error().text


def test_a_render_whose_answer_was_lost_is_asked_for_by_its_id(bench: Bench) -> None:
    """The id is ours: no second order."""
    bench.server.always(STATE, state_of(draft()))
    bench.server.then(RENDER, CLOSE)
    bench.server.always(RENDER + "/render_", plain({"status": "completed", "output": {"url": "/film.mp4"}}))
    bench.server.always("/film.mp4", answer(200, FILM, "video/mp4"))
    assert bench.do("act", "export", (), bench.folder / "x.mp4") == 0
    assert bench.server.count(RENDER) == 1
    assert (bench.folder / "x.mp4").read_bytes() == FILM


def test_an_export_that_was_cut_off_is_fetched_by_resume(bench: Bench) -> None:
    """The download fails, the render is on record, resume brings the film to where it was wanted."""
    bench.server.always(STATE, state_of(draft()))
    bench.server.always(RENDER, plain({"status": "completed", "output": {"url": "/film.mp4"}}))
    bench.server.always("/film.mp4", RESET)
    bench.server.always("/api/render/proxy/render_", RESET)
    target = bench.folder / "x.mp4"
    assert bench.do("act", "export", (), target) == 1
    assert "resume" in bench.error().hint
    bench.server.always("/film.mp4", answer(200, FILM, "video/mp4"))
    assert bench.do("resume") == 0
    assert target.read_bytes() == FILM
    assert bench.server.count(RENDER) == 1


def test_the_user_answers_yes_to_what_was_offered(bench: Bench) -> None:
    """An offer is a question; "yes" runs it."""
    bench.server.always(STATE, state_of(draft()))
    bench.server.always(RUN, *stream(said("Done. When you're happy with it, click Export to download it.")))
    bench.server.always(RENDER, plain({"status": "completed", "output": {"url": "/film.mp4"}}))
    bench.server.always("/film.mp4", answer(200, FILM, "video/mp4"))
    bench.do("respond", "make a film about the sea")
    assert bench.server.count(RENDER) == 0
    assert bench.do("respond", "yes") == 0
    assert bench.server.count(RENDER) == 1


def test_nothing_the_backend_says_reaches_the_terminal_as_a_command(bench: Bench) -> None:
    """Escape sequences, bells and bidi overrides are taken out."""
    bench.server.always(RUN, *stream(said("Hi \x1b]0;pwned\x07there\u202e!")))
    bench.do("respond", "hello")
    assert "\x1b" not in bench.text()
    assert "\u202e" not in bench.text()


def test_the_token_is_in_no_file_that_is_not_private_and_in_no_report(bench: Bench) -> None:
    """A canary greps all that was said and written."""
    bench.server.always(RUN, *stream(said("Hi"), {"error": "Authorization: Bearer nmv_usr_one"}))
    bench.do("respond", "hello")
    private = {"credentials.json"}
    files = [f for f in (bench.folder / "home").rglob("*") if f.is_file() and f.name not in private]
    assert not [f for f in files if b"nmv_usr_one" in f.read_bytes()]
    told = json.dumps([r.as_json() for r in bench.told])
    assert "nmv_usr_one" not in told
