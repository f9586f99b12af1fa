"""Each fact in the forms that pages give it; and what only looks like one."""

import pytest

from skill.loader import load
from tests.skill.loader.pages import write

FAMILY_LIMIT = 500_000_000


def body(parent, text):
    """The manifest of a page with that body."""
    return load(write(parent, f"---\nname: x\nversion: 1.0\n---\n\n{text}\n"), remember=False)


@pytest.mark.parametrize(
    ("sentence", "limit"),
    [
        ("Max file size is 200MB. Stick to MP4.", 200_000_000),
        ("Maximum file size: 1.5 GB", 1_500_000_000),
        ("The maximum upload size is 2 GiB.", 2 * 1024**3),
        ("Max upload is 500MB.", 500_000_000),
        ("250MB max file size. Output is always MP4.", 250_000_000),
        ("500MB file cap.", 500_000_000),
        ("**File size limit?** 300MB. Compress if you're over.", 300_000_000),
        ("Size limit: 1,200 MB", 1_200_000_000),
        ("Files up to 1 GB are fine.", 1_000_000_000),
        ("Drop your MP4 (up to 2GB) into the chat.", 2_000_000_000),
        ("Reject files >600MB with a clear message.", 600_000_000),
        ("Files must be smaller than 100 MB.", 100_000_000),
        ("单个文件最大 350MB。", 350_000_000),
        ("文件大小不超过1GB", 1_000_000_000),
        ("- **Limit**: files of up to 80MB", 80_000_000),
        ("Limit: 80MB", 80_000_000),
        ("Maximum 80MB per file.", 80_000_000),
        ("Files larger than 80MB are rejected.", 80_000_000),
        ("Uploads must not exceed 80 MB.", 80_000_000),
        ("A clip may have at most 80MB.", 80_000_000),
        ("文件最大 80M。", 80_000_000),
        ("| Limit | Value |\n|---|---|\n| Max file size | 80MB |", 80_000_000),
        ("| Code | Meaning |\n|---|---|\n| 4002 | file over the limit of 90MB |", 90_000_000),
    ],
)
def test_a_size_limit_is_found_as_people_write_it(tmp_path, sentence, limit):
    skill = body(tmp_path, sentence)
    assert (skill.max_upload_bytes, skill.sources["max_upload_bytes"]) == (limit, "page")


@pytest.mark.parametrize(
    "sentence",
    [
        '**Try saying:**\n- "compress this video to under 100MB"',
        "Upload a 700MB recording and see.",
        'Say: "Max file size is 5MB."',
        "> Max file size is 5MB.",
        "```\nMax file size is 5MB.\n```",
        "    Max file size is 5MB.",
        "<!-- Max file size is 5MB. -->",
        "Write `Max file size is 5MB` there.",
        "The export is about 40MB.",
        "Encoded at 8Mbps, up to 1080p.",
    ],
)
def test_a_size_that_is_quoted_shown_or_something_else_is_no_limit(tmp_path, sentence):
    skill = body(tmp_path, sentence)
    assert (skill.max_upload_bytes, skill.sources["max_upload_bytes"]) == (FAMILY_LIMIT, "default")


def test_two_limits_are_told_and_the_first_holds(tmp_path):
    skill = body(tmp_path, "Max file size is 200MB.\n\nMax file size is 300MB.")
    assert skill.max_upload_bytes == 200_000_000
    assert any("size limits" in str(note) for note in skill.warnings)


@pytest.mark.parametrize(
    "line",
    [
        "Supported formats: mp4, mov, png.",
        "Supported: mp4, mov, png.",
        "**Accepted file types**: `mp4`, `mov`, `png`",
        "Accepts: MP4, MOV and PNG",
        "Formats: mp4 / mov / png",
        "- **Supported formats**: .mp4, .mov, .png",
        "Supported formats: video (mp4, mov), images (png)",
        "支持的格式：mp4、mov、png。",
        "It accepts MP4, MOV and PNG files.",
        "## Supported formats\n\n- Video: mp4, mov\n- Image: png",
        "## Accepted file types\n\n| Kind | Formats |\n|---|---|\n| video | mp4, mov |\n| image | png |",
        "| Setting | Value |\n|---|---|\n| Supported formats | mp4, mov, png |",
    ],
)
def test_formats_are_found_as_people_write_them(tmp_path, line):
    skill = body(tmp_path, line)
    assert (skill.formats, skill.sources["formats"]) == (("mp4", "mov", "png"), "page")


