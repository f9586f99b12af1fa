"""What docs/cli.md promises to scripts, told by real processes."""

import json
import stat
from pathlib import Path

import pytest

from tests.e2e.conftest import Home


def test_first_contact_says_status_first_and_asks_for_nothing_twice(home: Home) -> None:
    """A status object comes before the first answer; the second command sets nothing up."""
    first, second = home.run("credits", "--json"), home.run("credits", "--json")
    assert first.objects[0]["type"] == "status"
    assert [one["type"] for one in second.objects] == ["action", "credits", "done"]


def test_export_without_a_draft_is_one_sentence_in_the_language_of_the_message(home: Home) -> None:
    """导出 with nothing to export: bad input, said in Chinese, with what to do."""
    ran = home.run("--json", "导出")
    error = ran.of("error")[0]
    assert ran.status == 2
    assert "还没有" in error["text"]
    assert error["hint"]
    assert ran.objects[-1] == {"type": "done", "ok": False}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["create"], "about"),
        (["create", ""], "about"),
        (["create", "😀🎬"], "no words"),
        (["create", "x" * 20_001], "20001"),
        (["--file", "nowhere.mp4", "hello"], "nowhere.mp4"),
        (["upload", "."], "not a file"),
        (["create", "tea", "-o", "/proc/no/film.mp4"], "/proc/no"),
        (["--backend", "moon", "status"], "moon"),
        (["sessions", "use", "nobody"], "nobody"),
        (["--skill", "missing.md", "route", "hi"], "missing.md"),
    ],
)
def test_bad_input_is_status_2_with_one_error_and_no_traceback(shared_home: Home, words: list[str], said: str) -> None:
    """Each says what is wrong and what to do; nothing half-made is left."""
    ran = shared_home.run("--json", *words)
    assert ran.status == 2, ran.out + ran.err
    (error,) = ran.of("error")
    assert said in error["text"]
    assert error["hint"]
    assert "Traceback" not in ran.err
    assert not list(shared_home.folder.glob("*.mp4"))


def test_options_stand_before_or_after_the_command(shared_home: Home) -> None:
    """`--json credits` and `credits --json` are one command."""
    before, after = shared_home.run("--json", "credits"), shared_home.run("credits", "--json")
    assert before.of("credits") == after.of("credits") != []


def test_route_and_translate_read_and_write_json_lines(shared_home: Home) -> None:
    """One object in, one out, ids kept."""
    lines = json.dumps({"id": 7, "text": "导出"}) + "\n" + json.dumps({"text": "make a video about tea"}) + "\n"
    routed = shared_home.run("route", "-", stdin=lines).objects
    assert [[a["action"] for a in row["actions"]] for row in routed] == [["export"], ["chat"]]
    assert routed[0]["id"] == 7
    (told,) = shared_home.run(
        "translate", "-", stdin=json.dumps({"text": "All done! Click Export to download."})
    ).objects
    assert [call["action"] for call in told["calls"]] == ["export"]
    assert "All done!" in told["text"]


def test_chat_reads_one_turn_a_line_and_survives_a_failed_one(home: Home) -> None:
    """A failed turn does not end the chat; the status is the last turn's."""
    ran = home.run("--json", "chat", stdin="导出\ncredits\n")
    assert [one["ok"] for one in ran.of("done")] == [False, True]
    assert ran.status == 0


def test_what_is_private_is_readable_by_its_owner_only(home: Home) -> None:
    """Tokens and memory are 0600 in a folder that others cannot enter, and the token is shown nowhere."""
    ran = home.run("credits", "--json", "-v")
    state = home.folder / "home" / "state"
    kept = json.loads((state / "credentials.json").read_text(encoding="utf-8"))
    token = kept["local"]["token"]
    for file in (state / "credentials.json", state / "ai-video.db"):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(state.stat().st_mode) == 0o700
    assert token not in ran.out + ran.err
    others = [f for f in (home.folder / "home").rglob("*") if f.is_file() and f.name != "credentials.json"]
    assert not [f for f in others if stat.S_IMODE(f.stat().st_mode) & 0o077 and token.encode() in f.read_bytes()]


def test_a_file_is_checked_before_anything_is_sent(home: Home, tmp_path: Path) -> None:
    """Of several files one is bad: exit 2, and the good one was not sent either."""
    good = tmp_path / "good.png"
    good.write_bytes(bytes.fromhex("89504e470d0a1a0a") + bytes(64))
    bad = tmp_path / "bad.png"
    bad.write_text("no picture", encoding="utf-8")
    ran = home.run("--json", "upload", str(good), str(bad))
    assert ran.status == 2
    assert not ran.of("status")
    assert ran.of("error")[0]["code"] == 4001


@pytest.mark.parametrize(
    ("env", "status", "said"),
    [
        ({"ALL_PROXY": "socks5://127.0.0.1:1"}, 2, "network settings"),
        ({"ALL_PROXY": "socks://127.0.0.1:1"}, 2, "network settings"),
        ({"SSL_CERT_FILE": "/nowhere.pem"}, 2, "network settings"),
        ({"NEMO_API_URL": "ftp://example.com"}, 2, "ftp://"),
        ({"NEMO_API_URL": "https://127.0.0.1:9"}, 1, "cannot be reached"),
        ({"NEMO_TOKEN": "two words"}, 3, "token"),
        ({"NEMO_TOKEN": "bad\u00e9"}, 3, "token"),
        ({"AI_VIDEO_TIME_SCALE": "fast"}, 2, "AI_VIDEO_TIME_SCALE"),
        ({"AI_VIDEO_HOME": "/dev/null/home"}, 2, "/dev/null"),
    ],
)
def test_what_the_environment_gets_wrong_is_one_sentence(
    home: Home, env: dict[str, str], status: int, said: str
) -> None:
    """No traceback, the variable or the place named, the right exit status."""
    cloud = {"AI_VIDEO_BACKEND": "cloud", "NEMO_API_URL": "https://127.0.0.1:9"}
    ran = home.run("credits", "--json", **(cloud | env))
    assert ran.status == status, ran.out + ran.err
    assert said in ran.of("error")[0]["text"]
    assert "Traceback" not in ran.err
    assert not any(value in ran.out for value in env.values() if "token" in said)


def test_a_machine_without_ffmpeg_says_so_in_the_users_language(home: Home) -> None:
    """One sentence, no half film; the draft is kept, so that an export works once ffmpeg is there."""
    broken = {"IMAGEIO_FFMPEG_EXE": "/nowhere/ffmpeg"}
    ran = home.run("create", "一个3秒的视频，介绍茶", "-o", "tea.mp4", "--json", **broken)
    assert ran.status == 1
    assert ran.of("error")[0]["code"] == "no_ffmpeg"
    assert "ffmpeg" in ran.of("error")[0]["text"]
    assert "影片没能渲染" in ran.of("error")[0]["text"]
    assert not list(home.folder.glob("*.mp4"))
