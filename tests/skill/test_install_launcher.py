"""The launcher: any copy of the folder runs, set up once, outside itself, and says in one sentence why it cannot.

A small skill stands in for ours, with one dependency in a wheel on disk, so that a real environment is made in seconds
and without a network.
"""

import ast
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CLI = """
import json, os, sys
def main(argv=None):
    import tiny_part
    print(json.dumps({"argv": sys.argv[1:], "prefix": sys.prefix, "skill": os.environ["AI_VIDEO_SKILL"], "from": __file__}))
    return 7
"""
PAGE = "---\nname: small\nversion: 1.0\n---\n# Small\n"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    path = tmp_path_factory.mktemp("wheels") / "tiny_part-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("tiny_part.py", "")
        archive.writestr("tiny_part-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: tiny-part\nVersion: 1.0\n")
        archive.writestr(
            "tiny_part-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        archive.writestr("tiny_part-1.0.dist-info/RECORD", "")
    return path


def small_skill(parent, requirement, cli=CLI):
    """A folder like a copy of ours, without an execute bit."""
    folder = parent / "my skill"
    (folder / "skill").mkdir(parents=True)
    shutil.copyfile(ROOT / "ai-video", folder / "ai-video")
    (folder / "SKILL.md").write_text(PAGE, encoding="utf-8")
    (folder / "pyproject.toml").write_text(f"[project]\ndependencies = [{json.dumps(requirement)}]\n", encoding="utf-8")
    (folder / "skill" / "__init__.py").touch()
    (folder / "skill" / "cli.py").write_text(cli, encoding="utf-8")
    return folder


def environment(home, **more):
    kept = {key: os.environ[key] for key in ("PATH", "LD_LIBRARY_PATH") if key in os.environ}
    return {**kept, "HOME": str(home), "AI_VIDEO_HOME": str(home / "ours"), "LANG": "en_US.UTF-8", **more}


def launch(folder, home, *arguments, cwd=None, script=None, **more):
    return subprocess.run(
        [sys.executable, script or folder / "ai-video", *arguments],
        cwd=cwd, env=environment(home, **more), capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def settled(tmp_path_factory, wheel):
    """A skill that has been set up: its folder, its home, what the first run said."""
    home = tmp_path_factory.mktemp("home")
    folder = small_skill(home, f"tiny-part @ {wheel.as_uri()}")
    return folder, home, launch(folder, home, "a b", "--json")


def test_the_first_run_makes_an_environment_outside_the_folder_and_runs_the_skill(settled):
    folder, home, first = settled
    assert first.returncode == 7, first.stderr
    told = json.loads(first.stdout)
    assert told["argv"] == ["a b", "--json"]
    assert told["from"] == str(folder / "skill" / "cli.py")
    assert Path(told["prefix"]).is_relative_to(home / "ours")
    assert first.stderr.splitlines() == ["Setting up AI Video (once, about a minute)…", "Ready."]


def test_the_second_run_says_nothing_and_every_copy_shares_the_environment(settled, tmp_path):
    folder, home, first = settled
    copy = tmp_path / "elsewhere"
    shutil.copytree(folder, copy)
    again = launch(copy, home)
    assert (again.returncode, again.stderr) == (7, "")
    assert json.loads(again.stdout)["prefix"] == json.loads(first.stdout)["prefix"]


def test_nothing_is_written_into_the_folder(settled):
    folder, home, _ = settled
    assert sorted(path.name for path in folder.rglob("*")) == [
        "SKILL.md",
        "__init__.py",
        "ai-video",
        "cli.py",
        "pyproject.toml",
        "skill",
    ]
    assert list((home / "ours" / "pycache").rglob("*.pyc"))


def test_the_page_is_handed_over_as_it_was_typed(settled, tmp_path):
    folder, home, _ = settled
    link = tmp_path / ".cursor" / "skills" / "x"
    link.parent.mkdir(parents=True)
    link.symlink_to(folder)
    assert json.loads(launch(link, home).stdout)["skill"] == str(link / "SKILL.md")
    inside = launch(folder, home, cwd=link, script="ai-video", PWD=str(link))
    assert json.loads(inside.stdout)["skill"] == str(link / "SKILL.md")
    (tmp_path / "command").symlink_to(link / "ai-video")
    assert json.loads(launch(folder, home, script=tmp_path / "command").stdout)["skill"] == str(link / "SKILL.md")
    assert json.loads(launch(link, home, AI_VIDEO_SKILL="/other").stdout)["skill"] == "/other"


def test_modules_beside_the_caller_do_not_get_in(settled, tmp_path):
    folder, home, _ = settled
    for name in ("skill.py", "json.py", "tomllib.py"):
        (tmp_path / name).write_text("raise SystemExit('taken from the working folder')", encoding="utf-8")
    assert launch(folder, home, cwd=tmp_path).returncode == 7


def test_an_interpreter_that_has_everything_is_used_as_it_is(tmp_path):
    folder = small_skill(tmp_path, "pytest>=8", CLI.replace("import tiny_part", ""))
    told = launch(folder, tmp_path)
    assert json.loads(told.stdout)["prefix"] == sys.prefix
    assert not (tmp_path / "ours" / "env").exists()


def launcher():
    """The launcher as a module."""
    loader = SourceFileLoader("launcher", str(ROOT / "ai-video"))
    module = module_from_spec(spec_from_loader("launcher", loader))  # type: ignore[arg-type]
    loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("requirement", "enough"),
    [
        ("pytest>=8", True),
        ("pytest >= 8, < 9999", True),
        ("pytest[dev]>=8; python_version > '3'", True),
        ("pytest", True),
        ("pytest>=9999", False),
        ("pytest<2", False),
        ("pytest==1.2.3", False),
        ("no-such-thing-here", False),
    ],
)
def test_an_interpreter_is_enough_if_it_has_every_version_that_is_asked_for(requirement, enough, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert launcher().satisfied([requirement]) is enough


def test_a_download_that_fails_is_told_in_one_sentence_and_leaves_nothing(tmp_path):
    folder = small_skill(tmp_path, "no-such-thing-here")
    told = launch(folder, tmp_path, "--json", PIP_NO_INDEX="1", UV_OFFLINE="1")
    error, done = map(json.loads, told.stdout.splitlines())
    assert (error["type"], error["code"], done) == ("error", "setup", {"type": "done", "ok": False})
    assert "downloaded" in error["text"]
    assert not list((tmp_path / "ours" / "env").glob("*/bin"))


def test_a_first_run_that_is_killed_leaves_nothing_that_counts_as_finished(tmp_path, wheel):
    folder = small_skill(tmp_path, f"tiny-part @ {wheel.as_uri()}")
    first = subprocess.Popen(
        [sys.executable, folder / "ai-video"], env=environment(tmp_path), stderr=subprocess.PIPE, start_new_session=True
    )
    assert first.stderr is not None
    assert first.stderr.readline()  # it has begun
    os.killpg(first.pid, signal.SIGKILL)
    first.wait()
    first.stderr.close()
    assert not list((tmp_path / "ours" / "env").glob("*/.ready"))
    assert launch(folder, tmp_path).returncode == 7


def test_environments_that_nobody_uses_any_more_make_room(tmp_path, wheel):
    folder = small_skill(tmp_path, f"tiny-part @ {wheel.as_uri()}")
    envs = tmp_path / "ours" / "env"
    for name, days in (("old", 90), ("young", 9)):
        (envs / name).mkdir(parents=True)
        (envs / name / ".ready").touch()
        os.utime(envs / name / ".ready", (time.time() - days * 86400,) * 2)
    assert launch(folder, tmp_path).returncode == 7
    assert not (envs / "old").exists()
    assert (envs / "young").exists()


def test_two_first_runs_at_once_make_one_environment(tmp_path, wheel):
    folder = small_skill(tmp_path, f"tiny-part @ {wheel.as_uri()}")
    both = [
        subprocess.Popen(
            [sys.executable, folder / "ai-video"],
            env=environment(tmp_path),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    told = [one.communicate() for one in both]
    assert [one.returncode for one in both] == [7, 7]
    assert sum("Setting up" in stderr for _, stderr in told) == 1


@pytest.mark.parametrize("spoil", ["file", "read-only"])
def test_a_home_that_cannot_be_written_is_told_in_one_sentence(tmp_path, wheel, spoil):
    folder = small_skill(tmp_path, f"tiny-part @ {wheel.as_uri()}")
    if spoil == "file":
        (tmp_path / "ours").write_text("", encoding="utf-8")
        told = launch(folder, tmp_path)
    else:
        told = launch(folder, tmp_path, AI_VIDEO_HOME="/proc/none")
    assert told.returncode == 1
    assert "AI_VIDEO_HOME" in told.stderr
    assert "Traceback" not in told.stderr


def test_a_copy_without_the_files_that_begin_with_an_underscore_says_so(tmp_path):
    """The `skills` tool before 1.5 leaves them out."""
    folder = small_skill(tmp_path, "pytest")
    (folder / "skill" / "__init__.py").unlink()
    told = launch(folder, tmp_path)
    assert (told.returncode, "__init__.py" in told.stderr, "Traceback" in told.stderr) == (1, True, False)


def test_a_copy_with_a_part_missing_says_which(tmp_path):
    folder = small_skill(tmp_path, "pytest")
    (folder / "pyproject.toml").unlink()
    for arguments, language, words in (
        ([], "en_US.UTF-8", "not complete"),
        (["生成"], "en_US.UTF-8", "不完整"),
        ([], "zh_CN.UTF-8", "不完整"),
    ):
        told = launch(folder, tmp_path, *arguments, LANG=language)
        assert (told.returncode, words in told.stderr, "Traceback" in told.stderr) == (1, True, False)


def test_an_old_python_can_read_the_launcher_far_enough_to_be_told():
    source = (ROOT / "ai-video").read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 7))
    top = [node for node in ast.parse(source).body if isinstance(node, (ast.Import, ast.ImportFrom))]
    assert {alias.name for node in top for alias in node.names} == {"os", "sys"}


def test_an_old_python_is_told_what_to_install(tmp_path):
    """Run with the version check turned round: no Python of today is new enough for it."""
    folder = small_skill(tmp_path, "pytest")
    launcher = folder / "ai-video"
    launcher.write_text(
        launcher.read_text(encoding="utf-8").replace("OLDEST = (3, 11)", "OLDEST = (3, 99)"), encoding="utf-8"
    )
    told = launch(folder, tmp_path, PATH="")
    assert told.returncode == 1
    assert "3.11" in told.stderr


def test_a_warm_start_costs_little(settled):
    """Two interpreters instead of one, and reading pyproject.toml: 20 ms here, bounded generously for a busy machine."""
    folder, home, _ = settled
    bare = min(timed([sys.executable, "-c", "pass"], home) for _ in range(5))
    ours = min(timed([sys.executable, folder / "ai-video"], home) for _ in range(5))
    assert ours < 2 * bare + 0.15


def timed(command, home):
    start = time.perf_counter()
    subprocess.run(command, env=environment(home), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - start
