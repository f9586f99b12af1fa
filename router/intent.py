"""What does a message ask for, in which order, and why: the plan."""

from __future__ import annotations

from collections.abc import Sequence

from router.actions import Plan, Route, Step
from router.language import detect
from router.meant import take_back
from router.order import steps
from router.piece import CHAT, UPLOAD, Piece
from router.pieces import pieces
from router.replies import reply
from router.understanding import understanding

DEFAULT_ROUTES: tuple[Route, ...] = (
    Route("export", ("export", "导出", "download", "send me the video"), skip_sse=True),
    Route("credits", ("credits", "积分", "balance", "余额"), skip_sse=True),
    Route("state", ("status", "状态", "show tracks"), skip_sse=True),
    Route("upload", ("upload", "上传", "user sends file"), skip_sse=True),
    Route("chat", (), skip_sse=False),
)


def plan(
    text: str,
    routes: Sequence[Route] = DEFAULT_ROUTES,
    *,
    pending: str | None = None,
    attachments: int = 0,
) -> Plan:
    """The steps that `text` asks for, in the order meant, with the reasons.

    A message is read as clauses, and each is understood by a route or by none. Where no route
    understands anything, the whole message is one chat step, untouched; a blank message has no step.
    `pending` is the action that was offered last: "yes" or "好的" then asks for it, "no" does not.
    `attachments` counts files that the caller holds and uploads by itself: a clause that hands files
    over without naming one means those, and is no step of its own.
    """
    language = detect(text)
    if not text.strip():
        return Plan(text, language, (), ("nothing was said",))
    if pending and (answered := reply(text)) is not None:
        return _answered(text, language, pending, answered)
    found = pieces(text, understanding(routes))
    take_back(found)
    evidence = tuple(_line(text, piece) for piece in found)
    if attachments:
        found = [piece for piece in found if piece.action != UPLOAD or piece.has_files]
    planned = steps(text, found)
    if not planned and (found or not attachments):
        planned = [Step(CHAT, text, "; ".join(piece.reason for piece in found))]
    return Plan(text, language, tuple(planned), evidence)


def _answered(text: str, language: str, pending: str, agreed: bool) -> Plan:
    reason = f"{'yes' if agreed else 'no'} to the offer of {pending}"
    return Plan(text, language, (Step(pending if agreed else CHAT, text, reason),), (reason,))


def _line(text: str, piece: Piece) -> str:
    return f"{piece.action or 'no action'}: “{text[piece.start : piece.end]}”: {piece.reason}"
