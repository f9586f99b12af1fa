"""Yes or no to what was offered."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from router.script import fold

_DATA = Path(__file__).with_name("data") / "replies.txt"
_LONGEST = 60  # characters; a longer message says something of its own


def reply(text: str) -> bool | None:
    """True for a yes, False for a no, None where the message is no mere answer to an offer."""
    said = fold(text).strip()
    if not said or len(said) > _LONGEST or said.endswith("?"):
        return None
    for phrase, answer in ((_whole("no"), False), (_whole("yes"), True)):
        if phrase.fullmatch(said):
            return answer
    return None


@cache
def _whole(meaning: str) -> re.Pattern[str]:
    """A message made of phrases with that meaning and of fillers, at least one of the former."""
    phrases, fillers = _phrases()[meaning], _phrases()["filler"]
    gap = r"[\s,.!~、，。！～…\ufe0f]*"
    one, filler = _any(phrases), _any(fillers)
    return re.compile(f"{gap}(?:{filler}{gap})*{one}{gap}(?:(?:{one}|{filler}){gap})*")


def _any(phrases: tuple[str, ...]) -> str:
    """The phrases, longest first; a Latin one is a whole word."""
    ordered = sorted((fold(phrase) for phrase in phrases), key=len, reverse=True)
    return "(?:" + "|".join(_bounded(phrase) for phrase in ordered) + ")"


def _bounded(phrase: str) -> str:
    body = re.escape(phrase)
    return rf"\b{body}\b" if phrase.isascii() else body


@cache
def _phrases() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for line in _DATA.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            meaning = found.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            meaning.append(line)
    return {name: tuple(phrases) for name, phrases in found.items()}
