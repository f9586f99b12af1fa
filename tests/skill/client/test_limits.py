"""Time limits hold on a clock that counts while the machine sleeps and that nobody can set."""

import time
from collections.abc import Iterator
from dataclasses import dataclass

import httpx
import pytest

from skill.client import stream
from skill.clock import RUN_LIMIT, SILENCE_LIMIT, Clock
from skill.errors import Doubtful


@dataclass(frozen=True, slots=True)
class Scripted(Clock):
    """A clock whose moments a test gives."""

    moments: list[float] | None = None

    def now(self) -> float:
        """The next moment; the last one stays."""
        assert self.moments
        return self.moments.pop(0) if len(self.moments) > 1 else self.moments[0]


class _Beats(httpx.SyncByteStream):
    def __iter__(self) -> Iterator[bytes]:
        for _ in range(50):
            yield b": ping\n\n"
        yield b'data: {"x":1}\n\n'


def _read(clock: Clock) -> int:
    response = httpx.Response(200, headers={"content-type": "text/event-stream"}, stream=_Beats())
    return len(list(stream.events(response, stream.Guard(response.stream, clock))))


@pytest.mark.parametrize("asleep", [SILENCE_LIMIT + 1, RUN_LIMIT + 1, 20 * 60, 8 * 3600])
def test_a_machine_that_slept_too_long_stops_listening_at_the_next_byte(asleep: float) -> None:
    """The state is read then."""
    with pytest.raises(Doubtful) as caught:
        _read(Scripted(1.0, [0.0, 0.0, 1.0, 2.0, 2.0 + asleep]))
    assert caught.value.outcome == "timeout"


@pytest.mark.parametrize("hours", [-1, 1, -24 * 365])
def test_a_wall_clock_that_jumps_changes_no_limit(hours: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Summer time, a wrong year."""
    jumped = iter([time.time(), *[time.time() + hours * 3600] * 1000])
    monkeypatch.setattr(time, "time", lambda: next(jumped))
    assert _read(Clock()) == 1


def test_the_clock_counts_while_the_machine_sleeps() -> None:
    """Where the system has such a clock, it is the one."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        assert Clock().now() == pytest.approx(time.clock_gettime(time.CLOCK_BOOTTIME), abs=5)
    else:
        assert Clock().now() == pytest.approx(time.monotonic(), abs=5)
