"""Two hundred conversations with faults in them, in one process: nothing grows."""

import gc
import random
import resource
import threading
from pathlib import Path
from typing import Any

from skill import bootstrap
from tests.skill.bench import RUN, STATE, Bench, draft, state_of
from tests.skill.client.misbehaving import CLOSE, RESET, answer, chunk, envelope, said, stream

CONVERSATIONS = 200
FAULTS: list[list[Any]] = [
    [CLOSE],
    [RESET],
    [answer(500, b"")],
    [answer(200, b"<html>", "text/html")],
    [envelope(code=2001)],
    [envelope(code=429, status=429)],
    [envelope(code=1001)],
    [*stream(said("Wor", partial=True), end=False), RESET],
    [*stream(end=False), chunk(b'data: {"content'), CLOSE],
    stream({"error": "RuntimeError: no"}),
    stream(said("x" * 50_000)),
    stream(said("Done.")),
]


def _memory() -> int:
    """Bytes of this process that are in memory."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * resource.getpagesize()


def _open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def test_two_hundred_faulty_conversations_leave_nothing_behind(bench: Bench) -> None:
    """Neither memory, nor sockets and files, nor threads, nor files on the disk; never two charges for one message."""
    chance = random.Random(5)
    bench.server.always(STATE, state_of(draft("Hi")))
    told: list[Any] = []
    after: list[tuple[int, ...]] = []
    for number in range(CONVERSATIONS):
        bench.server.requests.clear()
        bench.server.scripts.clear()
        script = chance.choice(FAULTS)
        bench.server.then(RUN, *script)
        bench.server.always(RUN, *stream(said("Done.")))
        bench.server.then(STATE, state_of(draft()))
        told.clear()
        with bootstrap.runtime(bench.settings(AI_VIDEO_TIME_SCALE="0.001"), told.append) as made:
            made.respond("hello there")
        refused = script[0] in (envelope(code=1001), envelope(code=429, status=429))
        assert bench.server.count(RUN) <= (2 if refused else 1)
        if number in (CONVERSATIONS // 2, CONVERSATIONS - 1):
            gc.collect()
            after.append((_memory(), len(gc.get_objects()), _open_files(), threading.active_count()))
    (memory, things, files, threads), (memory_now, things_now, files_now, threads_now) = after
    assert memory_now - memory < 8_000_000
    assert things_now - things < 2_000
    assert files_now <= files + 3
    assert threads_now <= threads + 3
    home = [f for f in bench.folder.rglob("*") if f.is_file()]
    assert len(home) < 10, home
    assert sum(f.stat().st_size for f in home) < 5_000_000
