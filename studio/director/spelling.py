"""Misspelt words of the vocabulary: "remvoe the captoins". Only tried where a clause was not understood as it is."""

import re
from functools import cache

from studio.director.lexicon import data
from studio.director.residue import quoted

_SHORTEST = 4
_WORD = re.compile(r"[A-Za-z]{4,}")
_REAL = frozenset(
    [
        "time",
        "times",
        "line",
        "lines",
        "love",
        "live",
        "make",
        "made",
        "like",
        "some",
        "same",
        "name",
        "names",
        "this",
        "that",
        "then",
        "than",
        "them",
        "they",
        "with",
        "will",
        "well",
        "were",
        "when",
        "what",
        "work",
        "word",
        "your",
        "year",
        "here",
        "there",
        "hear",
        "near",
        "dear",
        "more",
        "most",
        "must",
        "much",
        "many",
        "take",
        "talk",
        "tale",
        "sale",
        "safe",
        "same",
        "send",
        "seen",
        "seem",
        "cost",
        "coat",
        "boat",
        "beat",
        "heat",
        "meat",
        "sound",
        "found",
        "round",
        "ground",
        "about",
        "above",
        "start",
        "smart",
        "story",
        "store",
        "score",
        "scene",
        "cause",
        "case",
        "cast",
        "last",
        "fast",
        "past",
        "best",
        "rest",
        "test",
        "text",
        "next",
    ]
)


@cache
def _known() -> frozenset[str]:
    tables = data("edit")
    entries = [w for table in tables.values() for ws in table.values() for w in ws]
    lexicon = data("lexicon")
    entries += [w for t in ("mood", "shape", "pace", "transition", "colour") for ws in lexicon[t].values() for w in ws]
    entries += ["scene", "scenes", "seconds", "minutes", "video", "vertical", "please", "about", "saying", "landscape"]
    return frozenset(p for e in entries for p in re.findall(r"[a-z]{4,}", e))


def mended(text: str, vocabulary: frozenset[str] | None = None, known: frozenset[str] = frozenset()) -> str:
    """The text with each word that is one slip away from a word of the vocabulary put right, quotations left alone.

    `vocabulary`: the words to mend to, those of changes if None; `known`: further words that are right as they are.
    """
    kept = [(a, b) for a, b, _ in quoted(text)]
    words = vocabulary or _known()

    def mend(m: re.Match[str]) -> str:
        right = m[0].lower() in known or any(a <= m.start() < b for a, b in kept)
        return m[0] if right else _mend(m[0], words)

    return _WORD.sub(mend, text)


def _mend(word: str, known: frozenset[str]) -> str:
    low = word.lower()
    if low in known or low in _REAL or low.removesuffix("s") in known:
        return word
    near = [k for k in known if abs(len(k) - len(low)) <= 1 and k[0] == low[0] and one_slip(low, k)]
    return min(near, key=lambda k: (len(k) != len(low), k)) if near and len(low) >= _SHORTEST else word


def one_slip(a: str, b: str) -> bool:
    """Whether one letter too many, too few, another, or two changed about make `a` into `b`."""
    if a == b:
        return True
    if len(a) > len(b):
        a, b = b, a
    i = next((k for k in range(len(a)) if a[k] != b[k]), len(a))
    if len(a) < len(b):
        return a[i:] == b[i + 1 :]
    return a[i + 1 :] == b[i + 1 :] or (a[i + 2 :] == b[i + 2 :] and a[i : i + 2] == b[i : i + 2][::-1])
