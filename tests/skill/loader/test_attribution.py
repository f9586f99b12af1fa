"""The three headers: safe in any case, and a platform that is told from the path as it was given."""

import json
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skill.loader import attribution, load
from tests.skill.loader.pages import write

PAGE = "---\nname: x\nversion: 1.10\n---\n# T\n"


def platform(path, **env):
    return attribution("x", "1", path, env)["X-Skill-Platform"]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/home/me/.clawhub/skills/x/SKILL.md", "clawhub"),
        ("/home/me/.cursor/skills/x/SKILL.md", "cursor"),
        ("/home/me/work/.cursor/skills/x/SKILL.md", "cursor"),
        ("/home/me/.cursor/skills/pack/x/SKILL.md", "cursor"),
        ("/home/me/.clawhub-old/skills/x/SKILL.md", "unknown"),
        ("/home/me/my.clawhub/x/SKILL.md", "unknown"),
        ("/home/me/.cursor/skills-cursor/x/SKILL.md", "unknown"),
        ("/home/me/.cursor/rules/skills/x/SKILL.md", "unknown"),
        ("/home/me/.cursor/x/SKILL.md", "unknown"),
        ("/home/me/.claude/skills/x/SKILL.md", "unknown"),
        ("/home/me/.agents/skills/x/SKILL.md", "unknown"),
        ("/home/me/.cursor/skills/../skills-cursor/x/SKILL.md", "unknown"),
        ("/home/me/.clawhub/mirror/.cursor/skills/x/SKILL.md", "cursor"),
    ],
)
def test_the_platform_is_told_by_whole_segments_of_the_path(path, expected):
    assert platform(path) == expected


def test_a_link_counts_where_it_lies_and_not_where_it_leads(tmp_path):
    write(tmp_path / "store", PAGE)
    links = tmp_path / ".cursor" / "skills"
    links.mkdir(parents=True)
    (links / "x").symlink_to(tmp_path / "store" / "x")
    assert platform(links / "x" / "SKILL.md") == "cursor"
    assert platform(tmp_path / "store" / "x" / "SKILL.md") == "unknown"
    assert load(links / "x", env={}, remember=False).headers["X-Skill-Platform"] == "cursor"


def test_a_relative_path_is_completed_with_the_shell_s_idea_of_the_folder_if_it_is_true(tmp_path, monkeypatch):
    write(tmp_path / "store", PAGE)
    links = tmp_path / ".cursor" / "skills"
    links.mkdir(parents=True)
    (links / "x").symlink_to(tmp_path / "store" / "x")
    monkeypatch.chdir(links / "x")
    assert platform("SKILL.md", PWD=str(links / "x")) == "cursor"
    assert platform("SKILL.md") == "unknown"
    assert platform("SKILL.md", PWD=os.sep) == "unknown"


def test_what_an_installer_left_in_the_folder_counts(tmp_path):
    page = write(tmp_path, PAGE)
    (page.parent / ".clawhub").mkdir()
    (page.parent / ".clawhub" / "origin.json").write_text(json.dumps({"installedVersion": "3.2"}), encoding="utf-8")
    assert platform(page) == "clawhub"


def test_the_environment_overrides_everything():
    assert platform("/home/me/.cursor/skills/x/SKILL.md", SKILL_SOURCE="openclaw") == "openclaw"
    assert platform("/home/me/.cursor/skills/x/SKILL.md", SKILL_SOURCE="  ") == "cursor"


@pytest.mark.parametrize(
    ("file", "content", "version"),
    [(".clawhub/origin.json", '{"installedVersion": "3.2"}', "3.2"), ("VERSION", "4.1\nnotes", "4.1")],
)
def test_a_page_without_a_version_takes_the_installer_s_word(tmp_path, file, content, version):
    page = write(tmp_path, "---\nname: x\n---\n# T\n")
    (page.parent / file).parent.mkdir(exist_ok=True)
    (page.parent / file).write_text(content, encoding="utf-8")
    skill = load(page, env={}, remember=False)
    assert skill.headers["X-Skill-Version"] == version
    assert any(version in str(note) for note in skill.warnings)


@given(name=st.text(max_size=300), version=st.text(max_size=300), source=st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_a_header_is_one_line_of_printable_ascii_whatever_the_page_says(name, version, source):
    for value in attribution(name, version, "/x/SKILL.md", {"SKILL_SOURCE": source}).values():
        assert value
        assert value.isascii()
        assert value.isprintable()
        assert len(value) <= 200


def test_a_line_break_in_a_name_cannot_become_a_header(tmp_path):
    page = '---\nname: "x\\r\\nX-Evil: 1"\nversion: "1\\n2"\n---\n# T\n'
    skill = load(write(tmp_path, page), env={}, remember=False)
    assert skill.headers["X-Skill-Source"] == "x X-Evil: 1"
    assert skill.headers["X-Skill-Version"] == "1 2"
    assert [note.kind for note in skill.warnings] == ["repaired", "repaired"]


def test_a_name_in_another_script_is_percent_encoded(tmp_path):
    skill = load(write(tmp_path, "---\nname: 短片\nversion: 1\n---\n# T\n"), env={}, remember=False)
    assert skill.headers["X-Skill-Source"] == "%E7%9F%AD%E7%89%87"
