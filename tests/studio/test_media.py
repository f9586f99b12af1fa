"""What uploads really are is found out, and nothing that they hold can hurt."""

import subprocess
import time
import zlib
from pathlib import Path

import pytest
from PIL import Image

from studio.media import MediaError, probe
from studio.render import ffmpeg
from tests.studio.render.made import clip, picture


def sound(path: Path, *options: str) -> Path:
    ffmpeg.run(["-f", "lavfi", "-i", "sine=d=2", *options, path], what=path.name)
    return path


@pytest.mark.parametrize(
    ("name", "mime"),
    [
        ("a.png", "image/png"),
        ("a.jpg", "image/jpeg"),
        ("a.webp", "image/webp"),
        ("a.gif", "image/gif"),
        ("a.bmp", "image/bmp"),
        ("a.tiff", "image/tiff"),
        ("a.avif", "image/avif"),
    ],
)
def test_pictures(tmp_path: Path, name: str, mime: str) -> None:
    info = probe(picture(tmp_path / name))
    assert (info.kind, info.mime_type, info.width, info.height, info.duration_ms) == ("image", mime, 240, 160, 0)


@pytest.mark.parametrize(
    ("name", "mime"),
    [
        ("a.mp4", "video/mp4"),
        ("a.mov", "video/quicktime"),
        ("a.mkv", "video/x-matroska"),
        ("a.webm", "video/webm"),
        ("a.avi", "video/x-msvideo"),
        ("a.gif", "image/gif"),
    ],
)
def test_clips(tmp_path: Path, name: str, mime: str) -> None:
    options = () if name == "a.gif" else ("-pix_fmt", "yuv420p")
    info = probe(clip(tmp_path / name, "testsrc2=s=160x120:r=10:d=2", *options))
    assert (info.kind, info.mime_type, info.width, info.height) == ("video", mime, 160, 120)
    assert info.duration_ms == pytest.approx(2000, abs=120)
    assert not info.has_audio


@pytest.mark.parametrize(
    ("name", "mime"),
    [("a.mp3", "audio/mpeg"), ("a.wav", "audio/wav"), ("a.m4a", "audio/mp4"), ("a.aac", "audio/aac")],
)
def test_sounds(tmp_path: Path, name: str, mime: str) -> None:
    info = probe(sound(tmp_path / name))
    assert (info.kind, info.mime_type, info.has_audio) == ("audio", mime, True)
    assert info.duration_ms == pytest.approx(2000, abs=120)


def test_content_counts_and_not_the_name(tmp_path: Path) -> None:
    assert probe(clip(tmp_path / "a.mp4").rename(tmp_path / "a.jpg")).kind == "video"
    assert probe(picture(tmp_path / "b.png").rename(tmp_path / "b.mp4")).mime_type == "image/png"
    assert probe(sound(tmp_path / "c.mp3").rename(tmp_path / "c.png")).kind == "audio"


