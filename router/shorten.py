"""A command may name its film and explain itself; neither changes what it asks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from router.words import ADJUNCT, ARTICLE, CONTENT, HEAD, HOWTO, NEVER, RELATIVE, WORK, Entry

_LONGEST_NAME = 8  # phrases; in Chinese about as many characters
_BARRED = HOWTO | NEVER


def without_name(phrases: Sequence[Entry]) -> Iterator[list[Entry]]:
    """Without what stands between an article and a film ("the (credit card) ad", 把(婚礼)那条)."""
    for end in range(len(phrases) - 1, 0, -1):
        if not phrases[end][0] & HEAD:
            continue
        for start in range(end - 1, max(-1, end - _LONGEST_NAME), -1):
            if phrases[start][0] & _BARRED:
                break
            if phrases[start][0] & ARTICLE and end - start > 1:
                yield [*phrases[: start + 1], *phrases[end:]]
                return
            if phrases[start][0] & (ADJUNCT | RELATIVE) and not phrases[start][0] & ARTICLE:
                break


def without_rest(phrases: Sequence[Entry]) -> Iterator[list[Entry]]:
    """Without a reason or circumstance at the end, the longest part first: "… for the board"."""
    for at in range(len(phrases) - 1, 1, -1):
        begins = phrases[at][0]
        about = begins & RELATIVE and phrases[at - 1][0] & HEAD and _is_definite(phrases[:at])
        barred = _BARRED | (0 if about else WORK | CONTENT)
        if (begins & ADJUNCT or about) and not any(role & barred for role, _ in phrases[at + 1 :]):
            yield list(phrases[:at])


def _is_definite(phrases: Sequence[Entry]) -> bool:
    """ "the video", not "a video": that one is still to be made."""
    return any(role & ARTICLE for role, _ in phrases[-4:-1])


def after_name(phrases: Sequence[Entry]) -> Iterator[list[Entry]]:
    """Without the name that comes before its article, as in Chinese: (婚礼)那条导出."""
    for at in range(1, len(phrases) - 1):
        if phrases[at][0] & ARTICLE and phrases[at][0] & HEAD:
            yield list(phrases[at:])
