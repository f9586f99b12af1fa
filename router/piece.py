"""A clause with what it asks for."""

from __future__ import annotations

from dataclasses import dataclass

from router.clauses import FILES, Clause
from router.words import THING

CHAT, EXPORT, UPLOAD = "chat", "export", "upload"
ASKING = frozenset({"state", "credits"})  # actions that only look: nothing is made, nothing is spent


@dataclass(slots=True)
class Piece:
    """A clause and what it asks for: an action, "chat" for work, None for talk beside the matter.

    `role` is what any of its words may be; `topical` says that one of them is of our trade, `unknown`
    that no route knows all of them, `strange` that it is no order of ours either. The span is what the
    step will quote.
    """

    clause: Clause
    action: str | None
    reason: str
    role: int
    start: int
    end: int
    topical: bool = False
    unknown: bool = False
    strange: bool = False

    @property
    def has_files(self) -> bool:
        """Whether it names files."""
        return not FILES.isdisjoint(self.clause.symbols)

    @property
    def is_command(self) -> bool:
        """Whether a route of its own, and not the chat, is asked for."""
        return self.action is not None and self.action != CHAT

    @property
    def is_foreign(self) -> bool:
        """Talk of something else: words that nobody here knows, and nothing of films."""
        return self.strange and not (self.topical or self.action or self.role & THING)
