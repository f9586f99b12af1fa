"""Shows reports: as JSON lines for scripts, as plain text for people."""

import json
import shutil
import sys
import threading
from typing import TextIO

from skill import reports
from skill.reports import Report
from skill.safe import clean


def json_line(value: object) -> str:
    """JSON on one line. Lone surrogates can come in over the wire; escaped they are JSON, raw they are no UTF-8."""
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "backslashreplace").decode("utf-8")


class JsonLines:
    """One object a line on standard output. Words that follow each other are one text."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._words = ""
        self._lock = threading.Lock()

    def __call__(self, report: Report) -> None:
        """Print a report."""
        with self._lock:
            if isinstance(report, reports.Text):
                self._words += report.text
                return
            if not isinstance(report, reports.Progress):
                self._flush()
            self._print(report)

    def _flush(self) -> None:
        words, self._words = self._words.strip(), ""
        if words:
            self._print(reports.Text(words))

    def _print(self, report: Report) -> None:
        self._out.write(json_line(report.as_json()) + "\n")
        self._out.flush()


class Plain:
    """For people: answers on standard output, how far it is on standard error."""

    def __init__(self, out: TextIO, err: TextIO, quiet: bool, verbose: bool) -> None:
        self._out, self._err, self._quiet, self._verbose = out, err, quiet, verbose
        self._bar = _Bar(err) if err.isatty() and not quiet else None
        self._mid_line = False
        self._quarter: tuple[str, int] = ("", -1)
        self._lock = threading.Lock()

    def __call__(self, report: Report) -> None:
        """Print a report."""
        with self._lock:
            self._show(report)

    def _show(self, report: Report) -> None:
        if isinstance(report, reports.Progress):
            self._progress(report)
            return
        if self._bar:
            self._bar.clear()
        if isinstance(report, reports.Text):
            self._out.write(clean(report.text))
            self._mid_line = not report.text.endswith("\n")
            self._out.flush()
            return
        self._end_line()
        if isinstance(report, reports.Error):
            self._say(self._err, report.text, report.hint)
        elif isinstance(report, reports.Status):
            if not self._quiet:
                self._say(self._err, report.text)
        elif isinstance(report, reports.Action):
            if self._verbose or report.by == "gui":
                self._say(self._err, f"→ {report.text}")
        elif isinstance(report, reports.Timeline):
            from skill.cli import bars

            self._say(self._out, report.text, *bars.draw(report.tracks, shutil.get_terminal_size().columns))
        elif not isinstance(report, reports.Done):
            self._say(self._out, str(getattr(report, "text", "")))

    def _end_line(self) -> None:
        if self._mid_line:
            self._out.write("\n")
            self._out.flush()
            self._mid_line = False

    def _say(self, where: TextIO, *lines: str) -> None:
        where.write("".join(clean(line).rstrip() + "\n" for line in lines if line))
        where.flush()

    def _progress(self, report: reports.Progress) -> None:
        if self._quiet:
            return
        if self._bar:
            self._bar.show(report.text, report.fraction)
            return
        quarter = (report.text, int((report.fraction or 0) * 4))
        if quarter != self._quarter:
            self._quarter = quarter
            self._end_line()
            share = f" {quarter[1] * 25}%" if report.fraction is not None else ""
            self._say(self._err, report.text + share)


class _Bar:
    """One line of progress on a terminal, drawn over itself."""

    def __init__(self, err: TextIO) -> None:
        self._err = err
        self._drawn = False

    def show(self, text: str, fraction: float | None) -> None:
        """Draw it."""
        line = text
        if fraction is not None:
            full = round(max(0.0, min(1.0, fraction)) * 24)
            line = f"{text} {'█' * full}{'░' * (24 - full)} {fraction:4.0%}"
        self._err.write(f"\r\x1b[K{line}")
        self._err.flush()
        self._drawn = True

    def clear(self) -> None:
        """Take it away."""
        if self._drawn:
            self._err.write("\r\x1b[K")
            self._err.flush()
            self._drawn = False


def shower(as_json: bool, quiet: bool, verbose: bool) -> JsonLines | Plain:
    """What shows reports on this command's own streams."""
    return JsonLines(sys.stdout) if as_json else Plain(sys.stdout, sys.stderr, quiet, verbose)
