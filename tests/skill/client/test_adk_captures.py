"""What real ADK servers of two versions sent means what it meant: words once, tools once, failures once, no thoughts."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from skill.client import stream
from skill.clock import Clock
from wire.events import Failure, Meaning, Reader, StateChange, Text, Tool, ToolResult

CAPTURES = sorted((Path(__file__).parent / "data" / "adk").glob("*/*.sse"))
TRIM = ("trim_clip",)
# case -> words, tools called, tools that answered, failures
MEANT: dict[str, tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    "a_plain": ("I have trimmed the clip.", (), (), ()),
    "b_stream": ("I have trimmed the clip.", (), (), ()),
    "b2_stream_tool": ("Let me trim it.Done, trimmed.", TRIM, TRIM, ()),
    "b3_stream_gemini_agg": ("Trimming now.All done.", TRIM, TRIM, ()),
    "c_tool_text": ("Let me trim it.Done, trimmed.", TRIM, TRIM, ()),
    "d_tool_notext": ("", TRIM, TRIM, ()),
    "d2_tool_notext_none": ("", TRIM, TRIM, ()),
    "d3_tool_skip": ("", ("trim_quiet",), ("trim_quiet",), ()),
    "e_raise": ("I was about to", (), (), ('backend "render" died',)),
    "e2_raise_stream": ("I was about", (), (), ('backend "render" died',)),
    "e3_raise_in_tool": ("trying", ("boom",), (), ("tool exploded: x",)),
    "e4_model_error": ("", (), (), ("429 quota",)),
    "e5_safety": ("", (), (), ("blocked",)),
    "f_long": ("Render has been queued (ticket t-1).", ("render_video",), ("render_video",), ()),
    "g_state": ("Aspect is 9:16 now.", ("set_aspect",), ("set_aspect",), ()),
    "i_thought": ("All set.", (), (), ()),
    "i2_thought_stream": ("All set.", (), (), ()),
    "j_media": ("Here:", (), (), ()),
    "k_artifact": ("Saved.", ("save_art",), ("save_art",), ()),
    "l_parallel": ("Both trimmed.", TRIM * 2, TRIM * 2, ()),
    "m_confirm": ("", ("delete_all", "adk_request_confirmation"), ("delete_all",), ()),
    "n_unicode": ("视频 \u2028 done 🎬 line1\nline2\r\nline3", (), (), ()),
    "q_transfer": ("Editor here: done.", ("transfer_to_agent",), ("transfer_to_agent",), ()),
    # A tool that does not exist ends the run of 1.18; 2.13 tells the model and goes on.
    "1.18/e6_unknown_tool": ("", ("nonexistent_tool",), (), ("Tool 'nonexistent_tool' not found.",)),
    "2.13/e6_unknown_tool": ("after bad tool", ("nonexistent_tool",), ("nonexistent_tool",), ()),
}


class Pieces(httpx.SyncByteStream):
    """A body in pieces of some size."""

    def __init__(self, body: bytes, size: int) -> None:
        self._pieces = [body[n : n + size] for n in range(0, len(body), size)]

    def __iter__(self) -> Iterator[bytes]:
        yield from self._pieces


def meanings(body: bytes, size: int) -> list[Meaning]:
    """What a body means to the client."""
    response = httpx.Response(200, headers={"content-type": "text/event-stream"}, stream=Pieces(body, size))
    reader = Reader()
    guard = stream.Guard(response.stream, Clock(), flush=True)
    return [meaning for event in stream.events(response, guard) for meaning in reader.read(event.data)]


@pytest.mark.parametrize("capture", CAPTURES, ids=lambda c: f"{c.parent.name}-{c.stem}")
@pytest.mark.parametrize("size", [1, 7, 65536])
def test_a_capture_means_what_its_case_meant(capture: Path, size: int) -> None:
    """In every cut."""
    found = meanings(capture.read_bytes(), size)
    words, calls, answers, failures = MEANT.get(f"{capture.parent.name}/{capture.stem}") or MEANT[capture.stem]
    assert "".join(m.delta for m in found if isinstance(m, Text)) == words
    assert tuple(m.name for m in found if isinstance(m, Tool)) == calls
    assert tuple(m.name for m in found if isinstance(m, ToolResult)) == answers
    told = [m.message for m in found if isinstance(m, Failure)]
    assert len(told) == len(failures)
    assert all(one.startswith(start) for one, start in zip(told, failures, strict=True))


def test_changes_of_the_state_are_told() -> None:
    """With their keys."""
    for capture in CAPTURES:
        deltas = [m.delta for m in meanings(capture.read_bytes(), 4096) if isinstance(m, StateChange)]
        wanted = [{"aspect": "9:16", "user:pref": "short"}] if capture.stem == "g_state" else []
        assert deltas == wanted


def test_every_case_has_its_meaning_and_every_meaning_a_case() -> None:
    """No capture is left out."""
    names = {c.stem for c in CAPTURES} | {f"{c.parent.name}/{c.stem}" for c in CAPTURES}
    assert set(MEANT) <= names
    assert len(CAPTURES) == 47


@pytest.mark.parametrize("capture", CAPTURES, ids=lambda c: f"{c.parent.name}-{c.stem}")
def test_an_event_that_comes_twice_is_told_once(capture: Path) -> None:
    """A gateway may repeat a whole event; a piece of streamed words has no mark to know it by."""
    frames = [frame + b"\n\n" for frame in capture.read_bytes().split(b"\n\n") if frame]
    twice = b"".join(frame if b'"partial":true' in frame else frame * 2 for frame in frames)
    assert meanings(twice, 4096) == meanings(capture.read_bytes(), 4096)
