"""Commands that are not meant: part of a question how, of what is not to be done, of content, of a list."""

from __future__ import annotations

from collections.abc import Sequence

from router.piece import ASKING, EXPORT, UPLOAD, Piece
from router.words import (
    AFTER,
    AND,
    BEFORE,
    CONTENT,
    HOWTO,
    LATER,
    MINE,
    NEVER,
    ONCE,
    REASON,
    THEN,
    THING,
    WORK,
)  # fmt: skip

_NAMES = frozenset({"export", "import", "upload", "download", "render", "credits", "balance"})


def take_back(pieces: Sequence[Piece]) -> None:
    """Make talk of every command that the clauses around it take back."""
    if len(pieces) == 1 and not pieces[0].clause.join:
        return
    behind: list[Piece] = []
    for i, piece in enumerate(pieces):
        ahead = pieces[i + 1] if i + 1 < len(pieces) else None
        if piece.clause.fresh:
            behind = []
        if piece.is_command:
            foreign = piece.action in ASKING and not piece.topical and any(p.is_foreign for p in pieces)
            why = "asks about something else" if foreign else _why_not(piece, behind, ahead)
            if why:
                piece.action, piece.reason = None, why
        if piece.clause.symbols:
            behind.append(piece)


def _why_not(piece: Piece, behind: Sequence[Piece], ahead: Piece | None) -> str | None:
    """Why a command is none, given the rest of its sentence before it and the clause after it."""
    return _by_joint(piece, behind, ahead) or _by_scope(piece, behind) or _by_size(piece, behind, ahead)


def _by_joint(piece: Piece, behind: Sequence[Piece], ahead: Piece | None) -> str | None:
    """How a command is tied to its neighbours says that it is no order, or not for now."""
    clause = piece.clause
    looks = piece.action in ASKING
    if clause.join & REASON:
        return "gives a reason"
    if clause.join & BEFORE and (looks or piece.role & MINE):
        return "done by the user"
    if clause.join & AFTER and not piece.has_files and (looks or not clause.fresh):
        return "says when"
    if clause.join & THEN and behind and behind[-1].clause.entries[-1][0] & MINE and piece.action != UPLOAD:
        return "done by the user"  # 等标题定了我再导出
    if ahead and ahead.clause.join & LATER and (clause.entries[0][0] | ahead.clause.entries[0][0]) & MINE:
        return "done by the user"  # 我导出之前想再改改
    if ahead and ahead.clause.join & ONCE and not ahead.action and not _is_order(ahead):
        return "says when"  # 导出后没有声音
    return None


def _is_order(piece: Piece) -> bool:
    asks = piece.clause.ask or piece.clause.symbols[-1:] in (["q"], ["qdone"])
    return bool(piece.role & WORK) and not piece.role & NEVER and not asks


def _by_scope(piece: Piece, behind: Sequence[Piece]) -> str | None:
    """A question how, a "don't" or a text to be shown reaches over what follows in the sentence."""
    idle = [other for other in behind if not other.is_command]
    last = behind[-1] if behind and not behind[-1].is_command else None
    if any(other.role & HOWTO for other in idle):
        return "part of a question how"
    if not piece.has_files and any(p.clause.colon and p.role & (THING | CONTENT) for p in idle):
        return "part of the content"
    if last and last.role & NEVER and piece.clause.join & (AND | THEN):
        return "part of what is not to be done"
    if len(piece.clause.symbols) < 2 and not piece.clause.join & THEN and any(p.role & CONTENT for p in idle):
        return "part of the content"
    return None


def _by_size(piece: Piece, behind: Sequence[Piece], ahead: Piece | None) -> str | None:
    """A bare word between others: "import and export", "brighter, ready", 导出和渲染."""
    if len(piece.clause.symbols) > 1:
        return None
    last = behind[-1] if behind and not behind[-1].is_command else None
    if piece.action in ASKING and not piece.topical and (behind or ahead):
        return "says too little among others"
    if last and not piece.clause.join and piece.action not in {EXPORT, UPLOAD}:
        return "part of a list"
    if last and piece.clause.join & AND and last.clause.symbols[-1] in _NAMES:
        return "part of a list"
    if (
        ahead
        and ahead.clause.join & AND
        and not ahead.action
        and ahead.clause.symbols[:1]
        and (ahead.clause.symbols[0] in _NAMES)
    ):
        return "part of a list"
    return None
