"""What is asked of a draft is done to it, and nothing else."""

import copy
import json
import re
from typing import Any

import pytest

from studio.director import Edit, edit
from studio.director.edits.changes import CHANGES
from studio.director.edits.replies import refuse
from studio.director.lexicon import data
from tests.studio.director.reading import MATERIAL, art, changed, draft, is_chinese, rows

EDITS = list(rows("edits.tsv"))


def base_of(row: list[str]) -> str:
    return row[2].removeprefix("@") if len(row) > 2 else "night" if is_chinese(row[0]) else "coffee"


def ask(name: str, request: str) -> tuple[dict[str, Any], Edit]:
    """The draft, and what becomes of it; two older drafts and one undone stand on the stacks."""
    given = draft(name)
    older, oldest = draft(name), draft(name)
    older["m"]["title"], oldest["m"]["title"] = "older", "oldest"
    return given, edit(given, request, material=MATERIAL, undo=[oldest, older], redo=[older], art=art)


def fits(wanted: Any, got: Any) -> bool:
    if isinstance(wanted, str) and re.fullmatch(r"[<>][\d.]+", wanted):
        return bool(got > float(wanted[1:]) if wanted[0] == ">" else got < float(wanted[1:]))
    return bool(wanted.lower() == got.lower() if isinstance(wanted, str) and isinstance(got, str) else wanted == got)


@pytest.mark.parametrize("row", EDITS, ids=[r[0][:40] for r in EDITS])
def test_a_request_becomes_its_operations(row: list[str]) -> None:
    given, made = ask(base_of(row), row[0])
    wanted = json.loads(row[1])
    assert [o.name for o in made.operations] == [name for name, _ in wanted], made.said
    for operation, (_, args) in zip(made.operations, wanted, strict=True):
        assert all(fits(v, operation.args.get(k)) for k, v in args.items()), operation
    assert given == draft(base_of(row))
    assert made.said


@pytest.mark.parametrize("row", EDITS, ids=[r[0][:40] for r in EDITS])
def test_an_edited_draft_is_whole(row: list[str]) -> None:
    """Scenes touch from 0 to the end, every overlay lies within the film, ids are unique, and it is still JSON."""
    made = ask(base_of(row), row[0])[1].draft
    assert made is not None
    at = 0
    for scene in next(t for t in made["t"] if t["m"]["role"] == "video")["sg"]:
        assert scene["s"] == at
        at += scene["d"]
    assert at == made["d"]
    ids = [i for t in made["t"] for i in (t["id"], *(s["id"] for s in t["sg"]))]
    assert len(ids) == len(set(ids))
    assert all(0 <= s["s"] <= s["s"] + s["d"] <= made["d"] for t in made["t"] if t["tt"] for s in t["sg"])
    assert json.loads(json.dumps(made)) == made


ONLY = [
    ("coffee", 'change the title to "Brew"', r"/m/title|/t/title/sg/title-1/m/(?:text|name)"),
    ("coffee", "captions off", r"/t/caption/.*"),
    ("bare", "captions on", r"/t/caption/.*"),
    ("coffee", "make the music quieter", r"/t/music/sg/music-1/m/volume"),
    ("coffee", "no music", r"/t/music/.*"),
    ("coffee", "make the music jazz", r"/t/music/sg/music-1/m/(?:mood|name)"),
    ("coffee", "make it square", r"/[wh]"),
    ("coffee", "captions at the top", r"/m/caption_position"),
    ("coffee", "bigger text", r"/m/font_scale"),
    ("coffee", "use a blue palette", r"/m/palette"),
    ("coffee", "crossfades between scenes", r"/m/transition"),
    ("coffee", "zoom in on scene 2", r"/t/video/sg/scene-2/m/motion"),
    ("coffee", 'change the caption of scene 3 to "Slow"', r"/t/caption/sg/caption-2/m/(?:text|name)"),
    ("coffee", 'change the words of scene 2 to "Roasted today"', r"/t/video/sg/scene-2/m/(?:heading|name)|/t/caption/sg/caption-1/m/(?:text|name)"),
    ("coffee", "60 fps", r"/fps"),
    ("trip", "mute the clip", r"/t/video/sg/scene-3/m/volume"),
    ("trip", "replace the picture in scene 2 with sunset.jpg", r"/t/video/sg/scene-2/m/src"),
    ("coffee", "swap scenes 2 and 3", r"/t/video/sg/scene-[23]/s|/t/caption/sg/caption-[12]/s"),
    ("coffee", "make scene 4 longer", r"/d|/t/video/sg/scene-(?:4/d|5/s)|/t/caption/sg/caption-3/[sd]|/t/music/sg/music-1/d"),
    ("coffee", "remove scene 4", r"/d|/t/video/sg/scene-(?:4/.*|5/s)|/t/caption/sg/caption-3/.*|/t/music/sg/music-1/d"),
    ("coffee", "add narration", r"/t/voice/.*"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "request_", "may"), ONLY, ids=[r for _, r, _ in ONLY])
