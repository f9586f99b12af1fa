"""The assistant's tools: the same runtime over the Model Context Protocol, on stdio.

Each tool runs one turn in a thread, tells its progress, and answers with the words a user would have read, the
facts as data, and pictures where there are some. A cancelled call stops waiting; what was sent goes on, and
`resume` fetches it.
"""

import base64
import itertools
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Literal

import anyio.from_thread
import anyio.to_thread
from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.resources import FileResource
from mcp.types import CallToolResult, ContentBlock, ImageContent, ResourceLink, TextContent
from pydantic import BaseModel, Field

from skill import reports
from skill.bootstrap import manifest, runtime
from skill.project.store import Store
from skill.runtime import Runtime
from skill.settings import Settings

Files = Annotated[list[str], Field(description="Paths on this machine or http(s) links: pictures, clips, sounds")]
Project = Annotated[str | None, Field(description="Id of a project from list_projects; default: the current one")]
Output = Annotated[str | None, Field(description="Where the film goes (.mp4); default: a folder for films")]
Shape = Literal["vertical", "landscape", "square", "4:5"]

INSTRUCTIONS = """\
Makes films from words, pictures, clips and sounds, in English or Chinese.

Usual job: create_video(brief) and tell the user where the film is. Then send_message for every change ("make the music
quieter", "第二个场景换成…"), and export_film for a new file. Pass the user's own words on, in their language; do not
translate or embellish them. Show `said` to the user: it is written for them. Upload files that the user names with the
`files` argument. Creating and editing may cost credits, exporting costs none; ask get_credits when the user wonders.
If a tool says that something is still going on or that a connection broke, call resume; never repeat the request by
yourself, because it may have been charged. When the backend asks something, pass the question on.
"""


class Film(BaseModel):
    """A film on this machine."""

    path: str
    bytes: int
    seconds: float | None = None
    width: int | None = None
    height: int | None = None


class Outcome(BaseModel):
    """What a turn did. `said` is for the user, as it stands; `error` is the sentence and the hint of a failure."""

    said: str = ""
    error: str | None = None
    film: Film | None = None
    timeline: str | None = None
    tracks: list[dict[str, Any]] = Field(default_factory=list)
    changes: list[dict[str, Any]] = Field(default_factory=list)
    credits: dict[str, float] | None = None
    link: str | None = None
    projects: list[dict[str, Any]] = Field(default_factory=list)


_EARLIER = 50  # films of earlier that are listed
Result = Annotated[CallToolResult, Outcome]


class _Collector:
    """Takes a turn's reports; progress goes on to the client as it comes."""

    def __init__(self, tell: Callable[[str, float | None], None]) -> None:
        self.outcome = Outcome()
        self.error: reports.Error | None = None
        self._tell = tell
        self._said: list[str] = []

    def __call__(self, report: reports.Report) -> None:
        """Take one."""
        if isinstance(report, reports.Progress):
            self._tell(report.text, report.fraction)
        elif isinstance(report, (reports.Status, reports.Action)):
            self._tell(report.text, None)
        elif isinstance(report, reports.Error):
            self.error = report
        elif isinstance(report, reports.Text):
            self._said.append(report.text)
        elif not isinstance(report, reports.Done):
            self._keep(report)

    def _keep(self, report: reports.Report) -> None:
        self._said.append(f"\n{getattr(report, 'text', '')}\n")
        if isinstance(report, reports.File):
            self.outcome.film = Film.model_validate(report.as_json())
        elif isinstance(report, reports.Timeline):
            self.outcome.timeline, self.outcome.tracks = report.text, report.tracks
        elif isinstance(report, reports.Changes):
            self.outcome.changes = report.changes
        elif isinstance(report, reports.Credits):
            self.outcome.credits = {"available": report.available, "frozen": report.frozen, "total": report.total}
        elif isinstance(report, reports.Link):
            self.outcome.link = report.url

    def finish(self) -> Outcome:
        """The outcome; a failure has the sentence and the hint that the command line would print."""
        if self.error is not None:
            self.outcome.error = f"{self.error.text}\n{self.error.hint}".strip()
        self.outcome.said = "".join(self._said).strip()
        return self.outcome


