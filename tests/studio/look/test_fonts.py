"""Every character that is drawn is drawn by a font that has it."""

import numpy as np
import pytest

from studio.render.look import fonts
from studio.render.look.fitting import clean
from studio.render.look.palettes import MOODS
from studio.render.look.typeset import line_tile, measure, runs

SAMPLES = {
    "simplified": "城市夜景，灯火通明。",
    "traditional": "這個城市的夜晚燈火通明，體驗過嗎？龍龜鬱",
    "rare": "喆𠮷㙟龘彧",
    "english": "“Quoted” — it’s 50 % off… fiancée, naïve",
    "european": "Žluťoučký kůň, Straße, İstanbul, Ελλάδα, Москва",
    "symbols": "→ ★ ✓ ● ○ № ™ © ° ± × ÷ ½ € £ ¥ $ # @",
    "japanese": "ひらがな カタカナ",
    "korean": "한국어",
}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("mood", sorted(MOODS))
@pytest.mark.parametrize("kind", sorted(SAMPLES))
def test_no_character_is_lost_and_none_becomes_a_box(kind, mood, language):
    for face in (fonts.display(mood, language), fonts.text(mood, language)):
        found = runs(SAMPLES[kind], face)
        assert "".join(run.text for run in found) == SAMPLES[kind]
        for run in found:
            assert {ord(c) for c in run.text} <= fonts.coverage(run.family)


@pytest.mark.parametrize("kind", sorted(SAMPLES))
def test_every_glyph_has_ink_of_its_own(kind):
    for run in runs(SAMPLES[kind], fonts.text("calm", "zh")):
        font = fonts.font(run.family, 40, 500)
        missing = bytes(font.getmask("\U0010fffd"))
        for character in run.text.replace(" ", ""):
            assert any(font.getmask(character)), character
            assert bytes(font.getmask(character)) != missing, character


def test_emoji_are_drawn_in_colour_and_what_nothing_can_draw_is_left_out():
    face = fonts.text("calm", "en")
    assert [run.family for run in runs("tea 🍵!", face)] == ["round", "", "round"]
    assert runs("\U0010fffd\u0e01", face) == ()
    tile = line_tile("🍓", face, 60, (255, 255, 255))
    assert len(np.unique(tile[tile[..., 3] > 250][:, :3], axis=0)) > 20
    assert measure("👩‍🚀", face, 60) == measure("🍓", face, 60)


def test_weight_is_real():
    thin, black = (line_tile("永 a", fonts.Face(("sans-sc",), weight), 80, (0, 0, 0)) for weight in (200, 900))
    assert black[..., 3].sum() > 1.8 * thin[..., 3].sum()


def test_a_line_is_never_clipped_by_its_own_tile():
    for mood in MOODS:
        tile = line_tile("Ågjpqy《龘》Q", fonts.display(mood, "zh"), 90, (0, 0, 0))
        edge = np.concatenate([tile[0, :, 3], tile[-1, :, 3], tile[:, 0, 3], tile[:, -1, 3]])
        assert not edge.any()


def test_control_characters_and_odd_spaces_are_cleaned_away():
    assert clean(" a\x00b \t c\r\n\n d\u200be ") == "ab c\nde"
    assert clean(None) == ""
