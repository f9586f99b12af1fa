"""What each clause asks for by itself: a route understands it, it hands over a file, or it is open."""

from __future__ import annotations

from collections.abc import Iterator

from router.clauses import FILES, Clause, read, said
from router.piece import CHAT, EXPORT, UPLOAD, Piece
from router.shorten import after_name, without_name, without_rest
from router.understanding import DOING, FILM, TOPIC, WAITING, Understanding, Verdict
from router.words import ADJUNCT, AFTER, ARTICLE, BEFORE, CONTENT, HEAD, HOWTO, NEVER, THING, WORK

_SHORTEST = 2  # symbols that must be left of a shortened clause
_TAKES_OUT = frozenset({"export", "download", "render", "save", "resend"})
_HANDS_OVER = frozenset({"upload", "import", "send you", "attach", "attached", "i have", "here is"})
_AS = (["as"], ["当"])
_ENDED = frozenset({"can done", "le", "added"})


def pieces(text: str, mind: Understanding) -> list[Piece]:
    """The clauses of a message with what each asks for. Work and talk are not told apart yet."""
    single = [_piece(clause, mind) for clause in read(text, mind.words)]
    has_han = not text.isascii()
    found: list[Piece] = []
    for piece in _joined(single, mind) if len(single) > 1 else single:
        for part in _parted(piece, mind, has_han):
            found += _handed(part, mind)
    return found


def _piece(clause: Clause, mind: Understanding) -> Piece:
    """What a clause asks for. "Before you export" is about the same as "export"."""
    symbols = clause.symbols
    if clause.join & (BEFORE | AFTER) and symbols[:1] == ["you"]:
        symbols = symbols[1:]
    if not symbols:
        return Piece(clause, None, "says nothing by itself", clause.role, clause.start, clause.end)
    marks = mind.marks(symbols)
    verdict = mind.verdict(symbols, marks)
    if not verdict.action and len(symbols) > _SHORTEST and clause.role & (HEAD | ADJUNCT):
        verdict = _shortened(clause, mind) or verdict
    strange = verdict.strange and not (marks & WAITING or mind.marks(symbols[:1]) & WORK)
    return Piece(
        clause, verdict.action, verdict.reason, clause.role | marks, clause.start, clause.end,
        bool(marks & TOPIC), verdict.strange, strange,
    )  # fmt: skip


def _shortened(clause: Clause, mind: Understanding) -> Verdict | None:
    """The verdict without what only names or explains: "export the (credit card) ad (for the board)"."""
    entries = clause.entries
    named = [*without_name(entries), *after_name(entries)]
    for shorter in (*named, *without_rest(entries)):
        symbols = said(shorter)
        if len(symbols) < _SHORTEST or "save" in symbols:
            continue  # "save the planet video" is no order
        marks = mind.marks(symbols)
        verdict = mind.verdict(symbols, marks)
        ours = DOING if shorter in named else FILM
        if verdict.action in {EXPORT, UPLOAD} or (verdict.action and marks & ours):
            return verdict
    return None


def _joined(single: list[Piece], mind: Understanding) -> Iterator[Piece]:
    """Clauses that say nothing alone but ask for something together: "the tracks, show me"."""
    at = 0
    while at < len(single):
        piece, at = single[at], at + 1
        if at < len(single) and _may_join(piece, single[at]):
            both = _piece(piece.clause.with_next(single[at].clause), mind)
            if both.action:
                piece, at = both, at + 1
        yield piece


def _may_join(piece: Piece, other: Piece) -> bool:
    if piece.action or other.action or other.clause.join or other.clause.fresh or piece.unknown or other.unknown:
        return False
    return bool(piece.clause.symbols and other.clause.symbols)


def _parted(piece: Piece, mind: Understanding, has_han: bool) -> list[Piece]:
    """Work and a command with nothing between: 加完字幕导出, "upload this clip as the intro"."""
    clause, sets = piece.clause, mind.words.sets
    if piece.action or not (piece.role & WORK or "added" in clause.symbols):
        return [piece]
    if not has_han and _HANDS_OVER.isdisjoint(clause.symbols):
        return [piece]
    if sets["@handing"].issuperset(clause.symbols):
        return [piece]  # "put it into the project" hands over, no more
    last = ""
    for at, (role, symbols) in enumerate(clause.entries):
        begins = symbols[:1]
        if has_han and last and begins and begins[0] in sets["@command"]:
            head, tail = clause.split(at)
            if _is_work(head, mind) and (command := _piece(tail, mind)).action:
                return [_work(head), command]
        if last in sets["@material"] and role & WORK:
            head, tail = clause.split(at)
            first = _piece(head, mind)
            if first.action == UPLOAD and tail.symbols and not _HANDS_OVER.isdisjoint(head.symbols):
                return [first, _piece(tail, mind) if begins[:1] in _AS else _work(tail)]
        last = symbols[-1] if symbols else last
    return [piece]


def _work(clause: Clause) -> Piece:
    return Piece(clause, CHAT, "work before or after a command", WORK, clause.start, clause.end, topical=True)


def _is_work(head: Clause, mind: Understanding) -> bool:
    """Work that has ended: a verb that still wants its object has not (标题改成 | 导出)."""
    role, symbols = head.entries[-1]
    if role & ARTICLE or head.role & (CONTENT | HOWTO | NEVER):
        return False
    if not ((head.role | mind.marks(head.symbols)) & WORK or "added" in head.symbols):
        return False
    return head.symbols[-1] in _ENDED or not symbols or bool(role & THING)


def _handed(piece: Piece, mind: Understanding) -> list[Piece]:
    """A clause with a file in it hands the file over, and may ask for work on it as well."""
    symbols = piece.clause.symbols
    if FILES.isdisjoint(symbols) or (piece.action == EXPORT and not _TAKES_OUT.isdisjoint(symbols)):
        return [piece]
    if mind.words.sets["@handing"].issuperset(symbols) or not piece.role & WORK:
        piece.action = UPLOAD
        return [piece]
    piece.action, files = CHAT, piece.clause.files
    return [Piece(piece.clause, UPLOAD, "names a file", piece.role, files[0][0], files[-1][1]), piece]
