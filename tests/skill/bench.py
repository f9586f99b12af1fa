"""A user at a server that a test scripts: whole turns, through the real runtime."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from skill import bootstrap, reports
from skill import settings as reading
from skill.reports import Report
from tests.skill.client.misbehaving import Misbehaving, envelope

RUN, STATE, RENDER = "/run_sse", "/api/state", "/api/render/proxy/lambda"
EMPTY: dict[str, Any] = {"draft": None}


def draft(*titles: str) -> dict[str, Any]:
    scene = {"id": "s1", "s": 0, "d": 3000, "m": {"name": "sea"}}
    texts = [{"id": f"t{n}", "s": 0, "d": 3000, "m": {"text": text}} for n, text in enumerate(titles)]
    tracks = [{"id": "v", "tt": 0, "sg": [scene]}, {"id": "x", "tt": 7, "m": {"role": "title"}, "sg": texts}]
    return {"draft": {"d": 3000, "w": 1080, "h": 1920, "t": tracks}}


def state_of(state: dict[str, Any]) -> bytes:
    return envelope({"state": state})


@dataclass
class Bench:
    """A user at a server that a test scripts."""

    server: Misbehaving
    folder: Path
    told: list[Report] = field(default_factory=list)

    def settings(self, **env: str) -> reading.Settings:
        """Settings of a fresh machine whose cloud is the server."""
        base = {"AI_VIDEO_HOME": str(self.folder / "home"), "HOME": str(self.folder), "NEMO_API_URL": self.server.url}
        return reading.read(base | {"AI_VIDEO_TIME_SCALE": "0.0005"} | env)

    def do(self, work: str, *what: Any, **env: str) -> int:
        """Call one of the runtime's methods; the reports of this call are in `told`."""
        self.told.clear()
        with bootstrap.runtime(self.settings(**env), self.told.append) as made:
            return int(getattr(made, work)(*what))

    def text(self) -> str:
        """The words that the user read."""
        return "".join(r.text for r in self.told if isinstance(r, (reports.Text, reports.Changes)))

    def error(self) -> reports.Error:
        """The one failure told."""
        (found,) = [r for r in self.told if isinstance(r, reports.Error)]
        return found
