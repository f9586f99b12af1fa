"""A skill as the runtime sees it: what its page says, completed with what the family of such pages says."""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache as once
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, cast

from router.actions import Route
from skill import settings
from skill.errors import BadInput
from skill.loader.attribution import UNKNOWN, as_typed, attribution, installed_version
from skill.loader.cache import remembered
from skill.loader.diagnostics import Diagnostic
from skill.loader.place import find_page, read_page

if TYPE_CHECKING:
    from router.gui import GuiRule
    from skill.loader.page import Facts

Source = Literal["page", "default", "repaired"]

_FAMILY = Path(__file__).with_name("family.md")

# What a page need not say, because the whole family says the same.
COMPLETED = (
    "routes",
    "gui_rules",
    "errors",
    "api_base",
    "web_base",
    "formats",
    "max_upload_bytes",
    "greeting",
    "examples",
    "tips",
    "draft_keys",
    "endpoints",
)


@dataclass(frozen=True)
class Requirements:
    """What a page asks for. Nothing of it is enforced."""

    env: tuple[str, ...] = ()
    bins: tuple[str, ...] = ()
    config: tuple[str, ...] = ()
    primary_env: str = ""


@dataclass(frozen=True)
class Manifest:
    """Everything that a skill page decides. `sources` tells for each fact whether the page says it."""

    path: Path
    name: str
    version: str
    display_name: str
    description: str
    headers: Mapping[str, str]
    routes: tuple[Route, ...]
    gui_words: tuple[tuple[tuple[str, ...], str], ...]
    errors: Mapping[str, str]
    api_base: str
    web_base: str
    formats: tuple[str, ...]
    max_upload_bytes: int  # 1 MB = 1,000,000
    greeting: str
    examples: tuple[str, ...]
    tips: tuple[str, ...]
    draft_keys: Mapping[str, str]
    endpoints: Mapping[str, str]
    requirements: Requirements = field(default_factory=Requirements)
    warnings: tuple[Diagnostic, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)

    @cached_property
    def gui_rules(self) -> "tuple[GuiRule, ...]":
        """What the backend says as if there were buttons, and what is done then."""
        from router.gui import GuiRule  # the whole translator comes with it, and routing has no use for that

        return tuple(GuiRule(says, does) for says, does in self.gui_words)


def load(path: str | Path, *, env: Mapping[str, str] | None = None, remember: bool = True) -> Manifest:
    """The skill at `path`: a SKILL.md or its folder.

    `path` is taken as given, links and all, because the platform is told from it. `env` (default: the environment)
    may hold SKILL_SOURCE and PWD. `remember` keeps what was read in the cache folder, and looks there first.
    Raises SkillError where there is no page or nothing in it.
    """
    env = os.environ if env is None else env
    page = find_page(path)
    cache = _cache(env) if remember else None
    facts = remembered(read_page(page), cache, _read)
    return _assemble(page, facts, _completed(facts, cache), env)


def _cache(env: Mapping[str, str]) -> Path | None:
    try:
        return settings.read(env).cache / "pages"
    except (BadInput, RuntimeError):  # RuntimeError: no home folder. Whoever needs it will say so.
        return None


def _read(data: bytes) -> "Facts":
    from skill.loader.page import read  # brings a YAML and a Markdown parser

    return read(data)


@once
def _family(cache: Path | None) -> "Facts":
    return remembered(_FAMILY.read_bytes(), cache, _read)


def _assemble(page: Path, facts: "Facts", full: "Facts", env: Mapping[str, str]) -> Manifest:
    """The manifest from what the page tells (`facts`) and what holds in the end (`full`)."""
    notes = [Diagnostic(*note) for note in facts["notes"]]
    name = facts["name"] or _folder_name(page, env)
    version = facts["version"] or installed_version(page.parent) or UNKNOWN
    notes += _missing(facts, name, version)
    return Manifest(
        path=page,
        name=name,
        version=version,
        display_name=facts["display_name"] or name,
        description=facts["description"],
        headers=MappingProxyType(attribution(name, version, page, env)),
        routes=tuple(Route(action, tuple(words), skip) for action, words, skip in full["routes"]),
        gui_words=tuple((tuple(says), does) for says, does in full["gui_rules"]),
        errors=MappingProxyType(full["errors"]),
        api_base=full["api_base"] or "",
        web_base=full["web_base"] or "",
        formats=tuple(full["formats"]),
        max_upload_bytes=full["max_upload_bytes"] or 0,
        greeting=full["greeting"],
        examples=tuple(full["examples"]),
        tips=tuple(full["tips"]),
        draft_keys=MappingProxyType(full["draft_keys"]),
        endpoints=MappingProxyType(full["endpoints"]),
        requirements=_requirements(facts["requirements"]),
        warnings=tuple(notes),
        sources=MappingProxyType(_sources(facts, notes)),
    )


def _folder_name(page: Path, env: Mapping[str, str]) -> str:
    return as_typed(page, env).parent.name or UNKNOWN


def _missing(facts: "Facts", name: str, version: str) -> Iterator[Diagnostic]:
    if not facts["has_frontmatter"]:
        yield Diagnostic("missing", "no frontmatter")
    if not facts["name"]:
        yield Diagnostic("missing", f"no name; taken from the folder: {name!r}", "name")
    if not facts["version"]:
        where = "nobody tells it" if version == UNKNOWN else f"taken from what installed it: {version!r}"
        yield Diagnostic("missing", f"no version; {where}", "version")


def _completed(facts: "Facts", cache: Path | None) -> "Facts":
    """The page's facts, those that it does not tell taken from the family's page."""
    told = cast("dict[str, Any]", facts)
    if all(told[fact] for fact in COMPLETED):
        return facts
    family = cast("dict[str, Any]", _family(cache))
    return cast("Facts", {**told, **{fact: told[fact] or family[fact] for fact in COMPLETED}})


def _sources(facts: "Facts", notes: Iterable[Diagnostic]) -> dict[str, Source]:
    told = cast("dict[str, Any]", facts)
    mended = {note.about for note in notes if note.kind == "repaired"}
    return {
        fact: "default" if not told[fact] else "repaired" if fact in mended else "page"
        for fact in ("name", "version", "display_name", "description", *COMPLETED)
    }


def _requirements(told: Mapping[str, list[str]]) -> Requirements:
    return Requirements(
        env=tuple(told.get("env", ())),
        bins=(*told.get("bins", ()), *told.get("anyBins", ())),
        config=(*told.get("configPaths", ()), *told.get("config", ())),
        primary_env=next(iter(told.get("primaryEnv", ())), ""),
    )
