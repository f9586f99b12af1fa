"""The last resort: an error that nobody decided about becomes a sentence, and its trace a private file."""

import os
import tempfile
import traceback
from pathlib import Path
from types import TracebackType

from skill import replies, reports
from skill.cli.show import shower
from skill.safe import one_line


def tell(
    as_json: bool, language: str, folder: Path,
    kind: type[BaseException], problem: BaseException, trace: TracebackType | None,
) -> None:  # fmt: skip
    """What `sys.excepthook` does for this command."""
    text = "".join(traceback.format_exception(kind, problem, trace))
    reason = one_line(f"{kind.__name__}: {problem}")
    facts = {"reason": reason, "log": _kept(folder, text), "code": "internal"}
    show = shower(as_json, quiet=False, verbose=False)
    show(
        reports.Error(
            "internal", replies.say("internal", language, **facts), replies.hint("internal", language, **facts)
        )
    )
    show(reports.Done(False))


def _kept(folder: Path, text: str) -> str:
    """Where the trace was written; mkstemp makes it 0600."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:
        folder = Path(tempfile.gettempdir())
    handle, name = tempfile.mkstemp(prefix="crash-", suffix=".log", dir=folder)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        out.write(text)
    return name
