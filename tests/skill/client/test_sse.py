"""The event stream as the standard defines it, through a real response of the HTTP library."""

import base64
import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skill.client import stream
from skill.clock import Clock
from skill.errors import Failure

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "sse_cases.jsonl").read_text(encoding="ascii").split("\n")
    if line
]


class _Chunks(httpx.SyncByteStream):
    def __init__(self, chunks: list[bytes]) -> None:
        self._chunks = chunks

    def __iter__(self) -> Iterator[bytes]:
        yield from self._chunks


def _read(chunks: list[bytes], kind: str = "text/event-stream") -> list[tuple[str, str, str]]:
    response = httpx.Response(200, headers={"content-type": kind}, stream=_Chunks(chunks))
    found = stream.events(response, stream.Guard(response.stream, Clock()))
    return [(one.event, one.data, one.id) for one in found]


def _expected(case: dict) -> list[tuple[str, str, str]]:
    return [(e["event"], e["data"], e["id"]) for e in case["events"] if e["data"]]


@pytest.mark.parametrize("case", [c for c in CASES if c["accept"]], ids=lambda c: c["name"])
def test_every_case_reads_the_same_in_every_cut(case: dict) -> None:
    """As it was cut, as a whole, a byte at a time, and seven at a time."""
    chunks = [base64.b64decode(chunk) for chunk in case["chunks"]]
    whole = b"".join(chunks)
    cuts = [
        chunks,
        [whole],
        [whole[n : n + 1] for n in range(len(whole))],
        [whole[n : n + 7] for n in range(0, len(whole), 7)],
    ]
    for cut in cuts:
        assert _read(cut, case["content_type"]) == _expected(case)


@pytest.mark.parametrize("case", [c for c in CASES if not c["accept"]], ids=lambda c: c["name"])
def test_what_is_no_event_stream_is_refused(case: dict) -> None:
    """The media type decides, exactly."""
    with pytest.raises(Failure):
        _read([base64.b64decode(chunk) for chunk in case["chunks"]], case["content_type"])


@pytest.mark.parametrize("text", ["x" * 150_000, "长" * 150_000])
def test_a_long_line_is_one_event_however_cut(text: str) -> None:
    """Also where a cut goes through a character."""
    whole = f"data: {text}\n\n".encode()
    for size in (1000, 1024, len(whole)):
        assert _read([whole[n : n + size] for n in range(0, len(whole), size)]) == [("message", text, "")]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\r\n"), min_size=1), max_size=5),
    st.data(),
)
def test_no_cut_changes_what_is_read(texts: list[str], data: st.DataObject) -> None:
    """Any chunking of any events."""
    whole = "".join(f"data: {text}\n\n" for text in texts).encode()
    marks = sorted(data.draw(st.lists(st.integers(0, len(whole)), max_size=6)))
    cut = [whole[a:b] for a, b in zip([0, *marks], [*marks, len(whole)], strict=True)]
    assert [text for _, text, _ in _read(cut)] == texts


def test_an_endless_event_ends_in_a_limit_and_not_in_the_memory() -> None:
    """64 MB without an end of event are too much."""

    def endless() -> Iterator[bytes]:
        yield b"data: "
        while True:
            yield b"x" * 1_000_000

    response = httpx.Response(200, headers={"content-type": "text/event-stream"}, stream=_Endless(endless()))
    with pytest.raises(Failure) as caught:
        list(stream.events(response, stream.Guard(response.stream, Clock())))
    assert caught.value.outcome == "oversized"


class _Endless(httpx.SyncByteStream):
    def __init__(self, source: Iterator[bytes]) -> None:
        self._source = source

    def __iter__(self) -> Iterator[bytes]:
        yield from self._source
