"""The user's own pictures and clips come out right, whatever they are."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from studio.render import ffmpeg
from studio.render.clips import Clip
from studio.render.pictures import Picture, Shot
from studio.render.yuv import Frame
from tests.studio.render.made import Frames, clip, mean, near, picture

BOX = (0, 0, 120, 80)
RED, BLUE, GREEN = (255, 0, 0), (0, 0, 255), (0, 128, 0)


def shown(path: Path, store: Path, *, seconds: float = 0.0, fit: str = "cover", box: Any = BOX) -> Frames:
    """A picture as a scene shows it, standing still."""
    frame = Frame(box[2], box[3])
    Picture(path, Shot(box, 1.0, 1.0, "still", fit), store).paint(frame, seconds)
    return frame.rgb()


def played(
    path: Path, at: list[float], *, own: float = 1.0, fit: str = "cover", box: Any = BOX, **trim: Any
) -> list[Frames]:
    """A clip as a scene of `own` seconds shows it at each moment of `at`."""
    playing = Clip(path, Shot(box, own, own + 0.5, "still", fit), 30, **trim)
    try:
        frame = Frame(box[2], box[3])
        pictures = []
        for seconds in at:
            playing.paint(frame, seconds)
            pictures.append(frame.rgb())
        return pictures
    finally:
        playing.close()


def halves(seen: Frames) -> tuple[Any, Any]:
    width = seen.shape[1]
    return mean(seen[10:-10, 5 : width // 2 - 5]), mean(seen[10:-10, width // 2 + 5 : -5])


@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.webp", "a.bmp", "a.tiff", "a.gif", "a.avif"])
def test_pictures_of_every_kind_show_their_colours(tmp_path: Path, name: str) -> None:
    left, right = halves(shown(picture(tmp_path / name), tmp_path))
    assert near(left, RED, 16)
    assert near(right, BLUE, 16)


@pytest.mark.parametrize(
    ("orientation", "size"),
    [
        (1, (240, 160)),
        (2, (240, 160)),
        (3, (240, 160)),
        (4, (240, 160)),
        (5, (160, 240)),
        (6, (160, 240)),
        (7, (160, 240)),
        (8, (160, 240)),
    ],
)
def test_every_orientation_of_a_camera_stands_upright(tmp_path: Path, orientation: int, size: tuple[int, int]) -> None:
    upright = Image.new("RGB", (240, 160), "blue")
    upright.paste("red", (0, 0, 120, 80))
    undo = {
        2: "FLIP_LEFT_RIGHT",
        3: "ROTATE_180",
        4: "FLIP_TOP_BOTTOM",
        5: "TRANSPOSE",
        6: "ROTATE_90",
        7: "TRANSVERSE",
        8: "ROTATE_270",
    }
    stored = upright.transpose(Image.Transpose[undo[orientation]]) if orientation in undo else upright
    assert stored.size == size
    exif = Image.Exif()
    exif[0x0112] = orientation
    stored.save(tmp_path / "turned.png", exif=exif)
    seen = shown(tmp_path / "turned.png", tmp_path)
    assert near(mean(seen[5:30, 5:50]), RED, 16)
    assert near(mean(seen[5:30, 70:115]), BLUE, 16)
    assert near(mean(seen[50:75, 5:50]), BLUE, 16)


def test_sixteen_bits_cmyk_and_palettes_are_understood(tmp_path: Path) -> None:
    ramp = np.tile(np.linspace(0, 65535, 240).astype(np.uint16), (160, 1))
    Image.fromarray(ramp).save(tmp_path / "deep.png")
    left, right = halves(shown(tmp_path / "deep.png", tmp_path))
    assert near(left, (64, 64, 64), 8)
    assert near(right, (191, 191, 191), 8)
    picture(tmp_path / "plain.png")
    for name, mode in (("print.jpg", "CMYK"), ("few.png", "P")):
        Image.open(tmp_path / "plain.png").convert(mode).save(tmp_path / name)
        assert near(halves(shown(tmp_path / name, tmp_path))[0], RED, 25)


@pytest.mark.parametrize(("ink", "ground"), [("black", 255), ("white", 0)])
def test_what_is_transparent_lies_over_what_makes_the_rest_visible(tmp_path: Path, ink: str, ground: int) -> None:
    image = Image.new("RGBA", (240, 160), (0, 0, 0, 0))
    image.paste(Image.new("RGBA", (120, 160), ink), (0, 0))
    image.save(tmp_path / "logo.png")
    left, right = halves(shown(tmp_path / "logo.png", tmp_path))
    assert near(right, (ground,) * 3)
    assert near(left, (255 - ground,) * 3)


def test_a_whole_picture_keeps_its_edges_and_has_a_soft_surround(tmp_path: Path) -> None:
    picture(tmp_path / "wide.png", size=(400, 100))
    seen = shown(tmp_path / "wide.png", tmp_path, fit="contain", box=(0, 0, 120, 120))
    assert near(mean(seen[50:70, 2:10]), RED, 16)
    assert near(mean(seen[50:70, 110:118]), BLUE, 16)
    assert not near(mean(seen[:30]), (0, 0, 0), 20)
    assert seen[:30].max() < 200


@pytest.mark.parametrize("size", [(1, 1), (1, 400), (400, 1), (3, 5)])
def test_the_tiniest_pictures_fill_the_frame(tmp_path: Path, size: tuple[int, int]) -> None:
    Image.new("RGB", size, "red").save(tmp_path / "dot.png")
    for fit in ("cover", "contain"):
        seen = shown(tmp_path / "dot.png", tmp_path, fit=fit)
        red, green, blue = mean(seen[35:45, 55:65])
        assert red > 130
        assert max(green, blue) < 20


def test_a_hundred_megapixels_are_shown_too(tmp_path: Path) -> None:
    Image.new("RGB", (10_000, 10_000), "green").save(tmp_path / "huge.jpg")
    assert near(mean(shown(tmp_path / "huge.jpg", tmp_path)), GREEN, 8)


def test_a_picture_moves_while_it_is_shown(tmp_path: Path) -> None:
    moving = Picture(picture(tmp_path / "a.png"), Shot(BOX, 4.0, 4.0, "pan_right", "cover"), tmp_path)
    widths = []
    for seconds in (0.0, 2.0, 4.0):
        frame = Frame(120, 80)
        moving.paint(frame, seconds)
        widths.append(int((frame.rgb()[40, :, 0] > 128).sum()))
    assert widths[0] > widths[1] > widths[2]


def numbered(path: Path, *options: str, seconds: int = 2) -> Path:
    """A clip whose brightness tells the time: 0 at its start, 100 a second later."""
    source = f"color=black:s=160x120:r=30:d={seconds},geq=lum='16+T*100*219/255':cb=128:cr=128"
    return clip(path, source, *(options or ("-pix_fmt", "yuv420p", "-crf", "5", "-color_range", "tv")))


def levels(pictures: list[Frames]) -> list[int]:
    return [round(float(one.mean())) for one in pictures]


def test_a_clip_plays_at_its_own_speed(tmp_path: Path) -> None:
    seen = levels(played(numbered(tmp_path / "a.mp4"), [0.0, 0.5, 0.9]))
    assert seen == pytest.approx([0, 50, 90], abs=5)


def test_a_clip_is_trimmed(tmp_path: Path) -> None:
    seen = levels(played(numbered(tmp_path / "a.mp4"), [0.0, 0.4], trim_in=1.0, trim_out=2.0))
    assert seen == pytest.approx([100, 140], abs=6)


def test_a_clip_that_is_too_short_begins_again(tmp_path: Path) -> None:
    path = numbered(tmp_path / "a.mp4", seconds=1)
    assert levels(played(path, [0.2, 0.9, 1.2, 2.2], own=3.0)) == pytest.approx([20, 90, 20, 20], abs=6)


def test_a_clip_that_is_nearly_long_enough_stands_still_at_its_end(tmp_path: Path) -> None:
    path = numbered(tmp_path / "a.mp4", seconds=1)
    assert levels(played(path, [0.9, 1.1, 1.4], own=1.1)) == pytest.approx([90, 97, 97], abs=6)


def test_the_end_of_a_clip_can_be_opened_directly(tmp_path: Path) -> None:
    """As another worker does for the last chunk."""
    path = numbered(tmp_path / "a.mp4", seconds=1)
    assert levels(played(path, [1.4], own=1.1)) == pytest.approx([97], abs=6)


def test_a_clip_cut_off_in_transfer_shows_what_there_is(tmp_path: Path) -> None:
    noise = ["-vf", "noise=alls=9:allf=t", "-crf", "1", "-g", "5", "-movflags", "+faststart"]
    whole = numbered(tmp_path / "whole.mp4", "-pix_fmt", "yuv420p", *noise)
    data = whole.read_bytes()
    (tmp_path / "cut.mp4").write_bytes(data[: len(data) * 2 // 3])
    seen = levels(played(tmp_path / "cut.mp4", [0.1, 1.9], own=2.0))
    assert seen[0] == pytest.approx(10, abs=6)
    assert 50 < seen[1] < 190


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_turned_clip_stands_upright(tmp_path: Path, degrees: int) -> None:
    ffmpeg.run(
        ["-f", "lavfi", "-i", "color=blue:s=160x120:d=0.5,drawbox=w=80:h=60:color=red:t=fill", "-pix_fmt", "yuv420p",
         tmp_path / "plain.mp4"], what="plain",
    )  # fmt: skip
    ffmpeg.run(["-display_rotation", degrees, "-i", tmp_path / "plain.mp4", "-c", "copy", tmp_path / "t.mp4"], what="t")
    box = (0, 0, 120, 160) if degrees % 180 else (0, 0, 160, 120)
    (seen,) = played(tmp_path / "t.mp4", [0.1], box=box)
    corner = {90: np.s_[-40:-10, 10:40], 180: np.s_[-40:-10, -40:-10], 270: np.s_[10:40, -40:-10]}[degrees]
    assert near(mean(seen[corner]), RED, 25)
    assert seen[:, :, 2].mean() > 150


def test_a_clip_with_uneven_frames_keeps_its_time(tmp_path: Path) -> None:
    source = "color=black:s=160x120:r=30:d=2,geq=lum='16+T*100*219/255':cb=128:cr=128,select='not(mod(n,7))+lt(n,20)'"
    path = clip(tmp_path / "v.mp4", source, "-fps_mode", "vfr", "-pix_fmt", "yuv420p", "-crf", "5")
    assert levels(played(path, [0.3, 1.0, 1.5], own=1.5)) == pytest.approx([30, 100, 150], abs=26)


def test_high_dynamic_range_looks_like_the_same_film_without(tmp_path: Path) -> None:
    plain = "testsrc=s=160x120:r=30:d=0.2,scale=out_color_matrix=bt709:out_range=tv,format=yuv444p"
    wide = (
        f"{plain},setparams=color_primaries=bt709:color_trc=bt709:colorspace=bt709:range=tv,zscale=t=linear:npl=203,"
        "format=gbrpf32le,zscale=p=bt2020:t=smpte2084:m=bt2020nc:r=tv:npl=203,format=yuv420p10le"
    )
    tags = ["-colorspace", "bt2020nc", "-color_primaries", "bt2020", "-color_trc", "smpte2084"]
    clip(tmp_path / "hdr.mp4", wide, *tags)
    clip(tmp_path / "sdr.mp4", plain, "-colorspace", "bt709", "-pix_fmt", "yuv420p")
    assert ffmpeg.streams(tmp_path / "hdr.mp4").hdr
    (hdr,), (sdr,) = (played(tmp_path / name, [0.0]) for name in ("hdr.mp4", "sdr.mp4"))
    assert np.abs(hdr.astype(int) - sdr).mean() < 22
    assert abs(hdr.mean() - sdr.mean()) < 12


def test_transparent_parts_of_a_clip_are_black(tmp_path: Path) -> None:
    source = "color=white:s=160x120:r=30:d=0.2,format=rgba,geq=r=255:g=255:b=255:a='if(lt(X,80),255,0)'"
    (seen,) = played(clip(tmp_path / "a.mov", source, "-c:v", "qtrle"), [0.0])
    left, right = halves(seen)
    assert near(left, (255, 255, 255))
    assert near(right, (0, 0, 0))


@pytest.mark.parametrize("name", ["a.webm", "a.mkv", "a.avi", "a.gif", "a.mov"])
def test_clips_of_every_kind_play(tmp_path: Path, name: str) -> None:
    options = () if name == "a.gif" else ("-pix_fmt", "yuv420p")
    first, later = played(clip(tmp_path / name, "testsrc2=s=160x120:r=15:d=1", *options), [0.0, 0.8])
    assert np.abs(first.astype(int) - later).mean() > 3


def test_a_whole_clip_has_a_soft_surround(tmp_path: Path) -> None:
    path = clip(tmp_path / "wide.mp4", "color=red:s=160x40:r=30:d=0.5")
    (seen,) = played(path, [0.1], fit="contain", box=(0, 0, 120, 120))
    assert near(mean(seen[50:70]), RED, 25)
    assert 40 < mean(seen[:30])[0] < 230