def build(settings: Settings) -> MCPServer:
    """The server with its tools, over these settings."""
    page = manifest(settings)
    server = MCPServer(
        "ai-video", title=page.display_name, instructions=INSTRUCTIONS, version=page.version, log_level="ERROR"
    )
    settings = replace(settings, films=settings.data / "films")
    for film in _films(settings.films):
        _offer(server, film)

    async def turn(
        ctx: Context, work: Callable[[Runtime], int], project: str | None = None, new: bool = False
    ) -> Outcome:
        steps = itertools.count(1)  # the protocol wants a number that only grows; the fraction goes into the words

        def tell(text: str, fraction: float | None) -> None:
            share = "" if fraction is None else f" {fraction:.0%}"
            anyio.from_thread.run(ctx.report_progress, next(steps), None, text + share)

        def run() -> Outcome:
            with runtime(replace(settings, session=project or settings.session), collector, new=new) as made:
                work(made)
            return collector.finish()

        collector = _Collector(tell)
        return await anyio.to_thread.run_sync(run, abandon_on_cancel=True)

    def answer(outcome: Outcome, picture: bytes | None = None) -> CallToolResult:
        if outcome.error:
            words = f"{outcome.said}\n{outcome.error}".strip()
            return CallToolResult(content=[TextContent(text=words)], is_error=True)
        content: list[ContentBlock] = [
            TextContent(text=outcome.said or json.dumps(outcome.projects, ensure_ascii=False))
        ]
        if picture:
            content.append(ImageContent(data=base64.b64encode(picture).decode("ascii"), mime_type="image/png"))
        if outcome.film:
            content.append(_offer(server, Path(outcome.film.path)))
        return CallToolResult(content=content, structured_content=outcome.model_dump(exclude_none=True))

    @server.tool(title="Create a video")
    async def create_video(
        ctx: Context,
        brief: Annotated[str, Field(description="What the film is about, in the user's own words")],
        files: Files = [],  # noqa: B006
        shape: Shape | None = None,
        seconds: Annotated[float | None, Field(gt=0, le=600, description="Length")] = None,
        language: Annotated[Literal["en", "zh"] | None, Field(description="Of the words on screen")] = None,
        output: Output = None,
    ) -> Result:
        """From a brief to a finished film on this machine: set up, generate, render, download. Takes about the film's length."""
        words = brief + _wishes(shape, seconds, language)
        pictures: list[bytes] = []

        def work(made: Runtime) -> int:
            status = made.create(words, files, _path(output))
            pictures.extend(made.preview() if status == 0 else [])
            return status

        outcome = await turn(ctx, work)
        return answer(outcome, pictures[0] if pictures else None)

    @server.tool(title="Send a message or an edit")
    async def send_message(
        ctx: Context,
        message: Annotated[str, Field(description="What the user said, e.g. 'make the title bigger', '导出'")],
        files: Files = [],  # noqa: B006
        output: Output = None,
        project: Project = None,
    ) -> Result:
        """One turn of the conversation about the current project: an edit, a question, or an order such as export."""
        return answer(await turn(ctx, lambda made: made.respond(message, files, _path(output)), project))

    @server.tool(title="Upload material")
    async def upload_files(ctx: Context, files: Files, project: Project = None) -> Result:
        """Add pictures, clips or sounds to the project, for the next message to use."""
        return answer(await turn(ctx, lambda made: made.act("upload", files), project))

    @server.tool(title="Show the timeline")
    async def show_timeline(ctx: Context, project: Project = None) -> Result:
        """The tracks with their times and volumes, and a picture of the scenes where the studio can draw one."""
        pictures: list[bytes] = []

        def work(made: Runtime) -> int:
            status = made.act("state")
            pictures.extend(made.preview())
            return status

        outcome = await turn(ctx, work, project)
        return answer(outcome, pictures[0] if pictures else None)

    @server.tool(title="Check the balance")
    async def get_credits(ctx: Context) -> Result:
        """Credits available, reserved and in total."""
        return answer(await turn(ctx, lambda made: made.act("credits")))

    @server.tool(title="Export the film")
    async def export_film(ctx: Context, output: Output = None, project: Project = None) -> Result:
        """Render the project as it is now and download it. Costs no credits."""
        return answer(await turn(ctx, lambda made: made.act("export", output=_path(output)), project))

    @server.tool(title="Resume")
    async def resume(ctx: Context) -> Result:
        """Finish what an earlier call left: renders still going on, connections that broke. Sends nothing twice."""
        return answer(await turn(ctx, lambda made: made.resume()))

    @server.tool(title="List the projects")
    async def list_projects() -> Result:
        """All projects on this machine, the one used last first."""
        return answer(Outcome(projects=await anyio.to_thread.run_sync(_projects, settings)))

    @server.tool(title="Switch to a project")
    async def switch_project(
        ctx: Context,
        project: Annotated[str | None, Field(description="Id to go on with; leave out to start a new one")] = None,
    ) -> Result:
        """Make another project the current one, or start a new one."""
        return answer(await turn(ctx, lambda made: made.act("state"), project, new=project is None))

    return server


def _films(folder: Path) -> list[Path]:
    """The films made earlier, the newest first."""
    found = sorted(folder.glob("*.mp4"), key=lambda film: film.stat().st_mtime, reverse=True)
    return found[:_EARLIER]


def _offer(server: MCPServer, path: Path) -> ResourceLink:
    """The film as a resource that the client may read."""
    resource = FileResource(uri=path.as_uri(), name=path.name, path=path, mime_type="video/mp4")
    server.add_resource(resource)
    return ResourceLink(uri=path.as_uri(), name=path.name, mime_type="video/mp4")


def _wishes(shape: str | None, seconds: float | None, language: str | None) -> str:
    """The typed wishes as words, as if the user had said them."""
    wishes = [shape] if shape else []
    wishes += [f"{seconds:g} seconds"] if seconds else []
    wishes += [{"en": "text in English", "zh": "text in Chinese"}[language]] if language else []
    return f" ({', '.join(wishes)})" if wishes else ""


def _path(output: str | None) -> Path | None:
    return Path(output).expanduser().absolute() if output else None


def _projects(settings: Settings) -> list[dict[str, Any]]:
    store = Store(settings.state)
    try:
        return [{"id": s.session_id, "title": s.title, "backend": s.backend, "used": s.used} for s in store.sessions()]
    finally:
        store.close()


def run(settings: Settings) -> int:
    """Serve on stdio."""
    build(settings).run("stdio")
    return 0
