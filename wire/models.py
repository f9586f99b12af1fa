"""Bodies and answers of the HTTP API. Read tolerantly (unknown keys are kept), written exactly.

Source: the skill page's API section. What nobody outside says is our own choice: `files` of an upload,
`progress` of a render.
"""

from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

Data = TypeVar("Data")
Draft = dict[str, Any]  # passed on untouched: a reader that drops a key would lose somebody's work


class Wire(BaseModel):
    """Anything that crosses the wire: keys that we do not know survive."""

    model_config = ConfigDict(extra="allow", populate_by_name=True)


class Envelope(Wire, Generic[Data]):
    """`{"code": 0, "message": "…", "data": {…}}`; `code` other than 0 is an error even under HTTP 200."""

    code: int = 0
    message: str = ""
    data: Data | None = None


class Token(Wire):
    """An anonymous token: 100 credits, seven days."""

    token: str
    credits: float = 0
    expires_in: float | None = None  # seconds; ours


class Session(Wire):
    """A project of the backend and the conversation that belongs to it."""

    session_id: str
    task_id: str = ""


class NewSession(Wire):
    """Body that creates a session. `language` is `en` or `zh`."""

    task_name: str = "project"
    language: str = "en"


class ClaimRequest(Wire):
    """Body that asks for a browser link to a session."""

    task_id: str
    session_id: str


class Claim(Wire):
    """A short-lived token for a URL; the user's own token never goes into one."""

    claim_token: str
    expires_in: float = 0  # seconds


class Part(Wire):
    """One part of a message. What is not text is kept in the extra keys."""

    text: str | None = None


class Message(Wire):
    """A message of the user."""

    parts: list[Part] = Field(default_factory=list)
    role: str = "user"


class Run(Wire):
    """Body of `/run_sse`. Google ADK accepts both spellings of each key, so do we."""

    app_name: str = Field(default="nemo_agent", validation_alias="appName")
    user_id: str = Field(default="me", validation_alias="userId")
    session_id: str = Field(validation_alias="sessionId")
    new_message: Message = Field(validation_alias="newMessage")
    streaming: bool = True  # ADK's own default is false; the backend streams without being asked


class UploadedFile(Wire):
    """A file that the backend has: `file_id` is what a segment's `src` names. `size` in bytes.

    What comes after `url` is ours: `kind` is image, video or audio; pixels as shown, milliseconds.
    """

    file_id: str
    name: str = ""
    mime_type: str = ""
    size: int = 0
    url: str = ""
    kind: str | None = None
    width: int | None = None
    height: int | None = None
    duration_ms: int | None = None
    has_audio: bool | None = None


class Uploaded(Wire):
    """Answer to an upload."""

    files: list[UploadedFile] = Field(default_factory=list)


class UploadUrls(Wire):
    """Body that has the backend fetch files itself."""

    urls: list[str]
    source_type: str = "url"


class Credits(Wire):
    """The balance, in credits."""

    available: float = 0
    frozen: float = 0
    total: float = 0


class State(Wire):
    """What a session holds. `draft` is None until something was made."""

    draft: Draft | None = None
    video_infos: Any = None
    canvas_config: Any = None
    generated_media: Any = None

    def files(self) -> list[dict[str, Any]]:
        """The uploaded files, whether the backend tells them as a list or by id."""
        infos = self.video_infos
        rows = list(infos.values()) if isinstance(infos, dict) else infos if isinstance(infos, list) else []
        return [row for row in rows if isinstance(row, dict)]


class StateAnswer(Wire):
    """Answer of the state call."""

    state: State = Field(default_factory=State)


class Output(Wire):
    """How a film is wanted. `height` (pixels of the short side) and `fps` are ours; without them, as drafted."""

    format: str = "mp4"
    quality: str = "high"
    height: int | None = None
    fps: int | None = None


class Render(Wire):
    """Body that starts a render. `id` is the client's own, so that it is known before it is sent."""

    id: str
    session_id: str = Field(alias="sessionId")
    draft: Draft
    output: Output = Field(default_factory=Output)


class RenderedFile(Wire):
    """Where a finished film lies."""

    url: str = ""


class RenderStatus(Wire):
    """Answer to a render and to its polls: at top level, in no envelope.

    `status` is pending, processing, completed or failed; `progress` 0..1 is ours.
    """

    id: str = ""
    status: str = ""
    progress: float | None = None
    output: RenderedFile | None = None
    error: str | None = None
    reason: str | None = None  # ours: disk_full, no_ffmpeg, bad_media, failed
    message: str | None = None
