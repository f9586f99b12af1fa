"""The streaming translator: the pieces do not matter, nothing is lost, half an order never shows."""

import time
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from router.gui import GuiStream, Translation, translate
from tests.router.gui_figures import load

TEXTS = [item["backend"] for item in load("gui_seen.jsonl", "gui_unseen.jsonl")]
# Words that carry no order, and what may stand around them.
CALM = st.lists(
    st.sampled_from(["rain", "12 s", "“雨”", "片头", "*bold*", "0:05", "(soft)", "好", "- item", "。", ".", "!"]),
    max_size=12,
)
SOUP = st.lists(
    st.sampled_from(
        [*'。！？.!?：:；\n\t“”"「」（）()*`#>-|1【】…、，, ', "点击", "导出", "click ", "Export", "如果", "to ", "✅"]
    ),
    max_size=40,
).map("".join)
TEXT = st.one_of(st.sampled_from(TEXTS), SOUP, st.text(max_size=60))


def stream(pieces: list[str]) -> Translation:
    """Feed the pieces; the whole text, with the calls and offers of the end."""
    gui = GuiStream()
    shown = [gui.feed(piece) for piece in pieces]
    rest = gui.finish()
    return Translation("".join(shown) + rest.text, rest.calls, rest.offers)


def cut(text: str, places: list[int]) -> list[str]:
    """The text in pieces, cut at places given modulo its length."""
    marks = sorted({0, len(text), *(place % (len(text) + 1) for place in places)})
    return [text[a:b] for a, b in pairwise(marks)]


@settings(max_examples=250, deadline=None)
@given(TEXT, st.lists(st.integers(min_value=0), max_size=12))
def test_any_chunking_gives_what_the_whole_gives(text: str, places: list[int]) -> None:
    """Text, calls and offers do not depend on where the deltas end."""
    assert stream(cut(text, places)) == translate(text)


@settings(max_examples=60, deadline=None)
@given(TEXT)
def test_single_characters_give_what_the_whole_gives(text: str) -> None:
    """The smallest deltas there are."""
    assert stream(list(text)) == translate(text)


@settings(max_examples=150, deadline=None)
@given(CALM, CALM)
def test_nothing_outside_an_order_is_lost(before: list[str], after: list[str]) -> None:
    """Words around an order of its own line come through, in order and word for word."""
    first, last = " ".join(before), " ".join(after)
    done = translate(f"{first}\n\nClick Export to download it.\n\n{last}")
    assert done.text.split() == first.split() + last.split()
    assert [call.action for call in done.calls] == ["export"]


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="abc xyz,.!?-*\n雨好片，。", max_size=120))
def test_text_without_orders_is_untouched(text: str) -> None:
    """Not a character more or less."""
    assert translate(text) == Translation(text, (), ())


def test_at_most_the_current_sentence_is_held_back() -> None:
    """When a sentence has ended and the next has begun, all before it has been shown."""
    gui = GuiStream()
    assert gui.feed("The film is 30 s long. It has") == "The film is 30 s long."
    assert gui.feed(" rain in it. Cli") == " It has rain in it."
    assert gui.feed("ck Export to down") == ""
    assert gui.feed("load it. Enjoy the") == ""
    assert gui.feed(" rain!\n") == " Enjoy the rain!"
    assert [call.action for call in gui.finish().calls] == ["export"]


def test_no_half_of_an_order_is_ever_shown() -> None:
    """Character by character, what is shown is always a beginning of what is read in the end."""
    for text in TEXTS:
        whole = translate(text).text
        gui, shown = GuiStream(), ""
        for char in text:
            shown += gui.feed(char)
            assert whole.startswith(shown)


def test_finish_has_every_call_of_the_stream() -> None:
    """Calls of sentences that were shown long ago are not forgotten."""
    gui = GuiStream()
    gui.feed("Check your balance on the Billing page.\nAll good.\n" + "Rain. " * 50)
    assert [call.action for call in gui.finish().calls] == ["credits"]


def test_time_grows_with_the_text_and_no_faster() -> None:
    """Ten times the text takes about ten times as long, even without a single full stop."""
    for sentence in ("A long day of rain and click sounds. ", "rain and click sounds ", "点击率和雨声"):
        few, many = _seconds(sentence * 200), _seconds(sentence * 2000)
        assert many < 40 * few + 0.05


def _seconds(text: str) -> float:
    def once() -> float:
        start = time.process_time()
        stream([text[n : n + 7] for n in range(0, len(text), 7)])
        return time.process_time() - start

    return min(once() for _ in range(2))
