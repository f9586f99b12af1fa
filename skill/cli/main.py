"""From argv to an exit status: 0 done, 1 backend or network, 2 input, 3 authorisation, 4 credits or plan, 130."""

import os
import signal
import sys
import threading
from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from skill.cli.parser import UsageError, parse

if TYPE_CHECKING:
    from skill.errors import Failure
    from skill.runtime import Runtime
    from skill.settings import Settings


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command."""
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        return _run(words)
    except BrokenPipeError:  # `| head` has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except KeyboardInterrupt as ended:
        return 130 if type(ended) is KeyboardInterrupt else 143


def _mind_the_end() -> None:
    """SIGTERM unwinds as Ctrl-C does, so that the way on is told; a second one ends at once."""

    def end(number: int, frame: object) -> None:
        del frame
        signal.signal(number, signal.SIG_DFL)
        from skill.errors import Ending

        raise Ending

    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, end)


def _run(words: list[str]) -> int:
    try:
        options = _filled(parse(words))
    except UsageError as problem:
        from skill.errors import BadInput

        return _refuse("--json" in words, "auto", BadInput("usage", reason=str(problem)))
    if options.version:
        from importlib.metadata import PackageNotFoundError, version

        try:
            print(version("ai-video-generatore"))
        except PackageNotFoundError:
            print("0.1.0")
        return 0
    from skill import settings as reading
    from skill.errors import Failure

    try:
        settings = reading.read(
            skill=options.skill, backend=options.backend, api_url=options.api_url, session=options.session, lang=options.lang
        )  # fmt: skip
        _mind_crashes(options, settings)
        if options.command != "mcp":  # it has no turn to tell the way on from, and ends at once
            _mind_the_end()
        return _COMMANDS[options.command](options, settings)
    except Failure as failure:
        return _refuse(options.json, options.lang or "auto", failure)


def _mind_crashes(options: Namespace, settings: "Settings") -> None:
    def hook(*what: Any) -> None:
        from skill.cli import crash

        spoken = settings.locale if settings.language == "auto" else settings.language
        crash.tell(options.json, spoken, settings.state, *what)

    sys.excepthook = hook


def _filled(options: Namespace) -> Namespace:
    """Shared options that were not given: argparse cannot tell "not given" before from after the command."""
    missing: dict[str, object] = {
        "skill": None, "backend": None, "api_url": None, "session": None, "new": False, "lang": None,
        "json": False, "verbose": False, "quiet": False, "version": False, "output": None, "file": [], "preview": None, "srt": None,
    }  # fmt: skip
    return Namespace(**(missing | vars(options)))


def _refuse(as_json: bool, lang: str, failure: "Failure") -> int:
    """Tell a failure that came before there was a runtime."""
    from skill import replies, reports
    from skill.cli.show import shower
    from skill.settings import locale

    spoken = lang if lang in replies.LANGUAGES else locale(os.environ)
    show = shower(as_json, quiet=False, verbose=False)
    facts = {"code": failure.code} | failure.facts
    show(
        reports.Error(
            failure.code, replies.say(failure.outcome, spoken, **facts), replies.hint(failure.outcome, spoken, **facts)
        )
    )
    show(reports.Done(False))
    return failure.exit_status


def _with_runtime(options: Namespace, settings: "Settings", work: "Callable[[Runtime], int]") -> int:
    from skill.bootstrap import runtime
    from skill.cli.show import shower

    show = shower(options.json, options.quiet, options.verbose)
    if not options.preview and not options.srt:
        with runtime(settings, show, new=options.new) as made:
            return work(made)
    from skill.cli import preview

    watch = preview.Watch(show)
    with runtime(settings, watch, new=options.new) as made:
        status = work(made)
        if status == 0 and options.preview:
            preview.write(watch, made, Path(options.preview))
        if status == 0 and options.srt:
            preview.write_captions(made, Path(options.srt))
        watch.release()
        return status


def _output(options: Namespace) -> Path | None:
    return Path(options.output) if options.output else None


def _chat(options: Namespace, settings: "Settings") -> int:
    from skill.cli import talk

    if not options.message and not options.file:
        return talk.turns(options, settings)
    message = " ".join(options.message)
    return _with_runtime(options, settings, lambda made: made.respond(message, options.file, _output(options)))


def _create(options: Namespace, settings: "Settings") -> int:
    brief = " ".join(options.brief)
    return _with_runtime(options, settings, lambda made: made.create(brief, options.file, _output(options)))


def _upload(options: Namespace, settings: "Settings") -> int:
    return _with_runtime(options, settings, lambda made: made.act("upload", options.what))


def _act(action: str) -> "Callable[[Namespace, Settings], int]":
    def run(options: Namespace, settings: "Settings") -> int:
        return _with_runtime(options, settings, lambda made: made.act(action, output=_output(options)))

    return run


def _resume(options: Namespace, settings: "Settings") -> int:
    return _with_runtime(options, settings, lambda made: made.resume())


def _tool(name: str) -> "Callable[[Namespace, Settings], int]":
    def run(options: Namespace, settings: "Settings") -> int:
        from skill.cli import tools

        return int(getattr(tools, name)(options, settings))

    return run


def _home(name: str) -> "Callable[[Namespace, Settings], int]":
    def run(options: Namespace, settings: "Settings") -> int:
        from skill.cli import home

        return int(getattr(home, name)(options, settings))

    return run


_COMMANDS: "dict[str, Callable[[Namespace, Settings], int]]" = {
    "chat": _chat,
    "create": _create,
    "upload": _upload,
    "status": _act("state"),
    "credits": _act("credits"),
    "export": _act("export"),
    "resume": _resume,
    "open": _home("open_"),
    "sessions": _home("sessions"),
    "logout": _home("logout"),
    "completion": _tool("completion"),
    "doctor": _home("doctor"),
    "studio": _home("studio"),
    "mcp": _home("mcp"),
    "route": _tool("route"),
    "translate": _tool("translate"),
    "inspect": _tool("inspect"),
}
