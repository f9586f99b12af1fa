"""docs/faults.md names all 67 faults, and only tests that exist."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "faults.md").read_text(encoding="utf-8")


def _tests() -> set[str]:
    """`module::function`, the module without its `test_`."""
    found = set()
    for file in (ROOT / "tests").rglob("test_*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                found.add(f"{file.stem.removeprefix('test_')}::{node.name}")
    return found


def test_every_fault_has_a_row_with_a_proof() -> None:
    rows = re.findall(r"^\| (\d+) \|.*\| (.*) \|$", PAGE, re.MULTILINE)
    assert [int(number) for number, _ in rows] == list(range(1, 68))
    assert all("::test_" in proof for _, proof in rows)


def test_every_proof_that_the_page_names_exists() -> None:
    named = set(re.findall(r"`(\w+::test_\w+)`", PAGE))
    assert len(named) > 60
    assert named - _tests() == set()
