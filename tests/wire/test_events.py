"""An ADK event and what it means: each word and each tool once, failures once, the rest kept out of the way."""

import json

import pytest

from wire import events
from wire.events import Failure, Heartbeat, Reader, StateChange, Text, Tool, ToolResult


def _read(*frames: object) -> list[events.Meaning]:
    reader = Reader()
    data = [frame if isinstance(frame, str) else json.dumps(frame) for frame in frames]
    return [meaning for one in data for meaning in reader.read(one)]


def _event(*parts: object, partial: bool | None = None, **more: object) -> dict[str, object]:
    made: dict[str, object] = {"content": {"parts": list(parts), "role": "model"}, "author": "nemo_agent", **more}
    return made if partial is None else {**made, "partial": partial}


def _told(meanings: list[events.Meaning]) -> str:
    return "".join(m.delta for m in meanings if isinstance(m, Text))


def test_partials_and_the_aggregate_after_them_are_one_text() -> None:
    """The aggregate repeats the whole text; it is told once."""
    told = _read(_event({"text": "Hel"}, partial=True), _event({"text": "lo"}, partial=True), _event({"text": "Hello"}))
    assert _told(told) == "Hello"


def test_an_aggregate_that_goes_on_after_its_partials_tells_the_rest() -> None:
    """A lost partial does not lose words."""
    assert _told(_read(_event({"text": "Hel"}, partial=True), _event({"text": "Hello"}, partial=False))) == "Hello"


def test_two_texts_of_one_run_are_both_told() -> None:
    """Only the aggregate of the partials before it is a repetition."""
    told = _read(_event({"text": "One."}, partial=True), _event({"text": "One."}), _event({"text": "One."}))
    assert _told(told) == "One.One."


def test_thoughts_are_never_told() -> None:
    """Whether partial or not."""
    thought = {"text": "the user wants", "thought": True}
    assert _told(_read(_event(thought, partial=True), _event(thought, {"text": "Done."}))) == "Done."


def test_a_tool_is_told_once_and_never_from_a_preview() -> None:
    """Partial events preview the call; a repeated id is the same call."""
    call = {"functionCall": {"name": "trim", "args": {"s": 1}, "id": "c1"}}
    result = {"functionResponse": {"name": "trim", "response": None, "id": "c1"}}
    told = _read(_event(call, partial=True), _event(call), _event(call), _event(result))
    assert told == [Tool("trim", {"s": 1}, "c1"), ToolResult("trim", {"result": None}, "c1")]


@pytest.mark.parametrize(
    "frames",
    [
        ['{"error": "backend "render" died'],
        [{"error": "RuntimeError: no quota", "error_details": {}}],
        [_event(errorCode="RESOURCE_EXHAUSTED", errorMessage="no quota")],
        [_event(errorCode="RuntimeError", errorMessage="no quota"), {"error": "RuntimeError: no quota"}],
    ],
)
def test_a_failure_is_told_once_in_every_shape_that_servers_send(frames: list[object]) -> None:
    """Escaped or not, as an event, as a bare object, or as both."""
    told = [m for m in _read(*frames) if isinstance(m, Failure)]
    assert len(told) == 1
    assert told[0].message


def test_no_content_after_tools_is_no_failure() -> None:
    """It is how a silent edit ends."""
    assert _read(_event(errorCode=events.NO_CONTENT, errorMessage="empty")) == []


@pytest.mark.parametrize(
    "frame", ["[]", "7", "nonsense", "[" * 100_000, '{"content": {"parts": null}}', '{"content": 3}']
)
def test_what_is_not_understood_is_kept_out_of_the_way(frame: str) -> None:
    """No error, no text."""
    assert _read(frame) == []


@pytest.mark.parametrize("frame", ["", "heartbeat", {"type": "heartbeat"}])
def test_heartbeats_in_all_shapes_mean_still_working(frame: object) -> None:
    """Empty data, the word, the object."""
    assert _read(frame) == [Heartbeat()]


def test_what_the_studio_writes_is_what_the_client_reads() -> None:
    """One event there and back, U+2028 and all, on one ASCII line."""
    made = events.event({"text": "第一\u2028幕"}, author="nemo_agent", invocation_id="e-1", state_delta={"k": 1})
    frame = events.encode(made)
    assert frame.isascii()
    assert frame.count(b"\n") == 2
    assert _read(frame.decode().removeprefix("data: ").strip()) == [Text("第一\u2028幕"), StateChange({"k": 1})]


def test_an_answer_that_comes_before_its_call_is_told_all_the_same() -> None:
    """In the order of arrival; nothing is lost and nothing crashes."""
    call = {"functionCall": {"name": "trim", "args": {}, "id": "c1"}}
    result = {"functionResponse": {"name": "trim", "response": {"ok": True}, "id": "c1"}}
    told = _read(_event(result), _event({"text": "Done."}), _event(call))
    assert told == [ToolResult("trim", {"ok": True}, "c1"), Text("Done."), Tool("trim", {}, "c1")]
