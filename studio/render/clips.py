"""A user's clip in a scene: decoded by an ffmpeg of its own, frame by frame, at the film's rate and size."""

from pathlib import Path

import numpy as np

from studio.render import ffmpeg
from studio.render.errors import RenderError
from studio.render.kernels import AREA, resize_onto
from studio.render.pictures import Shot, blurred, contained
from studio.render.yuv import Frame


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
        end = min(filter(None, (trim_out, self.found.seconds)), default=0.0)
        self.start = trim_in if trim_in < end or not end else 0.0
        self.length = max(1, round((end - self.start) * fps)) if end else 0  # 0: not known before it ends
        x, y, width, height = shot.box
        inner = contained(self.found.shown, (width, height)) if shot.fit == "contain" else (0, 0, width, height)
        self.inner = (x + inner[0], y + inner[1], inner[2], inner[3])
        self.frame = Frame(inner[2], inner[3])
        self.decoder: ffmpeg.Process | None = None
        self.next = -1  # the frame that the decoder gives next
        self.have = -1  # the frame that is in `frame`

    def paint(self, frame: Frame, seconds: float) -> None:
        """Fill the box with what the clip shows `seconds` after the start of the scene."""
        wanted = round(seconds * self.fps)
        if self.length:
            wanted %= self.length
        if wanted != self.have:
            self._seek(wanted)
        if self.inner != self.shot.box:
            self._surround(frame)
        for target, plane in zip(frame.box(*self.inner), self.frame.planes, strict=True):
            np.copyto(target, plane)

    def _seek(self, wanted: int) -> None:
        if self.decoder is None or not self.next <= wanted < self.next + self.fps:
            self._open(wanted)
        while self.next <= wanted:
            if not self._read():
                break
            self.next += 1
        self.have = wanted

    def _open(self, frame: int) -> None:
        self.close()
        self.decoder = ffmpeg.read_clip(
            self.path,
            self.found,
            start_s=self.start + frame / self.fps,
            fps=self.fps,
            size=self.inner[2:],
            cover=self.shot.fit != "contain",
        )
        self.next = frame

    def _read(self) -> bool:
        """The next frame; False at the end, where the last one simply stays."""
        assert self.decoder is not None
        raw = self.decoder.stdout.read(self.frame.data.nbytes)
        if len(raw) == self.frame.data.nbytes:
            self.frame.data[:] = np.frombuffer(raw, np.uint8)
            return True
        if self.have < 0 and self.next >= 0:
            self._nothing()
        return False

    def _nothing(self) -> None:
        """Not one frame so far: find out why."""
        assert self.decoder is not None
        decoder, self.decoder = self.decoder, None
        decoder.finish()
        raise RenderError("bad_media", f"{self.path.name}: no picture can be decoded")

    def _surround(self, frame: Frame) -> None:
        _, _, width, height = self.shot.box
        small = (max(2, self.frame.width // 8 * 2), max(2, self.frame.height // 8 * 2))
        soft = Frame(*small)
        for plane, target in zip(self.frame.planes, soft.planes, strict=True):
            resize_onto(plane, target, AREA)
        for plane, target in zip(blurred(soft.rgb(), (width, height)), frame.box(*self.shot.box), strict=True):
            np.copyto(target, plane)

    def close(self) -> None:
        """End the decoder, if one is running."""
        if self.decoder is not None:
            self.decoder.kill()
            self.decoder = None
