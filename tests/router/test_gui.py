"""The GUI translator: what a person reads, what is run, what is offered."""

import pytest

from router.gui import DEFAULT_RULES, Call, GuiRule, Offer, translate
from tests.router.gui_figures import DATA, Figures, load, measure

SETS = ("gui_seen.jsonl", "gui_traps.jsonl", "gui_unseen.jsonl", "gui_final.jsonl")
TAP = GuiRule(("tap", "press", "轻触"), "execute the action via the relevant endpoint")


def _figures(*names: str) -> Figures:
    def run(text: str) -> tuple[str, list[str]]:
        done = translate(text)
        return done.text, [call.action for call in done.calls]

    return measure(load(*names), run)


def _actions(text: str, rules: tuple[GuiRule, ...] = DEFAULT_RULES) -> list[str]:
    return [call.action for call in translate(text, rules).calls]


def test_what_was_tuned_on_stays_right() -> None:
    """Calls, facts and controls of the texts that the rules were made from."""
    figures = _figures("gui_seen.jsonl", "gui_traps.jsonl")
    assert figures.calls_exact >= 98.5, figures.wrong
    assert figures.keep_survived >= 99.5, figures.wrong
    assert figures.drop_removed >= 98.5, figures.wrong


@pytest.mark.parametrize("name", ["gui_unseen.jsonl", "gui_final.jsonl"])
def test_texts_kept_unseen_reach_the_figures_of_acceptance(name: str) -> None:
    """Calls ≥ 88 %, keep ≥ 98 %, drop ≥ 90 % on texts that no rule was made from."""
    figures = _figures(name)
    assert figures.calls_exact >= 88, figures.wrong
    assert figures.keep_survived >= 98, figures.wrong
    assert figures.drop_removed >= 90, figures.wrong


def test_nothing_that_only_mentions_a_control_is_run() -> None:
    """No hard negative fires, and each stays as it was."""
    figures = _figures(*SETS)
    assert figures.false_triggers == 0, figures.wrong
    assert figures.unchanged_negatives == 100, figures.wrong


def test_no_offer_is_executed() -> None:
    """What depends on the user's wish is never a call."""
    assert _figures(*SETS).offers_executed == 0


def test_the_offers_of_a_text_are_named_in_order() -> None:
    """At least 97 of 100 labelled texts yield exactly the labelled list of offers."""
    items = load(*SETS)
    right = [[o.action for o in translate(i["backend"]).offers] == i["offers"] for i in items]
    assert sum(right) / len(right) >= 0.97


@pytest.mark.parametrize(
    ("text", "read", "calls", "offers"),
    [
        (
            "Your film is ready! Click Export to download it.",
            "Your film is ready!",
            (Call("export", "Click Export to download it."),),
            (),
        ),
        (
            "视频做好了。请点击右上角“导出”按钮下载。",
            "视频做好了。",
            (Call("export", "请点击右上角“导出”按钮下载。"),),
            (),
        ),
        (
            "The beat is late. Drag the drum clip to 0:12, then click Play to check.",
            "The beat is late. I'll move the drum clip to 0:12.",
            (
                Call("edit", "move the drum clip to 0:12"),
                Call("timeline", "Drag the drum clip to 0:12, then click Play to check."),
            ),
            (),
        ),
        (
            "If you like, you can open the Music panel to swap the track.",
            "If you like, I can swap the track.",
            (),
            (Offer("edit", "swap the track"),),
        ),
        (
            "如果想换音乐，可以打开音乐面板自行挑选。",
            "如果想换音乐，我可以帮您做这个改动。",
            (),
            (Offer("edit", "换音乐"),),
        ),
        (
            "Nothing to cut yet. Click **+ Upload** and add your wedding clips.",
            "Nothing to cut yet. Please add your wedding clips.",
            (Call("upload", "Click **+ Upload** and add your wedding clips."),),
            (),
        ),
        (
            "To see the cut:\n1. Open the **Preview** window\n2. Press **Play**\n\nIt lasts 9 s.",
            "It lasts 9 s.",
            (Call("timeline", "Open the **Preview** window"),),
            (),
        ),
    ],
)
def test_text_calls_and_offers(text: str, read: str, calls: tuple[Call, ...], offers: tuple[Offer, ...]) -> None:
    """A few texts in full: what is read, run and offered."""
    done = translate(text)
    assert (done.text, done.calls, done.offers) == (read, calls, offers)


