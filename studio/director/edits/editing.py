"""A request becomes an edit: clause by clause, each on what the one before left."""

import copy
import re
from collections.abc import Mapping, Sequence
from typing import Any

from studio.director import draft as drafts
from studio.director.edits.changes import CHANGES, CannotDo, Context
from studio.director.edits.clause import Clause, Refusal, Understood
from studio.director.edits.replies import did, refuse, suggest
from studio.director.edits.retold import made_again
from studio.director.edits.splitting import Piece, pieces
from studio.director.edits.texts import every_text
from studio.director.edits.understand import understand
from studio.director.lexicon import rx
from studio.director.spelling import mended
from studio.director.values import Art, Draft, Edit, Material, Operation
from studio.director.writing import fold, is_traditional, language_of, says_something

_LONGEST_REQUEST = 1_000  # characters: who writes more than that pastes a text and does not ask for a change


_REASON = rx(
    r"^\W*(?:(?:it|this|that|the\s+\w+)(?:'s|\s+is|\s+feels|\s+looks)?\s+(?:way\s+|a\s+bit\s+|much\s+)?too\b|too\b|.{0,8}(?:太|有点|不够))"
)


_FILLER = rx(
    r"^\W*(?:thanks?(?:\s+you)?|thx|please|cheers|ok(?:ay)?|hi|hello|there|great|nice|love\s+it|perfect|谢谢|多谢|麻烦了?|辛苦了?|好的?|嗯)\W*$"
    r"|^(?:现在|目前|感觉|好像|it's\s+(?:kinda|a\s+bit|kind\s+of)|it\s+(?:feels|looks|is)|because|as)\b?.{0,24}$|^\W*(?:我再|我还).{0,10}$"
)


class _Session:
    """One request being worked through."""

    def __init__(
        self, draft: Mapping[str, Any], request: str, material: Sequence[Material], undo: Sequence[Mapping[str, Any]],
        redo: Sequence[Mapping[str, Any]], art: Art,
    ) -> None:  # fmt: skip
        self.given = draft
        self.draft: Draft = copy.deepcopy(dict(draft))
        self.material, self.undo, self.redo = material, undo, redo
        self.spoken = spoken_language(request, draft)
        self.context = Context(material, art, drafts.language(draft))
        self.numbering = tuple(str(s.get("id")) for s in drafts.segments(self.draft, "video"))
        self.words = frozenset(re.findall(r"[a-z]{4,}", " ".join(every_text(draft)).lower()))
        self.done: list[Operation] = []
        self.said: list[str] = []
        self.notes: list[str] = []

    def clause(self, text: str, then: bool = False) -> Clause:
        """The clause with the draft as it is now."""
        unique = len(set(self.numbering)) == len(self.numbering)
        numbering = self.numbering if self.done and not then and unique else ()
        return Clause(text, self.draft, numbering, self.material, self.undo, self.redo)

    def understand(self, text: str, then: bool = False) -> Understood:
        """What a clause asks for; misspelt words are mended where that helps."""
        found = understand(self.clause(text, then))
        if found is None and (better := mended(text, known=self.words)) != text:
            return understand(self.clause(better, then))
        return found

    def do(self, piece: Piece) -> None:
        """Do what a clause asks for, or note why not."""
        found = self.understand(piece.text, piece.then)
        if found is None and _FILLER.match(fold(piece.text)):
            return
        if found is None:
            self.notes.append(refuse("not_understood", self.spoken, text=piece.text[:80]))
        elif isinstance(found, Refusal):
            self.notes.append(refuse(found.key, self.spoken, **found.values))
        else:
            for operation in found:
                self.apply(operation)

    def only_complains(self, piece: Piece, following: Piece) -> bool:
        """Whether a clause only gives the reason for the next ("too long, make it shorter"), or is set right by it."""
        first, second = self.understand(piece.text), self.understand(following.text)
        if not isinstance(first, list) or not isinstance(second, list) or not first or not second:
            return False
        same = [(o.name, o.args.get("scene")) for o in first] == [(o.name, o.args.get("scene")) for o in second]
        return same and (bool(_REASON.match(fold(piece.text))) or first[0].name == "set_transition")

    def apply(self, operation: Operation) -> None:
        """Change the draft, or note why that cannot be."""
        before = copy.deepcopy(self.draft)
        try:
            values = self._apply(operation) or {}
        except CannotDo as no:
            self.draft = before
            self.notes.append(refuse(no.key, self.spoken, **no.values))
            return
        self.done.append(operation)
        self.said.append(did(operation, values, self.spoken))

    def _apply(self, operation: Operation) -> dict[str, Any] | None:
        if operation.name in ("undo", "redo"):
            stack = self.undo if operation.name == "undo" else self.redo
            self.draft = copy.deepcopy(dict(stack[-operation.args["steps"]]))
            return {"steps": operation.args["steps"]}
        if operation.name == "new_version":
            return self._new_version(operation.args["seed"])
        return CHANGES[operation.name](self.draft, operation.args, self.context)

    def _new_version(self, seed: int) -> dict[str, Any] | None:
        used = {(s.get("m") or {}).get("src") for t in self.draft.get("t") or [] for s in t.get("sg") or []}
        made = made_again(self.draft, self.context, seed=seed, material=[m for m in self.material if m.file_id in used])
        if made is None:
            raise CannotDo("no_brief")
        self.draft = made
        return None


def edit(
    draft: Mapping[str, Any],
    request: str,
    *,
    material: Sequence[Material],
    undo: Sequence[Mapping[str, Any]],
    redo: Sequence[Mapping[str, Any]],
    art: Art,
) -> Edit:
    """See `studio.director.edit`."""
    session = _Session(draft, request, material, undo, redo, art)
    text = request[:_LONGEST_REQUEST].strip()
    if not says_something(text):
        return Edit(None, refuse("empty_request", session.spoken), (), ())
    found = pieces(text, lambda t: session.understand(t) is not None)
    for piece, following in zip(found, [*found[1:], None], strict=True):
        if following is None or not session.only_complains(piece, following):
            session.do(piece)
    return _result(session)


def _result(session: _Session) -> Edit:
    notes = tuple(dict.fromkeys(session.notes))
    if not session.done or session.draft == session.given:
        said = " ".join(notes) if notes else refuse("no_difference", session.spoken)
        return Edit(None, f"{said} {suggest(session.draft, session.spoken)}".strip(), (), ())
    return Edit(session.draft, _joined(session), notes, _told(session.done))


def _joined(session: _Session) -> str:
    glue = "" if session.spoken.startswith("zh") else " "
    return glue.join(dict.fromkeys(session.said))


def _told(done: list[Operation]) -> tuple[Operation, ...]:
    """The operations. Undo among others is told as `restore`: the caller's stacks grow then as after any edit."""
    if len(done) == 1:
        return tuple(done)
    return tuple(Operation("restore", o.args) if o.name in ("undo", "redo") else o for o in done)


def spoken_language(request: str, draft: Mapping[str, Any]) -> str:
    """The language to answer in: that of the request, else that of the draft."""
    tongue = language_of(request, default=drafts.language(draft))
    return "zh-hant" if tongue == "zh" and is_traditional(request) else tongue
