"""Palettes: readable everywhere, found by word, cheap to ask for."""

import subprocess
import sys

import pytest

from studio.render.look.colour import contrast
from studio.render.look.ground import grounds
from studio.render.look.palettes import MOODS, PALETTES, for_mood, for_word


@pytest.mark.parametrize("name", sorted(PALETTES))
def test_words_are_readable_on_every_ground_and_shape(name):
    for ground in grounds(name):
        for under in (*ground.field, ground.shape, ground.shape_alt):
            for colour in (ground.ink, ground.soft, ground.accent):
                assert contrast(colour, under) >= 4.45
        assert contrast(ground.card_ink, ground.card) >= 4.5
        assert contrast(ground.card_accent, ground.card) >= 4.5
        assert contrast(ground.field[0], ground.ink) >= 4.5


@pytest.mark.parametrize("name", sorted(PALETTES))
def test_the_grounds_of_a_palette_differ(name):
    assert len({ground.field[0] for ground in grounds(name)}) == 4


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (("blue", "蓝", "藍", " Blue "), "ocean"),
        (("warm", "暖"), "sunrise"),
        (("dark", "深色"), "midnight"),
        (("pastel", "马卡龙"), "pastel"),
        (("neon", "霓虹"), "neon"),
        (("black and white", "黑白"), "mono"),
        (("green", "绿"), "forest"),
        (("red", "红"), "festival"),
        (("pink", "粉"), "blossom"),
        (("purple", "紫"), "lavender"),
        (("gold", "金"), "gold"),
        (("velvet",), "velvet"),
    ],
)
def test_colour_words_of_both_languages_find_their_palette(words, name):
    assert {for_word(word) for word in words} == {name}


def test_an_unknown_word_finds_none_and_an_unknown_mood_the_calm_ones():
    assert for_word("banana") is None
    assert for_mood("?", 1) == MOODS["calm"][1]


def test_every_mood_has_palettes_that_exist_and_seeds_walk_through_them():
    for mood, names in MOODS.items():
        assert {for_mood(mood, seed) for seed in range(10)} == set(names) <= PALETTES.keys()


def test_asking_for_palettes_and_the_look_itself_loads_no_numpy():
    program = "import sys, studio.render.look.palettes, studio.artwork; print({'numpy', 'PIL', 'cv2', 'emoji'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, encoding="utf-8")
    assert done.stdout.strip() == "set()"
