"""The main job, for real: a sentence goes in, a film that plays comes out."""

import subprocess
from pathlib import Path

import imageio_ffmpeg

from tests.e2e.conftest import Home

BRIEF = "a 4-second vertical video about morning coffee: the beans, the pour. calm music and captions"
BRIEF_ZH = "生成一个4秒的方形视频，介绍城市夜景，配轻音乐和字幕"


def _streams(path: Path) -> str:
    """What ffmpeg says that the file holds, after decoding all of it without an error."""
    ffmpeg = imageio_ffmpeg.get_ffmpeg_exe()
    decoded = subprocess.run([ffmpeg, "-v", "error", "-i", path, "-f", "null", "-"], capture_output=True, check=True)
    assert decoded.stderr == b""
    return subprocess.run([ffmpeg, "-hide_banner", "-i", path], capture_output=True, text=True, check=False).stderr


def test_a_brief_becomes_the_film_that_it_asks_for(home: Home) -> None:
    """Vertical 1080p, 30 fps, H.264 and AAC at 48 kHz, fast start, as long as asked to a frame."""
    ran = home.run("create", BRIEF, "-o", "coffee.mp4", "--preview", "sheet.png", "--srt", "coffee.srt", "--json")
    assert ran.status == 0, ran.err + ran.out
    film = home.folder / "coffee.mp4"
    told = ran.of("file")[0]
    assert (told["width"], told["height"]) == (1080, 1920)
    assert abs(told["seconds"] - 4.0) <= 1 / 30
    assert told["bytes"] == film.stat().st_size
    found = _streams(film)
    for fact in ("h264 (High)", "yuv420p(tv, bt709", "1080x1920", "30 fps", "aac (LC)", "48000 Hz"):
        assert fact in found
    assert film.read_bytes().index(b"moov") < film.read_bytes().index(b"mdat")
    assert [one["type"] for one in ran.objects][-1] == "done"
    assert not list(home.folder.glob(".*.part"))
    assert (home.folder / "coffee.srt").read_text(encoding="utf-8").startswith("1\n00:00:0")
    assert [one["ok"] for one in ran.of("done")] == [True]
    assert (home.folder / "sheet.png").read_bytes().startswith(b"\x89PNG")


def test_a_chinese_brief_is_answered_and_filmed_in_chinese(home: Home) -> None:
    """The answer is Chinese, the square film is square."""
    ran = home.run("create", BRIEF_ZH, "-o", "夜景.mp4")
    assert ran.status == 0, ran.err + ran.out
    assert "影片做好了" in ran.out
    assert "1080x1080" in _streams(home.folder / "夜景.mp4")


def test_a_conversation_keeps_its_timeline_between_commands(home: Home) -> None:
    """Make, change, look: three processes, one project; an export by name lands under a name of its own."""
    made = home.run("--json", "a 3-second landscape video about tea with captions and music")
    assert made.status == 0, made.err + made.out
    assert made.of("text")
    changed = home.run("--json", "remove the music")
    assert changed.status == 0, changed.err + changed.out
    shown = home.run("status", "--json").of("timeline")[0]
    assert shown["text"].startswith("Timeline (")
    assert {track["type"] for track in shown["tracks"]} >= {"video", "text"}
    assert not [track for track in shown["tracks"] if track["type"] == "audio"]
    assert home.run("credits", "--json").of("credits")[0]["available"] < 100
    exported = home.run("export", "--json")
    assert exported.status == 0, exported.err + exported.out
    assert Path(exported.of("file")[0]["path"]).is_file()
