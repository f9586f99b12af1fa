"""A beat is what a scene is about before it has a length: its layout, its words, and what is to be seen."""

from dataclasses import dataclass, field
from typing import Any

from studio.director.timing import reading_ms
from studio.director.values import Material


@dataclass(frozen=True)
class Beat:
    """One scene to be. `words` are keys of a scene's `m` (docs/draft.md); `about` is what to look up drawings for."""

    layout: str
    name: str
    words: dict[str, Any] = field(default_factory=dict)
    captions: tuple[str, ...] = ()
    about: str = ""
    material: Material | None = None
    own: bool = True  # made of the user's words; framing goes first where time is short

    def need(self, captions: bool) -> int:
        """How long the beat must stand, in ms, with or without its captions on screen."""
        shown = reading_ms(" ".join(texts(self.words)))
        read = sum(reading_ms(c) for c in self.captions) if captions else 0
        return max(2_000, shown, read) + 400


def texts(words: dict[str, Any]) -> list[str]:
    """Every text among a scene's words, nested ones too."""
    out: list[str] = []
    for value in words.values():
        if isinstance(value, str):
            out.append(value)
        elif isinstance(value, dict):
            out += texts(value)
        elif isinstance(value, list):
            out += [v for v in value if isinstance(v, str)]
    return out
