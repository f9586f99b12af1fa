"""Files and links to the backend. All files are checked before any is sent; a refusal does not lose the rest."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

from skill.client import upload
from skill.errors import BadInput, Failure
from skill.handlers.turn import Turn

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
    """Send them one by one. Raises the first refusal after all were tried."""
    failures: list[Failure] = []
    for one in checked:
        try:
            _send_one(turn, one)
        except BadInput as refusal:
            failures.append(refusal)
    if failures:
        raise failures[0]


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
