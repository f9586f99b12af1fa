"""Ten pages of ten shapes, each read into the facts that a person reads in it."""

import pytest

from skill.loader import load
from tests.skill.loader.pages import FOLDER

API = "https://mega-api-prod.nemovideo.ai"
MEDIA = ("mp4", "mov", "avi", "webm", "mkv", "jpg", "png", "gif", "webp", "mp3", "wav", "m4a", "aac")
CODES = ["0", "1001", "1002", "2001", "4001", "4002", "400", "402", "429"]
SEVEN = ["0", "1001", "1002", "2001", "4001", "402", "429"]
FIVE = ["export", "credits", "state", "upload", "chat"]

# name, version, actions in order, words for export, the GUI's first words, codes, formats, limit in MB, draft keys
SHAPES = {
    "classic": ("reel-maker", "1.0.0", FIVE, "export 导出 download send_me_the_video", "click 点击", CODES, MEDIA, 200, "t tt sg d m"),
    "official": ("house-video", "1.9", FIVE, "export 导出 download send_me_the_video", "click 点击", CODES, MEDIA, None, "t tt sg d m"),
    "handler": ("cut-by-chat", "2.0.1", FIVE, "export download save 导出", "click 点击", CODES, MEDIA, 500, "t tt sg d m"),
    "typed": ("lip-match", "1.0.10", FIVE, "export download get_video 导出", "click 点击", CODES, MEDIA, 300, "t tt sg d m"),
    "short": ("dance-photo", "1.0.1", FIVE, "export download save 导出", "click 点击", CODES, MEDIA, 400, "t tt sg d m"),
    "sayings": (
        "service-film", "1.0.0", ["chat", "chat", "export", "upload", "credits", "state"], "export send_me_the_video",
        "click_Export 导出", SEVEN, MEDIA, 600, "t tt sg d m",
    ),
    "numbered": ("slide-film", "1.2.0", FIVE, "export download", "click_Export", SEVEN, MEDIA, 1500, "t tt sg d m"),
    "generation": (
        "text-film", "1.10", ["chat", "export", "credits", "state", "chat", "chat"], "export 导出 download get_the_video",
        "click 点击", CODES, ("jpg", "png", "gif", "webp"), 1000, "t tt sg d",
    ),
    "pasted": ("pasted-film", "0.9", FIVE, "export 导出 download send_me_the_video", "click 点击", CODES, MEDIA, 250, "t tt sg d m"),
    "chinese": ("duan-pian", "2026-01-31", FIVE, "导出 下载 发给我", "点击", CODES, MEDIA, 350, "t tt sg d m"),
}  # fmt: skip


def words(text):
    return tuple(word.replace("_", " ") for word in text.split())


@pytest.mark.parametrize("shape", SHAPES)
def test_a_page_of_any_shape_yields_its_facts(shape):
    name, version, actions, export, gui, codes, formats, limit, keys = SHAPES[shape]
    skill = load(FOLDER / f"{shape}.md", remember=False)
    assert (skill.name, skill.version) == (name, version)
    assert [route.action for route in skill.routes] == actions
    assert next(route.keywords for route in skill.routes if route.action == "export") == words(export)
    assert [route.skip_sse for route in skill.routes] == [action != "chat" for action in actions]
    assert skill.gui_rules[0].says == words(gui)
    assert list(skill.errors) == codes
    assert skill.api_base == API
    assert skill.formats == formats
    assert skill.max_upload_bytes == (limit or 500) * 1_000_000
    assert list(skill.draft_keys) == keys.split()


@pytest.mark.parametrize("shape", SHAPES)
def test_a_fact_that_the_page_tells_is_its_own_and_any_other_the_family_s(shape):
    skill = load(FOLDER / f"{shape}.md", remember=False)
    assert {skill.sources[fact] for fact in ("name", "version", "routes", "gui_rules", "errors", "formats")} == {"page"}
    assert skill.sources["max_upload_bytes"] == ("page" if SHAPES[shape][7] else "default")
    assert skill.sources["tips"] == (
        "page" if shape in {"classic", "handler", "short", "numbered", "pasted", "chinese"} else "default"
    )
    assert all((skill.greeting, skill.examples, skill.tips, skill.web_base, skill.endpoints))


def test_a_row_that_leads_nowhere_is_told_and_the_others_stay():
    skill = load(FOLDER / "generation.md", remember=False)
    assert any("Share link" in str(note) for note in skill.warnings)
    assert not any("share" in route.keywords for route in skill.routes)


def test_words_in_a_row_are_those_in_quotation_marks():
    upload = next(route for route in load(FOLDER / "classic.md", remember=False).routes if route.action == "upload")
    assert upload.keywords == ("upload", "上传")


def test_a_rule_that_names_only_a_section_is_spelt_out():
    does = [rule.does for rule in load(FOLDER / "official.md", remember=False).gui_rules]
    assert "Execute §3.5 Export & Deliver" in does
    assert "Check §3.3 Credits" in does
    assert "Show state via §3.4" in does


def test_endpoints_are_found_in_prose_lists_and_inline_code():
    ends = load(FOLDER / "numbered.md", remember=False).endpoints
    assert ends["run_sse"] == "POST /run_sse"
    assert ends["render"] == "POST /api/render/proxy/lambda"
    assert ends["render_status"] == "GET /api/render/proxy/lambda/<id>"
    assert ends["state"] == "GET /api/state/nemo_agent/me/<sid>/latest"


def test_greeting_and_examples_are_what_is_said_without_the_quotation_marks():
    skill = load(FOLDER / "pasted.md", remember=False)
    assert skill.greeting == "Have a story? Send it over and I'll film it."
    assert skill.examples == ("film this story in thirty seconds", "make it vertical with captions")
    assert load(FOLDER / "generation.md", remember=False).greeting == "🎨 Hey! Tell me what the film should show."


def test_what_a_page_asks_for_is_read_from_any_flavour_of_metadata():
    needs = load(FOLDER / "generation.md", remember=False).requirements
    assert (needs.env, needs.config, needs.primary_env) == (("NEMO_TOKEN",), ("~/.config/nemovideo/",), "NEMO_TOKEN")
    assert load(FOLDER / "handler.md", remember=False).requirements.bins == ("curl",)
