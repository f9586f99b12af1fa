"""From pieces to steps: which of them are work, in which order they are meant, and their words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from router.actions import Step
from router.piece import ASKING, CHAT, UPLOAD, Piece
from router.words import AFTER, BEFORE, HOWTO, LATER, NEVER, ONCE, OPENER, REASON, THEN, THING, WORK


def steps(text: str, pieces: Sequence[Piece]) -> list[Step]:
    """The steps of a message in the order meant; none where no route understood anything."""
    if not any(piece.action for piece in pieces):
        return []
    if len(pieces) == 1:
        only = pieces[0]
        return [Step(only.action or CHAT, text[only.start : only.end], only.reason)]
    _find_work(pieces)
    meant = _in_order([piece for piece in pieces if piece.action])
    return [_step(text, list(run)) for _, run in groupby(meant, key=lambda piece: piece.action)]


def _find_work(pieces: Sequence[Piece]) -> None:
    """Clauses between two commands are one piece of work if any of them is, and else mere talk."""
    last: Piece | None = None
    for is_open, run in groupby(pieces, key=lambda piece: not piece.is_command):
        beside = list(run)
        ahead = next((p for p in pieces if p.start > beside[-1].start), None)
        if is_open and any(_is_work(piece, last, ahead) for piece in beside):
            for piece in _trimmed(beside):
                piece.action = CHAT
        last = beside[-1]


def _is_work(piece: Piece, last: Piece | None, ahead: Piece | None) -> bool:
    """`last` and `ahead` are the commands before and after: what one asks goes on, what is to be
    done "then" has something done before it, and a file has a caption."""
    clause = piece.clause
    if piece.action == CHAT:
        return True
    if not clause.symbols or clause.join & REASON or piece.role & NEVER:
        return False
    joins = clause.join | (ahead.clause.join if ahead else 0)
    if piece.role & (WORK | HOWTO) or joins & (THEN | AFTER | ONCE):
        return True
    if (last and last.action in ASKING) or any(p and p.has_files for p in (last, ahead)):
        return False
    return (clause.ask and piece.strange) or bool(piece.role & THING and not clause.entries[0][0] & OPENER)


def _trimmed(beside: list[Piece]) -> list[Piece]:
    """Without the thanks and praise at either end."""
    told = [i for i, piece in enumerate(beside) if piece.clause.symbols]
    return beside[told[0] : told[-1] + 1]


def _in_order(pieces: list[Piece]) -> list[Piece]:
    """ "Before you export, X" is X, then export; so is "export once you have done X"; files come first."""
    meant: list[Piece] = []
    waiting: list[Piece] = []
    for i, piece in enumerate(pieces):
        if waiting and (piece.action != CHAT or piece.clause.fresh):
            meant, waiting = meant + waiting, []
        if _comes_later(piece, pieces[i + 1 :]):
            waiting.append(piece)
        elif piece.action == CHAT and piece.clause.join & AFTER and not piece.clause.fresh and meant:
            meant.insert(len(meant) - 1, piece)
        elif piece.action == UPLOAD and piece.has_files:
            _insert_upload(meant, piece)
        else:
            meant.append(piece)
    return meant + waiting


def _comes_later(piece: Piece, following: Sequence[Piece]) -> bool:
    if piece.action == CHAT or not following or following[0].action != CHAT:
        return False
    put_off = bool(following[0].clause.join & LATER)
    return put_off or bool(piece.clause.join & BEFORE and piece.clause.fresh)


def _insert_upload(meant: list[Piece], piece: Piece) -> None:
    """A file is there before the work on it, unless the work comes "then"."""
    at = len(meant)
    if not piece.clause.join & THEN:
        while at and meant[at - 1].action == CHAT and not piece.clause.fresh:
            at -= 1
    meant.insert(at, piece)


def _step(text: str, run: list[Piece]) -> Step:
    """Neighbours of one action are one step; its words are theirs, and what stands between them."""
    spans = _contiguous([(piece.start, piece.end) for piece in run])
    words = "\n".join(text[start:end] for start, end in spans)
    reasons = "; ".join(dict.fromkeys(piece.reason for piece in run))
    return Step(run[0].action or CHAT, words, reasons)


def _contiguous(spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    start, end = spans[0]
    for first, last in spans[1:]:
        if first < start:
            yield start, end
            start, end = first, last
        else:
            end = max(end, last)
    yield start, end
