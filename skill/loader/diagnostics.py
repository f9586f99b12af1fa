"""What the loader has to say about a page: what stops it, and what it mended, left out or could not settle."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Kind = Literal["repaired", "ignored", "missing", "conflict"]


class SkillError(Exception):
    """The page cannot be used at all: not there, not readable, or nothing in it."""

    def __init__(self, path: Path | str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = Path(path)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One remark. `repaired`: read after mending; `ignored`: stands there, not used; `missing`: taken from elsewhere."""

    kind: Kind
    text: str
    about: str = ""  # the fact it concerns, where it is one

    def __str__(self) -> str:
        return self.text


class Notes:
    """Collects remarks while a page is read; each is kept once, in order."""

    def __init__(self) -> None:
        self._notes: dict[Diagnostic, None] = {}

    def add(self, kind: Kind, text: str, about: str = "") -> None:
        """Keep a remark, unless the same was made before."""
        self._notes[Diagnostic(kind, text, about)] = None

    def all(self) -> tuple[Diagnostic, ...]:
        """Everything remarked so far."""
        return tuple(self._notes)
