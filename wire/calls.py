"""Every call of the backend: verb, path, body and reply type together. Sending is `skill.client`'s business.

The templates are what the studio serves; the functions fill them in for the client. Ids are quoted whole,
so that none can leave its place in a path.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar
from urllib.parse import quote

from wire import models

Reply = TypeVar("Reply")

APP = "nemo_agent"
USER = "me"

ANONYMOUS_TOKEN = "/api/auth/anonymous-token"
SESSIONS = "/api/tasks/me/with-session/nemo_agent"
CLAIM_TOKEN = "/api/auth/claim-token"
RUN_SSE = "/run_sse"
UPLOAD = "/api/upload-video/nemo_agent/me/{session_id}"
CREDITS = "/api/credits/balance/simple"
STATE = "/api/state/nemo_agent/me/{session_id}/latest"
RENDER = "/api/render/proxy/lambda"
RENDER_STATUS = "/api/render/proxy/lambda/{render_id}"
RENDER_DOWNLOAD = "/api/render/proxy/{render_id}/download"
CLAIM_PAGE = "/workspace/claim"
# Ours; the cloud has no such calls.
FILE = "/api/upload-video/nemo_agent/me/{session_id}/{file_id}"  # an uploaded file, as its `url` says
FILM = "/films/{secret}/{name}"  # a finished film, as `output.url` says
CONTACT_SHEET = "/api/preview/nemo_agent/me/{session_id}/contact-sheet.png"
STILL = "/api/preview/nemo_agent/me/{session_id}/still.png"  # ?at=<ms>&height=<px>

# Google ADK's own, which its stock clients use beside `/run_sse`.
ADK_VERSION = "/version"
ADK_APPS = "/list-apps"
ADK_SESSIONS = "/apps/nemo_agent/users/me/sessions"
ADK_SESSION = "/apps/nemo_agent/users/me/sessions/{session_id}"

CLIENT_ID_HEADER = "X-Client-Id"
ATTRIBUTION_HEADERS = ("X-Skill-Source", "X-Skill-Version", "X-Skill-Platform")
UPLOAD_FIELD = "files"


@dataclass(frozen=True, slots=True)
class Call(Generic[Reply]):
    """One request as a value. `json` is its body; `envelope` says whether the answer wears one.

    `repeatable` is false for what may cost or make something: such a call is never sent a second time
    unless the backend said that it did not take the first.
    """

    method: str
    path: str
    reply: type[Reply]
    json: Mapping[str, Any] | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    envelope: bool = True
    authorised: bool = True
    repeatable: bool = True


def _fill(template: str, **ids: str) -> str:
    if not all(value.strip(".") for value in ids.values()):
        raise ValueError("an id that is empty or made of dots would change the path")
    return template.format(**{name: quote(value, safe="") for name, value in ids.items()})


def _body(model: models.Wire) -> dict[str, Any]:
    return model.model_dump(by_alias=True, exclude_none=True)


def anonymous_token(client_id: str) -> Call[models.Token]:
    """A token for somebody without an account; 429 if this client had one within seven days."""
    headers = {CLIENT_ID_HEADER: client_id}
    return Call("POST", ANONYMOUS_TOKEN, models.Token, headers=headers, authorised=False, repeatable=False)


def create_session(language: str, task_name: str = "project") -> Call[models.Session]:
    """A new project, in whose language the backend will answer."""
    body = models.NewSession(task_name=task_name, language=language)
    return Call("POST", SESSIONS, models.Session, json=_body(body), repeatable=False)


def claim_token(task_id: str, session_id: str) -> Call[models.Claim]:
    """A link token for the browser."""
    body = models.ClaimRequest(task_id=task_id, session_id=session_id)
    return Call("POST", CLAIM_TOKEN, models.Claim, json=_body(body))


def run_sse(session_id: str, text: str) -> Call[bytes]:
    """A message to the agent; the answer is an event stream, see `wire.events`. This is what charges."""
    body = {
        "app_name": APP,
        "user_id": USER,
        "session_id": session_id,
        "new_message": {"parts": [{"text": text}]},
    }
    headers = {"Accept": "text/event-stream"}
    return Call("POST", RUN_SSE, bytes, json=body, headers=headers, envelope=False, repeatable=False)


def upload_files(session_id: str) -> Call[models.Uploaded]:
    """Files as multipart, each in field `files`; the sender adds them."""
    return Call("POST", _fill(UPLOAD, session_id=session_id), models.Uploaded, repeatable=False)


def upload_urls(session_id: str, urls: list[str]) -> Call[models.Uploaded]:
    """Files that the backend fetches itself."""
    path = _fill(UPLOAD, session_id=session_id)
    return Call("POST", path, models.Uploaded, json=_body(models.UploadUrls(urls=urls)), repeatable=False)


def credits() -> Call[models.Credits]:
    """The balance."""
    return Call("GET", CREDITS, models.Credits)


def state(session_id: str) -> Call[models.StateAnswer]:
    """What the session holds now."""
    return Call("GET", _fill(STATE, session_id=session_id), models.StateAnswer)


def render(render_id: str, session_id: str, draft: models.Draft, output: models.Output) -> Call[models.RenderStatus]:
    """Start a render under an id of ours; free, but one film per order."""
    body = {"id": render_id, "sessionId": session_id, "draft": draft, "output": _body(output)}
    return Call("POST", RENDER, models.RenderStatus, json=body, envelope=False, repeatable=False)


def render_status(render_id: str) -> Call[models.RenderStatus]:
    """How far a render is."""
    return Call("GET", _fill(RENDER_STATUS, render_id=render_id), models.RenderStatus, envelope=False)


def contact_sheet(session_id: str) -> Call[bytes]:
    """A picture of the scenes; the studio's own, the vendor's cloud has none."""
    return Call("GET", _fill(CONTACT_SHEET, session_id=session_id), bytes, envelope=False)


def render_download(render_id: str) -> Call[bytes]:
    """The film itself, where `output.url` does not serve."""
    return Call("GET", _fill(RENDER_DOWNLOAD, render_id=render_id), bytes, envelope=False)
