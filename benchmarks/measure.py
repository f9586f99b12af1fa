"""Wall time, CPU seconds and peak memory of a command and everything that it starts."""

import os
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Cost:
    """What a command took. `memory` is the peak of proportional set sizes, shared pages counted once; MB."""

    wall: float
    cpu: float
    memory: float
    output: str


def cost(command: Sequence[str], **more: object) -> Cost:
    """Run `command` to its end (its standard output is returned) and measure it. Linux."""
    started = time.monotonic()
    before = os.times()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, **more)  # type: ignore[call-overload]
    watch = MemoryWatch(process.pid)
    watch.start()
    output = process.communicate()[0]
    wall = time.monotonic() - started
    after = os.times()
    watch.stop()
    if process.returncode != 0:
        raise SystemExit(f"{command[0]} failed with status {process.returncode}")
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Cost(wall, cpu, watch.peak, output)


class MemoryWatch(threading.Thread):
    """Samples the memory of a process and all its descendants."""

    def __init__(self, pid: int, every: float = 0.1) -> None:
        super().__init__(daemon=True)
        self.pid, self.every, self.peak = pid, every, 0.0
        self._over = threading.Event()

    def run(self) -> None:
        while not self._over.wait(self.every):
            self.peak = max(self.peak, sum(_megabytes(pid) for pid in family(self.pid)))

    def stop(self) -> None:
        self._over.set()
        self.join()


def family(pid: int) -> list[int]:
    """`pid` and all its descendants."""
    found, waiting = [], [pid]
    while waiting:
        one = waiting.pop()
        found.append(one)
        for task in Path(f"/proc/{one}/task").glob("*/children"):
            try:
                waiting += map(int, task.read_text(encoding="ascii").split())
            except OSError:
                continue  # it has ended meanwhile
    return found


def _megabytes(pid: int) -> float:
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0.0
    lines = [line for line in rollup.splitlines() if line.startswith("Pss:")]
    return int(lines[0].split()[1]) / 1024 if lines else 0.0
