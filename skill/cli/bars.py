"""The timeline drawn in text: one bar a track, to scale, each segment a run of blocks."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich.cells import cell_len, set_cell_size

from skill.safe import clean

_NAME = 12  # cells for a track's name
_FILL = ("█", "▓")  # neighbouring segments differ


def draw(tracks: Sequence[Mapping[str, Any]], columns: int) -> list[str]:
    """Lines no wider than `columns` cells; none where there is nothing to draw."""
    end = max((float(track["end"]) for track in tracks), default=0.0)
    width = columns - _NAME - 2
    if end <= 0 or width < 10:
        return []
    return [*(_bar(track, end, width) for track in tracks), _scale(end, width)]


def _bar(track: Mapping[str, Any], end: float, width: int) -> str:
    cells = [" "] * width
    for number, segment in enumerate(track.get("segments") or [track]):
        first = int(float(segment["start"]) / end * width)
        last = max(first + 1, round(float(segment["end"]) / end * width))
        cells[first:last] = [_FILL[number % 2]] * (min(last, width) - first)
    name = clean(str(track.get("label") or track.get("name") or track.get("type") or ""))
    return f"{_fitted(name)}  {''.join(cells[:width]).rstrip()}"


def _fitted(name: str) -> str:
    """A name in exactly its cells: a Chinese character takes two."""
    return set_cell_size(name if cell_len(name) <= _NAME else set_cell_size(name, _NAME - 1) + "…", _NAME)


def _scale(end: float, width: int) -> str:
    last = f"{end:g}s"
    return f"{'':{_NAME}}  0{last:>{width - 1}}"
