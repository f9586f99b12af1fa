"""Yes and no to an offer, and nothing else."""

import pytest

from router.intent import plan
from router.replies import reply


@pytest.mark.parametrize(
    "text",
    ["yes", "Yes!", "ok", "sure, go ahead", "yes please do it", "do it", "yeah why not", "Sounds good, thanks", "👍", "OK 👍",
     "好", "好的", "好的，谢谢", "行吧", "可以", "嗯嗯", "没问题", "那就来吧", "當然", "好啊好啊"],
)  # fmt: skip
def test_a_yes_runs_what_was_offered(text: str) -> None:
    """In both languages, polite or short."""
    assert [step.action for step in plan(text, pending="export").steps] == ["export"]


@pytest.mark.parametrize(
    "text", ["no", "no thanks", "not yet, wait", "nah, later", "不用了", "先不要", "算了吧，谢谢", "等等"]
)
def test_a_no_runs_nothing(text: str) -> None:
    """It is talk."""
    assert [step.action for step in plan(text, pending="export").steps] == ["chat"]


@pytest.mark.parametrize(
    "text",
    [
        "yes, but make the title bigger first",
        "good morning title",
        "ok?",
        "好看的片头",
        "no music please",
        "要一个标题",
        "make it go",
    ],
)
def test_what_says_more_than_yes_or_no_is_no_answer(text: str) -> None:
    """It has a request of its own."""
    assert reply(text) is None


def test_without_an_offer_a_yes_is_talk() -> None:
    """There is nothing to say yes to."""
    assert [step.action for step in plan("yes").steps] == ["chat"]