def test_sizes_are_those_of_the_upright_picture(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    assert (probe(picture(tmp_path / "a.jpg", exif=exif)).width, 90) == (160, probe(tmp_path / "a.jpg").rotation)
    plain = clip(tmp_path / "plain.mp4")
    ffmpeg.run(["-display_rotation", 90, "-i", plain, "-c", "copy", tmp_path / "turned.mp4"], what="turned")
    info = probe(tmp_path / "turned.mp4")
    assert (info.width, info.height, info.rotation) == (120, 160, 270)


def test_sound_in_a_clip_is_noticed(tmp_path: Path) -> None:
    ffmpeg.run(
        ["-f", "lavfi", "-i", "testsrc2=s=64x64:d=1", "-f", "lavfi", "-i", "sine=d=1", tmp_path / "a.mp4"], what="a"
    )
    assert probe(tmp_path / "a.mp4").has_audio


def test_transparency_and_high_dynamic_range_are_noticed(tmp_path: Path) -> None:
    Image.new("RGBA", (8, 8)).save(tmp_path / "a.png")
    assert probe(tmp_path / "a.png").has_alpha
    tags = "setparams=color_primaries=bt2020:color_trc=smpte2084:colorspace=bt2020nc"
    assert probe(clip(tmp_path / "b.mp4", f"testsrc2=s=64x64:d=0.2,format=yuv420p10le,{tags}")).hdr
    assert not probe(clip(tmp_path / "c.mp4")).hdr


def test_a_recording_that_does_not_tell_its_length_is_measured(tmp_path: Path) -> None:
    path = clip(tmp_path / "live.webm", "testsrc2=s=64x64:r=10:d=3", "-c:v", "libvpx", "-live", "1", "-f", "webm")
    assert ffmpeg.streams(path).seconds == 0
    assert probe(path).duration_ms == pytest.approx(3000, abs=150)


def test_three_hours_are_looked_into_at_once(tmp_path: Path) -> None:
    clip(tmp_path / "second.mkv", "color=red:s=16x16:r=1:d=60", "-c:v", "libx264")
    ffmpeg.run(["-stream_loop", "179", "-i", tmp_path / "second.mkv", "-c", "copy", tmp_path / "long.mkv"], what="long")
    started = time.monotonic()
    info = probe(tmp_path / "long.mkv")
    assert info.duration_ms == pytest.approx(3 * 3600_000, rel=0.01)
    assert time.monotonic() - started < 3


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"hello", "unsupported"),
        (b"\xff\xd8\xff\xe0 not really", "broken"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "unsupported"),
        (bytes(5000), "unsupported"),
        (b"#EXTM3U\n#EXTINF:1,\n/etc/passwd\n", "unsupported"),
        (b"ffconcat version 1.0\nfile /etc/passwd\n", "unsupported"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "unsupported"),
    ],
)
def test_what_is_no_film_picture_or_sound_is_refused(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "a.mp4"
    path.write_bytes(content)
    with pytest.raises(MediaError) as told:
        probe(path)
    assert told.value.code == code
    assert "a.mp4" in str(told.value)


def test_pictures_cut_off_in_transfer_are_refused(tmp_path: Path) -> None:
    for name in ("a.jpg", "a.png"):
        path = picture(tmp_path / name, size=(800, 600))
        noise = Image.effect_noise((800, 600), 90)
        noise.save(path)
        path.write_bytes(path.read_bytes()[:20_000])
        with pytest.raises(MediaError) as told:
            probe(path)
        assert told.value.code == "broken"


def test_clips_cut_off_in_transfer_are_told_or_can_be_used(tmp_path: Path) -> None:
    data = clip(tmp_path / "a.mp4").read_bytes()
    (tmp_path / "b.mp4").write_bytes(data[: len(data) // 2])
    with pytest.raises(MediaError):
        probe(tmp_path / "b.mp4")
    fast = clip(tmp_path / "c.mp4", "testsrc2=s=160x120:r=30:d=2", "-pix_fmt", "yuv420p", "-movflags", "+faststart")
    data = fast.read_bytes()
    fast.write_bytes(data[: len(data) * 2 // 3])
    assert probe(fast).kind == "video"


def test_pictures_of_any_size_are_opened_or_refused_within_limits(tmp_path: Path) -> None:
    Image.new("L", (1, 1)).save(tmp_path / "dot.png")
    assert (probe(tmp_path / "dot.png").width, probe(tmp_path / "dot.png").height) == (1, 1)
    Image.new("1", (10_000, 10_000)).save(tmp_path / "large.png")
    assert probe(tmp_path / "large.png").width == 10_000
    head = b"IHDR" + (30_000).to_bytes(4, "big") * 2 + b"\x08\x02\x00\x00\x00"
    bomb = b"\x89PNG\r\n\x1a\n" + (13).to_bytes(4, "big") + head + zlib.crc32(head).to_bytes(4, "big")
    (tmp_path / "bomb.png").write_bytes(bomb + bytes(4) + b"IDAT" + zlib.crc32(b"IDAT").to_bytes(4, "big"))
    with pytest.raises(MediaError) as told:
        probe(tmp_path / "bomb.png")
    assert told.value.code == "too_large"


def test_a_decoder_may_not_take_more_memory_than_it_is_given() -> None:
    """The kernel ends it, and that is a bad file, not a dead machine."""
    args = ["-f", "lavfi", "-i", "testsrc2=s=7680x4320:d=1", "-vf", "format=gbrpf32le,reverse", "-f", "null", "-"]
    started = time.monotonic()
    with pytest.raises(ffmpeg.RenderError) as told:
        ffmpeg.run(args, what="large.mp4", memory=ffmpeg.PROBE_MEMORY)
    assert told.value.code in ("bad_media", "failed")
    assert time.monotonic() - started < 20


def test_a_decoder_that_takes_too_long_is_ended() -> None:
    started = time.monotonic()
    with pytest.raises(ffmpeg.RenderError) as told:
        ffmpeg.run(["-re", "-f", "lavfi", "-i", "anullsrc=d=60", "-f", "null", "-"], what="slow.wav", timeout=0.3)
    assert "slow.wav" in str(told.value)
    assert time.monotonic() - started < 5


def test_looking_into_a_file_leaves_no_process(tmp_path: Path) -> None:
    probe(clip(tmp_path / "a.mp4"))
    found = subprocess.run(["cat", "/proc/self/task/self/children"], capture_output=True, check=False)
    assert not found.stdout.strip()
