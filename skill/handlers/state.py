"""The timeline, and what is uploaded and waiting."""

from skill import telling
from skill.handlers.turn import Turn
from skill.project import timeline
from skill.reports import Timeline
from wire import calls
from wire.models import State


def run(turn: Turn, text: str) -> None:
    """Read the state and tell it."""
    del text
    found = turn.services.http.send(calls.state(turn.session.session_id)).state
    tracks = [
        track.as_json() | {"label": telling.label(track.role or track.type, turn.language, track.name)}
        for track in timeline.tracks(found.draft)
    ]
    turn.report(Timeline(telling.line(found.draft, turn.language), tracks))
    names = media_names(found)
    if names and not timeline.ready(found.draft):
        turn.text("media_waiting", names=names)


def media_names(state: State) -> list[str]:
    """What the uploaded files are called."""
    return [str(row.get("name") or row.get("file_id") or "?") for row in state.files()]
