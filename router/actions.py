"""What the router takes and gives: rows of a skill's table in, an ordered plan out. Frozen values, no behaviour."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Route:
    """One row of a skill's table: what the user says, and the action that it means.

    `keywords` are in any language; the catch-all row has none and its action is "chat".
    `skip_sse` says that the action is answered without the backend's chat stream.
    """

    action: str
    keywords: tuple[str, ...]
    skip_sse: bool


@dataclass(frozen=True, slots=True)
class Step:
    """One action of a plan. `text` is this step's own words, verbatim from the message."""

    action: str
    text: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The ordered steps that a message asks for, the language to answer in, and why.

    `evidence` has one line for each clause, those included that led to no step.
    """

    text: str
    language: str
    steps: tuple[Step, ...]
    evidence: tuple[str, ...]
