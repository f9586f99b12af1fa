"""Whole films, decoded again."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from studio.render import Film, Output, contact_sheet, ffmpeg, preview, still
from studio.render.errors import RenderError
from tests.studio.render.conftest import Studio
from tests.studio.render.made import FPS, HEIGHT, WIDTH, Draft, film, frames, mean, near, picture, scene

CAPTIONS = [{"id": "c", "s": 1350, "d": 450, "m": {"text": "the beans"}}]


def coffee() -> Draft:
    """Two seconds: a title, then a photo, by a fade."""
    title = scene("one", layout="title", heading="Coffee")
    photo = scene(
        "two", layout="picture", src="photo.png", kind="image", motion="still", transition="fade", transition_ms=300
    )
    return film(title, photo, captions=CAPTIONS, music=True)


@pytest.fixture(scope="module")
def made(shared: Studio) -> Film:
    picture(shared.media / "photo.png")
    return shared.render(coffee(), output={"quality": "high"})


def said(path: Path) -> str:
    """What ffmpeg tells of a file."""
    command = ffmpeg.command("-i", path, loglevel="info")
    return subprocess.run(command, capture_output=True, text=True, check=False).stderr


def test_the_film_is_what_players_everywhere_take(made: Film) -> None:
    facts = said(made.path)
    assert "h264 (High)" in facts
    assert "yuv420p(tv, bt709, progressive)" in facts
    assert f"{WIDTH}x{HEIGHT}" in facts
    assert f"{FPS} fps" in facts
    assert "aac (LC)" in facts
    assert "48000 Hz, stereo" in facts


def test_it_can_play_before_it_is_loaded(made: Film) -> None:
    data = made.path.read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")


def test_it_is_as_long_as_the_draft_to_the_frame(made: Film) -> None:
    assert len(frames(made.path)) == 2 * FPS
    assert made.seconds == 2.0
    assert ffmpeg.streams(made.path).seconds == pytest.approx(2.0, abs=0.02)
    assert (made.width, made.height, made.bytes) == (WIDTH, HEIGHT, made.path.stat().st_size)


def test_every_frame_has_its_even_place_in_time(made: Film) -> None:
    args = ["-i", made.path, "-map", "0:v", "-c", "copy", "-f", "framecrc", "-"]
    process = ffmpeg.start(args, what="crc", stdout=True)
    lines = [line.split(",") for line in process.stdout.read().decode().splitlines() if not line.startswith("#")]
    process.finish()
    times = sorted(int(line[2]) for line in lines)
    assert len(times) == 2 * FPS
    assert len(set(np.diff(times))) == 1


def test_scenes_show_what_they_should(made: Film) -> None:
    pictures = frames(made.path)
    assert near(mean(pictures[-1][130:180, 30:60]), (255, 0, 0), 20)
    assert near(mean(pictures[-1][130:180, 120:150]), (0, 0, 255), 20)
    assert not near(mean(pictures[15]), mean(pictures[-1]), 30)


def test_a_transition_lies_at_the_start_of_the_later_scene(made: Film) -> None:
    left = [int(one[130:180, 30:60, 0].mean()) for one in frames(made.path)]
    before, during, after = left[29], left[34], left[45]
    assert min(before, after) < during < max(before, after)
    assert abs(left[29] - left[25]) < 12


def test_captions_are_seen_in_their_time_only(made: Film) -> None:
    low = frames(made.path)[:, 200:300, 20:160].astype(int)
    with_caption, without = low[50], low[58]
    assert np.abs(with_caption - without).max() > 100


def test_the_second_render_takes_everything_from_the_cache(shared: Studio, made: Film) -> None:
    kept = shared.chunks()
    again = shared.render(coffee(), "again.mp4", output={"quality": "high"})
    assert shared.chunks() == kept
    assert again.path.read_bytes() == made.path.read_bytes()


@pytest.mark.parametrize(
    ("change", "renewed"),
    [
        ({"music"}, 0),
        ({"caption"}, 1),
        ({"heading"}, 2),  # its own scene, and the transition that it goes on under
        ({"brief"}, 0),
    ],
)
def test_an_edit_renders_only_what_it_changes(shared: Studio, made: Film, change: set[str], renewed: int) -> None:
    before = shared.chunks()
    draft = coffee()
    video, captions, music = (one["sg"] for one in draft["t"])
    if "music" in change:
        music[0]["m"]["volume"] = 0.1
    if "caption" in change:
        captions[0]["m"]["text"] = "the pour"
    if "heading" in change:
        video[0]["m"]["heading"] = "Tea"
    if "brief" in change:
        draft["m"]["brief"] = "something else"
    shared.render(draft, "edited.mp4", output={"quality": "high"})
    after = shared.chunks()
    assert {name: after[name] for name in before} == before
    assert len(after) - len(before) == renewed


def test_a_scene_that_moves_in_time_is_not_rendered_again(shared: Studio, made: Film) -> None:
    draft = coffee()
    del draft["t"][1]
    first = shared.render(draft, "first.mp4", output={"quality": "high"})
    before = shared.chunks()
    draft["t"][0]["sg"][0]["d"] = 1500
    draft["t"][0]["sg"][1]["m"]["transition"] = "cut"
    draft["d"] = 2500
    shared.render(draft, "second.mp4", output={"quality": "high"})
    draft["t"][0]["sg"][0]["d"] = 700
    draft["d"] = 1700
    shared.render(draft, "third.mp4", output={"quality": "high"})
    # Two new first scenes; the photo once more without its fade, and not again when it only moved.
    assert len(shared.chunks()) - len(before) == 3
    assert first.seconds == 2.0


@pytest.mark.parametrize(("name", "codec"), [("film.mov", "h264 (High)"), ("film.webm", "vp9"), ("film.gif", "gif")])
def test_other_formats_hold_the_same_film(shared: Studio, made: Film, name: str, codec: str) -> None:
    output = {"format": name.split(".")[1], "height": WIDTH}
    result = shared.render(coffee(), name, output=output)
    assert codec in said(result.path)
    assert ffmpeg.streams(result.path).seconds == pytest.approx(2.0, abs=0.1)
    last = frames(result.path)[-1]
    assert last.shape[:2] == (HEIGHT, WIDTH)
    assert near(mean(last[130:180, 30:60]), (255, 0, 0), 25)


@pytest.mark.parametrize(("name", "codec"), [("song.mp3", "mp3"), ("song.m4a", "aac"), ("song.wav", "pcm_s16le")])
def test_sound_alone_can_be_had(shared: Studio, made: Film, name: str, codec: str) -> None:
    result = shared.render(coffee(), name, output={"format": name.split(".")[1]})
    assert (result.width, result.height, result.seconds) == (0, 0, 2.0)
    found = ffmpeg.streams(result.path)
    assert not found.video
    assert codec in found.audio
    assert found.seconds == pytest.approx(2.0, abs=0.06)
    assert ffmpeg.loudness(result.path).integrated == pytest.approx(-14, abs=1.5)


@pytest.mark.parametrize(("fps", "height"), [(24, None), (60, 120)])
def test_rate_and_size_are_as_ordered(shared: Studio, fps: int, height: int | None) -> None:
    result = shared.render(film(scene("a", 500)), "ordered.mp4", output={"fps": fps, "height": height})
    assert result.width == (height or WIDTH)
    assert len(frames(result.path)) == fps // 2


def test_progress_rises_from_nothing_to_one(shared: Studio) -> None:
    shares: list[float] = []
    shared.render(film(scene("p", 1500), scene("q", 600)), "progress.mp4", progress=shares.append)
    assert shares == sorted(shares)
    assert len(shares) > 4
    assert shares[0] < 0.5
    assert shares[-1] == 1.0


def test_a_contact_sheet_shows_every_scene(shared: Studio, made: Film) -> None:
    out = contact_sheet(
        coffee(), shared.folder / "sheet.png", media=lambda name: shared.media / name, cache=shared.cache, columns=2
    )
    sheet = frames(out)[0]
    height, width = sheet.shape[:2]
    assert (width, height) == (2 * 360 + 36, 640 + 24)
    assert near(mean(sheet[280:360, 440:480]), (255, 0, 0), 20)


def test_a_still_is_the_frame_of_the_film(shared: Studio, made: Film) -> None:
    out = still(coffee(), 1900, shared.folder / "still.png", media=lambda name: shared.media / name)
    alone, filmed = frames(out)[0].astype(int), frames(made.path)[57].astype(int)
    assert alone.shape == filmed.shape
    assert np.abs(alone - filmed).mean() < 4


def test_a_preview_is_small_and_whole(shared: Studio, made: Film) -> None:
    result = preview(
        coffee(), shared.folder / "preview.mp4", media=lambda name: shared.media / name, cache=shared.cache
    )
    assert (result.width, result.height, result.seconds) == (360, 640, 2.0)


def test_importing_the_renderer_costs_nothing() -> None:
    heavy = "{'numpy', 'cv2', 'PIL', 'imageio_ffmpeg'}"
    code = f"import sys, studio.render, studio.render.film, studio.media; print({heavy} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


@pytest.mark.parametrize("output", [{"format": "exe"}, {"quality": "best"}, {"height": -1}, {"fps": 1000}])
def test_an_impossible_order_is_refused(studio: Studio, output: Draft) -> None:
    with pytest.raises(RenderError) as told:
        studio.render(film(scene("a")), output=output)
    assert told.value.code == "bad_draft"
    assert not list(studio.folder.glob("*film*"))


def test_the_default_order_is_an_mp4_of_high_quality() -> None:
    assert Output() == Output("mp4", "high", None, None)
