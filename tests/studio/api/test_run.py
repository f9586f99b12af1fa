"""Talking to the agent, over real HTTP, with the real director."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from studio.turn import CREATION_COST, EDIT_COST
from wire import calls
from wire.events import Reader, Text, Tool, ToolResult

from .conftest import Served, User, events_of, text_of

BRIEF = "a 10-second vertical video about morning coffee: the beans, the pour, the first sip. calm music"


def test_a_brief_becomes_a_draft_that_the_stream_and_the_state_agree_on(user: User) -> None:
    session = user.session()
    events = user.say(session, BRIEF)
    state = user.state(session)
    deltas = [event["actions"]["stateDelta"] for event in events if event["actions"]["stateDelta"]]
    assert [delta["draft"] for delta in deltas] == [state["draft"]]
    assert state["draft"]["d"] == 10_000
    assert state["canvas_config"] == {"width": 1080, "height": 1920, "fps": 30, "ratio": "9:16"}


def test_tool_calls_are_answered_under_their_own_id_before_the_words(user: User) -> None:
    answer = user.http.post(calls.RUN_SSE, json=user.message(user.session(), BRIEF))
    reader, meanings = Reader(), []
    for frame in answer.text.split("\n\n"):
        meanings += list(reader.read(frame)) if frame.startswith("data: ") else []
    tools = [one for one in meanings if isinstance(one, Tool | ToolResult)]
    assert [type(one) for one in tools] == [Tool, ToolResult]
    assert tools[0].id == tools[1].id
    assert tools[0].name == "create_video"
    words = "".join(one.delta for one in meanings if isinstance(one, Text))
    assert "Export" in words
    assert reader.skipped == 0


def test_partial_deltas_add_up_to_the_aggregate(user: User) -> None:
    events = user.say(user.session(), BRIEF)
    partial = [event["content"]["parts"][0]["text"] for event in events if event.get("partial")]
    assert len(partial) > 1
    assert "".join(partial) == text_of(events)


def test_who_does_not_want_streaming_gets_whole_answers_only(user: User) -> None:
    events = user.say(user.session(), BRIEF, streaming=False)
    assert text_of(events)
    assert not [event for event in events if event.get("partial")]


def test_no_frame_is_empty_and_none_breaks_a_line_reader(user: User) -> None:
    body = user.http.post(calls.RUN_SSE, json=user.message(user.session(), BRIEF + " \u2028 \u65e9\u5b89")).text
    for line in body.split("\n"):
        assert line in ("", ": ping") or line.startswith('data: {"')
    assert body.isascii()


@pytest.mark.parametrize("spelling", ["camel", "snake"])
def test_both_spellings_of_the_keys_will_do(user: User, spelling: str) -> None:
    session, message = user.session(), {"parts": [{"text": BRIEF}], "role": "user"}
    snake = {"app_name": "nemo_agent", "user_id": "me", "session_id": session, "new_message": message}
    camel = {"appName": "nemo_agent", "userId": "me", "sessionId": session, "newMessage": message}
    answer = user.http.post(calls.RUN_SSE, json=snake if spelling == "snake" else camel)
    assert text_of(events_of(answer.text))


def test_a_creation_and_an_edit_cost_what_the_docs_say(user: User) -> None:
    session = user.session()
    user.say(session, BRIEF)
    assert user.credits() == (100 - CREATION_COST, 0)
    before = user.state(session)["draft"]
    user.say(session, "remove the music")
    assert user.state(session)["draft"] != before
    assert user.credits() == (100 - CREATION_COST - EDIT_COST, 0)


@pytest.mark.parametrize("text", ["", "   ", "\U0001f3ac"])
def test_what_no_film_can_be_made_of_costs_nothing_and_is_answered(user: User, text: str) -> None:
    session = user.session()
    assert text_of(user.say(session, text))
    assert user.credits() == (100, 0)
    assert user.state(session)["draft"] is None


def test_the_answer_is_in_the_language_of_the_message(user: User) -> None:
    session = user.session("en")
    assert "导出" in text_of(user.say(session, "生成一个10秒的竖屏视频，介绍城市夜景，配轻音乐和字幕"))
    assert "Export" in text_of(user.say(session, "make it shorter"))


def test_out_of_credits_is_2001_and_changes_nothing(special: Callable[..., Served]) -> None:
    with special(credits=CREATION_COST + 1).user() as user:
        session = user.session()
        user.say(session, BRIEF)
        before = user.state(session)
        assert user.code("POST", calls.RUN_SSE, json=user.message(session, "remove the music")) == (200, 2001)
        assert user.state(session) == before
        assert user.credits() == (1, 0)


def test_without_a_limit_nothing_is_charged(special: Callable[..., Served]) -> None:
    with special(credits=float("inf")).user() as user:
        session = user.session()
        user.say(session, BRIEF)
        assert user.credits() == (100, 0)


def test_who_hangs_up_finds_the_result_in_the_state_and_is_charged_once(studio: Served, user: User) -> None:
    session = user.session()
    with user.http.stream("POST", calls.RUN_SSE, json=user.message(session, BRIEF)) as answer:
        next(answer.iter_raw())
    user.say(session, "")  # runs of one session wait for each other
    assert user.state(session)["draft"]
    assert user.credits() == (100 - CREATION_COST, 0)


def test_messages_to_one_session_are_worked_on_one_after_the_other(studio: Served, user: User) -> None:
    session = user.session()
    user.say(session, BRIEF)
    edits = ["remove the music", "make it landscape", "make it 20 seconds long", "remove the captions"]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda text: user.say(session, text), edits))
    draft = user.state(session)["draft"]
    assert (draft["d"], draft["w"]) == (20_000, 1920)
    assert {track["m"]["role"] for track in draft["t"]} == {"video", "title"}
    assert user.credits() == (100 - CREATION_COST - 4 * EDIT_COST, 0)
    history = user.http.get(calls.ADK_SESSION.format(session_id=session)).json()["events"]
    order = [event["invocationId"] for event in history]
    assert len(set(order)) == 5
    assert order == sorted(order, key=order.index), "events of two runs never mix"


def test_undo_and_redo_walk_through_the_drafts(user: User) -> None:
    session = user.session()
    drafts = []
    for text in (BRIEF, "remove the music", "make it landscape"):
        user.say(session, text)
        drafts.append(user.state(session)["draft"])
    assert drafts[0] != drafts[1] != drafts[2]
    for text, expected in (("undo", 1), ("undo", 0), ("redo", 1), ("redo", 2)):
        user.say(session, text)
        assert user.state(session)["draft"] == drafts[expected], text


def test_an_unknown_session_or_agent_is_told_as_adk_tells_it(user: User) -> None:
    answer = user.http.post(calls.RUN_SSE, json=user.message("nope", "hi"))
    assert (answer.status_code, answer.json()["detail"]) == (404, "Session not found: nope")
    answer = user.http.post(calls.RUN_SSE, json=user.message(user.session(), "hi", app_name="other"))
    assert (answer.status_code, answer.json()["detail"]) == (404, "Agent not found: other")
    answer = user.http.post(calls.RUN_SSE, json={"session_id": 5})
    assert answer.status_code == 422
    assert {"type", "loc", "msg"} <= answer.json()["detail"][0].keys()


def test_silence_is_filled() -> None:
    from studio.telling import Run

    async def frames() -> list[dict | None]:
        run, seen = Run(), []
        async for event in run.stream(0.01):
            seen.append(event)
            if len(seen) == 3:
                run.put(None)
        return seen

    assert asyncio.run(frames()) == [None, None, None]


def test_a_failure_inside_is_told_kindly_and_charges_nothing(
    studio: Served, user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = user.session()
    monkeypatch.setattr("studio.director.direct", lambda *args, **more: 1 / 0)
    events = user.say(session, BRIEF)
    assert events[-1]["errorCode"] == "INTERNAL"
    assert "nothing was charged" in events[-1]["errorMessage"]
    assert "division" not in str(events)
    assert user.credits() == (100, 0)


def test_a_message_that_breaks_the_director_is_answered_and_free(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("studio.director.answer", lambda *args: 1 / 0)
    assert "nothing was charged" in text_of(user.say(user.session(), BRIEF))
    assert user.credits() == (100, 0)
