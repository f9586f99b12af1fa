"""A user's clip in a scene: decoded by an ffmpeg of its own, frame by frame, at the film's rate and size."""

from pathlib import Path
from typing import NoReturn

import numpy as np

from studio.render import ffmpeg
from studio.render.errors import RenderError
from studio.render.kernels import AREA, resize_onto
from studio.render.pictures import Shot, blurred, contained
from studio.render.yuv import Frame

MEASURE_SECONDS = 60.0
ENOUGH_SECONDS = 0.25  # a clip shorter than its scene by less does not begin again


class Clip:
    """Paints a clip. Frames are asked for in order; a clip that is too short begins again."""

    def __init__(
        self, path: Path, shot: Shot, fps: int, *, trim_in: float = 0.0, trim_out: float | None = None
    ) -> None:
        """`trim_in` and `trim_out` in seconds of the clip. `bad_media` where it has no picture."""
        self.path, self.shot, self.fps = path, shot, fps
        self.found = ffmpeg.streams(path)
        if not self.found.video:
            raise RenderError("bad_media", f"{path.name}: there is no picture in it")
        self._trim(trim_in, trim_out)
        x, y, width, height = shot.box
        inner = contained(self.found.shown, (width, height)) if shot.fit == "contain" else (0, 0, width, height)
        self.inner = (x + inner[0], y + inner[1], inner[2], inner[3])
        self.frame = Frame(inner[2], inner[3])
        self.decoder: ffmpeg.Process | None = None
        self.next = 0  # the frame that the decoder gives next
        self.have = -1  # the frame that is in `frame`

    def _trim(self, trim_in: float, trim_out: float | None) -> None:
        """Where it starts, and after how many frames it begins again (0: never)."""
        end = self.found.seconds or ffmpeg.measured_seconds(self.path, timeout=MEASURE_SECONDS)
        self.start = trim_in if trim_in < end else 0.0
        until = min(end, trim_out) if trim_out is not None and trim_out > self.start else end
        self.loop = max(1, round((until - self.start) * self.fps))
        if self.loop >= round((self.shot.own - ENOUGH_SECONDS) * self.fps):
            self.loop = 0  # what little is missing, and the transition, may run past the trim or stand still

    def paint(self, frame: Frame, seconds: float) -> None:
        """Fill the box with what the clip shows `seconds` after the start of the scene."""
        wanted = round(seconds * self.fps)
        self._show(wanted % self.loop if self.loop else wanted)
        if self.inner != self.shot.box:
            self._surround(frame)
        frame.fill(self.frame.planes, self.inner[:2])

    def _show(self, wanted: int) -> None:
        """Bring frame `wanted` into `frame`; past the end, the last one stays."""
        if wanted == self.have:
            return
        if self.decoder is None or not self.next <= wanted <= self.next + self.fps:
            self._open(wanted)
        while self.next <= wanted and self._read():
            self.next += 1
        self.have = wanted

    def _open(self, wanted: int) -> None:
        """Start the decoder at `wanted`; where there is nothing any more, ever earlier."""
        back = 0
        while True:
            first = max(0, wanted - back)
            self.close()
            self.decoder = self._decoder(first)
            if self._read():
                self.next = first + 1
                return
            if first == 0:
                self._fail()
            back = max(self.fps, back * 4)

    def _decoder(self, first: int) -> ffmpeg.Process:
        return ffmpeg.read_clip(
            self.path,
            self.found,
            start_s=self.start + first / self.fps,
            fps=self.fps,
            size=self.inner[2:],
            cover=self.shot.fit != "contain",
        )

    def _read(self) -> bool:
        """The next frame; False at the end."""
        assert self.decoder is not None
        raw = self.decoder.stdout.read(self.frame.data.nbytes)
        if len(raw) != self.frame.data.nbytes:
            return False
        self.frame.data[:] = np.frombuffer(raw, np.uint8)
        return True

    def _fail(self) -> NoReturn:
        assert self.decoder is not None
        decoder, self.decoder = self.decoder, None
        decoder.finish()  # says why, if ffmpeg knows
        raise RenderError("bad_media", f"{self.path.name}: no picture can be decoded")

    def _surround(self, frame: Frame) -> None:
        x, y, width, height = self.shot.box
        small = Frame(max(2, self.frame.width // 8 * 2), max(2, self.frame.height // 8 * 2))
        for plane, target in zip(self.frame.planes, small.planes, strict=True):
            resize_onto(plane, target, AREA)
        frame.fill(blurred(small.rgb(), (width, height)), (x, y))

    def close(self) -> None:
        """End the decoder, if one is running."""
        if self.decoder is not None:
            self.decoder.kill()
            self.decoder = None
