"""Frames as the encoder takes them: planar YUV 4:2:0, BT.709, limited range."""

from typing import TypeAlias

import numpy as np

from studio.render.kernels import AREA, LINEAR, Colours, Plane, resized, transformed

Planes: TypeAlias = tuple[Plane, Plane, Plane]

# ITU-R BT.709 with 8-bit limited range: luma 16..235, chroma 16..240. Rows Y, U, V; columns R, G, B, offset.
KR, KB = 0.2126, 0.0722
_LUMA = np.array([KR, 1 - KR - KB, KB])
_U = (np.array([0.0, 0.0, 1.0]) - _LUMA) / (2 * (1 - KB))
_V = (np.array([1.0, 0.0, 0.0]) - _LUMA) / (2 * (1 - KR))
RGB_TO_YUV = np.array([[*(_LUMA * 219 / 255), 16.0], [*(_U * 224 / 255), 128.0], [*(_V * 224 / 255), 128.0]])
YUV_TO_RGB = np.linalg.inv(RGB_TO_YUV[:, :3])


class Frame:
    """One picture in one buffer: `data` is what the encoder reads, `y`, `u`, `v` are views of it."""

    __slots__ = ("data", "height", "u", "v", "width", "y")

    def __init__(self, width: int, height: int, data: Plane | None = None) -> None:
        """`width` and `height` in pixels, both even. Without `data` the content is undefined until it is painted."""
        luma, chroma = width * height, width * height // 4
        self.width, self.height = width, height
        self.data: Plane = np.empty(luma + 2 * chroma, np.uint8) if data is None else data
        self.y = self.data[:luma].reshape(height, width)
        self.u = self.data[luma : luma + chroma].reshape(height // 2, width // 2)
        self.v = self.data[luma + chroma :].reshape(height // 2, width // 2)

    @property
    def planes(self) -> Planes:
        return self.y, self.u, self.v

    def box(self, x: int, y: int, width: int, height: int) -> Planes:
        """Views of a part; all four numbers even."""
        half = np.s_[y // 2 : (y + height) // 2, x // 2 : (x + width) // 2]
        return self.y[y : y + height, x : x + width], self.u[half], self.v[half]

    def fill(self, planes: Planes, place: tuple[int, int] = (0, 0)) -> None:
        """Copy `planes` so that their corner comes to lie at `place` (x, y: even)."""
        height, width = planes[0].shape
        for plane, target in zip(planes, self.box(place[0], place[1], width, height), strict=True):
            np.copyto(target, plane)

    def copy_from(self, other: "Frame") -> None:
        np.copyto(self.data, other.data)

    def rgb(self) -> Colours:
        """The picture as `(h, w, 3)` RGB, for stills."""
        size = (self.width, self.height)
        chroma = [resized(plane, size, LINEAR) for plane in (self.u, self.v)]
        yuv = np.stack([self.y, *chroma], axis=-1).astype(np.float32)
        rgb = (yuv - RGB_TO_YUV[:, 3].astype(np.float32)) @ YUV_TO_RGB.T.astype(np.float32)
        colours: Colours = np.clip(rgb + 0.5, 0, 255).astype(np.uint8)
        return colours


def full_planes(rgb: Colours) -> Planes:
    """Y, U and V of an RGB picture, all three at its full size."""
    return transformed(rgb, RGB_TO_YUV)


def planes(rgb: Colours) -> Planes:
    """Y, U and V of an RGB picture with even sides; chroma at half size."""
    y, u, v = full_planes(rgb)
    half = (y.shape[1] // 2, y.shape[0] // 2)
    return y, resized(u, half, AREA), resized(v, half, AREA)
