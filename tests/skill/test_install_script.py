"""install.sh: puts a clean copy where it was told, twice as well as once, and never harms what is not ours."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from skill.loader import installed, load

ROOT = Path(__file__).parents[2]
NAME = "ai-video-generatore"
PLACES = {
    "clawhub": (".clawhub/skills", "clawhub"),
    "cursor": (".cursor/skills", "cursor"),
    "claude": (".claude/skills", "unknown"),
    "openclaw": (".openclaw/skills", "unknown"),
    "codex": (".agents/skills", "unknown"),
}


def run(home, *arguments, cwd=None, script=ROOT / "install.sh", **more):
    kept = {"PATH": os.environ["PATH"], "HOME": str(home)}
    return subprocess.run(
        ["sh", str(script), *arguments],
        cwd=cwd or home,
        env={**kept, **more},
        capture_output=True,
        text=True,
        check=False,
    )


def parts(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("target", PLACES)
def test_each_target_gets_a_copy_that_reports_its_platform(tmp_path, target):
    place, platform = PLACES[target]
    told = run(tmp_path, "--target", target)
    folder = tmp_path / place / NAME
    assert (told.returncode, told.stderr) == (0, "")
    assert f'python3 "{folder}/ai-video" doctor' in told.stdout
    assert load(folder, env={}, remember=False).headers["X-Skill-Platform"] == platform
    assert parts(folder.parent) == [NAME]


def test_a_copy_holds_what_runs_and_nothing_else(tmp_path):
    run(tmp_path, "--target", "cursor")
    folder = tmp_path / ".cursor/skills" / NAME
    assert set(parts(folder)) == {
        "SKILL.md", "ai-video", "install.sh", "pyproject.toml", "LICENSE", "README.md", "skill", "router", "wire", "studio",
    }  # fmt: skip
    assert not [
        path
        for path in folder.rglob("*")
        if path.name.startswith(".") or path.name == "__pycache__" or path.suffix == ".pyc"
    ]


def test_a_copy_runs_from_where_it_is(tmp_path):
    run(tmp_path, "--target", "cursor")
    folder = tmp_path / ".cursor/skills" / NAME
    (folder / "ai-video").chmod(0o644)
    told = subprocess.run(
        [sys.executable, folder / "ai-video", "inspect", "--json", folder], cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "HOME": str(tmp_path)}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert '"X-Skill-Platform": "cursor"' in told.stdout
    assert not list(folder.rglob("__pycache__"))


def test_a_second_time_is_as_good_as_the_first_and_several_targets_go_at_once(tmp_path):
    for _ in range(2):
        told = run(tmp_path, "--target", "cursor", "--target=clawhub", "--target", "./some where")
        assert told.returncode == 0, told.stderr
    assert parts(tmp_path / "some where") == [NAME]
    assert parts(tmp_path / ".cursor/skills") == [NAME]


def test_an_update_replaces_the_whole_copy(tmp_path):
    run(tmp_path, "--target", "cursor")
    folder = tmp_path / ".cursor/skills" / NAME
    (folder / "skill" / "left_over.py").touch()
    page = folder / "SKILL.md"
    page.write_text(page.read_text(encoding="utf-8").replace('version: "0.1.0"', 'version: "0.0.9"'), encoding="utf-8")
    assert "0.0.9 -> 0.1.0" in run(tmp_path, "--target", "cursor").stdout
    assert not (folder / "skill" / "left_over.py").exists()


def test_a_copy_installs_further_copies_and_leaves_itself_alone(tmp_path):
    run(tmp_path, "--target", "cursor")
    folder = tmp_path / ".cursor/skills" / NAME
    told = run(tmp_path, "--target", "cursor", "--target", "claude", script=folder / "install.sh")
    assert told.returncode == 0
    assert "nothing to do" in told.stdout
    assert parts(tmp_path / ".claude/skills" / NAME) == parts(folder)


@pytest.mark.parametrize("verb", [[], ["--uninstall"]])
@pytest.mark.parametrize("what", ["other skill", "bare folder", "file"])
def test_what_is_not_ours_is_not_touched(tmp_path, verb, what):
    place = tmp_path / ".cursor/skills" / NAME
    place.parent.mkdir(parents=True)
    if what == "file":
        place.write_text("mine", encoding="utf-8")
    else:
        place.mkdir()
        page = "---\nname: ai-video-generatore-2\n---\n" if what == "other skill" else "# name: ai-video-generatore\n"
        (place / "SKILL.md").write_text(page, encoding="utf-8")
    told = run(tmp_path, *verb, "--target", "cursor", "--target", "claude")
    assert told.returncode == 1
    assert "something else" in told.stderr
    assert place.read_text(encoding="utf-8") == "mine" if what == "file" else parts(place) == ["SKILL.md"]
    assert (tmp_path / ".claude/skills" / NAME).exists() is (verb == [])


def test_uninstall_takes_away_the_copy_and_only_that(tmp_path):
    run(tmp_path, "--target", "cursor", "--target", "./other")
    (tmp_path / ".cursor/skills/neighbour").mkdir()
    assert run(tmp_path, "--uninstall", "--target", "cursor").returncode == 0
    assert parts(tmp_path / ".cursor/skills") == ["neighbour"]
    assert parts(tmp_path / "other") == [NAME]
    again = run(tmp_path, "--uninstall", "--target", "cursor")
    assert (again.returncode, "not installed" in again.stdout) == (0, True)


def test_uninstall_of_a_link_removes_the_link_and_not_what_it_leads_to(tmp_path):
    run(tmp_path, "--target", "codex")
    link = tmp_path / ".cursor/skills" / NAME
    link.parent.mkdir(parents=True)
    link.symlink_to(tmp_path / ".agents/skills" / NAME)
    assert run(tmp_path, "--uninstall", "--target", "cursor").returncode == 0
    assert not link.is_symlink()
    assert (tmp_path / ".agents/skills" / NAME / "SKILL.md").exists()


@pytest.mark.parametrize("verb", [[], ["--uninstall"]])
def test_a_dry_run_says_what_it_would_do_and_does_nothing(tmp_path, verb):
    if verb:
        run(tmp_path, "--target", "cursor")
    before = sorted(map(str, tmp_path.rglob("*")))
    told = run(tmp_path, "--dry-run", *verb, "--target", "cursor")
    assert (told.returncode, told.stdout.startswith("would ")) == (0, True)
    assert sorted(map(str, tmp_path.rglob("*"))) == before


@pytest.mark.parametrize("arguments", [[], ["--target"], ["--target", "cursro"], ["--force"], ["cursor"]])
def test_what_it_does_not_understand_it_refuses(tmp_path, arguments):
    told = run(tmp_path, *arguments)
    assert told.returncode == 2
    assert told.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("target", "place"),
    [("./skills", "skills"), ("~/skills", "skills"), (f"./{NAME}", ""), ("existing", "existing"), (".", "")],
)
def test_a_folder_is_a_folder_of_skills_unless_it_has_our_name(tmp_path, target, place):
    (tmp_path / "existing").mkdir()
    assert run(tmp_path, "--target", target).returncode == 0
    assert (tmp_path / place / NAME / "SKILL.md").is_file()


def test_a_failed_update_leaves_the_old_copy(tmp_path):
    """As when the disk is full: one part cannot be copied."""
    run(tmp_path, "--target", "./source", "--target", "./other")
    source = tmp_path / "source" / NAME
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "cp").write_text('#!/bin/sh\ncase $* in */wire*) exit 1;; esac\nexec /bin/cp "$@"\n', encoding="utf-8")
    (tools / "cp").chmod(0o755)
    told = run(tmp_path, "--target", "./other", script=source / "install.sh", PATH=f"{tools}:{os.environ['PATH']}")
    assert told.returncode == 1
    assert parts(tmp_path / "other") == [NAME]
    assert (tmp_path / "other" / NAME / "wire").is_dir()


def test_doctor_finds_every_copy_and_says_what_to_do(tmp_path):
    for target in PLACES:
        run(tmp_path, "--target", target)
    shutil.rmtree(tmp_path / ".openclaw/skills" / NAME / "router")
    page = tmp_path / ".agents/skills" / NAME / "SKILL.md"
    page.write_text(page.read_text(encoding="utf-8").replace('version: "0.1.0"', 'version: "0.0.9"'), encoding="utf-8")
    link = tmp_path / ".codex/skills" / NAME
    link.parent.mkdir(parents=True)
    link.symlink_to(tmp_path / "nowhere")
    copies = installed({"HOME": str(tmp_path)})
    found = {(copy.target, copy.path.parents[1].name): copy for copy in copies}
    assert {key[0]: copy.platform for key, copy in found.items() if key[1] != ".codex"} == {
        target: platform for target, (_, platform) in PLACES.items()
    }
    assert not found["openclaw", ".openclaw"].ok
    assert "router" in found["openclaw", ".openclaw"].fix
    assert "--target" in found["codex", ".agents"].fix
    assert "leads nowhere" in found["codex", ".codex"].fix
    assert found["cursor", ".cursor"].fix == ""
