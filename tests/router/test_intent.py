"""What a message asks for, in which order, and why."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from router.actions import Route
from router.intent import DEFAULT_ROUTES, plan
from router.learn import ACTIONS, utterances

DATA = Path(__file__).parent / "data"
MESSAGES = [json.loads(line) for line in (DATA / "messages.jsonl").read_text(encoding="utf-8").splitlines()]
FOREIGN = (DATA / "foreign.txt").read_text(encoding="utf-8").splitlines()


def actions(text: str, **more: object) -> list[str]:
    """The actions of the plan for a message."""
    return [step.action for step in plan(text, **more).steps]  # type: ignore[arg-type]


def test_labelled_messages_are_understood() -> None:
    """The floor is what was measured, less two messages; the set is tuned on, so it is a guard and no estimate."""
    right = sum(actions(row["text"]) == row["actions"] for row in MESSAGES)
    assert right / len(MESSAGES) >= 0.95


def test_no_plain_request_fires_anything() -> None:
    """A wrong export or upload costs more than a miss."""
    assert [row["text"] for row in MESSAGES if row["actions"] == ["chat"] and actions(row["text"]) != ["chat"]] == []


def test_talk_to_other_assistants_fires_almost_nothing() -> None:
    """Four hundred utterances about weather, money, kitchens and code, in both languages."""
    fired = [text for text in FOREIGN if text.strip() and actions(text) != ["chat"]]
    assert len(fired) <= 2, fired


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("make a 30s video with captions and then send me the mp4", ["chat", "export"]),
        ("before you export, make it brighter", ["chat", "export"]),
        ("上传这两张图，做成相册，导出", ["upload", "chat", "export"]),
        ("make it brighter before I export", ["chat"]),
        ("a video about how to download maps", ["chat"]),
        ("add end credits", ["chat"]),
        ('add the text "export now" in red', ["chat"]),
        ("how do I export?", ["chat"]),
        ("don't export yet", ["chat"]),
        ("導出影片", ["export"]),
        ("积分还剩多少？", ["credits"]),
        ("is it done rendering?", ["state"]),
        ("exprot the vidoe pls", ["export"]),
        ("   ", []),
    ],
)
def test_what_the_issue_names_is_understood(text: str, want: list[str]) -> None:
    """Compounds in the order meant; mentions are no orders."""
    assert actions(text) == want


def test_each_step_carries_its_own_words() -> None:
    """So that chat hears only its part."""
    steps = plan("make a 30s video about coffee and send me the mp4").steps
    assert [step.text for step in steps] == ["make a 30s video about coffee", "send me the mp4"]


def test_every_answer_says_why() -> None:
    """What matched, or what was not understood."""
    assert all(plan(row["text"]).evidence and all(s.evidence for s in plan(row["text"]).steps) for row in MESSAGES)


def test_a_page_with_other_words_and_another_row_works_without_code() -> None:
    """Routes are data."""
    routes = (*DEFAULT_ROUTES, Route("publish", ("publish", "发布"), skip_sse=True))
    assert actions("publish it", routes=routes) == ["publish"]
    assert actions("发布", routes=routes) == ["publish"]
    assert actions("publish it") == ["chat"]


@pytest.mark.parametrize("route", DEFAULT_ROUTES, ids=lambda route: route.action)
def test_each_keyword_of_the_table_reaches_its_route(route: Route) -> None:
    """A keyword alone is its action."""
    words = [word for word in route.keywords if word != "user sends file"]
    assert [actions(word) for word in words] == [[route.action]] * len(words)


@pytest.mark.parametrize("action", ACTIONS)
def test_what_people_say_for_an_action_reaches_no_other(action: str) -> None:
    """Data is linted: an utterance may be missed, and then goes to chat, but is no other action's."""
    wrong = {text: actions(text) for text in utterances(action) if set(actions(text)) - {action, "chat"}}
    assert len(wrong) <= len(utterances(action)) // 200, wrong
    missed = [text for text in utterances(action) if action not in actions(text)]
    assert len(missed) <= len(utterances(action)) // 20, missed[:20]


def test_files_that_the_caller_holds_are_no_step_of_their_own() -> None:
    """They are uploaded by the caller; a path in the message is a step."""
    assert actions("here are my photos, make a slideshow", attachments=2) == ["chat"]
    assert actions("upload ~/beach.jpg and make a slideshow")[0] == "upload"


def test_the_room_needs_nothing_but_the_standard_library() -> None:
    """Not even our other rooms, at import or at work."""
    code = (
        "import sys; from router.intent import plan; plan('导出'); print([m for m in sys.modules if m.split('.')[0] in "
    )
    code += "{'skill','studio','wire','httpx','yaml','pydantic','numpy'}])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=DATA.parents[2])
    assert ran.stdout.strip() == "[]"
