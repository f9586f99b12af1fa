"""What goes wrong is told in one word, nothing half done is left, and nobody outlives a render."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from studio.render import ffmpeg
from studio.render.errors import RenderError
from tests.studio.render.conftest import Studio
from tests.studio.render.made import Draft, film, scene

ROOT = Path(__file__).parents[3]


def long_film(**keys: object) -> Draft:
    """Enough work to be interrupted: four chunks of three seconds."""
    return film(*(scene(str(i), 3000) for i in range(4)), w=360, h=640, **keys)


def failed(studio: Studio, draft: Draft, **more: object) -> RenderError:
    """The error of a render that leaves no file behind."""
    with pytest.raises(RenderError) as told:
        studio.render(draft, **more)
    assert not list(studio.folder.glob("*film*"))
    assert not list(studio.cache.glob("unfinished-*"))
    return told.value


def test_a_missing_file_is_named(studio: Studio) -> None:
    error = failed(studio, film(scene("a", src="gone.jpg", kind="image")))
    assert error.code == "bad_media"
    assert "gone.jpg" in str(error)


def test_an_unknown_upload_is_named(studio: Studio) -> None:
    from studio.render import render

    with pytest.raises(RenderError) as told:
        render(
            film(scene("a", src="f_1", kind="image")),
            studio.folder / "film.mp4",
            media={}.__getitem__,
            cache=studio.cache,
        )
    assert told.value.code == "bad_media"
    assert "f_1" in str(told.value)


@pytest.mark.parametrize("kind", ["image", "video"])
def test_a_file_that_is_no_picture_is_named(studio: Studio, kind: str) -> None:
    (studio.media / "notes.jpg").write_text("not a picture", encoding="utf-8")
    error = failed(studio, film(scene("a", src="notes.jpg", kind=kind)))
    assert error.code == "bad_media"
    assert "notes.jpg" in str(error)


def test_a_clip_without_a_picture_is_named(studio: Studio) -> None:
    ffmpeg.run(["-f", "lavfi", "-i", "sine=d=1", studio.media / "song.mp3"], what="song")
    error = failed(studio, film(scene("a", src="song.mp3", kind="video")))
    assert error.code == "bad_media"
    assert "song.mp3" in str(error)


def test_a_draft_without_scenes_is_told_before_anything_starts(studio: Studio) -> None:
    assert failed(studio, {"d": 1000, "t": []}).code == "bad_draft"
    assert failed(studio, {}).code == "bad_draft"


def test_a_folder_that_cannot_be_written_is_told_before_anything_starts(studio: Studio) -> None:
    started = time.monotonic()
    with pytest.raises(RenderError) as told:
        studio.render(long_film(), "nowhere/film.mp4")
    assert told.value.code == "failed"
    assert "nowhere" in str(told.value)
    assert time.monotonic() - started < 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full is a thing of Linux")
def test_a_full_disk_is_told_as_such() -> None:
    with pytest.raises(RenderError) as told:
        ffmpeg.run(["-f", "lavfi", "-i", "sine=d=5", "-f", "wav", "/dev/full"], what="film.wav")
    assert told.value.code == "disk_full"


def test_a_missing_ffmpeg_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ffmpeg, "binary", lambda: "/nowhere/ffmpeg")
    with pytest.raises(RenderError) as told:
        ffmpeg.run(["-version"], what="film.mp4")
    assert told.value.code == "no_ffmpeg"


def test_a_design_that_breaks_is_a_failed_render_with_its_reason(studio: Studio) -> None:
    error = failed(studio, film(scene("a", items=5, layout="list")) | {"m": {"font_scale": "huge"}})
    assert error.code == "failed"
    assert "huge" in str(error)


def test_what_was_there_before_stays_when_a_render_fails(studio: Studio) -> None:
    (studio.folder / "mine.mp4").write_bytes(b"precious")
    with pytest.raises(RenderError):
        studio.render(film(scene("a", src="gone.jpg", kind="image")), "mine.mp4")
    assert (studio.folder / "mine.mp4").read_bytes() == b"precious"


def test_cancelling_stops_at_once_and_keeps_what_is_finished(studio: Studio) -> None:
    started = time.monotonic()
    seen: list[float] = []
    error = failed(studio, long_film(), progress=seen.append, cancelled=lambda: bool(seen) and seen[-1] > 0.6)
    assert error.code == "cancelled"
    assert studio.chunks()
    kept = studio.chunks()
    studio.render(long_film())
    assert kept.items() <= studio.chunks().items()
    assert time.monotonic() - started < 30


def test_a_cancelled_render_leaves_no_process(studio: Studio) -> None:
    failed(studio, long_film(), cancelled=lambda: True)
    assert not children(os.getpid())


def test_it_works_on_a_thread_of_a_server(studio: Studio) -> None:
    made = []
    thread = threading.Thread(target=lambda: made.append(studio.render(film(scene("a", 500)))))
    thread.start()
    thread.join()
    assert made[0].seconds == 0.5
    assert not children(os.getpid())


def test_a_worker_that_dies_is_a_failed_render(studio: Studio) -> None:
    def kill_one(share: float) -> None:
        for pid in children(os.getpid()):
            os.kill(pid, signal.SIGKILL)

    assert failed(studio, long_film(), progress=kill_one).code == "failed"


PROGRAM = """
import json, sys
from pathlib import Path
from studio.render import Output, render
folder = Path(sys.argv[1])
tell = lambda share: print(share, flush=True)
draft = json.loads(sys.argv[2])
render(draft, folder / "film.mp4", media=Path, cache=folder / "cache", output=Output(quality="draft"), progress=tell)
"""


def test_killed_in_the_middle_it_goes_on_where_it_was_and_leaves_no_process(studio: Studio) -> None:
    program = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(studio.folder), json.dumps(long_film())],
        stdout=subprocess.PIPE,
        cwd=ROOT,
        start_new_session=True,
    )
    assert program.stdout is not None
    while float(program.stdout.readline()) < 0.6:
        pass
    workers = children(program.pid)
    family = workers + [one for worker in workers for one in children(worker)]
    assert len(workers) == 2
    program.kill()
    program.wait()
    program.stdout.close()
    wait_until_gone(family)
    kept = studio.chunks()
    assert kept
    assert not (studio.folder / "film.mp4").exists()
    studio.render(long_film())
    assert kept.items() <= studio.chunks().items()


def children(pid: int) -> list[int]:
    """The processes that `pid` has started and that still run."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(FileNotFoundError):
            found += [one for one in map(int, task.read_text(encoding="ascii").split()) if runs(one)]
    return found


def runs(pid: int) -> bool:
    """Whether a process is there and no zombie."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


def wait_until_gone(pids: list[int]) -> None:
    """Fails where one of them still runs after five seconds."""
    deadline = time.monotonic() + 5
    while any(runs(pid) for pid in pids):
        assert time.monotonic() < deadline, "a process outlived its render"
        os.sched_yield()
