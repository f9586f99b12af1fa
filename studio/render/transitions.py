"""How one scene gives way to the next."""

from collections.abc import Callable

import cv2
import numpy as np

from studio.render import window
from studio.render.kernels import Plane, mix_onto
from studio.render.yuv import Frame

SOFT = 0.12  # of the width: the soft edge of a wipe
GROWTH = 0.18  # how far the scene that goes comes nearer in a zoom


def blend(kind: str, going: Frame, coming: Frame, share: float, into: Frame) -> None:
    """Paint into `into` what lies `share` (0..1) of the way from `going` to `coming`. Sizes are the same."""
    _KINDS[kind](going, coming, share, into)


def _fade(going: Frame, coming: Frame, share: float, into: Frame) -> None:
    mix_onto(into.data.reshape(-1, 1), going.data.reshape(-1, 1), coming.data.reshape(-1, 1), share)


def _zoom(going: Frame, coming: Frame, share: float, into: Frame) -> None:
    scale = 1 + GROWTH * _eased(share)
    width, height = going.width / scale, going.height / scale
    window.draw(going.planes, into.planes, (going.width - width) / 2, (going.height - height) / 2, width, height)
    _fade(into, coming, share, into)


def _slide(going: Frame, coming: Frame, share: float, into: Frame) -> None:
    """The coming scene slides over the one that goes, which moves away at a third of the speed."""
    edge = _edge(into.width, share)
    _side_by_side(going, coming, edge, (into.width - edge) // 3, into)


def _push(going: Frame, coming: Frame, share: float, into: Frame) -> None:
    """The coming scene pushes the other out."""
    edge = _edge(into.width, share)
    _side_by_side(going, coming, edge, into.width - edge, into)


def _edge(width: int, share: float) -> int:
    return round(width * (1 - _eased(share)) / 4) * 4


def _side_by_side(going: Frame, coming: Frame, edge: int, moved: int, into: Frame) -> None:
    for index, (a, b, out) in enumerate(zip(going.planes, coming.planes, into.planes, strict=True)):
        half = 2 if index else 1
        cut, by = edge // half, moved // 2 * 2 // half
        out[:, :cut] = a[:, by : by + cut]
        out[:, cut:] = b[:, : out.shape[1] - cut]


def _wipe(going: Frame, coming: Frame, share: float, into: Frame) -> None:
    """From left to right, with a soft edge."""
    for a, b, out in zip(going.planes, coming.planes, into.planes, strict=True):
        _wipe_plane(a, b, _eased(share), out)


def _wipe_plane(going: Plane, coming: Plane, share: float, out: Plane) -> None:
    width = out.shape[1]
    place = (np.arange(width) + 0.5) / width
    weight = np.clip((share * (1 + SOFT) - place) / SOFT, 0, 1).astype(np.float32)
    new = np.broadcast_to(weight, out.shape)
    cv2.blendLinear(coming, going, np.ascontiguousarray(new), np.ascontiguousarray(1 - new), dst=out)


def _eased(share: float) -> float:
    return share * share * (3 - 2 * share)


_KINDS: dict[str, Callable[[Frame, Frame, float, Frame], None]] = {
    "fade": _fade,
    "slide": _slide,
    "push": _push,
    "wipe": _wipe,
    "zoom": _zoom,
}
