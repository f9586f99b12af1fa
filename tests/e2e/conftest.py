"""The command as people run it: a process of its own, a home of its own, the real studio."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Ran:
    """What a command left: its exit status and what it wrote."""

    status: int
    out: str
    err: str

    @property
    def objects(self) -> list[dict]:
        """The JSON lines of standard output."""
        return [json.loads(line) for line in self.out.splitlines()]

    def of(self, kind: str) -> list[dict]:
        """The objects of one type."""
        return [one for one in self.objects if one["type"] == kind]


@dataclass
class Home:
    """One user's machine: a folder, and the command run in it."""

    folder: Path
    env: dict[str, str]

    def run(self, *words: str, stdin: str | bytes | None = None, timeout: float = 120, **env: str) -> Ran:
        """Run `ai-video WORDS`."""
        given = stdin.encode() if isinstance(stdin, str) else stdin
        done = subprocess.run(
            [sys.executable, "-m", "skill.cli", *words],
            input=given if given is not None else b"",
            capture_output=True,
            cwd=self.folder,
            env=self.env | env,
            timeout=timeout,
            check=False,
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    def stop_studio(self) -> None:
        """End the studio of this home, if one runs."""
        ready = self.folder / "home" / "data" / "studio" / "ready.json"
        if ready.exists():
            os.kill(json.loads(ready.read_text(encoding="utf-8"))["pid"], signal.SIGTERM)


def make(folder: Path) -> Home:
    """A machine in a folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("NEMO_", "AI_VIDEO_", "SKILL_"))}
    env = kept | {
        "HOME": str(folder),
        "AI_VIDEO_HOME": str(folder / "home"),
        "AI_VIDEO_BACKEND": "local",
        "AI_VIDEO_TIME_SCALE": "0.02",
        "PYTHONPATH": str(ROOT),
        "LANG": "C.UTF-8",
    }
    return Home(folder, env)


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    """A fresh machine."""
    made = make(tmp_path)
    yield made
    made.stop_studio()


@pytest.fixture(scope="module")
def shared_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    """A machine that the tests of one module share, for those that only look."""
    made = make(tmp_path_factory.mktemp("machine"))
    yield made
    made.stop_studio()
