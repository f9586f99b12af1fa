"""What `inspect` shows: a page's manifest as one JSON object, or why there is none."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from skill.loader.diagnostics import SkillError
from skill.loader.manifest import Manifest, load
from skill.loader.place import PAGE

_SKIPPED = frozenset({".git", "node_modules", "__pycache__", ".venv"})


def inspect(path: str | Path) -> dict[str, object]:
    """The object that docs/cli.md promises, and `sources`; `{"path", "error"}` where the page cannot be used."""
    try:
        return describe(load(path, remember=False))
    except SkillError as error:
        return {"path": str(path), "error": error.reason}


def describe(skill: Manifest) -> dict[str, object]:
    """A manifest as JSON can hold it."""
    return {
        "path": str(skill.path),
        "name": skill.name,
        "version": skill.version,
        "display_name": skill.display_name,
        "description": skill.description,
        "headers": dict(skill.headers),
        "routes": [
            {"action": route.action, "keywords": list(route.keywords), "skip_sse": route.skip_sse}
            for route in skill.routes
        ],
        "gui_rules": [{"says": list(says), "does": does} for says, does in skill.gui_words],
        "errors": dict(skill.errors),
        "api_base": skill.api_base,
        "web_base": skill.web_base,
        "endpoints": dict(skill.endpoints),
        "formats": list(skill.formats),
        "max_upload_bytes": skill.max_upload_bytes,
        "greeting": skill.greeting,
        "examples": list(skill.examples),
        "tips": list(skill.tips),
        "draft_keys": dict(skill.draft_keys),
        "requirements": {
            "env": list(skill.requirements.env),
            "bins": list(skill.requirements.bins),
            "config": list(skill.requirements.config),
            "primary_env": skill.requirements.primary_env,
        },
        "warnings": [str(note) for note in skill.warnings],
        "sources": dict(skill.sources),
    }


def expand(paths: Iterable[str | Path]) -> Iterator[Path]:
    """Files as they are; for a folder every SKILL.md in and below it, as found. A folder without one stays."""
    for path in map(Path, paths):
        if not os.path.isdir(path):  # noqa: PTH112 - never raises, unlike Path.is_dir
            yield path
            continue
        empty = True
        for page in _below(path):
            empty = False
            yield page
        if empty:
            yield path


def _below(folder: Path) -> Iterator[Path]:
    """Links are followed, for installers make them, but no folder is visited twice."""
    seen: set[str] = set()
    for place, folders, files in os.walk(folder, followlinks=True):
        real = os.path.realpath(place)
        if real in seen:
            folders.clear()
            continue
        seen.add(real)
        folders[:] = sorted(name for name in folders if name not in _SKIPPED)
        if PAGE in files:
            yield Path(place) / PAGE