def test_an_edit_changes_only_what_was_asked(name: str, request_: str, may: str) -> None:
    given, made = ask(name, request_)
    assert made.draft is not None
    paths = changed(given, made.draft)
    assert paths
    assert [p for p in paths if not re.fullmatch(may, p)] == []


def test_what_goes_and_comes_back_is_as_it_was() -> None:
    """Captions off and on; a scene moved there and back; the length doubled and halved."""
    for there, back in (
        ("captions off", "captions on"),
        ("move scene 2 to the end", "move scene 6 to position 2"),
        ("make it 60 seconds", "make it 30 seconds"),
    ):
        given = direct_coffee()
        first = edit(given, there, art=art).draft
        assert first is not None
        assert edit(first, back, art=art).draft == given


def direct_coffee() -> dict[str, Any]:
    from studio.director import direct

    return direct("a 30-second vertical video about morning coffee: the beans, the pour, the first sip", art=art).draft


def test_several_edits_happen_in_order_and_what_fails_is_noted() -> None:
    given, made = ask("coffee", 'remove scene 2, translate it to French, and title it "Brew"')
    assert [o.name for o in made.operations] == ["remove_scene", "set_title"]
    assert made.notes == (refuse("no_translation", "en"),)
    assert made.draft is not None
    assert made.draft["d"] == given["d"] - 6_000


def test_numbers_mean_the_scenes_that_the_user_sees_unless_then_is_said() -> None:
    _, seen = ask("coffee", 'remove scene 2 and change the text of scene 3 to "X"')
    _, after = ask("coffee", 'remove scene 2, then change the text of scene 3 to "X"')
    heading = {i: [s["m"].get("heading") for s in e.draft["t"][0]["sg"]] for i, e in ((0, seen), (1, after)) if e.draft}
    assert heading[0][1] == "X"
    assert heading[1][2] == "X"


@pytest.mark.parametrize(
    "request_",
    ["translate it to French", "add a lens flare", "blub the frobnicator", "remove scene 9", "replace “tea” with “milk”", "加滤镜", "翻译成英文", "make it 2 hours long", "🎈", "captions on"],
)  # fmt: skip
def test_what_cannot_be_done_changes_nothing_and_names_two_things_that_would_work(request_: str) -> None:
    given, made = ask("night" if is_chinese(request_) else "coffee", request_)
    assert made.draft is None
    assert made.operations == ()
    if request_ == "🎈":
        return
    offers = re.findall(r"“([^”]+)”", made.said)[-2:]
    assert len(offers) == 2
    for offer in offers:
        assert (
            edit(given, offer.replace("…", "X").strip("X") + " “X”" if "…" in offer else offer, art=art).draft
            is not None
        )


def test_quoted_words_are_kept_to_the_letter() -> None:
    for words in ("Remove the music, then make it square!", "50% off & more…", "don't “stop” now", "删掉第二个场景"):
        quote = f"「{words}」" if "“" in words else f"“{words}”"
        made = ask("coffee", f"change the title to {quote}")[1]
        assert made.draft is not None
        assert made.draft["m"]["title"] == words


def test_undo_and_redo_give_back_the_drafts_of_the_stacks() -> None:
    _, made = ask("coffee", "undo")
    assert made.draft is not None
    assert made.draft["m"]["title"] == "older"
    assert ask("coffee", "undo two steps")[1].draft["m"]["title"] == "oldest"  # type: ignore[index]
    assert edit(draft("coffee"), "undo", art=art).draft is None
    _, both = ask("coffee", "undo that and make the music louder")
    assert [o.name for o in both.operations] == ["restore", "set_music_volume"]


def test_drafts_of_other_hands_are_edited_too() -> None:
    """No `m`, no ids, no starts, no frame rate, one scene: no edit fails, and most are done."""
    bare = {
        "d": 10_000,
        "t": [{"tt": 0, "sg": [{"d": 6_000}, {"d": 4_000}]}, {"tt": 1, "sg": [{"d": 10_000, "m": {"volume": 0.5}}]}],
    }
    done = 0
    for row in EDITS:
        given = copy.deepcopy(bare)
        done += edit(given, row[0], material=MATERIAL, art=art).draft is not None
        assert given == bare
    assert done > len(EDITS) // 2


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_change_and_every_refusal_has_its_sentence(language: str) -> None:
    table = data("edit_replies")
    did = table[language]["did"]
    for name in [*CHANGES, "undo", "redo", "new_version"]:
        assert name in did or {f"{name}_on", f"{name}_off"} <= did.keys(), name
    assert table["en"]["refused"].keys() == table["zh"]["refused"].keys()


def test_no_request_is_too_strange_or_too_long() -> None:
    for request in (
        "scene " * 4_000,
        "一" * 20_000,
        "“" * 500,
        "a, " * 5_000,
        "remove the the the",
        "(((",
        "\n\n\n",
        "scene 0",
        "第零幕删掉",
    ):
        ask("coffee", request)
