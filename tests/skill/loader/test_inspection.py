"""What `inspect` shows of a page or of many, and that no page can stop it."""

import json
import os

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from skill.loader import SkillError, bundled, expand, inspect, load
from tests.skill.loader.pages import FOLDER, write

PROMISED = {
    "path",
    "name",
    "version",
    "headers",
    "routes",
    "gui_rules",
    "errors",
    "api_base",
    "formats",
    "max_upload_bytes",
    "examples",
    "warnings",
}


@pytest.mark.parametrize("page", [*sorted(FOLDER.glob("*.md")), bundled()], ids=lambda page: page.stem)
def test_the_object_is_the_promised_one_and_json(page):
    told = json.loads(json.dumps(inspect(page)))
    assert set(told) >= PROMISED
    assert set(told["headers"]) == {"X-Skill-Source", "X-Skill-Version", "X-Skill-Platform"}
    assert all(set(route) == {"action", "keywords", "skip_sse"} for route in told["routes"])
    assert all(set(rule) == {"says", "does"} for rule in told["gui_rules"])
    assert all(isinstance(note, str) for note in told["warnings"])
    assert set(told["sources"].values()) <= {"page", "default", "repaired"}


@pytest.mark.parametrize("path", ["missing", "folder", "folder/empty.md", "a" * 5_000, "nul\0"])
def test_a_page_that_cannot_be_used_is_an_error_of_its_own(tmp_path, path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "empty.md").touch()
    (given,) = expand([tmp_path / path])
    told = inspect(given)
    assert set(told) == {"path", "error"}
    assert told["path"] == str(tmp_path / path)


def test_an_unreadable_page_says_why(tmp_path):
    os.mkfifo(tmp_path / "SKILL.md")
    with pytest.raises(SkillError, match=r"no SKILL\.md"):
        load(tmp_path)
    assert inspect(tmp_path / "SKILL.md") == {"path": str(tmp_path / "SKILL.md"), "error": "not a file"}


def test_a_folder_stands_for_every_page_below_it_also_behind_links(tmp_path):
    pages = [write(tmp_path / "all", "---\nname: x\n---\n", folder=name) for name in ("b", "a/deep/er", "a")]
    write(tmp_path / "elsewhere", "---\nname: x\n---\n", folder="c")
    (tmp_path / "all" / "link").symlink_to(tmp_path / "elsewhere" / "c")
    (tmp_path / "all" / "round").symlink_to(tmp_path / "all")
    write(tmp_path / "all", "---\nname: x\n---\n", folder=".git/x")
    found = list(expand([tmp_path / "all", "one.md"]))
    assert sorted(map(str, found[:-1])) == sorted(map(str, [*pages, tmp_path / "all" / "link" / "SKILL.md"]))
    assert str(found[-1]) == "one.md"


def test_a_folder_without_a_page_is_not_passed_over(tmp_path):
    assert list(expand([tmp_path])) == [tmp_path]


def test_pages_are_handed_over_as_they_are_found(tmp_path):
    write(tmp_path, "---\nname: x\n---\n", folder="a")
    pages = expand([tmp_path, tmp_path / "missing"])
    assert next(pages).name == "SKILL.md"


@given(data=st.binary(max_size=2_000))
@example(data=b"---\nname: x\n---\n" + b"> " * 500)
@example(data=b"---\n" + b"[" * 900 + b"\n---\n")
@example(data=b"|a|\n|-|\n" * 50 + b"- b\nC\n" * 50)
@settings(max_examples=300, deadline=None)
def test_no_bytes_stop_the_loader(data, tmp_path_factory):
    page = tmp_path_factory.getbasetemp() / "SKILL.md"
    page.write_bytes(data)
    json.dumps(inspect(page))


@given(
    text=st.lists(st.sampled_from(FOLDER.joinpath("classic.md").read_text(encoding="utf-8").split("\n")), max_size=60)
)
@settings(max_examples=100, deadline=None)
def test_no_shuffled_page_stops_the_loader(text, tmp_path_factory):
    page = tmp_path_factory.getbasetemp() / "SKILL.md"
    page.write_text("\n".join(text), encoding="utf-8")
    told = inspect(page)
    assert "error" in told or told["headers"]["X-Skill-Version"]
