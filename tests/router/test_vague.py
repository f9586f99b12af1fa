"""Wishes that say nothing, and requests for somebody else; a brief is neither."""

import pytest

from router.vague import elsewhere, vague


@pytest.mark.parametrize(
    "text",
    ["make it look better", "Make it better!", "can you make this video more professional please", "improve it", "make it pop",
     "弄好看点", "弄好看一点", "帮我优化一下", "能不能更高级一点", "把视频做得更好看", "让它更专业", "美化一下这个视频"],
)  # fmt: skip
def test_a_wish_for_better_alone_is_vague(text: str) -> None:
    """Nothing in it says what."""
    assert vague(text)


@pytest.mark.parametrize(
    "text",
    ["make the music better", "make the title look better", "make it shorter", "a better morning", "make it better: add captions",
     "make it pop with bigger captions", "a video about good coffee", "make it 10 s and nice", "字幕弄好看点", "把标题改得好看一点",
     "做一个关于咖啡的视频", "音乐更高级一点", "hello", "导出", "", "the video"],
)  # fmt: skip
def test_whoever_names_a_thing_is_not_vague(text: str) -> None:
    """The thing is what to work on."""
    assert not vague(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [("what's the weather in Paris today?", "other"), ("write me a python script", "other"), ("Do my homework", "other"),
     ("what is 12 * 7", "other"), ("今天天气怎么样？", "other"), ("帮我写作业", "other"), ("what does the pro plan cost?", "price"),
     ("what's your pro plan price", "price"), ("会员多少钱", "price"), ("怎么收费？", "price")],
)  # fmt: skip
def test_what_is_no_film_is_named(text: str, kind: str) -> None:
    """The clear cases only."""
    assert elsewhere(text) == kind


@pytest.mark.parametrize(
    "text",
    ["a video about what's the weather in Paris", "the weather in Paris", "what's the weather, a children's song", "天气预报",
     "write me a python script in neon letters", "make a clip: how much does a plan cost", "会员日促销，全场五折",
     "今天天气怎么样？做成竖屏视频", "homework", "write a script about bees", "what is love", "a film about python scripts",
     "how much does a whale weigh", "我们的会员多少钱，画面大字"],
)  # fmt: skip
def test_a_brief_that_mentions_such_things_is_a_brief(text: str) -> None:
    """Precision first: refusing a customer costs more than passing a question on."""
    assert elsewhere(text) is None
