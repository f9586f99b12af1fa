"""A page read before is not parsed again; and the cache never decides anything."""

import subprocess
import sys
from pathlib import Path

import pytest

from skill.loader import SkillError, describe, load
from tests.skill.loader.pages import FOLDER, write

ROOT = Path(__file__).parents[3]
PAGE = "---\nname: x\nversion: 1.10\n---\n# T\n\nMax file size is 200MB.\n"


def env(home):
    return {"AI_VIDEO_HOME": str(home)}


@pytest.mark.parametrize("shape", ["classic", "official", "generation", "chinese"])
def test_what_is_remembered_is_what_was_read(tmp_path, shape):
    page = FOLDER / f"{shape}.md"
    fresh = describe(load(page, env=env(tmp_path), remember=False))
    assert describe(load(page, env=env(tmp_path))) == fresh
    assert list(tmp_path.rglob("*.page"))
    assert describe(load(page, env=env(tmp_path))) == fresh


def test_a_page_read_before_needs_neither_parser(tmp_path):
    code = (
        "import sys; from skill.loader import load; load(sys.argv[1]);"
        "print([name for name in ('yaml', 'markdown_it', 'router.gui', 'hashlib') if name in sys.modules])"
    )
    page = write(tmp_path, FOLDER.joinpath("classic.md").read_text(encoding="utf-8"))
    told = [
        subprocess.run(
            [sys.executable, "-c", code, page],
            cwd=ROOT,
            env={"AI_VIDEO_HOME": str(tmp_path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for _ in range(2)
    ]
    assert told == ["['yaml', 'markdown_it']", "[]"]


def test_a_changed_page_is_read_again(tmp_path):
    page = write(tmp_path, PAGE)
    assert load(page, env=env(tmp_path)).max_upload_bytes == 200_000_000
    write(tmp_path, PAGE.replace("200", "300"))
    assert load(page, env=env(tmp_path)).max_upload_bytes == 300_000_000


@pytest.mark.parametrize("harm", [b"", b"{}", b"cut", None])
def test_a_spoilt_entry_is_as_good_as_none(tmp_path, harm):
    page = write(tmp_path, PAGE)
    load(page, env=env(tmp_path))
    for entry in tmp_path.rglob("*.page"):
        entry.write_bytes(entry.read_bytes()[:-7] if harm is None else harm)
    assert load(page, env=env(tmp_path)).version == "1.10"
    assert load(page, env=env(tmp_path)).version == "1.10"


def test_another_page_of_the_same_number_does_not_get_the_facts(tmp_path):
    load(write(tmp_path, PAGE), env=env(tmp_path))
    load(write(tmp_path, PAGE.replace("1.10", "6.66"), folder="y"), env=env(tmp_path))
    entries = list(tmp_path.rglob("*.page"))
    first, second = (next(e for e in entries if version in e.read_bytes()) for version in (b": 1.10", b": 6.66"))
    content = first.read_bytes()
    first.write_bytes(second.read_bytes())
    second.write_bytes(content)
    assert load(tmp_path / "x", env=env(tmp_path)).version == "1.10"


def test_a_cache_that_cannot_be_written_does_not_matter(tmp_path):
    (tmp_path / "home").write_text("a file where a folder should be", encoding="utf-8")
    assert load(write(tmp_path, PAGE), env=env(tmp_path / "home")).version == "1.10"


def test_the_cache_stays_small(tmp_path):
    for number in range(40):
        load(write(tmp_path, PAGE.replace("1.10", f"1.{number}")), env=env(tmp_path))
    assert len(list(tmp_path.rglob("*.page"))) <= 32


def test_a_page_that_is_gone_is_not_answered_from_memory(tmp_path):
    page = write(tmp_path, PAGE)
    load(page, env=env(tmp_path))
    page.unlink()
    with pytest.raises(SkillError):
        load(page, env=env(tmp_path))