@pytest.mark.parametrize(
    "line",
    [
        "Supports MP4, MOV, and MKV output formats.",
        "Output formats: mp4, webm",
        "```\nSupported formats: mp4, mov\n```",
        "> Supported formats: mp4, mov",
        "<!-- Supported formats: mp4, mov -->",
    ],
)
def test_what_comes_out_or_is_only_shown_is_no_accepted_format(tmp_path, line):
    assert body(tmp_path, line).sources["formats"] == "default"


@pytest.mark.parametrize(
    ("head", "yes", "no"),
    [
        ("Skip SSE?", "✅", "❌"),
        ("Skips SSE?", "Yes", "No"),
        ("Bypass the stream", "✔️", "✗"),
        ("跳过 SSE", "是", "否"),
        ("Skip SSE", "true", "false"),
        ("Skip SSE?", "[x]", "[ ]"),
        ("Skip SSE?", "✓", ""),
        ("SSE needed?", "No", "Yes"),
        ("Uses SSE?", "❌", "✅"),
        ("SSE?", "no", "yes"),
        ("Skip SSE?", "Skip", "🚫"),
        ("Agent stream", "skip", "✅"),
    ],
)
def test_ticks_of_every_kind_and_columns_that_ask_the_opposite(tmp_path, head, yes, no):
    table = f'| User says... | Action | {head} |\n|---|---|---|\n| "render it" | → Export | {yes} |\n| Everything else | → SSE | {no} |'
    routes = body(tmp_path, table).routes
    assert [(route.action, route.keywords, route.skip_sse) for route in routes] == [
        ("export", ("render it",), True),
        ("chat", (), False),
    ]


@pytest.mark.parametrize(
    "table",
    [
        '| Action | User says | Skip SSE? |\n|---|---|---|\n| Export | "ship" | ✅ |',
        "| Skip SSE? | Keywords | Handler |\n|---|---|---|\n| yes | ship | Export flow |",
        "| Trigger | Skip SSE? | Goes to |\n|---|---|---|\n| “ship” | ✅ | 导出 |",
        '| # | Utterance | What happens | SSE needed? |\n|---|---|---|---|\n| "ship" | "ship" | Render and deliver | No |',
    ],
)
def test_columns_are_known_by_their_heads_and_not_by_their_order(tmp_path, table):
    (route,) = body(tmp_path, table).routes
    assert (route.action, route.keywords, route.skip_sse) == ("export", ("ship",), True)


def test_a_tick_that_is_neither_yes_nor_no_is_told(tmp_path):
    table = '| User says... | Action | Skip SSE? |\n|---|---|---|\n| "export" | Export | perhaps |'
    skill = body(tmp_path, table)
    assert skill.routes[0].skip_sse is True
    assert any("perhaps" in str(note) for note in skill.warnings)


def test_a_changed_table_is_a_changed_skill(tmp_path):
    table = '| User says... | Action | Skip SSE? |\n|---|---|---|\n| "ship it" / “发货” / `wrap` | → §9 | ✅ |\n\n## 9. Export of films\n'
    (route,) = body(tmp_path, table).routes
    assert (route.action, route.keywords) == ("export", ("ship it", "发货", "wrap"))


def test_a_table_in_a_quote_a_comment_or_a_code_block_is_not_the_page_s_own(tmp_path):
    table = '| User says... | Action | Skip SSE? |\n|---|---|---|\n| "zap" | → Export | ✅ |'
    quoted = "\n".join(f"> {line}" for line in table.split("\n"))
    skill = body(tmp_path, f"{quoted}\n\n```\n{table}\n```\n\n<!--\n{table}\n-->\n")
    assert skill.sources["routes"] == "default"
    assert [route.action for route in skill.routes] == ["export", "credits", "state", "upload", "chat"]


def test_a_table_that_speaks_of_something_else_is_no_route_table(tmp_path):
    assert body(tmp_path, '| User says | Reply |\n|---|---|\n| "hi" | hello |').sources["routes"] == "default"


