"""The studio of this home, as a process of its own: started when first needed, it ends by itself when idle.

It is a process, and not a thread of the command, so that a render goes on when the terminal is closed, and
several commands share one queue.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from filelock import FileLock, Timeout

from skill.errors import BackendFailed, BadInput, Ending
from skill.settings import Settings

START_SECONDS = 60.0
IDLE_SECONDS = 300
READY = "ready.json"
_ROOT = Path(__file__).resolve().parent.parent


def ensure(settings: Settings) -> str:
    """The URL of the running studio; starts it where it does not run. Raises BackendFailed with its last words."""
    home = settings.data / "studio"
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        with FileLock(home / "start.lock", timeout=START_SECONDS):
            return _running(home) or _start(home, settings)
    except Timeout as problem:
        raise BackendFailed("studio_failed", reason="start.lock") from problem
    except OSError as problem:
        raise BadInput("home_unwritable", path=str(home), reason=problem.strerror or str(problem)) from problem


def foreground(settings: Settings, options: Sequence[str], ready_to: Callable[[str], None]) -> int:
    """Serve the same home until told to stop; a studio in the background makes room. The server's exit status."""
    home = settings.data / "studio"
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        with FileLock(home / "start.lock", timeout=START_SECONDS):
            _stop(home)
            process = _spawn(home, settings, options, None)
            _wait(lambda: (home / READY).exists() or process.poll() is not None, START_SECONDS)
    except OSError as problem:
        raise BadInput("home_unwritable", path=str(home), reason=problem.strerror or str(problem)) from problem
    told = process.poll() is not None
    while True:
        try:
            if not told:  # whoever reads the address may end us at once
                told = True
                ready_to(str(json.loads((home / READY).read_text(encoding="utf-8"))["url"]))
            return process.wait()
        except Ending:  # sent to us only: pass it on, or the server would be left behind
            process.terminate()
        except KeyboardInterrupt:  # it was sent to the server too, which is putting things away
            continue


def _stop(home: Path) -> None:
    known = _known(home)
    if known and _answers(known[0]):
        os.kill(known[1], signal.SIGTERM)
        _wait(lambda: not _answers(known[0]), 10)


def _known(home: Path) -> tuple[str, int] | None:
    try:
        ready = json.loads((home / READY).read_text(encoding="utf-8"))
        return str(ready["url"]), int(ready["pid"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _running(home: Path) -> str | None:
    known = _known(home)
    if known is None or not _answers(known[0]):
        return None
    code = home / "code"
    if not code.exists() or code.read_text(encoding="utf-8") != fingerprint():
        _stop(home)  # an older version serves: let it end, its jobs are on disk
        return None
    return known[0]


def _answers(url: str) -> bool:
    parts = urlsplit(url)
    try:
        socket.create_connection((parts.hostname or "", parts.port or 0), timeout=1).close()
    except OSError:
        return False
    return True


def fingerprint() -> str:
    """What tells one version of the studio's code from another."""
    files = [file for room in ("studio", "wire") for file in (_ROOT / room).rglob("*.py")]
    return f"{sys.executable}:{_ROOT}:{max(file.stat().st_mtime_ns for file in files)}:{len(files)}"


def _start(home: Path, settings: Settings) -> str:
    ready = home / READY
    log = home / "start.log"
    with log.open("wb") as out:
        process = _spawn(home, settings, ["--own", "--port", "0", "--idle-seconds", str(IDLE_SECONDS)], out)
    _wait(lambda: ready.exists() or process.poll() is not None, START_SECONDS)
    if not ready.exists():
        process.kill()
        process.wait()
        raise BackendFailed("studio_failed", reason=_last_words(log))
    return str(json.loads(ready.read_text(encoding="utf-8"))["url"])


def _spawn(home: Path, settings: Settings, options: Sequence[str], out: BinaryIO | None) -> "subprocess.Popen[bytes]":
    """The server's process; with `out`, in the background, where Ctrl-C in the terminal does not reach it."""
    (home / READY).unlink(missing_ok=True)
    (home / "code").write_text(fingerprint(), encoding="utf-8")
    return subprocess.Popen(
        [sys.executable, "-m", "studio", "--home", str(home), "--ready-file", str(home / READY), *options],
        stdin=subprocess.DEVNULL,
        stdout=out,
        stderr=out,
        cwd=home,
        env={**settings.env, "PYTHONPATH": _python_path(settings)},
        start_new_session=out is not None,
    )


def _python_path(settings: Settings) -> str:
    """The child finds the rooms where this process found them, and the same libraries."""
    return os.pathsep.join([str(_ROOT), *(p for p in [settings.env.get("PYTHONPATH", "")] if p)])


def _wait(condition: Callable[[], bool], seconds: float) -> None:
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.02)


def _last_words(log: Path) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    return lines[-1][:200] if lines else ""
