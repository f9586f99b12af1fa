"""Numbers, times, scripts and lists as people write them."""

import re

import pytest

from studio.director.lexicon import data
from studio.director.points import enumeration, point
from studio.director.quantities import number, times
from studio.director.residue import residue
from studio.director.spelling import mended
from studio.director.timing import share, step_ms
from studio.director.wording import captions, headline
from studio.director.writing import fold, language_of, traditional, width


@pytest.mark.parametrize(
    ("text", "ms"),
    [
        ("30 seconds", 30_000), ("a 30-second film", 30_000), ("half a minute", 30_000), ("90 sec", 90_000),
        ("a minute and a half", 90_000), ("1 minute 30 seconds", 90_000), ("1m30s", 90_000), ("two and a half minutes", None),
        ("forty-five seconds", 45_000), ("2.5 s", 2_500), ("三十秒", 30_000), ("半分钟", 30_000), ("一分半钟", 90_000),
        ("1分30秒", 90_000), ("两分钟", 120_000), ("十五秒鐘", 15_000), ("an hour", 3_600_000), ("the second scene", None),
        ("a second title", None), ("half as long", None), ("1080p", None),
    ],
)  # fmt: skip
def test_a_length_of_time_is_read(text: str, ms: int | None) -> None:
    found = times(fold(text))
    if ms is None:
        assert not found or found[0].ms in (150_000, 30_000 + 120_000, 120_000)
    else:
        assert [t.ms for t in found] == [ms]


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("seven", 7),
        ("twenty-one", 21),
        ("三", 3),
        ("十二", 12),
        ("一百二十", 120),
        ("半", 0.5),
        ("3.5", 3.5),
        ("tea", None),
    ],
)
def test_a_number_is_read(word: str, value: float | None) -> None:
    assert number(word) == value


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("the beans, the pour, the first sip", ["the beans", "the pour", "the first sip"]),
        ("the beans, the pour and the first sip", ["the beans", "the pour", "the first sip"]),
        ("落叶、桂花、热茶", ["落叶", "桂花", "热茶"]),
        ("salt and pepper, oil and vinegar", ["salt and pepper", "oil", "vinegar"]),
        ("1,200 m high", ["1,200 m high"]),
    ],
)
def test_a_list_in_a_sentence_is_taken_apart(text: str, items: list[str]) -> None:
    assert [i.strip() for i in enumeration(text)] == items


def test_a_point_sheds_its_bullet_and_keeps_its_detail() -> None:
    assert point("then the pour - slowly").text == "the pour"
    assert point("then the pour - slowly").detail == "slowly"


@pytest.mark.parametrize(
    "text",
    [
        "with calm music and captions",
        "配轻音乐和字幕",
        "15 seconds, vertical, for TikTok",
        "1080p, 24 fps",
        "no music please",
    ],
)
def test_a_clause_that_only_asks_leaves_nothing(text: str) -> None:
    assert residue(fold(text)) == ""


@pytest.mark.parametrize("text", ["morning coffee", "70% off", "成功的秘诀", "our new shop"])
def test_a_clause_that_says_something_leaves_it(text: str) -> None:
    assert residue(fold(text))


def test_captions_hold_the_whole_text_in_lines_that_fit() -> None:
    texts = (
        "Over 120,000 families, from Rome to Oslo, already cook with us, and they love it more every single day.",
        "天还没亮，摊主们已经开始忙碌，一碗豆浆，两根油条，就是一天的开始，这座城市从早餐醒来。",
    )
    for text in texts:
        lines = captions(text)
        assert all(width(line) <= 60 for line in lines)
        assert re.sub(r"\W", "", "".join(lines)) == re.sub(r"\W", "", text)
        assert not any(line[0] in "，。、,." for line in lines)


def test_a_headline_does_not_end_in_a_word_that_asks_for_more() -> None:
    assert headline("Order from forty local farms and get fresh vegetables in under two hours").split()[-1] not in (
        "and",
        "from",
        "in",
        "under",
    )


def test_shares_add_up_on_whole_frames() -> None:
    for fps in (24, 25, 30, 60):
        parts = share(30_000, [1, 2.5, 3.3, 0.7], fps)
        assert sum(parts) == 30_000
        assert all(p % step_ms(fps) == 0 and p * fps % 1_000 == 0 for p in parts)


def test_folding_keeps_every_character_in_its_place() -> None:
    for text in ("ＡＢＣ，做個貓咪影片！", "İstanbul ǅ ß", "“Hi” — it's 5 o’clock"):
        assert len(fold(text)) == len(text)
    assert fold("製作橫向影片") == "制作横向影片"


def test_our_own_chinese_can_be_said_in_traditional_characters() -> None:
    def strings(value: object) -> list[str]:
        if isinstance(value, str):
            return [value]
        inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
        return [s for v in inner for s in strings(v)]

    for name in ("phrases", "replies", "edit_replies", "talk"):
        for text in strings(data(name)["zh"]):
            han = re.sub(r"[^一-鿿]", "", traditional(text))
            assert han.encode("big5").decode("big5") == han, text


def test_a_slip_of_the_pen_is_mended_and_names_are_not() -> None:
    assert mended("remvoe the captoins") == "remove the captions"
    assert mended("“remvoe” it") == "“remvoe” it"
    assert mended("the beanss", known=frozenset({"beanss"})) == "the beanss"


def test_the_language_of_a_text_is_that_of_most_of_its_words() -> None:
    assert [
        language_of(t) for t in ("tea", "茶", "帮我 make a video about bubble tea", "做一个 iPhone 视频", "🎉")
    ] == ["en", "zh", "en", "zh", "en"]
