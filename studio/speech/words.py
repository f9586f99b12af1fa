"""Which words a sentence has and when each is spoken."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

# a Chinese character alone, or a run of anything else but Chinese, with opening signs before and closing after it
_HAN = r"\u3400-\u9fff\uf900-\ufaff"
_OPENING = r"\u201c\u2018\u300a\u3008\u300c\u300e\u3010\u3014\uff08(\["
_CLOSING = (
    r"\u2019\u201d\u2026\u2014\u3001-\u3003\u300b\u3009\u300d\u300f\u3011\u3015\uff01-\uff07\uff09-\uff5e,.!?;:%)\]"
)
_TOKEN = re.compile(rf"\s*[{_OPENING}]*(?:[{_HAN}]|[^\s{_HAN}{_OPENING}\u3000-\u303f\uff00-\uffef]+)[{_CLOSING}]*")


class Word(NamedTuple):
    """One word as it is written, punctuation after it included, and when it sounds."""

    start_ms: int
    end_ms: int
    word: str


def tokens(text: str) -> list[tuple[int, str]]:
    """Position and text of every word: runs of Latin letters, single Chinese characters.

    Punctuation stays with the word before it, so that the words together are the sentence.
    """
    found = []
    for match in _TOKEN.finditer(text):
        word = match[0].strip()
        found.append((match.end() - len(match[0].lstrip()), word))
    return found


def timed(text: str, events: Sequence[tuple[int, int]], length_ms: int) -> list[Word]:
    """Words with times, from events `(ms, position)` at which characters begin to sound.

    A word without an event of its own (a sign that is not spoken) shares the time of the word before it. Times
    never run backwards and end at `length_ms`.
    """
    words = tokens(text)
    if not words:
        return []
    starts = _starts(words, events, length_ms)
    edges = [*starts, length_ms]
    return [Word(start, end, word) for (start, end), (_, word) in zip(pairwise(edges), words, strict=True)]


def _starts(words: Sequence[tuple[int, str]], events: Sequence[tuple[int, int]], length_ms: int) -> list[int]:
    known: list[int | None] = []
    for index, (at, _) in enumerate(words):
        until = words[index + 1][0] if index + 1 < len(words) else 10**9
        known.append(min((ms for ms, position in events if at <= position < until), default=None))
    known[0] = known[0] or 0
    return _filled(known, length_ms)


def _filled(known: list[int | None], length_ms: int) -> list[int]:
    """Unknown starts set evenly between their neighbours, all in order and within the length."""
    starts: list[int] = []
    for index, value in enumerate(known):
        least = starts[-1] if starts else 0
        if value is None:
            ahead = next((i for i in range(index, len(known)) if known[i] is not None), len(known))
            following = known[ahead] if ahead < len(known) else length_ms
            value = least + ((following or length_ms) - least) // (ahead - index + 1)
        starts.append(min(max(least, value), length_ms))
    return starts
