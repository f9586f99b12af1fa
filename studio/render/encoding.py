"""Frames become a chunk of video in the process that paints them.

A pipe to an ffmpeg of its own costs a fifth more, and 70 MB for the frames that ffmpeg would queue.
"""

from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, cast

import av

from studio.render.spec import CHUNKS
from studio.render.yuv import Frame

if TYPE_CHECKING:
    from av.video.stream import VideoStream

# Measured on films of ours: superfast with the macroblock tree and a short lookahead is as good as veryfast at crf 20
# and as small, at two thirds of its time; without the B-pyramid it needs 50 MB less.
SETTINGS: dict[tuple[str, str], dict[str, str]] = {
    ("libx264", "high"): {
        "preset": "superfast",
        "crf": "19.5",
        "x264-params": "mbtree=1:rc-lookahead=5:b-pyramid=none",
    },
    ("libx264", "draft"): {"preset": "ultrafast", "crf": "26", "x264-params": "cabac=1:8x8dct=1:bframes=2"},
    ("libvpx-vp9", "high"): {"deadline": "realtime", "cpu-used": "6", "crf": "32", "b": "0"},
    ("libvpx-vp9", "draft"): {"deadline": "realtime", "cpu-used": "8", "crf": "40", "b": "0"},
}
TICKS = 512  # of an MP4's clock a frame, so that chunks of any rate join without rounding
BT709, LIMITED = 1, 1  # as ISO/IEC 23091-2 and libav number them


class ChunkWriter:
    """Encodes frames of one size, one after the other; a context that closes the file."""

    def __init__(self, out: Path, size: tuple[int, int], fps: int, codec: str, quality: str) -> None:
        """`codec` and `quality` are a key of `SETTINGS`."""
        self.out, self.fps, self.count = out, fps, 0
        clock = {"video_track_timescale": str(fps * TICKS)} if codec == "libx264" else {}
        self._file = av.open(str(out), "w", format=CHUNKS[codec], options=clock)
        settings = SETTINGS[codec, quality]
        self._stream = cast("VideoStream", self._file.add_stream(codec, rate=fps, options=settings))
        self._stream.width, self._stream.height = size
        self._stream.pix_fmt = "yuv420p"
        context = self._stream.codec_context
        context.thread_count = 1  # the other core has a worker of its own
        context.color_range = LIMITED
        context.colorspace = context.color_primaries = context.color_trc = BT709
        if codec == "libx264":
            context.profile = "High"

    def write(self, frame: Frame) -> None:
        """Encode one more frame; it may be painted over afterwards."""
        rows = frame.data.reshape(frame.height * 3 // 2, frame.width)
        picture = av.VideoFrame.from_numpy_buffer(rows, format="yuv420p")  # no copy: x264 makes its own
        picture.pts, picture.time_base = self.count, Fraction(1, self.fps)
        self.count += 1
        self._send(picture)

    def _send(self, picture: av.VideoFrame | None) -> None:
        for packet in self._stream.encode(picture):
            self._file.mux(packet)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._send(None)
        self._file.close()
