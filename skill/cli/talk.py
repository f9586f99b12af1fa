"""Chat over several turns: interactive on a terminal, one turn a line otherwise."""

import sys
from argparse import Namespace
from collections.abc import Callable
from typing import TYPE_CHECKING

from skill import replies
from skill.bootstrap import manifest, runtime
from skill.cli.show import shower
from skill.errors import Interrupted, Terminated
from skill.project.store import Store
from skill.reports import Emit, Text
from skill.runtime import Runtime, greeting
from skill.settings import Settings

if TYPE_CHECKING:
    from prompt_toolkit import PromptSession

_STOPPED = {Interrupted.exit_status, Terminated.exit_status}
_LEAVE = {"/quit", "/exit", "/q", "退出"}
_NEW = "/new"
_COMMANDS: dict[str, Callable[[Runtime], int]] = {
    "/status": lambda made: made.act("state"),
    "/export": lambda made: made.act("export"),
    "/credits": lambda made: made.act("credits"),
    "/resume": lambda made: made.resume(),
}


def turns(options: Namespace, settings: Settings) -> int:
    """Read turns until there are no more. A failed turn does not end the chat; the last one's status is returned."""
    show = shower(options.json, options.quiet, options.verbose)
    if sys.stdin.isatty() and not options.json:
        return _interactive(settings, show, options.new)
    with runtime(settings, show, new=options.new) as made:
        status = 0
        for line in sys.stdin:
            if line.strip():
                status = made.respond(line.strip())
                if status in _STOPPED:  # whoever stops one turn does not want the next one begun
                    break
        return status


def _interactive(settings: Settings, show: Emit, new: bool) -> int:
    """Greet, then set up, then talk; `/new` begins once more with another project."""
    spoken = settings.locale if settings.language == "auto" else settings.language
    if _first(settings):
        show(Text(greeting(manifest(settings), spoken) + "\n"))
    show(Text(replies.say("chat_welcome", spoken) + "\n"))
    prompt = _prompt(settings)
    while True:
        with runtime(settings, show, new=new) as made:
            status = made.begin()
            if status in _STOPPED:
                return status
            line, status = _talk(made, prompt, show, spoken, status)
        if line != _NEW:
            return status
        new = True


def _first(settings: Settings) -> bool:
    """Whether this is the first time: later a greeting with examples would be in the way."""
    store = Store(settings.state)
    try:
        return not store.sessions()
    finally:
        store.close()


def _prompt(settings: Settings) -> "PromptSession[str]":
    from prompt_toolkit import PromptSession
    from prompt_toolkit.history import FileHistory

    history = settings.state / "history"
    history.touch(mode=0o600)
    return PromptSession(history=FileHistory(str(history)))


def _talk(made: Runtime, prompt: "PromptSession[str]", show: Emit, spoken: str, status: int) -> tuple[str, int]:
    """Turns until one leaves, or asks for a new project; that line, and the last turn's status."""
    while True:
        line = _read(prompt)
        if line in _LEAVE:
            show(Text(replies.say("goodbye", spoken) + "\n"))
        if line in _LEAVE or line == _NEW:
            return line, status
        if line.startswith("/") and " " not in line and "/" not in line[1:]:
            status = _command(made, line, show, spoken)
        elif line:
            status = _turn(made, line)
        if status == Terminated.exit_status:
            return line, status
        if status == Interrupted.exit_status:
            show(Text(replies.say("chat_stopped", spoken) + "\n"))
            status = 0


def _read(prompt: "PromptSession[str]") -> str:
    """A line, or several that were pasted. Ctrl-C takes back what was typed; on an empty line, and Ctrl-D, it leaves."""
    while True:
        try:
            return prompt.prompt("› ").strip()
        except EOFError:
            return "/quit"
        except KeyboardInterrupt:
            if not prompt.default_buffer.text:
                return "/quit"


def _command(made: Runtime, line: str, show: Emit, spoken: str) -> int:
    if work := _COMMANDS.get(line):
        return work(made)
    show(Text(replies.say("chat_help", spoken) + "\n"))
    return 0


def _turn(made: Runtime, line: str) -> int:
    from skill.cli.dropped import parted

    message, files = parted(line)
    return made.respond(message, files) if message else made.act("upload", files)
