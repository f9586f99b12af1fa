"""SKILL.md followed to the letter: every command on it, from an installed copy, under a fresh home."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import imageio_ffmpeg
import pytest

from tests.e2e.conftest import ROOT, Home, make

_BLOCK = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
_SHORTER = {
    "30-second": "4-second",
    "a rough cut": "a 6-second rough cut",
}  # only the films' lengths are not the page's


def _commands() -> list[str]:
    page = (ROOT / "SKILL.md").read_text(encoding="utf-8")
    return [line for block in _BLOCK.findall(page) for line in block.splitlines() if line.strip()]


def _clip(path: Path, seconds: int) -> None:
    """A test picture with a tone."""
    ffmpeg = imageio_ffmpeg.get_ffmpeg_exe()
    source = ["-f", "lavfi", "-i", f"testsrc2=s=320x180:r=15:d={seconds}", "-f", "lavfi", "-i", f"sine=d={seconds}"]
    subprocess.run([ffmpeg, "-v", "error", *source, "-shortest", "-pix_fmt", "yuv420p", path], check=True)


@pytest.fixture
def machine(tmp_path: Path) -> Home:
    """A home in which the skill was installed as the README says, and whose `python3` is ours."""
    made = make(tmp_path)
    tools = tmp_path / "bin"
    tools.mkdir()
    python = tools / "python3"
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    made.env.pop("PYTHONPATH")  # the copy runs, not this folder
    made.env["PATH"] = f"{tools}{os.pathsep}{made.env['PATH']}"
    copy = ["sh", str(ROOT / "install.sh"), "--target", str(tmp_path / "my skills")]
    subprocess.run(copy, check=True, capture_output=True, env=made.env, cwd=tmp_path)
    return made


def test_every_command_of_the_page_does_what_the_page_says(machine: Home) -> None:
    """All three workflows, in both languages: status 0, and every film where `-o` says, from the copy."""
    (launcher,) = machine.folder.glob("my skills/**/ai-video")
    for name, seconds in (("clip", 7), ("a", 2), ("b", 2)):
        _clip(machine.folder / f"{name}.mp4", seconds)
    commands = _commands()
    assert len(commands) >= 10
    try:
        for command in commands:
            line = command.replace("<skill>", str(launcher.parent))
            for long, short in _SHORTER.items():
                line = line.replace(long, short)
            ran = subprocess.run(
                ["sh", "-c", line],
                cwd=machine.folder,
                env=machine.env,
                capture_output=True,
                text=True,
                timeout=120,
                check=False,
            )
            assert ran.returncode == 0, f"{line}\n{ran.stdout}{ran.stderr}"
            words = shlex.split(command)
            if "-o" in words:
                film = machine.folder / words[words.index("-o") + 1]
                assert film.read_bytes()[4:8] == b"ftyp", command
    finally:
        machine.stop_studio()
    assert not list(launcher.parent.rglob("__pycache__"))
