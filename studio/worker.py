"""A process that makes one thing and says how far it is: `python -m studio.worker`.

Standard input: one line of JSON, the order; its end means "stop". Standard output: one JSON object a line,
`{"progress": 0..1}` while it works, then `{"film": {…}}`, `{"png": path}` or `{"error": text, "code": word}`.
"""

import dataclasses
import json
import os
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def _say(answer: Mapping[str, Any]) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


def _render(order: Mapping[str, Any], media: Mapping[str, Path], stopped: threading.Event) -> dict[str, Any]:
    from studio.render import Output, render

    known = {field.name for field in dataclasses.fields(Output)}
    output = Output(**{key: value for key, value in order["output"].items() if key in known})
    out = Path(order["out"])
    film = render(
        order["draft"], out, media=media, cache=Path(order["cache"]), output=output,
        progress=lambda fraction: _say({"progress": fraction}), cancelled=stopped.is_set,
    )  # fmt: skip
    return {"film": {"bytes": out.stat().st_size, "seconds": film.seconds, "width": film.width, "height": film.height}}


def main() -> int:
    """Do the order on standard input."""
    from studio.render import RenderError

    order = json.loads(sys.stdin.readline())
    stopped = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.read(), stopped.set()), daemon=True).start()
    media = {file_id: Path(path) for file_id, path in order["media"].items()}
    try:
        _say(_render(order, media, stopped))
    except RenderError as error:
        _say({"error": str(error), "code": error.code})
    return 0


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    os._exit(code)  # the thread that waits for the end of input would keep a lock on it
