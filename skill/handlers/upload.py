"""Files and links to the backend. All files are checked before any is sent; a refusal does not lose the rest."""

import re
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from skill.client import upload
from skill.errors import BackendFailed, BadInput, Doubtful, Failure, Unreachable
from skill.handlers.turn import Turn
from skill.project.store import Entry
from wire import calls

if TYPE_CHECKING:
    from skill.loader import Manifest

Sendable: TypeAlias = upload.Checked | str  # a file that was looked at, or a link

_LINK = re.compile(r"https?://[^\s\"'，。；、）》」]+")
_QUOTED = re.compile(r"""[\"'“‘「]([^\"'”’」]+)[\"'”’」]""")


def mentioned(text: str) -> list[str]:
    """Links and paths that stand in a message, in order: quoted ones whole, others up to the next space."""
    places: list[tuple[int, str]] = [(m.start(), m[0].rstrip(".,;!?")) for m in _LINK.finditer(text)]
    rest = _LINK.sub(lambda m: " " * len(m[0]), text)
    for match in _QUOTED.finditer(rest):
        if _is_path(match[1]):
            places.append((match.start(), match[1]))
            rest = rest[: match.start()] + " " * len(match[0]) + rest[match.end() :]
    for match in re.finditer(r"[^\s，。；、]+", rest):
        word = match[0].rstrip(".,;!?")
        if _is_path(word):
            places.append((match.start(), word))
    return [what for _, what in sorted(places)]


def _is_path(word: str) -> bool:
    if word.startswith(("/", "~/", "./", "../")) and len(word) > 2:
        return True
    try:
        return "." in word and Path(word).is_file()
    except (OSError, ValueError):
        return False


def check(turn_formats: Sequence[str], limit: int, what: Sequence[str]) -> list[Sendable]:
    """Look at all files; links pass. Raises BadInput for the first file that cannot be sent."""
    return [one if upload.is_url(one) else upload.check([one], turn_formats, limit)[0] for one in what]


def send(turn: Turn, checked: Sequence[Sendable]) -> None:
    """Send them one by one. Raises the first failure after all were tried.

    What is still to be sent is in the journal: a refused file is struck off, one that a broken connection kept
    back stays, and `resume` sends it.
    """
    if not checked:
        return
    rest = [_named(one) for one in checked]
    entry_id = str(uuid.uuid4())
    with turn.services.store.alone(entry_id):
        _send(turn, turn.services.store.begin(entry_id, "upload", turn.session, files=rest), checked)


def resume(turn: Turn, entry: Entry, page: "Manifest") -> None:
    """Send what an earlier command did not finish; what did arrive is not sent again."""
    with turn.services.store.alone(entry.id) as free:
        if free:
            _resume(turn, entry, page)
        else:
            turn.text("in_other_hands")


def _resume(turn: Turn, entry: Entry, page: "Manifest") -> None:
    turn.status("uploads_resumed")
    found: list[Sendable] = []
    failures: list[Failure] = []
    for what in entry.data["files"]:
        try:
            found += check(page.formats, page.max_upload_bytes, [what])
        except BadInput as gone:  # moved, or changed into something else
            failures.append(gone)
    entry = turn.services.store.note(entry, files=[_named(one) for one in found])
    missing = []
    for one in found:
        if _arrived(turn, one):
            turn.text("uploaded", name=_name(one), size=_size(one))
        else:
            missing.append(one)
    _send(turn, entry, missing, failures)


def _send(turn: Turn, entry: Entry, checked: Sequence[Sendable], failures: Sequence[Failure] = ()) -> None:
    failed, kept = list(failures), [_named(one) for one in checked]
    for one in checked:
        try:
            _send_one(turn, one)
        except (BadInput, BackendFailed) as refusal:
            failed.append(refusal)
        except (Doubtful, Unreachable) as doubt:
            if not (isinstance(doubt, Doubtful) and _arrived(turn, one)):
                failed.append(Doubtful("upload_doubtful", doubt.code, name=_name(one)))
                continue
            turn.text("uploaded", name=_name(one), size=_size(one))
        kept.remove(_named(one))
        turn.services.store.note(entry, files=kept)
    if not kept:
        turn.services.store.finish(entry)
    if failed:
        raise failed[0]


def _named(one: Sendable) -> str:
    """What finds it again: a link, or an absolute path."""
    return one if isinstance(one, str) else str(one.path.absolute())


def _name(one: Sendable) -> str:
    return one.rsplit("/", 1)[-1] if isinstance(one, str) else one.path.name


def _size(one: Sendable) -> int:
    return 0 if isinstance(one, str) else one.size


def _arrived(turn: Turn, one: Sendable) -> bool:
    """Whether the project holds a file of this name and size; of an unknown state, no."""
    if isinstance(one, str):  # a link is fetched by the backend under a name of its own
        return False
    try:
        state = turn.services.http.send(calls.state(turn.session.session_id)).state
    except (BackendFailed, Unreachable):
        return False
    rows = state.files()
    return any(row.get("name") == one.path.name and row.get("size", one.size) == one.size for row in rows)


def _send_one(turn: Turn, one: Sendable) -> None:
    http, session_id = turn.services.http, turn.session.session_id
    if isinstance(one, str):
        turn.text("uploaded_url", name=upload.send_url(http, session_id, one).name)
        return
    name = one.path.name
    told = -1

    def sent(done: int, total: int) -> None:
        nonlocal told
        if (step := done * 20 // max(1, total)) > told:
            told = step
            turn.progress("uploading", done / max(1, total), name=name)

    upload.send(http, session_id, one, sent)
    turn.text("uploaded", name=name, size=one.size)
