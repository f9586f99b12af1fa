"""The one place that waits. It knows the time scale, so that tests need not wait.

Protocol times are told in seconds as the protocol writes them (30 s poll, 15 min limit …) and multiplied by
`AI_VIDEO_TIME_SCALE`.
"""

import time
from dataclasses import dataclass

POLL_RENDER = 30.0
RATE_LIMIT = 30.0
STILL_WORKING = 120.0
RUN_LIMIT = 15 * 60.0
SILENCE_LIMIT = 10 * 60.0
FIRST_DOUBT = 30.0
NEXT_DOUBT = 60.0
DOUBT_READS = 5

# Counts while the machine sleeps, where the system has such a clock.
_CLOCK = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC) if hasattr(time, "clock_gettime") else None


@dataclass(frozen=True, slots=True)
class Clock:
    """Time as the protocol counts it: `now` and `sleep` are in protocol seconds, real ones times `scale`."""

    scale: float = 1.0

    def now(self) -> float:
        """Protocol seconds since some fixed moment."""
        real = time.clock_gettime(_CLOCK) if _CLOCK is not None else time.monotonic()
        return real / self.scale

    def sleep(self, seconds: float) -> None:
        """Wait so many protocol seconds."""
        time.sleep(max(0.0, seconds * self.scale))

    def real(self, seconds: float) -> float:
        """Protocol seconds as real ones, for a library that wants a timeout."""
        return seconds * self.scale