@pytest.mark.parametrize(
    "text",
    [
        "| Code | Meaning | Action |\n|---|---|---|\n| 0 | fine | go on |\n| 1001 | bad token | renew |\n| 429 | slow down | wait |",
        "## Error Codes\n\n- `0` — fine\n- `1001` — bad token\n- `429` — slow down; 30s",
        "## Errors\n\n- 0: fine\n- 1001: bad token\n- 429: slow down",
        "## Error Codes\n\n0— fine1001— bad token; renew via/api/auth429— slow down, wait 30s",
        "## 错误码\n\n- 0：好\n- 1001：坏令牌\n- 429：太快",
        "## Errors\n\n- **Code 0** — fine\n- **Code 1001** (bad token): renew\n- HTTP 429 → slow down",
        "## Errors\n\n0 = fine; 1001 = bad token; 429 = slow down",
        "| Problem | Code | Fix |\n|---|---|---|\n| none | 0 | |\n| bad token | `1001` | renew |\n| slow down | HTTP 429 | wait |",
    ],
)
def test_error_codes_as_table_bullets_or_one_line(tmp_path, text):
    skill = body(tmp_path, text)
    assert list(skill.errors) == ["0", "1001", "429"]
    assert all(skill.errors.values())


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("API base: https://api.example.org", "https://api.example.org"),
        ("**API base**: `https://api.example.org/`", "https://api.example.org"),
        ("Base URL: `https://api.example.org/v2`", "https://api.example.org/v2"),
        ("All calls go to `https://api.example.org`. The endpoints:", "https://api.example.org"),
        ("所有请求发往 https://api.example.org 。", "https://api.example.org"),
        ("`$API` = `${NEMO_API_URL:-https://api.example.org}`", "https://api.example.org"),
        (
            "| Variable | Default |\n|---|---|\n| `NEMO_API_URL` | `https://api.example.org` |",
            "https://api.example.org",
        ),
        ("POST to `https://api.example.org/api/auth/anonymous-token` first.", "https://api.example.org"),
        ("API base: http://127.0.0.1:8765", "http://127.0.0.1:8765"),
        ("API endpoint: https://api.example.org", "https://api.example.org"),
        ("接口地址：https://api.example.org", "https://api.example.org"),
        ("| Setting | Value |\n|---|---|\n| API base | `https://api.example.org` |", "https://api.example.org"),
    ],
)
def test_the_api_base_is_found_as_pages_tell_it(tmp_path, text, base):
    skill = body(tmp_path, text)
    assert (skill.api_base, skill.sources["api_base"]) == (base, "page")


def test_the_frontmatter_s_domain_comes_first_and_a_contradiction_is_told(tmp_path):
    page = "---\nname: x\nversion: 1\napiDomain: https://one.example.org\n---\nAPI base: https://two.example.org\n"
    skill = load(write(tmp_path, page), remember=False)
    assert skill.api_base == "https://one.example.org"
    assert any("several API bases" in str(note) for note in skill.warnings)


def test_a_base_that_would_send_the_token_in_clear_is_told(tmp_path):
    assert any("not encrypted" in str(note) for note in body(tmp_path, "API base: http://api.example.org").warnings)


@pytest.mark.parametrize(
    "text",
    [
        "Draft field mapping: `t`=tracks, `sg`=segments, `d`=duration(ms).",
        "Draft JSON keys: `t` means tracks, `sg` is segments, `d` is duration(ms).",
        "Draft keys: `t` (tracks), `sg` (segments), `d` (duration(ms)).",
        "Draft JSON uses short keys: `t` for tracks, `sg` for segments, `d` for duration(ms).",
        "Draft field mapping: t=tracks, sg=segments, d=duration(ms)",
        "## Draft\n\n| Key | Meaning |\n|---|---|\n| `t` | tracks |\n| `sg` | segments |\n| `d` | duration(ms) |",
    ],
)
def test_draft_keys_in_every_wording(tmp_path, text):
    assert list(body(tmp_path, text).draft_keys) == ["t", "sg", "d"]
    assert body(tmp_path, text).draft_keys["sg"] == "segments"


@pytest.mark.parametrize(
    "line",
    [
        '- "click" → run it',
        '- "click" -> run it',
        "- “click” => run it",
        '| Backend says | You do |\n|---|---|\n| "click [it]" | run it |',
    ],
)
def test_gui_rules_as_bullets_or_table(tmp_path, line):
    (rule,) = body(tmp_path, f"## GUI Translation\n\n{line}").gui_rules
    assert (rule.says, rule.does) == (("click",), "run it")


@pytest.mark.parametrize(
    "text",
    [
        '**Try saying:**\n- "cut it"\n- "ship it" (or so)',
        "## Try saying\n\n1. “cut it”\n2. “ship it”",
        'Try saying "cut it" or "ship it".',
        "试试说：\n- 「cut it」\n- 「ship it」",
    ],
)
def test_examples_are_what_a_user_may_say(tmp_path, text):
    assert body(tmp_path, text).examples == ("cut it", "ship it")


def test_a_page_that_tells_nothing_is_the_family_s_in_everything_but_its_name(tmp_path):
    skill = body(
        tmp_path, "# A film about tea\n\nIt makes films.\n\n```bash\ncurl https://elsewhere.example.org/v1\n```"
    )
    assert {fact for fact, source in skill.sources.items() if source == "page"} == {"name", "version", "display_name"}
    assert skill.api_base == "https://mega-api-prod.nemovideo.ai"
    assert len(skill.errors) == 9
