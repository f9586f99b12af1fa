"""Our own SKILL.md: valid by the open specification, complete for the runtime, true about the code."""

import ast
import re
import shlex
import tomllib
from pathlib import Path

import pytest
import yaml

from skill.cli import parser
from skill.loader import bundled, load

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "SKILL.md").read_text(encoding="utf-8")
BLOCK = PAGE.split("---\n")[1]
HEAD = yaml.safe_load(BLOCK)
CODE = [path for room in ("skill", "router", "wire", "studio") for path in (ROOT / room).rglob("*.py")] + [
    ROOT / "ai-video"
]
OURS = re.compile(r"(?:NEMO|SKILL|AI_VIDEO)_[A-Z_]+")


def test_it_is_the_page_that_the_runtime_takes_for_its_own():
    assert bundled() == ROOT / "SKILL.md"
    assert load(bundled(), remember=False).name == "ai-video-generatore"


def test_it_tells_every_fact_itself_and_nothing_in_it_is_mended():
    skill = load(bundled(), remember=False)
    assert set(skill.sources.values()) == {"page"}
    assert skill.warnings == ()


def test_the_version_is_one_wherever_it_stands():
    """Top level, where the owner's rule and this family's tools look; in metadata, where the open specification wants it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert HEAD["version"] == HEAD["metadata"]["version"] == project["version"]
    assert load(bundled(), env={}, remember=False).headers["X-Skill-Version"] == project["version"]


def test_it_keeps_the_open_specification():
    """https://agentskills.io/specification: known keys, a name like the folder's, lengths; `version` is our one exception."""
    assert set(HEAD) <= {"name", "description", "license", "compatibility", "metadata", "allowed-tools", "version"}
    assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", HEAD["name"])
    assert len(HEAD["name"]) <= 64
    assert len(HEAD["description"]) <= 1024
    assert len(HEAD["compatibility"]) <= 500
    assert not re.search(r":\s*[\[{]", BLOCK), "the reference validator's YAML has no flow style"


def test_an_assistant_knows_from_the_first_150_characters_when_to_take_it():
    beginning = HEAD["description"][:150].lower()
    assert all(word in beginning for word in ("make", "edit", "video", "mp4", "生成", "剪辑", "视频", "字幕", "导出"))


def test_it_is_short_enough_to_be_read_whole():
    body = PAGE.split("---\n", 2)[2]
    han = len(re.findall(r"[\u3000-\u9fff\uff00-\uffef]", body))
    assert PAGE.count("\n") < 500
    assert (len(body) - han) / 3 + han * 1.5 < 5000, "tokens, counted generously"


def commands():
    blocks = re.findall(r"^```sh\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line]


@pytest.mark.parametrize("line", commands())
def test_every_command_in_it_is_one_that_the_program_takes(line):
    python, script, *arguments = shlex.split(line)
    assert (python, script) == ("python3", "<skill>/ai-video")
    parser.parse(arguments)


def test_it_names_every_command_and_no_other():
    table = PAGE.split("| Command | Does |")[1].split("\n\n")[0]
    named = {
        word for cell in re.findall(r"^\| (.*?) \|", table, re.MULTILINE) for word in re.findall(r"`([a-z]+)", cell)
    }
    assert named == set(parser.COMMANDS)


def variables_read():
    """Names that the code asks of the environment: ours wherever they stand as text, others where `env` is asked."""
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and OURS.fullmatch(node.value):
                yield node.value
            asked = None
            if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
                asked = (node.value, node.slice)
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
                asked = (node.func.value, node.args[0]) if node.func.attr in {"get", "setdefault"} else None
            if asked and ast.unparse(asked[0]).endswith(("env", "environ")) and isinstance(asked[1], ast.Constant):
                yield str(asked[1].value)
    yield from re.findall(r"\$\{([A-Z_]+):", (ROOT / "install.sh").read_text(encoding="utf-8"))


def test_it_declares_every_variable_that_the_code_reads_and_no_other():
    section = PAGE.split("## Variables")[1]
    declared = set(re.findall(r"`([A-Z_]+)`", section))
    by_others = {"PATH", "XDG_CACHE_HOME", "XDG_STATE_HOME"}  # to find programs; platformdirs, to find folders
    assert declared - by_others == set(variables_read())
    assert {entry["name"] for entry in HEAD["metadata"]["openclaw"]["envVars"]} == set(filter(OURS.fullmatch, declared))


def test_nothing_that_an_installer_reads_asks_for_a_token():
    """`requires.env` would hide the skill from everybody without an account."""
    assert "env" not in HEAD["metadata"]["openclaw"]["requires"]
    assert all(entry["required"] is False for entry in HEAD["metadata"]["openclaw"]["envVars"])
