"""What a brief says is what the film gets."""

import json
import re
from itertools import pairwise
from typing import Any

import pytest

from studio.director import DirectionError, Material, direct
from studio.director.timing import reading_ms, step_ms
from tests.studio.director.reading import art, rows

BRIEFS = [*rows("briefs.tsv"), *rows("more_briefs.tsv")]
GOOD = [b for b, want in BRIEFS if "error" not in json.loads(want)]


def by_role(draft: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    return {t["m"]["role"]: t["sg"] for t in draft["t"]}


def shown(draft: dict[str, Any]) -> str:
    """All words on screen."""
    out: list[str] = []

    def walk(m: dict[str, Any]) -> None:
        out.extend(m[k] for k in ("text", "subtext", "heading", "body", "number", "label", "quote", "by") if k in m)
        out.extend(m.get("items", []))
        for side in ("left", "right"):
            if side in m:
                walk(m[side])

    for track in draft["t"]:
        for segment in track["sg"] if track["tt"] != 1 else ():
            walk(segment["m"])
    return "\n".join(out)


def misses(want: dict[str, Any], draft: dict[str, Any], versions: int) -> list[str]:
    """What a film lacks of what its brief asked for."""
    tracks, words, m = by_role(draft), shown(draft), draft["m"]
    got = {**{k: draft[k] for k in ("w", "h", "d", "fps")}, "versions": versions, "music": tracks.get("music")}
    got |= {"captions": "caption" in tracks, "narration": "voice" in tracks, "scenes": len(tracks["video"])}
    out = [
        f"{k}: {got.get(k, m.get(k))}"
        for k, v in want.items()
        if k not in ("says", "never") and got.get(k, m.get(k)) != v
    ]
    out += [f"not said: {w}" for w in want.get("says", []) if w not in words]
    edges = ("(?<!\\w)", "(?!\\w)")
    out += [
        f"said: {w}"
        for w in want.get("never", [])
        if re.search((re.escape(w) if not w.isascii() else re.escape(w).join(edges)), words)
    ]
    return out


@pytest.mark.parametrize(("brief", "want"), BRIEFS, ids=[b[:40] for b, _ in BRIEFS])
def test_a_brief_gets_the_film_that_it_asks_for(brief: str, want: str) -> None:
    wanted = json.loads(want)
    if code := wanted.get("error"):
        with pytest.raises(DirectionError) as refused:
            direct(brief, art=art)
        assert refused.value.code == code
        assert refused.value.said
        return
    made = direct(brief, art=art)
    assert misses(wanted, made.draft, 1 + len(made.variants)) == []


@pytest.mark.parametrize("brief", GOOD, ids=[b[:40] for b in GOOD])
def test_every_draft_is_whole(brief: str) -> None:
    """Scenes touch and fill the film, on whole frames; ids are unique; nothing lies outside; art is a list of keys."""
    draft = direct(brief, art=art).draft
    tracks, step = by_role(draft), step_ms(draft["fps"])
    at = 0
    for scene in tracks["video"]:
        assert scene["s"] == at
        assert scene["d"] > 0
        assert scene["d"] % step == 0
        at += scene["d"]
    assert at == draft["d"]
    ids = [draft_id for t in draft["t"] for draft_id in (t["id"], *(s["id"] for s in t["sg"]))]
    assert len(ids) == len(set(ids))
    assert all(0 <= s["s"] < s["s"] + s["d"] <= draft["d"] for t in draft["t"] for s in t["sg"])
    assert json.loads(json.dumps(draft)) == draft


@pytest.mark.parametrize("brief", GOOD, ids=[b[:40] for b in GOOD])
def test_captions_can_be_read_and_do_not_overlap(brief: str) -> None:
    told = by_role(direct(brief, art=art).draft).get("caption", [])
    for first, second in pairwise(told):
        assert first["s"] + first["d"] <= second["s"]
    hurried = [c["m"]["text"] for c in told if c["d"] < 0.6 * reading_ms(c["m"]["text"])]
    assert hurried == []


def test_thirty_seconds_have_a_title_three_scenes_that_differ_and_an_ending() -> None:
    for brief in ("tea", "a 30 second video about tea: leaves, water, time", "城市夜景"):
        scenes = [s["m"] for s in by_role(direct(brief, art=art).draft)["video"]]
        assert scenes[0]["layout"] == "title"
        assert scenes[-1]["layout"] == "ending"
        middle = [json.dumps({k: v for k, v in m.items() if k != "name"}, sort_keys=True) for m in scenes[1:-1]]
        assert len(set(middle)) == len(middle) >= 3


def test_the_same_brief_and_seed_make_the_same_draft_and_another_seed_another() -> None:
    brief = "a video about the sea: waves, gulls, salt"
    assert direct(brief, art=art).draft == direct(brief, art=art).draft
    assert direct(brief, seed=5, art=art).draft["m"]["seed"] == 5
    assert direct(brief, seed=5, art=art).draft != direct(brief, seed=6, art=art).draft


def test_versions_differ_and_are_as_many_as_asked_for() -> None:
    made = direct("3 versions of a 10 second video about cats", art=art)
    drafts = [made.draft, *made.variants]
    assert len({json.dumps(d, sort_keys=True) for d in drafts}) == 3
    assert made.notes


def test_every_picture_and_clip_gets_a_scene_in_order_and_sound_becomes_the_music() -> None:
    material = (
        Material("p", "IMG_0001.jpg", "image", 3000, 4000, 0, False),
        Material("c", "beach_walk.mp4", "video", 1920, 1080, 2_500, True),
        Material("q", "night.png", "image", 800, 600, 0, False),
        Material("s", "song.mp3", "audio", 0, 0, 60_000, True),
    )
    for brief in ("our weekend: the bridge, the river, the tram", "make a video from these photos", ""):
        draft = direct(brief, material=material, art=art).draft
        tracks = by_role(draft)
        shots = [s for s in tracks["video"] if "src" in s["m"]]
        assert [s["m"]["src"] for s in shots] == ["p", "c", "q"]
        clip = shots[1]["m"]
        assert clip["in"] < clip["out"] <= 2_500
        assert tracks["music"][0]["m"]["src"] == "s"
    captions = [c["m"]["text"] for c in by_role(direct("", material=material, art=art).draft)["caption"]]
    assert captions == ["Beach walk", "Night"]


def test_captions_asked_for_are_there_even_where_pictures_fill_the_film() -> None:
    """They hold the brief's own words."""
    photos = [Material(f"f{n}", f"photo{n}.jpg", "image", 1600, 1067, 0, False) for n in range(2)]
    brief = "a 20-second square video of our weekend trip to the lake, upbeat music and captions"
    draft = direct(brief, material=photos).draft
    told = [s["m"]["text"] for t in draft["t"] if t["m"]["role"] == "caption" for s in t["sg"]]
    assert len(told) == 2
    assert all("our weekend trip to the lake" in text for text in told)


def test_a_script_keeps_its_scenes_and_tells_only_what_is_said() -> None:
    script = "Title: The keeper\nScene 1: An old man climbs. Narration: He lit the lamp.\nScene 2: A storm. Narration: Ships came home.\nVertical, 20 seconds, with voice-over."
    draft = direct(script, art=art).draft
    tracks = by_role(draft)
    assert (draft["w"], draft["d"], draft["m"]["title"]) == (1080, 20_000, "The keeper")
    assert "He lit the lamp" in shown(draft)
    assert "Narration" not in shown(draft)
    assert "Vertical" not in shown(draft)
    assert any("Ships came home" in v["m"]["text"] for v in tracks["voice"])


@pytest.mark.parametrize(
    ("brief", "layout"),
    [
        ("Coffee facts. 73% of people drink it every day. It is warm and good for you.", "number"),
        ("“The only way out is through the forest.” — Robert Frost", "quote"),
        ("Electric cars vs petrol cars: cheaper to run vs faster to refuel", "comparison"),
        ("Our shop is open. We sell: bread, cakes, coffee, tea. Come in and have a look around.", "list"),
        ("以前：到处是塑料瓶。现在：一个玻璃瓶用一辈子。", "comparison"),
    ],
)
def test_what_a_sentence_says_decides_its_layout(brief: str, layout: str) -> None:
    assert layout in [s["m"]["layout"] for s in by_role(direct(brief, art=art).draft)["video"]]


@pytest.mark.parametrize("brief", ["", "   ", "🎉🎉🎉", "!!! …", "。。。"])
def test_a_brief_without_words_is_refused_in_the_users_language(brief: str) -> None:
    for language, word in (("en", "brief"), ("zh", "内容")):
        with pytest.raises(DirectionError) as refused:
            direct(brief, language=language, art=art)
        assert word in refused.value.said


def test_traditional_chinese_stays_traditional_and_is_answered_in_kind() -> None:
    made = direct("做個30秒的直式影片介紹台南美食：牛肉湯、擔仔麵、虱目魚粥", art=art)
    words = shown(made.draft) + made.said
    assert "擔仔麵" in words
    assert not set("们发个这来点开时场长说还过给听见边气风云东车马鱼鸟") & set(words)


def test_twenty_thousand_characters_make_a_film_and_a_note() -> None:
    made = direct("The tide comes in and goes out again. " * 600, art=art)
    assert made.draft["d"] <= 90_000
    assert any("22,800" in note for note in made.notes)


def test_lengths_beyond_the_limits_are_clamped_and_said() -> None:
    for brief, ms in (("1 second video about snow", 3_000), ("a 20 minute film about bees", 600_000)):
        made = direct(brief, art=art)
        assert made.draft["d"] == ms
        assert made.notes
