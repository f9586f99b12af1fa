"""What to paste into a client's configuration, so that it starts our MCP server."""

import json
import sys
from pathlib import Path

from skill.errors import BadInput

_FILES = {"cursor": "~/.cursor/mcp.json", "claude-code": ".mcp.json", "openclaw": "~/.openclaw/openclaw.json"}


def text(client: str) -> str:
    """The JSON for a client. Raises BadInput for a client nobody knows."""
    place(client)
    entry: dict[str, object] = {"command": _python(), "args": [*_arguments(), "mcp"]}
    if client == "claude-code":
        entry = {"type": "stdio", **entry}
    servers: dict[str, object] = {"ai-video": entry}
    whole = {"mcp": {"servers": servers}} if client == "openclaw" else {"mcpServers": servers}
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def place(client: str) -> str:
    """The file that it goes into. Raises BadInput for a client nobody knows."""
    if client not in _FILES:
        raise BadInput("bad_setting", name="--config", value=client, allowed=", ".join(_FILES))
    return _FILES[client]


def _launcher() -> Path | None:
    """The launcher of this copy; absent where the package was installed by pip."""
    found = Path(__file__).parent.parent / "ai-video"
    return found if found.is_file() else None


def _python() -> str:
    return "python3" if _launcher() else sys.executable


def _arguments() -> list[str]:
    launcher = _launcher()
    return [str(launcher)] if launcher else ["-m", "skill.cli"]
