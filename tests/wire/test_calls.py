"""Calls as values: what goes out is what the protocol says, and no id can leave its place."""

import pytest

from wire import calls
from wire.models import Output


def test_every_call_says_whether_it_may_be_sent_twice() -> None:
    """What charges or makes something is sent once; what reads may be repeated."""
    once = [
        calls.run_sse("s", "hi"),
        calls.render("r", "s", {}, Output()),
        calls.upload_files("s"),
        calls.create_session("en"),
    ]
    again = [calls.credits(), calls.state("s"), calls.render_status("r"), calls.render_download("r")]
    assert [call.repeatable for call in once] == [False] * 4
    assert [call.repeatable for call in again] == [True] * 4


def test_the_run_body_is_the_protocols_to_the_letter() -> None:
    """Keys and nesting of `/run_sse` as the skill page writes them."""
    body = {"app_name": "nemo_agent", "user_id": "me", "session_id": "s1", "new_message": {"parts": [{"text": "hi"}]}}
    assert calls.run_sse("s1", "hi").json == body


def test_a_draft_travels_untouched() -> None:
    """Unknown keys, nulls and nesting survive on their way into a render."""
    draft = {"t": [{"sg": [{"m": {"x": None, "未来": [1, {"y": None}]}}]}], "vendor": None}
    sent = calls.render("r1", "s1", draft, Output()).json
    assert sent is not None
    assert sent["draft"] == draft
    assert sent["sessionId"] == "s1"


@pytest.mark.parametrize("hostile", ["../../admin", "a/b", "a?x=1", "a#b", "a%2fb", "ü"])
def test_an_id_cannot_leave_its_place_in_a_path(hostile: str) -> None:
    """However odd an id, the path has the same segments."""
    assert calls.state(hostile).path.count("/") == calls.state("plain").path.count("/")
    assert "?" not in calls.state(hostile).path


@pytest.mark.parametrize("empty", ["", ".", ".."])
def test_an_id_that_would_vanish_from_a_path_is_refused(empty: str) -> None:
    """Dots and nothing would be folded away by any HTTP library."""
    with pytest.raises(ValueError, match="id"):
        calls.state(empty)
