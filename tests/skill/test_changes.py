"""What an edit did, in a person's words: every kind of edit that the studio can make, on its own drafts."""

import copy
from typing import Any

import pytest

from skill import telling
from skill.project import timeline
from studio import director

COFFEE = director.direct(
    "a 15-second vertical video about morning coffee: the beans, the pour, the first sip. calm music and captions",
    language="en", seed=1,
).draft  # fmt: skip
NIGHT = director.direct(
    "生成一个15秒的竖屏视频，介绍城市夜景：霓虹灯、大桥、夜市。配轻音乐和字幕", language="zh", seed=1
).draft


def _told(before: dict[str, Any], request: str, language: str) -> str:
    after = director.edit(before, request).draft
    assert after is not None, request
    return telling.changes(timeline.compare(before, after), language)


@pytest.mark.parametrize(
    ("request_", "told"),
    [
        ("music volume to 20%", "Done: BGM volume 35% → 20%."),
        ("remove the music", 'Done: BGM removed: "Calm".'),
        ("change the music to upbeat", 'Done: BGM "Calm" → "Upbeat".'),
        ("remove the captions", "Done: Captions removed."),
        ("make the captions bigger", "Done: Words on screen 100% → 125% of their usual size."),
        ("move captions to the top", "Done: Captions now at the top."),
        ("change the title to Good Morning", 'Done: Title text "Morning coffee" → "Good Morning".'),
        ("remove the title", 'Done: Title removed: "Morning coffee".'),
        ("swap scene 2 and 3", 'Done: "The beans" and "The pour" changed places.'),
        ("move scene 4 to the start", 'Done: "The first sip" moved from place 4 to place 1.'),
        ("make it 30 seconds long", "Done: Length 15 s → 30 s."),
        ("make it landscape", "Done: Picture size 1080×1920 → 1920×1080."),
        ("use a blue palette", "Done: New colours."),
        ("make it more cinematic", 'Done: Mood calm → cinematic; New colours; BGM "Calm" → "Cinematic".'),
        ("use slide transitions", "Done: Scenes now change with a slide."),
        ("say 'Fresh beans' in scene 2", 'Done: Scene 2 now says "Fresh beans".'),
        ("zoom in on scene 2", 'Done: Scene 2 "The beans" moves differently.'),
    ],
)
def test_an_edit_is_told_in_one_sentence_without_what_follows_from_it(request_: str, told: str) -> None:
    """No caption that merely moved along with its scene, no second name for the same thing."""
    assert _told(COFFEE, request_, "en") == told


@pytest.mark.parametrize(
    ("request_", "told"),
    [
        ("音乐音量调到20%", "已完成：音乐音量 35% → 20%。"),
        ("去掉字幕", "已完成：字幕已移除。"),
        ("字幕放到上面", "已完成：字幕移到顶部。"),
        ("交换第二和第三个场景", "已完成：「霓虹灯」和「大桥」对调了位置。"),
        ("改成30秒", "已完成：时长 15 秒 → 30 秒。"),
        ("最后一幕文字改成欢迎光临", "已完成：第5个场景现在写着「欢迎光临」。"),
    ],
)
def test_the_same_in_chinese(request_: str, told: str) -> None:
    """Labels, values and marks are Chinese."""
    assert _told(NIGHT, request_, "zh") == told


@pytest.mark.parametrize(
    ("request_", "part"),
    [
        ("delete scene 3", 'Scene 3 removed: "The pour"'),
        ("add a scene about croissants", 'Scene 5 added: "Croissants" ('),
        ("duplicate scene 2", 'Scene 3 added: "The beans" ('),
        ("make scene 2 5 seconds", '"The beans" is now 5 s long (was '),
        ("cut the first three seconds", 'Scene 1 removed: "Morning coffee"'),
    ],
)
def test_a_scene_that_comes_or_goes_is_told_with_the_new_length(request_: str, part: str) -> None:
    """Its own captions come and go with it, and are not told."""
    told = _told(COFFEE, request_, "en")
    assert told.startswith("Done: Length 15 s → ")
    assert part in told
    assert "Captions" not in told


def test_a_new_film_is_told_by_its_tracks() -> None:
    """Five scenes are one clause."""
    told = telling.changes(timeline.compare(None, COFFEE), "en")
    assert told.startswith('Done: 5 scenes added; BGM added: "Calm" (0–15 s); Title added: "Morning coffee" (')


def test_more_than_four_clauses_are_counted() -> None:
    """Nobody reads a list of nine."""
    after = COFFEE
    for request in ("music volume to 20%", "move captions to the top", "use slide transitions", "make it landscape",
                    "use a blue palette", "change the title to Hi"):  # fmt: skip
        after = director.edit(after, request).draft or after
    told = telling.changes(timeline.compare(COFFEE, after), "en")
    assert told.endswith("; and 2 more.")
    assert told.count(";") == 4


def test_a_draft_without_ids_is_compared_by_what_it_says() -> None:
    """The first of two clips goes: one clip removed, nothing renamed."""

    def clip(name: str, length: int) -> dict[str, Any]:
        return {"d": length, "m": {"name": name}}

    before = {"t": [{"tt": 0, "sg": [clip("sea", 2000), clip("sun", 3000)]}, {"tt": 1, "sg": [clip("Lo-fi", 5000)]}]}
    after = copy.deepcopy(before)
    after["t"][0]["sg"].pop(0)  # type: ignore[attr-defined]
    assert telling.changes(timeline.compare(before, after), "en") == 'Done: Scene 1 removed: "sea".'


def test_a_consequence_alone_is_told_all_the_same() -> None:
    """Whoever waits for a sign that a request arrived must see any difference."""
    after = copy.deepcopy(COFFEE)
    after["t"][0]["sg"][1]["d"] -= 100
    for scene in after["t"][0]["sg"][2:]:
        scene["d"] -= 50
    assert timeline.compare(COFFEE, after)
