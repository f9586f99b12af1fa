"""What each clause asks for, once its neighbours have had their say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from router.clauses import FILES, Clause, read
from router.shorten import without_name, without_rest
from router.understanding import Understanding, Verdict
from router.words import (
    AFTER,
    AND,
    ARTICLE,
    BEFORE,
    CONTENT,
    HOWTO,
    MINE,
    NEVER,
    ONCE,
    REASON,
    THEN,
    THING,
    WORK,
)  # fmt: skip

CHAT, EXPORT, UPLOAD = "chat", "export", "upload"
_ASKING = frozenset({"state", "credits"})
_NAMES = frozenset({"export", "import", "upload", "download", "render", "credits", "balance"})
_ENDED = frozenset({"can done", "le", "added"})


@dataclass(slots=True)
class Piece:
    """A clause and what it asks for: an action, "chat" for work, None for talk beside the matter."""

    clause: Clause
    action: str | None
    reason: str
    start: int
    end: int
    role: int
    topical: bool = False  # a word that only our trade uses

    @property
    def is_foreign(self) -> bool:
        """Talk of something else: words that nobody here knows, and nothing of films."""
        return not (self.topical or self.action or self.role & THING) and "not under" in self.reason

    @property
    def files(self) -> list[tuple[int, int]]:
        """Where it names files."""
        at = zip(self.clause.symbols, self.clause.at, strict=True)
        return [span for symbol, span in at if symbol in FILES]


def pieces(text: str, mind: Understanding) -> list[Piece]:
    """The clauses of a message with what they ask for. Work and talk are not told apart yet."""
    read_one_by_one = [_piece(clause, mind) for clause in read(text, mind.words)]
    parted = [part for piece in _joined(read_one_by_one, mind) for part in _parted(piece, mind)]
    found = [part for piece in parted for part in _handed(piece, mind)]
    _take_back(found)
    return found


def _piece(clause: Clause, mind: Understanding) -> Piece:
    """What a clause asks for by itself. "Before you export" is about the same as "export"."""
    symbols, role = clause.symbols, 0
    if clause.join & (BEFORE | AFTER) and symbols[:1] == ["you"]:
        symbols = symbols[1:]
    verdict = mind.verdict(symbols) if symbols else Verdict(None, "says nothing by itself")
    if not verdict.action and len(symbols) > 2:
        verdict = _shortened(clause, mind) or verdict
    for one in clause.roles:
        role |= one
    for symbol in symbols:
        role |= mind.words.roles.get(symbol, 0)
    topical = mind.is_topical(clause.symbols)
    return Piece(clause, verdict.action, verdict.reason, clause.start, clause.end, role, topical)


def _shortened(clause: Clause, mind: Understanding) -> Verdict | None:
    """The verdict without what only names or explains: "export the (credit card) ad (for the board)"."""
    phrases = clause.phrases()
    for shorter in (without_name(phrases), *without_rest(phrases)):
        symbols = [symbol for _, said in shorter for symbol in said]
        if len(symbols) > 1 and "save" not in symbols:
            verdict = mind.verdict(symbols)
            if verdict.action in {EXPORT, UPLOAD} or (verdict.action and mind.is_about_film(symbols)):
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
    if piece.action or other.action or other.clause.join or other.clause.fresh:
        return False
    return bool(piece.clause.symbols and other.clause.symbols)


def _parted(piece: Piece, mind: Understanding) -> list[Piece]:
    """Work and a command with nothing between: 加完字幕导出, "upload this clip as the intro"."""
    clause = piece.clause
    if piece.action or not (piece.role & WORK or "added" in clause.symbols):
        return [piece]
    if mind.words.sets["@handing"].issuperset(clause.symbols):
        return [piece]  # "put it into the project" hands over, no more
    for at in range(1, len(clause.spans)):
        head, tail = clause.split(at)
        if not head.symbols or not tail.symbols or _any(head, CONTENT | HOWTO | NEVER):
            continue
        if tail.symbols[0] in mind.words.sets["@command"] and _is_work(head, mind):
            command = _piece(tail, mind)
            if command.action:
                return [_work(head), command]
        if clause.roles[at] & WORK and head.symbols[-1] in mind.words.sets["@material"]:
            first = _piece(head, mind)
            if first.action == UPLOAD and len(head.symbols) > 1:
                return [first, _work(tail)]
    return [piece]


def _work(clause: Clause) -> Piece:
    return Piece(clause, CHAT, "work before or after a command", clause.start, clause.end, WORK)


def _any(clause: Clause, role: int) -> bool:
    return any(one & role for one in clause.roles)


def _is_work(head: Clause, mind: Understanding) -> bool:
    """Work that has ended: a verb that still wants its object has not (标题改成 | 导出)."""
    roles = mind.words.roles
    if not (_any(head, WORK) or any(roles.get(s, 0) & WORK or s == "added" for s in head.symbols)):
        return False
    ended = head.symbols[-1] in _ENDED or head.at[-1] != head.spans[-1]
    return not head.roles[-1] & ARTICLE and (ended or bool(head.roles[-1] & THING))


def _handed(piece: Piece, mind: Understanding) -> list[Piece]:
    """A clause with a file in it hands the file over, and may ask for work on it as well."""
    files = piece.files
    if not files or (piece.action == EXPORT and _takes_out(piece)):
        return [piece]
    if mind.words.sets["@handing"].issuperset(piece.clause.symbols) or not piece.role & WORK:
        piece.action = UPLOAD
        return [piece]
    first, last = files[0][0], files[-1][1]
    piece.action = CHAT
    return [Piece(piece.clause, UPLOAD, "names a file", first, last, piece.role), piece]


def _takes_out(piece: Piece) -> bool:
    return not {"export", "download", "render", "save", "resend"}.isdisjoint(piece.clause.symbols)


def _take_back(found: list[Piece]) -> None:
    """Commands that are not meant: part of a question how, of what is not to be done, of content."""
    behind: list[Piece] = []
    for i, piece in enumerate(found):
        ahead = found[i + 1] if i + 1 < len(found) else None
        if piece.clause.fresh:
            behind = []
        if piece.action in _ASKING and not piece.topical and any(other.is_foreign for other in found):
            piece.action, piece.reason = None, "asks about something else"
        if piece.action and piece.action != CHAT and (why := _not_meant(piece, behind, ahead)):
            piece.action, piece.reason = None, why
        if piece.clause.symbols:
            behind.append(piece)


def _not_meant(piece: Piece, behind: Sequence[Piece], ahead: Piece | None) -> str | None:
    """Why a command is none, given the rest of its sentence before it and the clause after it."""
    join, alone = piece.clause.join, len(piece.clause.symbols) < 2
    elsewhere = piece.action not in {EXPORT, UPLOAD}
    idle = [other for other in behind if other.action in {None, CHAT}]
    last = idle[-1] if idle and idle[-1] is behind[-1] else None
    if join & REASON:
        return "gives a reason"
    if join & BEFORE and (elsewhere or piece.role & MINE):
        return "done by the user"
    if join & AFTER and elsewhere:
        return "says when"
    if ahead and ahead.clause.join & ONCE and not ahead.action and not ahead.role & WORK:
        return "says when"
    if any(other.role & HOWTO for other in idle):
        return "part of a question how"
    if not piece.files and any(o.clause.colon and o.role & (THING | CONTENT) for o in idle):
        return "part of the content"
    if last and last.role & NEVER and join & (AND | THEN):
        return "part of what is not to be done"
    if alone and any(other.role & CONTENT for other in idle) and not join & THEN:
        return "part of the content"
    if alone and _listed(piece, last, ahead):
        return "part of a list"
    return None


def _listed(piece: Piece, last: Piece | None, ahead: Piece | None) -> bool:
    """A bare word between others: "import and export", "brighter, ready", 导出和渲染."""
    if last and not piece.clause.join and piece.action not in {EXPORT, UPLOAD}:
        return True
    if last and piece.clause.join & AND and last.clause.symbols[-1] in _NAMES:
        return True
    follows = ahead and ahead.clause.join & AND and ahead.clause.symbols and not ahead.action
    return bool(follows and ahead and ahead.clause.symbols[0] in _NAMES)
