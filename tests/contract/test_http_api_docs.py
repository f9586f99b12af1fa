"""docs/http-api.md tells what the studio does."""

import re
from pathlib import Path

from studio.app import create
from studio.config import Config
from studio.turn import CREATION_COST, EDIT_COST
from wire.codes import Code

TEXT = (Path(__file__).parents[2] / "docs" / "http-api.md").read_text(encoding="utf-8")


def test_every_call_is_in_the_docs_and_every_call_of_the_docs_is_served(tmp_path: Path) -> None:
    paths = create(Config(home=tmp_path / "home")).openapi()["paths"]
    served = {f"{method.upper()} {path}" for path, methods in paths.items() for method in methods}
    told = set(re.findall(r"`((?:GET|POST) /[^`]*)`", TEXT))
    assert told <= served
    assert {call for call in served if call.split()[0] in ("GET", "POST")} == told


def test_every_code_of_the_wire_is_in_the_docs() -> None:
    told = {int(code) for code in re.findall(r"^\| (\d+) \|", TEXT, re.MULTILINE)}
    assert {int(code) for code in Code if code} <= told


def test_the_prices_are_those_that_are_charged() -> None:
    assert f"| a film from a brief | {CREATION_COST:g} |" in TEXT
    assert f"| an edit | {EDIT_COST:g} |" in TEXT
