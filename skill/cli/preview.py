"""What is written beside a film: `--preview FILE`, a contact sheet (PNG) of it or of the timeline, and `--srt FILE`."""

from collections.abc import Callable
from pathlib import Path

from skill.client import download
from skill.errors import BackendFailed, BadInput
from skill.reports import Done, Emit, File, Report
from skill.runtime import Runtime


class Watch:
    """Passes reports on, and remembers the film among them. That all is well is said once all is written."""

    def __init__(self, emit: Emit) -> None:
        self._emit = emit
        self.film: File | None = None
        self._held: list[Report] = []

    def __call__(self, report: Report) -> None:
        """Take one."""
        if isinstance(report, File):
            self.film = report
        if report == Done(True):
            self._held.append(report)
        else:
            self._emit(report)

    def release(self) -> None:
        """Say that all is well."""
        for report in self._held:
            self._emit(report)


def write(watch: Watch, made: Runtime, out: Path) -> None:
    """Write the sheet. Raises BadInput where it cannot be put there, BackendFailed where there is nothing to show."""
    out = download.target(out)
    if watch.film is not None:
        _from_film(watch.film, out)
        return
    pictures = made.preview()
    if not pictures:
        raise BackendFailed("no_preview")
    _put(out, lambda: out.write_bytes(pictures[0]))


def write_captions(made: Runtime, out: Path) -> None:
    """Write the captions as SubRip. Raises BadInput where they cannot be put there, BackendFailed without any."""
    from studio import subtitles

    out = download.target(out)
    text = subtitles.srt(made.draft())
    if not text:
        raise BackendFailed("no_captions")
    _put(out, lambda: out.write_text(text, encoding="utf-8"))


def _from_film(film: File, out: Path) -> None:
    from studio.render import ffmpeg
    from studio.render.errors import RenderError

    try:
        ffmpeg.film_sheet(Path(film.path), out, seconds=film.seconds or 1.0)
    except RenderError as problem:
        raise BackendFailed("no_preview") from problem


def _put(out: Path, work: Callable[[], object]) -> None:
    try:
        work()
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise BadInput("output_unwritable", "file", path=str(out), reason=reason) from problem
