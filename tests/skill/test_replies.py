"""Every outcome has its sentence in both languages, and every sentence its outcome."""

import ast
import re
from pathlib import Path

import jinja2
import pytest
from jinja2 import meta

from skill import replies

ROOM = Path(replies.__file__).parents[1]


def _facts(template: str) -> set[str]:
    environment = jinja2.Environment(autoescape=False)
    environment.filters |= dict.fromkeys(("number", "size", "percent", "clock", "quote"), str)
    return meta.find_undeclared_variables(environment.parse(template))


def test_both_languages_have_the_same_outcomes() -> None:
    """None is missing on either side."""
    assert set(replies.outcomes("en")) == set(replies.outcomes("zh"))


def test_both_languages_need_the_same_facts() -> None:
    """A fact that one language names and the other does not is a slip in one of them."""
    for outcome, english in replies.outcomes("en").items():
        chinese = replies.outcomes("zh")[outcome]
        assert set(english) == set(chinese), outcome
        for part in english:
            assert _facts(english[part]) == _facts(chinese[part]), outcome


def _named() -> set[str]:
    """Outcome names in the code: first arguments of failures and of whatever says something."""
    sayers = {"say", "hint", "text", "status", "progress", "notice", "_notice"}
    found = set()
    for file in ROOM.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args or not isinstance(node.args[0], ast.Constant):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            raised = name in {
                "BadInput",
                "NotAuthorised",
                "NotPaid",
                "BackendFailed",
                "Unreachable",
                "Doubtful",
                "Interrupted",
                "kind",
            }
            if (name in sayers or raised) and isinstance(node.args[0].value, str):
                found.add(node.args[0].value)
    return found


def test_every_outcome_that_the_code_names_has_a_sentence() -> None:
    """Or a user would get a KeyError in its place."""
    assert {name for name in _named() if re.fullmatch(r"[a-z_]+", name)} <= set(replies.outcomes("en"))


def test_a_missing_fact_is_an_error_and_no_hole() -> None:
    """StrictUndefined."""
    with pytest.raises(jinja2.UndefinedError):
        replies.say("uploading", "en")


def test_every_failure_says_what_to_do_next() -> None:
    """An entry with a hint of its own is a failure; its hint is not empty in either language."""
    for language in replies.LANGUAGES:
        hints = [entry["hint"] for entry in replies.outcomes(language).values() if "hint" in entry]
        assert all(hint.strip() for hint in hints)
        assert len(hints) > 30
