"""Going back and forth between drafts: two stacks, the nearest draft last."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Draft = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Steps:
    """What lies before (`undo`) and after (`redo`) the current draft."""

    undo: tuple[Draft, ...] = ()
    redo: tuple[Draft, ...] = ()

    def after(self, current: Draft | None, made: Draft, operations: Sequence[str]) -> "Steps":
        """The stacks once `current` was replaced by `made` through these operations."""
        if current is None:
            return self
        if "undo" in operations:
            undo, redo = _walk(self.undo, self.redo, current, made)
            return Steps(undo, redo)
        if "redo" in operations:
            redo, undo = _walk(self.redo, self.undo, current, made)
            return Steps(undo, redo)
        return Steps((*self.undo, current))


def _walk(
    source: tuple[Draft, ...], target: tuple[Draft, ...], current: Draft, made: Draft
) -> tuple[tuple[Draft, ...], tuple[Draft, ...]]:
    """Take drafts from `source` until `made` is the current one; what is passed goes onto `target`."""
    while source:
        source, target, current = source[:-1], (*target, current), source[-1]
        if current == made:
            break
    return source, target
