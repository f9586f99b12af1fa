"""The three headers that say which skill is calling, and the install path that tells the platform.

Source: the skill page ("`X-Skill-Platform` is detected from the install path: `~/.clawhub/` = clawhub,
`~/.cursor/skills/` = cursor, otherwise unknown"), and what installers really do: `clawhub install` leaves
`.clawhub/origin.json` in the skill's folder wherever that is, and Cursor reads `.cursor/skills` of a project too.
"""

import json
import os
from collections.abc import Mapping
from pathlib import Path, PurePath

UNKNOWN = "unknown"
_LONGEST = 200  # of a header value; servers refuse heads of some kilobytes
_PLACES = (((".clawhub",), "clawhub"), ((".cursor", "skills"), "cursor"))


def attribution(name: str, version: str, path: str | Path, env: Mapping[str, str]) -> dict[str, str]:
    """The headers for a skill whose page lies at `path`, as that path was given."""
    return {
        "X-Skill-Source": header_value(name),
        "X-Skill-Version": header_value(version),
        "X-Skill-Platform": header_value(platform(path, env)),
    }


def platform(path: str | Path, env: Mapping[str, str]) -> str:
    """`SKILL_SOURCE`, else what the path says, else `clawhub` where that tool left its mark, else `unknown`."""
    page = as_typed(path, env)
    return (
        env.get("SKILL_SOURCE", "").strip()
        or _by_path(page.parent)
        or ("clawhub" if (page.parent / ".clawhub" / "origin.json").is_file() else UNKNOWN)
    )


def as_typed(path: str | Path, env: Mapping[str, str]) -> Path:
    """The path made absolute without following a link.

    A link in ~/.cursor/skills is Cursor's, wherever it leads. For a relative path only `PWD` still knows the links
    on the way; it is believed if it is the working folder.
    """
    path = Path(path).expanduser()
    if path.is_absolute():
        return Path(os.path.normpath(path))
    return Path(os.path.normpath(_working_folder(env.get("PWD", "")) / path))


def _working_folder(shell: str) -> Path:
    try:
        if Path(shell).is_absolute() and Path(shell).samefile(os.curdir):
            return Path(shell)
        return Path.cwd()
    except OSError:  # the folder was deleted under us
        return Path(shell or os.sep)


def _by_path(folder: PurePath) -> str:
    """The platform whose folder is the innermost on the way; whole segments only."""
    parts = folder.parts
    for end in range(len(parts), 0, -1):
        for segments, name in _PLACES:
            if parts[max(0, end - len(segments)) : end] == segments:
                return name
    return ""


def header_value(value: str) -> str:
    """The value as a header can carry it: printable ASCII on one line, the rest percent-encoded as UTF-8."""
    line = "".join(char if " " <= char <= "~" else _percent(char) for char in value.strip())
    return line[:_LONGEST] or UNKNOWN


def _percent(char: str) -> str:
    return "".join(f"%{byte:02X}" for byte in char.encode("utf-8", errors="replace"))


def installed_version(folder: Path) -> str:
    """The version that an installer or a VERSION file tells, for a page that names none; empty if nobody does."""
    try:
        told = json.loads((folder / ".clawhub" / "origin.json").read_text(encoding="utf-8")).get("installedVersion")
        if isinstance(told, str) and told.strip():
            return told.strip()
    except (OSError, ValueError, AttributeError):
        pass
    try:
        return (folder / "VERSION").read_text(encoding="utf-8").split("\n", 1)[0].strip()
    except (OSError, ValueError):
        return ""