def test_a_page_with_a_word_of_its_own_works_without_code() -> None:
    """A verb that only the page knows is an order on that page and plain text elsewhere."""
    rule = GuiRule(("zorp", "扢"), "execute the action via the relevant endpoint")
    assert _actions("Zorp on **Export**.") == []
    assert _actions("Zorp **Export**.", (rule,)) == ["export"]
    assert _actions("请扢“导出”。", (*DEFAULT_RULES, rule)) == ["export"]
    assert _actions("Tap Export.", (TAP,)) == ["export"]


@pytest.mark.parametrize(
    ("does", "action"),
    [
        ("run the export workflow", "export"),
        ("query session state to get the data", "state"),
        ("show a text summary of current tracks", "timeline"),
        ("show the credit balance", "credits"),
        ("send the file through the upload endpoint", "upload"),
    ],
)
def test_a_control_that_the_page_names_gets_the_action_the_page_says(does: str, action: str) -> None:
    """says="Glimmer" plus what is done then is all that a new button needs."""
    assert _actions("Please click Glimmer.", (GuiRule(("Glimmer",), does),)) == [action]
    assert _actions("请点击“闪光”。", (GuiRule(("闪光",), does),)) == [action]


def test_without_rules_the_common_words_still_work() -> None:
    """The data files know the usual verbs and controls; a page adds to them."""
    assert _actions("Click Export to download it.", ()) == ["export"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n ",
        "No order here, only a film of 12 s.",
        "## Title\n\n- a\n- b\n\n| a | b |\n|---|---|\n",
        "```\nclick Export\n```",
        "他说：“点击导出。”\n",
        "a\u202eb\x00c\ud7ff",
    ],
)
def test_what_holds_no_order_comes_back_as_it_was(text: str) -> None:
    """Formatting, white space and odd characters included."""
    done = translate(text)
    assert (done.text, done.calls, done.offers) == (text, (), ())


def test_traditional_characters_are_read_like_simplified_ones() -> None:
    """The same order in both scripts is the same call."""
    assert _actions("請點擊右上角的「匯出」。") == _actions("请点击右上角的“导出”。") == ["export"]


def test_the_same_goal_twice_in_a_row_is_one_call() -> None:
    """Also across sentences; two edits in a row become one request."""
    assert _actions("Click Export. Then press Export again at the top.") == ["export"]
    edits = translate("Drag clip 1 to 0:02. Drag clip 2 to 0:08.").calls
    assert edits == (Call("edit", "move clip 1 to 0:02; move clip 2 to 0:08"),)


def test_an_upload_to_come_makes_the_edit_after_it_an_offer() -> None:
    """What waits for the user's file cannot be done now."""
    done = translate("Upload the logo with the + button, then drag it onto the end card.")
    assert [call.action for call in done.calls] == ["upload"]
    assert [offer.action for offer in done.offers] == ["edit"]


@pytest.mark.parametrize(
    ("language", "order"),
    [("en", "Click the Export button to download it."), ("zh", "请点击右上角的导出按钮。")],
)
def test_a_text_full_of_traps_does_not_hide_the_order_after_it(language: str, order: str) -> None:
    """An order in a paragraph of its own is run after any hard negative, which stays as it was."""
    for item in load("gui_seen.jsonl", "gui_traps.jsonl"):
        if "hard_negative" in item["tags"] and (item["lang"] == "en") == (language == "en"):
            done = translate(f"{item['backend']}\n\n{order}")
            assert [call.action for call in done.calls] == ["export"], item["id"]
            assert done.text == item["backend"]


def _lines(name: str) -> list[str]:
    return (DATA / name).read_text(encoding="utf-8").splitlines()


def test_a_sentence_that_only_mentions_controls_is_left_alone() -> None:
    """Stage directions, captions, reports, other programs: not a character changes."""
    changed = [line for line in _lines("gui_mentions.txt") if translate(line).text != line]
    assert not changed


def test_orders_in_many_wordings_are_understood() -> None:
    """Each line names the one call that its order asks for, or says that it is an offer."""
    for line in _lines("gui_orders.txt"):
        action, _, text = line.partition("|")
        done = translate(text)
        assert [call.action for call in done.calls] == [action] * (action != "offer"), text
        assert bool(done.offers) == (action == "offer"), text
