"""The command line's grammar. Light on purpose: `--help` imports nothing else."""

import argparse
import sys
from collections.abc import Sequence

COMMANDS = (
    "create", "chat", "upload", "status", "credits", "export", "resume", "sessions", "open", "route", "translate",
    "inspect", "studio", "mcp", "doctor", "logout", "completion",
)  # fmt: skip
_VALUED = ("--skill", "--backend", "--api-url", "--session", "--lang", "--file", "--preview", "--srt", "-o", "--output")

_EXAMPLES = {
    "": ['create "a 30-second vertical video about morning coffee" -o coffee.mp4', '"make the music quieter"'],
    "chat": ['chat "make the title bigger" --file logo.png', "chat"],
    "create": [
        'create "a 15-second square video about tea" -o tea.mp4',
        'create "生成一个30秒的竖屏视频，介绍城市夜景"',
    ],
    "upload": ["upload beach.jpg waves.mp4", "upload https://example.com/clip.mp4"],
    "status": ["status", "status --preview scenes.png"],
    "credits": ["credits", "credits --json"],
    "export": ["export -o film.mp4", "export --session 4f2a"],
    "resume": ["resume", "resume --json"],
    "sessions": ["sessions", "sessions use 4f2a"],
    "open": ["open", "open --json"],
    "route": ['route "make it brighter and send me the mp4"', "route - < messages.jsonl"],
    "translate": ['translate "Done! Click Export to download."', "translate - < texts.jsonl"],
    "inspect": ["inspect SKILL.md", "inspect ~/.cursor/skills --json"],
    "studio": ["studio", "studio --port 8765"],
    "mcp": ["mcp", "mcp --config cursor"],
    "doctor": ["doctor", "doctor --json"],
    "logout": ["logout", "logout --backend cloud"],
    "completion": [
        "completion bash > ~/.local/share/bash-completion/completions/ai-video",
        "completion fish > ~/.config/fish/completions/ai-video.fish",
    ],
}


class _Parser(argparse.ArgumentParser):
    """Says what is wrong by raising; the caller knows the user's language and form of output."""

    def error(self, message: str) -> "NoReturn":  # type: ignore[name-defined]  # noqa: F821
        raise UsageError(message)


class UsageError(Exception):
    """The command line does not parse."""


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Options and command. Raises UsageError; `--help` prints and exits."""
    words = _with_command(list(argv))
    return build().parse_args(words)


def _with_command(argv: list[str]) -> list[str]:
    """`ai-video "MESSAGE"` is `ai-video chat "MESSAGE"`."""
    skip = False
    for n, word in enumerate(argv):
        if skip:
            skip = False
        elif word == "--":
            return [*argv[:n], "chat", *argv[n:]]
        elif word.startswith("-") and word != "-":
            if word in ("-h", "--help", "--version"):
                return argv
            skip = word in _VALUED
        elif word in COMMANDS:
            return argv
        else:
            return [*argv[:n], "chat", *argv[n:]]
    return [*argv, "chat"] if argv or not sys.stdin.isatty() else ["--help"]


def build() -> argparse.ArgumentParser:
    """The whole grammar; shared options stand before or after the command word."""
    parser = _Parser(prog="ai-video", description="Chat, and get a finished film.", allow_abbrev=False,
                     parents=[_shared()], epilog=_examples(""), formatter_class=argparse.RawTextHelpFormatter)  # fmt: skip
    parser.add_argument("--version", action="store_true", help="print the version")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)

    def add(name: str, help_text: str) -> _Parser:
        return commands.add_parser(name, help=help_text, description=help_text, parents=[_shared()], prog=f"ai-video {name}",
                                   epilog=_examples(name), formatter_class=argparse.RawTextHelpFormatter, allow_abbrev=False)  # fmt: skip

    chat = add("chat", "one turn of the conversation; without a message, an interactive chat")
    chat.add_argument("message", nargs="*")
    create = add("create", "the main job: from a brief to a film on this machine")
    create.add_argument("brief", nargs="*")
    upload = add("upload", "add pictures, clips or sounds to the project")
    upload.add_argument("what", nargs="+", metavar="PATH-OR-URL")
    status = add("status", "show the timeline")
    for name, text in (
        ("credits", "show the balance"),
        ("resume", "finish what an earlier run left"),
        ("open", "a link to the project in the browser"),
        ("doctor", "what is installed, reachable and writable"),
        ("logout", "forget the stored token"),
    ):
        add(name, text)
    export = add("export", "render the film and download it")
    for one in (chat, create, export):
        one.add_argument("-o", "--output", metavar="FILE", help="where the film goes")
    for one in (chat, create, export, status):
        one.add_argument(
            "--preview", metavar="FILE", help="write a contact sheet (PNG) of the film, or of the timeline"
        )
    for one in (create, export):
        one.add_argument("--srt", metavar="FILE", help="write the captions beside the film (SubRip)")
    for one in (chat, create):
        one.add_argument(
            "--file", action="append", default=[], metavar="PATH", help="upload this first; may be repeated"
        )
    sessions = add("sessions", "list the projects, switch, or start one")
    sessions.add_argument("verb", nargs="?", choices=["use", "new"])
    sessions.add_argument("id", nargs="?")
    route = add("route", "show what the router makes of a message")
    route.add_argument("text", nargs="+", help='- reads JSON Lines {"text": …} from standard input')
    translate = add("translate", "show what the GUI translator makes of a backend's text")
    translate.add_argument("text", nargs="+", help='- reads JSON Lines {"text": …} from standard input')
    inspect = add("inspect", "show what the loader makes of a skill page")
    inspect.add_argument("paths", nargs="+", metavar="SKILL.md")
    studio = add("studio", "serve the embedded backend on loopback, with its page")
    studio.add_argument("--port", type=int, default=0, help="0 takes a free one")
    studio.add_argument("--host", default="127.0.0.1", help="beyond loopback it takes AI_VIDEO_STUDIO_TOKEN")
    studio.add_argument("--credits", metavar="N", help="what a new user gets, or: unlimited")
    mcp = add("mcp", "the same abilities as an MCP server on stdio")
    mcp.add_argument("--config", metavar="CLIENT", help="print the configuration for cursor, claude-code or openclaw")
    completion = add("completion", "print the shell's completion script")
    completion.add_argument("shell", choices=["bash", "zsh", "fish"])
    return parser


def _shared() -> _Parser:
    shared = _Parser(add_help=False, argument_default=argparse.SUPPRESS, allow_abbrev=False)
    shared.add_argument("--skill", metavar="PATH", help="a SKILL.md or its folder")
    shared.add_argument("--backend", choices=["auto", "cloud", "local"])
    shared.add_argument("--api-url", metavar="URL")
    shared.add_argument("--session", metavar="ID", help="go on with this project")
    shared.add_argument("--new", action="store_true", help="start a new project")
    shared.add_argument("--lang", choices=["auto", "en", "zh"])
    shared.add_argument("--json", action="store_true", help="one JSON object a line")
    shared.add_argument("-v", "--verbose", action="store_true")
    shared.add_argument("-q", "--quiet", action="store_true")
    return shared


def _examples(command: str) -> str:
    return "examples:\n" + "\n".join(f"  ai-video {one}" for one in _EXAMPLES[command])
