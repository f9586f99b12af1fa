"""Two kinds of message that deserve an answer of their own: a wish without a wish, and a request for somebody else.

`vague` messages still go to the backend; `elsewhere` names what the skill does not do at all. Both err on the
side of no: a brief that mentions the weather is a brief.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data" / "vague"
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_WORD = re.compile(r"[a-z']+")
_EDGE = re.compile(r"^[\s\W]+|[\s\W]+$")
_ROOM = 120  # characters; who writes more says something


def vague(text: str) -> bool:
    """Whether nothing but "better" is asked for ("make it look better", "弄好看点")."""
    low = text.lower().replace("’", "'")
    if len(low) > _ROOM or re.search(r"\d", low):
        return False
    lists = _lists("better")
    core, known = lists["core"], lists["core"] | lists["filler"]
    words = set(_WORD.findall(low))
    for run in _HAN.findall(low):
        parts = _parted(run, core, known)
        if parts is None:
            return False
        words |= parts
    return words <= known and bool(words & core)


def _parted(run: str, core: frozenset[str], known: frozenset[str]) -> set[str] | None:
    """The known words that Han characters are made of, with one of the core if that can be; None for no such words."""
    best: dict[int, set[str]] = {0: set()}
    for end in range(1, len(run) + 1):
        for start in range(max(0, end - 4), end):
            if start in best and run[start:end] in known:
                parts = best[start] | {run[start:end]}
                if end not in best or parts & core:
                    best[end] = parts
    return best.get(len(run))


def elsewhere(text: str) -> str | None:
    """ "price" for what an account costs, "other" for what has nothing to do with films, else None."""
    low = _EDGE.sub("", text.lower().replace("’", "'"))
    if len(low) > _ROOM or any(word in low for word in _lists("elsewhere")["film"]):
        return None
    for kind in ("price", "other"):
        if any(re.fullmatch(pattern, low) for pattern in _lists("elsewhere")[kind]):
            return kind
    return None


@cache
def _lists(name: str) -> dict[str, frozenset[str]]:
    """The lines of a data file by the heading that they stand under."""
    found: dict[str, set[str]] = {}
    heading = ""
    for line in (_DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("[") and line.endswith("]") and line[1:-1].isalpha():
            heading = line[1:-1]
        elif line and not line.startswith("#"):
            found.setdefault(heading, set()).add(line)
    return {key: frozenset(lines) for key, lines in found.items()}
