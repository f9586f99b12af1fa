"""Captions as a SubRip file, for players and platforms that want them beside the film."""

from collections.abc import Iterator, Mapping
from typing import Any

from studio.render.timeline import track, with_starts


def srt(draft: Mapping[str, Any]) -> str:
    """The captions of a draft, or what is spoken where it has none, as SubRip text; empty where neither is there.

    Cues follow one another without overlap and end with the film.
    """
    cues = [
        f"{number}\n{_clock(start)} --> {_clock(end)}\n{text}\n"
        for number, (start, end, text) in enumerate(_cues(draft), 1)
    ]
    return "\n".join(cues)


def _cues(draft: Mapping[str, Any]) -> Iterator[tuple[int, int, str]]:
    segments = with_starts(track(draft, "caption") or track(draft, "voice"))
    limit = draft.get("d") or float("inf")
    ends = [segment["s"] for segment in segments[1:]] + [limit]
    for segment, following in zip(segments, ends, strict=False):
        text = _plain(str((segment.get("m") or {}).get("text") or ""))
        start, end = segment["s"], min(segment["s"] + segment.get("d", 0), following, limit)
        if text and start < end:
            yield round(start), round(end), text


def _plain(text: str) -> str:
    """No empty lines, which would end the cue, and no arrow, which would begin one."""
    lines = [line.strip() for line in text.replace("-->", "→").splitlines()]
    return "\n".join(line for line in lines if line)


def _clock(ms: int) -> str:
    seconds, thousandths = divmod(ms, 1000)
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour:02}:{minute:02}:{second:02},{thousandths:03}"
