"""Frames as the encoder takes them: planar YUV 4:2:0, BT.709, limited range."""

from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

Plane: TypeAlias = NDArray[np.uint8]
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

    def __init__(self, width: int, height: int) -> None:
        """`width` and `height` in pixels, both even. The content is undefined until it is painted."""
        luma, chroma = width * height, width * height // 4
        self.width, self.height = width, height
        self.data = np.empty(luma + 2 * chroma, np.uint8)
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

    def copy_from(self, other: "Frame") -> None:
        np.copyto(self.data, other.data)

    def rgb(self) -> NDArray[np.uint8]:
        """The picture as `(h, w, 3)` RGB, for stills."""
        size = (self.width, self.height)
        chroma = [cv2.resize(plane, size, interpolation=cv2.INTER_LINEAR) for plane in (self.u, self.v)]
        yuv = cv2.merge([self.y, *chroma]).astype(np.float32) - np.float32([16, 128, 128])
        return np.clip(yuv @ YUV_TO_RGB.T.astype(np.float32) + 0.5, 0, 255).astype(np.uint8)


def full_planes(rgb: NDArray[np.uint8]) -> Planes:
    """Y, U and V of an RGB picture, all three at its full size."""
    yuv = cv2.transform(np.ascontiguousarray(rgb), RGB_TO_YUV)
    y, u, v = cv2.split(yuv)
    return y, u, v


def planes(rgb: NDArray[np.uint8]) -> Planes:
    """Y, U and V of an RGB picture with even sides; chroma at half size."""
    y, u, v = full_planes(rgb)
    half = (y.shape[1] // 2, y.shape[0] // 2)
    return y, cv2.resize(u, half, interpolation=cv2.INTER_AREA), cv2.resize(v, half, interpolation=cv2.INTER_AREA)
