"""Completion in the shells that people use."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def _script(shell: str) -> str:
    command = [sys.executable, "-m", "skill.cli", "completion", shell]
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout


def test_bash_completes_commands(tmp_path: Path) -> None:
    """As bash itself does it: the words are set, the function is called, the replies are read."""
    script = tmp_path / "ai-video.bash"
    script.write_text(_script("bash"), encoding="utf-8")
    asked = f"""
        source {script}
        COMP_WORDS=(ai-video sta); COMP_CWORD=1; COMP_LINE="ai-video sta"; COMP_POINT=12
        "$(complete -p ai-video | sed 's/.*-F \\([^ ]*\\).*/\\1/')" ai-video sta ai-video
        echo "${{COMPREPLY[@]}}"
    """
    told = subprocess.run(["bash", "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["status"]


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_the_other_shells_get_a_script_of_their_own(shell: str) -> None:
    """With every command in it."""
    script = _script(shell)
    assert "ai-video" in script
    for command in ("create", "status", "export", "resume"):
        assert command in script
