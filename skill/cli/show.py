"""Shows reports: as JSON lines for scripts, as plain text for people."""

import json
import os
import shutil
import sys
import threading
from typing import TYPE_CHECKING, TextIO

from skill import reports
from skill.reports import Report
from skill.safe import clean

if TYPE_CHECKING:
    from skill.cli.gauge import Gauge
    from skill.cli.wrapping import Wrapped


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
        self._bar = None if quiet else _gauge(err)
        self._wrapped = _wrapped(out)
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
            text = clean(report.text)
            self._out.write(self._wrapped.feed(text) if self._wrapped else text)
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
        if self._wrapped:
            self._wrapped.end()

    def _say(self, where: TextIO, *lines: str) -> None:
        wrapped = _wrapped(where)
        for line in lines:
            text = clean(line).rstrip() + "\n" if line else ""
            where.write(wrapped.feed(text) if wrapped else text)
        where.flush()

    def _progress(self, report: reports.Progress) -> None:
        if self._quiet:
            return
        if self._bar:
            self._end_line()
            self._bar.show(report.text, report.fraction)
            return
        quarter = (report.text, int((report.fraction or 0) * 4))
        if quarter != self._quarter:
            self._quarter = quarter
            self._end_line()
            share = f" {quarter[1] * 25}%" if report.fraction is not None else ""
            self._say(self._err, report.text + share)


def _wrapped(out: TextIO) -> "Wrapped | None":
    """What breaks lines at words, on a terminal only: elsewhere a line is a line."""
    if not out.isatty():
        return None
    from skill.cli.wrapping import Wrapped

    return Wrapped(shutil.get_terminal_size().columns)


def _gauge(err: TextIO) -> "Gauge | None":
    """A line drawn over itself, where a terminal takes escapes."""
    if not err.isatty() or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return None
    from skill.cli.gauge import Gauge

    return Gauge(err)


def shower(as_json: bool, quiet: bool, verbose: bool) -> JsonLines | Plain:
    """What shows reports on this command's own streams."""
    return JsonLines(sys.stdout) if as_json else Plain(sys.stdout, sys.stderr, quiet, verbose)
