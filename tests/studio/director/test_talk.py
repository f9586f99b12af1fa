"""Which messages make a film, which change one, and which only want an answer."""

import pytest

from studio.director import answer, edit, wants_new, wants_question
from tests.studio.director.reading import draft, is_chinese, rows

MESSAGES = list(rows("talk.tsv"))


@pytest.mark.parametrize(("message", "kind"), MESSAGES, ids=[m for m, _ in MESSAGES])
def test_a_message_is_what_it_is(message: str, kind: str) -> None:
    given = draft("night" if is_chinese(message) else "coffee")
    asked = answer(message, given, "en")
    got = "talk" if asked else "new" if wants_new(message, True) else "edit"
    assert got == kind


def test_edits_and_briefs_are_no_questions() -> None:
    taken = [
        row[0] for name in ("edits.tsv", "briefs.tsv") for row in rows(name) if wants_question(row[0], draft("coffee"))
    ]
    assert taken == []


def test_edits_are_no_new_films_and_whole_briefs_are() -> None:
    assert [row[0] for row in rows("edits.tsv") if wants_new(row[0], True)] == []
    asked = [row[0] for row in rows("briefs.tsv") if "video" in row[0] and "生成" not in row[0]]
    assert sum(wants_new(b, True) for b in asked) >= 0.8 * len(asked)


def test_without_a_draft_everything_is_a_new_film() -> None:
    assert wants_new("make the music quieter", False)


def test_answers_tell_the_facts_of_the_draft() -> None:
    given = draft("coffee")
    assert "30 seconds" in str(answer("how long is it?", given, "en"))
    assert "Morning coffee" in str(answer("what's the title?", given, "en"))
    assert "5" in str(answer("有几个场景？", draft("night"), "zh"))
    assert "35%" in str(answer("which music did you use?", given, "en"))


def test_an_example_that_is_given_works() -> None:
    told = str(answer("how do I change the title?", draft("coffee"), "en"))
    example = told.split("for example: ")[1]
    assert edit(draft("coffee"), example).draft is not None
