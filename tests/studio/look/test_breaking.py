"""Line breaking: nothing lost, nothing torn, no mark where it may not stand."""

import string

from hypothesis import given, settings
from hypothesis import strategies as st

from studio.render.look import breaking, fonts
from studio.render.look.breaking import NOT_FIRST, NOT_LAST
from studio.render.look.fitting import fit
from studio.render.look.typeset import measure

CHINESE = st.text("天地人城市夜景的了灯火江上大桥，。！？、：；（）《》“”…", min_size=1, max_size=60)
MIXED = st.lists(st.one_of(CHINESE, st.text(string.ascii_letters + string.digits, min_size=1, max_size=9)), min_size=1)
FACE = fonts.text("calm", "zh")


def wide(text: str) -> float:
    """A stand-in for type: Chinese twice as wide as Latin."""
    return sum(2.0 if ord(c) > 0x2E00 else 1.0 for c in text)


@given(MIXED, st.integers(12, 40))
@settings(max_examples=150, deadline=None)
def test_lines_keep_every_character_and_fit(parts, width):
    text = "".join(parts)
    made = breaking.lines(breaking.atoms(text), wide, width, 999)
    if made is not None:
        assert "".join(made.lines).replace(" ", "") == text.replace(" ", "")
        assert all(wide(line) <= width for line in made.lines)


@given(CHINESE, st.integers(16, 40))
@settings(max_examples=150, deadline=None)
def test_no_closing_mark_begins_a_line_and_no_opening_mark_ends_one(text, width):
    made = breaking.lines(breaking.atoms("字" + text + "字"), wide, width, 999)
    for line in made.lines[1:] if made else ():
        assert line[0] not in NOT_FIRST
    for line in made.lines[:-1] if made else ():
        assert line[-1] not in NOT_LAST


def test_latin_words_and_numbers_inside_chinese_stay_whole():
    for width in range(14, 40):
        made = breaking.lines(breaking.atoms("我用iPhone15拍了4,218张照片和Premiere剪辑"), wide, width, 99)
        assert made is not None
        for word in ("iPhone15", "4,218", "Premiere"):
            assert any(word in line for line in made.lines)


def test_a_chinese_word_is_not_torn_where_another_break_is_as_good():
    made = breaking.lines(breaking.atoms("灯火通明的街道"), wide, 12, 2)
    assert made is not None
    assert made.lines == ("灯火通明的", "街道")


def test_lines_break_where_a_clause_ends():
    block = fit("早餐吃得像国王，午餐像王子，晚餐像乞丐。", FACE, (900, 600), 112, 44, 8)
    assert block.lines == ("早餐吃得像国王，", "午餐像王子，", "晚餐像乞丐。")


def test_english_lines_are_even_and_leave_no_word_alone():
    made = breaking.lines(breaking.atoms("Give yourself fifteen minutes for a proper breakfast"), wide, 30, 9)
    assert made is not None
    assert made.lines == ("Give yourself fifteen minutes", "for a proper breakfast")


@given(st.text(max_size=400), st.sampled_from([(300, 200), (900, 120), (60, 60)]))
@settings(max_examples=60, deadline=None)
def test_whatever_the_text_it_is_fitted_into_its_box(text, box):
    block = fit(text, FACE, box, 80, 20, 5)
    assert block.height <= box[1] + 1
    assert all(measure(line, block.face, block.size) <= box[0] for line in block.lines)


def test_a_text_without_end_ends_in_an_ellipsis():
    block = fit("字" * 20_000, FACE, (400, 200), 60, 30)
    assert block.lines[-1].endswith("…")


def test_short_text_is_as_large_as_wished():
    assert fit("Coffee", FACE, (900, 300), 100, 30).size == 100
