"""Where copies of this skill lie, what each reports, and what is wrong with it. Looks, changes nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from skill.loader.diagnostics import SkillError
from skill.loader.manifest import load
from skill.loader.place import PAGE, bundled

_RUNS = ("ai-video", "pyproject.toml", "skill", "router", "wire", "studio")
_BALLAST = (".venv", ".git", ".env", "tests")


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy. `target` is install.sh's word for its place, `fix` what to do (empty: nothing), `ok` whether it runs."""

    target: str
    path: Path
    version: str
    platform: str
    ok: bool
    fix: str

    @property
    def place(self) -> str:
        """Target and path, to show."""
        return f"{self.target} {self.path}"


def installed(env: Mapping[str, str]) -> list[Copy]:
    """Every copy in the folders that assistants read, those of the user first, then those of the working folder."""
    try:
        ours = load(bundled(), env=env)
    except SkillError:
        return []  # whoever runs us has told that already
    return [
        _copy(target, page.parent, ours.name, ours.version, env)
        for target, root in _roots(env)
        for page in _pages(root, ours.name)
    ]


def _roots(env: Mapping[str, str]) -> Iterator[tuple[str, Path]]:
    home = Path(env.get("HOME") or Path.home())
    yield "clawhub", home / ".clawhub" / "skills"
    yield "cursor", home / ".cursor" / "skills"
    yield "claude", Path(env.get("CLAUDE_CONFIG_DIR") or home / ".claude") / "skills"
    yield "openclaw", home / ".openclaw" / "skills"
    yield "codex", home / ".agents" / "skills"
    yield "codex", Path(env.get("CODEX_HOME") or home / ".codex") / "skills"
    here = Path.cwd()
    if here != home:
        for folder in (".cursor/skills", ".claude/skills", ".agents/skills", "skills"):
            yield "project", here / folder


def _pages(root: Path, name: str) -> Iterator[Path]:
    """Pages of skills in a folder of skills that are ours by their folder's name or by the launcher beside them."""
    try:
        folders = sorted(root.iterdir())
    except OSError:
        return
    for folder in folders:
        if folder.name == name or (folder / "ai-video").is_file():
            yield folder / PAGE


def _copy(target: str, folder: Path, name: str, version: str, env: Mapping[str, str]) -> Copy:
    again = f'sh "{bundled().parent}/install.sh" --target "{folder.parent if target == "project" else target}"'
    try:
        page = load(folder, env=env)
    except SkillError as problem:
        reason = f'the link leads nowhere: rm "{folder}"' if folder.is_symlink() else f"{problem.reason}: {again}"
        return Copy(target, folder, "?", "?", False, reason)
    missing = [part for part in _RUNS if not (folder / part).exists()]
    ballast = [part for part in _BALLAST if (folder / part).exists()]
    fix = ""
    if missing:
        fix = f"not complete ({', '.join(missing)}): {again}"
    elif page.name != name:
        fix = f"another skill by name: {page.name}"
    elif page.version != version:
        fix = f"this one here is {version}: {again}"
    elif ballast:
        fix = f"carries what it does not need ({', '.join(ballast)}): {again}"
    elif target == "clawhub":
        fix = "OpenClaw does not read ~/.clawhub: --target openclaw, or skills.load.extraDirs"
    return Copy(target, folder, page.version, page.headers["X-Skill-Platform"], not missing, fix)
