"""OpenCV's few operations that the engine lives on, with the types that they have here: planes of bytes."""

from collections.abc import Sequence
from typing import TypeAlias, cast

import cv2
import numpy as np
from numpy.typing import NDArray

Plane: TypeAlias = NDArray[np.uint8]  # (h, w)
Colours: TypeAlias = NDArray[np.uint8]  # (h, w, 3) RGB
Matrix: TypeAlias = NDArray[np.float64]
Size: TypeAlias = tuple[int, int]  # width, height

AREA, LINEAR, CUBIC = cv2.INTER_AREA, cv2.INTER_LINEAR, cv2.INTER_CUBIC


def resized(plane: Plane, size: Size, way: int) -> Plane:
    """`plane` (or colours) scaled to `size`; `way` is AREA to shrink, LINEAR or CUBIC to grow."""
    return cast("Plane", cv2.resize(plane, size, interpolation=way))


def resize_onto(plane: Plane, target: Plane, way: int) -> None:
    """Scale `plane` to fill `target`, which may be part of a frame."""
    cv2.resize(plane, (target.shape[1], target.shape[0]), dst=target, interpolation=way)


def warped(plane: Plane, matrix: Matrix, size: Size) -> Plane:
    """`plane` moved by the 2x3 `matrix` (from source to result) into `size`; zero outside."""
    return cast("Plane", cv2.warpAffine(plane, matrix, size, flags=cv2.INTER_LINEAR))


def warp_onto(plane: Plane, matrix: Matrix, target: Plane) -> None:
    """Fill `target` from `plane` by the 2x3 `matrix` from result to source; edges go on outside."""
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    size = (target.shape[1], target.shape[0])
    cv2.warpAffine(plane, matrix, size, dst=target, flags=flags, borderMode=cv2.BORDER_REPLICATE)


def scaled_by(plane: Plane, share: float) -> Plane:
    """Every value times `share` (0..1)."""
    return cast("Plane", cv2.convertScaleAbs(plane, alpha=share))


def product(plane: Plane, other: Plane) -> Plane:
    """Two planes multiplied, 255 counting as one."""
    return cast("Plane", cv2.multiply(plane, other, scale=1 / 255))


def blend_onto(target: Plane, keep: Plane, add: Plane) -> None:
    """`target = target * keep / 255 + add`, in place."""
    cv2.multiply(target, keep, dst=target, scale=1 / 255)
    cv2.add(target, add, dst=target)


def mix_onto(target: Plane, first: Plane, second: Plane, share: float) -> None:
    """`target = first * (1 - share) + second * share`; all contiguous and of one shape."""
    cv2.addWeighted(first, 1 - share, second, share, 0, dst=target)


def inverted(plane: Plane) -> Plane:
    """255 less every value."""
    return cast("Plane", cv2.bitwise_not(plane))


def blurred(colours: Colours, sigma: float) -> Colours:
    """Softened by a Gaussian of `sigma` pixels."""
    return cast("Colours", cv2.GaussianBlur(colours, (0, 0), sigma))


def transformed(colours: Colours, matrix: Matrix) -> tuple[Plane, Plane, Plane]:
    """The 3x4 colour `matrix` applied to every pixel; rounded and kept within a byte."""
    y, u, v = cv2.split(cv2.transform(np.ascontiguousarray(colours), matrix))
    return cast("Plane", y), cast("Plane", u), cast("Plane", v)


def interleaved(planes: Sequence[Plane]) -> Plane:
    """Planes of one shape as one `(h, w, n)`."""
    return cast("Plane", cv2.merge(list(planes)))


def separated(pixels: Plane) -> tuple[Plane, ...]:
    """The opposite of `interleaved`."""
    return cast("tuple[Plane, ...]", cv2.split(pixels))


def shifted(pixels: Plane, x: int, y: int, size: Size) -> Plane:
    """`pixels` put at `x`, `y` (which may lie outside) of an empty picture of `size`."""
    out = np.zeros((size[1], size[0], *pixels.shape[2:]), np.uint8)
    left, top = max(0, x), max(0, y)
    part = pixels[top - y : size[1] - y, left - x : size[0] - x]
    out[top : top + part.shape[0], left : left + part.shape[1]] = part
    return out
