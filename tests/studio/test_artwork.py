"""Drawings: found by word in both languages, and drawn sharp."""

import subprocess
import sys

import numpy as np
import pytest

from studio import artwork, naming


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("a film about coffee", ["☕"]),
        ("morning coffee: the beans, the pour, the first sip", ["☕", "coffee-beans", "pour-over"]),
        ("Why our cats sleep all day", ["🐱", "💤"]),
        ("Running your first 5K", ["🏃"]),
        ("Grandma's apple pies", ["👵", "🥧"]),
        ("the history of the octopus", ["🏛️", "🐙"]),
        ("saving money", ["💰"]),
        ("party 🎂", ["🎂", "🎉"]),
    ],
)
def test_english_finds_what_it_names(text, keys):
    assert artwork.find(text, "en")[: len(keys)] == keys


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("介绍城市夜景，配轻音乐", ["🌃", "🎵"]),
        ("江上的大桥", ["🌉"]),
        ("气球和礼物", ["🎈", "🎁"]),
        ("重慶的火鍋店", ["🌶️", "🍲"]),
        ("學習英語", ["📚", "🌐"]),
        ("我家的大熊猫", ["🐼"]),
        ("用AI剪视频", ["🤖", "🎬"]),
    ],
)
def test_chinese_finds_what_it_names_in_both_scripts(text, keys):
    found = artwork.find(text, "zh", 9)
    assert set(keys) <= set(found)


@pytest.mark.parametrize("text", ["", "   ", "xyzzy blorb", "咻嘭", "1234", "我们的方面"])
def test_nothing_is_found_where_nothing_is_named(text):
    assert artwork.find(text, "en") == []


def test_characters_inside_other_words_do_not_count():
    assert "🍜" not in artwork.find("各方面的问题", "zh")
    assert "🚪" not in artwork.find("热门部门", "zh")
    assert "👍" not in artwork.find("Eat like a king", "en")


def test_things_come_before_times_of_day_and_the_limit_is_kept():
    assert artwork.find("every morning, coffee", "en")[0] == "☕"
    assert len(artwork.find("coffee tea milk juice beer wine", "en", limit=4)) == 4


def test_the_table_names_each_word_once_and_only_drawings_that_exist():
    keys, english, chinese = [], [], []
    for key, names, han in naming.rows():
        keys.append(key)
        english += [name.lstrip("~") for name in names]
        chinese += [name.lstrip("~") for name in han]
    assert [key for key in keys if not artwork.exists(key)] == []
    for words in (keys, english, chinese):
        assert len(words) == len(set(words)), sorted(w for w in words if words.count(w) > 1)
    assert len(keys) > 550
    assert len(english) > 2000
    assert len(chinese) > 2000


@pytest.mark.parametrize("key", ["☕", "🌃", "🇯🇵", "👩‍💻", "1️⃣", "coffee-beans", "pour-over"])
def test_a_drawing_is_as_large_as_asked_and_cut_to_its_edges(key):
    tile = artwork.load(key, 300)
    assert tile.dtype == np.uint8
    assert max(tile.shape[:2]) == 300
    for edge in (tile[:4], tile[-4:], tile[:, :4], tile[:, -4:]):
        assert edge[..., 3].any()
    assert not (tile[[0, 0, -1, -1], [0, -1, 0, -1], 3] == 255).all()


def test_a_larger_drawing_is_drawn_and_not_blown_up():
    small, large = (artwork.load("🐼", size) for size in (100, 800))
    sharpness = [np.abs(np.diff(tile[..., 3].astype(int), axis=1)).max() for tile in (small, large)]
    assert sharpness[1] > 100


def test_toned_drawings_keep_to_their_three_colours():
    tile = artwork.load("🍓", 200, ((10, 20, 60), (120, 130, 160), (250, 250, 255)))
    seen = tile[tile[..., 3] > 250][:, :3].astype(int)
    assert (seen[:, 2] >= seen[:, 0]).all()
    assert seen.min(axis=0).tolist() >= [10, 20, 60]


def test_an_unknown_key_is_an_error():
    for key in ("no-such-thing", "\U0010fffd", "x", "", "../data/pour-over"):
        with pytest.raises(KeyError):
            artwork.load(key, 50)


def test_drawing_and_naming_load_no_director():
    program = (
        "import sys; from studio import artwork; artwork.find('重慶的火鍋'); print('studio.director' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, encoding="utf-8")
    assert done.stdout.strip() == "False"


def test_what_is_handed_out_may_be_painted_on():
    artwork.load("☕", 60)[:] = 0
    assert artwork.load("☕", 60).any()


def test_text_and_emoji_are_told_apart():
    assert artwork.pictographs("I ❤️ tea") == (("I ", False), ("❤️", True), (" tea", False))
    assert artwork.pictographs("© 2026 ™") == (("© 2026 ™", False),)
    assert artwork.pictographs("👨‍👩‍👧") == (("👨‍👩‍👧", True),)


def test_where_things_are_named_is_told_letter_by_letter():
    text = "The beans, then the pour"
    assert [text[start:end] for start, end in artwork.named(text)] == ["beans", "pour"]
