"""What a person sees on a terminal: lines broken at words, one line of progress, nothing that drives the terminal."""

import io
import re
from pathlib import Path

import pytest
from rich.cells import cell_len

from skill import reports
from skill.cli.dropped import parted
from skill.cli.gauge import Gauge
from skill.cli.show import Plain
from skill.cli.wrapping import Wrapped


class Terminal(io.StringIO):
    """A stream that says that it is a terminal."""

    def isatty(self) -> bool:
        return True


TEXTS = [
    "The film is ready: five scenes, calm music and captions at the bottom. Say what should be different.",
    "影片做好了：五个场景，舒缓的音乐，底部有字幕。“早安，咖啡”是标题；想改哪里，直接说就行。",
    "我做了一个 15 秒的 square video，关于 morning coffee，节奏 calm 一点。",
    "First line\n\n- one item\n- 第二项\n",
]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("size", [1, 3, 1000])
def test_no_line_is_wider_than_the_terminal_and_nothing_is_lost(text: str, size: int) -> None:
    """Whole sentences come at once or not; blanks at breaks are the only thing that changes."""
    wrapped = Wrapped(40)
    shown = "".join(wrapped.feed(text[n : n + size]) for n in range(0, len(text), size))
    if size == 1000:
        assert all(cell_len(line) <= 40 for line in shown.split("\n"))
        assert not re.search(r"^[，。；：」”]", shown, re.MULTILINE)
    assert re.sub(r"\s", "", shown) == re.sub(r"\s", "", text)


def test_a_path_longer_than_the_line_stays_whole() -> None:
    """It can still be copied."""
    path = "/home/somebody/films/" + "a" * 60 + ".mp4"
    assert path in Wrapped(40).feed(f"Your film is ready: {path} (4 s)").split("\n")[1]


def test_a_gauge_tells_the_time_left_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """A quarter in ten seconds leaves thirty."""
    monkeypatch.setenv("COLUMNS", "60")
    now, err = [0.0], io.StringIO()
    gauge = Gauge(err, lambda: now[0])
    gauge.show("正在渲染一个名字非常非常非常非常长的影片……", 0.0)
    now[0] = 10.0
    gauge.show("正在渲染一个名字非常非常非常非常长的影片……", 0.25)
    last = err.getvalue().rsplit("\x1b[K", 1)[1]
    assert last.endswith("25%  0:30")
    assert cell_len(last) < 60


@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_where_escapes_are_not_wanted_there_are_none(monkeypatch: pytest.MonkeyPatch, env: dict[str, str]) -> None:
    """Progress is then told in quarters."""
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    out, err = Terminal(), Terminal()
    show = Plain(out, err, quiet=False, verbose=False)
    for fraction in (0.0, 0.1, 0.6):
        show(reports.Progress("Rendering...", fraction))
    assert err.getvalue() == "Rendering... 0%\nRendering... 50%\n"


def test_a_hostile_file_name_drives_no_terminal() -> None:
    """In errors, in progress, in answers."""
    evil = "x\x1b]0;pwned\x07\u202egpj.exe"
    out, err = Terminal(), Terminal()
    show = Plain(out, err, quiet=False, verbose=True)
    for report in (
        reports.Progress(f"Uploading {evil}...", 0.5), reports.Status(evil), reports.Error("file", evil, evil),
        reports.Text(evil), reports.Action("upload", evil), reports.File(evil, 1, text=evil), reports.Link("u", evil),
        reports.Timeline(evil, [{"name": evil, "start": 0, "end": 3}]),
    ):  # fmt: skip
        show(report)
    shown = re.sub(r"\r\x1b\[K", "", out.getvalue() + err.getvalue())
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e]", shown)


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """A file with a blank and a quotation mark in its name."""
    path = tmp_path / "my holiday's pic.png"
    path.write_bytes(b"")
    return path


def test_a_dropped_file_alone_says_nothing(picture: Path) -> None:
    """Escaped, quoted, or as an address: as terminals paste what is dropped on them."""
    escaped = str(picture).replace(" ", "\\ ").replace("'", "\\'")
    for line in (escaped, f'"{picture}"', f'  "{picture}" ', picture.as_uri()):
        assert parted(line) == ("", [str(picture)])


def test_a_file_within_a_sentence_goes_by_its_name(picture: Path) -> None:
    """So that the backend knows which one is meant."""
    message, files = parted(f'use "{picture}" in scene 2, please')
    assert message == "use my holiday's pic.png in scene 2, please"
    assert files == [str(picture)]


@pytest.mark.parametrize(
    "line",
    ["don't touch /nowhere/x.png", "make it 16/9", 'say "Good morning."', "coffee\\ break", "a" * 5000 + "/x.png"],
)
def test_a_line_without_files_stays_as_it_is(line: str) -> None:
    """Only what exists is a file."""
    assert parted(line) == (line, [])
