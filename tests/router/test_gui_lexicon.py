"""The translator's words: what stands in the data files and in a page's rules is what is known."""

import pytest

from router.gui import DEFAULT_RULES, GuiRule
from router.gui.lexicon import BIT, DATA, SECTIONS, bits, lexicon_for, sections
from router.gui.tokens import HAN, tokenize

FILES = ("en.txt", "zh.txt")


@pytest.mark.parametrize("name", FILES)
def test_every_section_of_the_data_is_a_known_part(name: str) -> None:
    """A misspelt section would silently make its words unknown."""
    found = {section for section, _ in sections((DATA / name).read_text(encoding="utf-8"))}
    assert found - {"fold"} <= set(SECTIONS.split())


@pytest.mark.parametrize("name", FILES)
def test_no_term_stands_twice_in_a_section(name: str) -> None:
    """Doubles hide what is really there."""
    terms = list(sections((DATA / name).read_text(encoding="utf-8")))
    assert len(terms) == len(set(terms))


@pytest.mark.parametrize("name", FILES)
def test_every_term_is_found_as_one_token_that_plays_its_part(name: str) -> None:
    """What is written into a file works: no longer or earlier entry swallows it."""
    lexicon = lexicon_for(())
    for section, term in sections((DATA / name).read_text(encoding="utf-8")):
        if section in ("fold", "shield"):
            continue
        tokens = tokenize(term, lexicon)
        assert len(tokens) == 1, (section, term)
        assert tokens[0].tags & BIT[section], (section, term)


def test_traditional_characters_are_folded_one_to_one() -> None:
    """Offsets in the text stay right."""
    tokens = tokenize("請點擊「匯出」按鈕", lexicon_for(()))
    assert [(t.start, t.end) for t in tokens] == [(0, 1), (1, 3), (3, 7), (7, 9)]
    assert [t.key for t in tokens if t.tags & HAN] == ["请", "点击", "按钮"]


def test_a_rule_adds_its_words_and_takes_none_away() -> None:
    """Whatever a page says, the common words keep their parts."""
    plain, ruled = lexicon_for(()), lexicon_for((GuiRule(("zorp",), "run the export workflow"),))
    assert ruled.get("zorp") == BIT["export"]
    assert not plain.get("zorp")
    assert ruled.get("click") == plain.get("click") != 0


def test_a_verb_stays_a_verb_whatever_its_rule_asks_for() -> None:
    """“打开” opens things; that its rule queries the state makes it no name of a control."""
    lexicon = lexicon_for(DEFAULT_RULES)
    for verb in ("open", "打开"):
        assert lexicon.get(verb) & BIT["nav"]
        assert not lexicon.get(verb) & bits("export state timeline credits upload")
