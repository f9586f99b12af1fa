"""Chat over several turns: interactive on a terminal, one turn a line otherwise."""

import sys
from argparse import Namespace

from skill import replies
from skill.bootstrap import runtime
from skill.cli.show import shower
from skill.errors import Interrupted, Terminated
from skill.runtime import Runtime
from skill.settings import Settings

_STOPPED = {Interrupted.exit_status, Terminated.exit_status}
_LEAVE = {"/quit", "/exit", "/q", "退出"}


def turns(options: Namespace, settings: Settings) -> int:
    """Read turns until there are no more. A failed turn does not end the chat; the last one's status is returned."""
    show = shower(options.json, options.quiet, options.verbose)
    with runtime(settings, show, new=options.new) as made:
        if sys.stdin.isatty() and not options.json:
            return _interactive(made, settings)
        status = 0
        for line in sys.stdin:
            if line.strip():
                status = made.respond(line.strip())
                if status in _STOPPED:  # whoever stops one turn does not want the next one begun
                    break
        return status


def _interactive(made: Runtime, settings: Settings) -> int:
    from prompt_toolkit import PromptSession
    from prompt_toolkit.history import FileHistory

    spoken = settings.locale if settings.language == "auto" else settings.language
    made.greet()
    print(replies.say("chat_welcome", spoken))
    session: PromptSession[str] = PromptSession(history=FileHistory(str(settings.state / "history")))
    status = 0
    while True:
        try:
            line = session.prompt("› ").strip()
        except (EOFError, KeyboardInterrupt):
            line = "/quit"
        if line in _LEAVE:
            print(replies.say("goodbye", spoken))
            return status
        if line:
            status = made.respond(line)
            if status == Terminated.exit_status:
                return status
