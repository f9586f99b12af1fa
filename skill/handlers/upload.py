"""Files and links to the backend. All files are checked before any is sent; a refusal does not lose the rest."""

from collections.abc import Sequence

from skill.client import upload
from skill.errors import BadInput, Failure
from skill.handlers.turn import Turn


def check(turn_formats: Sequence[str], limit: int, what: Sequence[str]) -> list[upload.Checked | str]:
    """Look at all files; links pass. Raises BadInput for the first file that cannot be sent."""
    return [one if upload.is_url(one) else upload.check([one], turn_formats, limit)[0] for one in what]


def send(turn: Turn, checked: Sequence[upload.Checked | str]) -> None:
    """Send them one by one. Raises the first refusal after all were tried."""
    failures: list[Failure] = []
    for one in checked:
        try:
            _send_one(turn, one)
        except BadInput as refusal:
            failures.append(refusal)
    if failures:
        raise failures[0]


def _send_one(turn: Turn, one: upload.Checked | str) -> None:
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
