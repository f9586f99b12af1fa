"""All that the text of a page says, as plain data: what does not depend on where the page lies."""

import json
import re
from typing import TypedDict

from skill.loader import api, codes, document, draft, formats, frontmatter, gui, routes, sizes, talk, text
from skill.loader.diagnostics import Kind, Notes
from skill.loader.frontmatter import Value

_FLAVOURS = ("openclaw", "clawdbot", "clawdis", "moltbot")  # one object under several names, over the years
_TRAILING_COMMA = re.compile(r",\s*(?=[}\]])")
_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


class Facts(TypedDict):
    """What a page says; empty or None where it says nothing. JSON can hold it."""

    has_frontmatter: bool
    name: str
    version: str
    display_name: str
    description: str
    requirements: dict[str, list[str]]
    routes: list[tuple[str, list[str], bool]]
    gui_rules: list[tuple[list[str], str]]
    errors: dict[str, str]
    api_base: str | None
    web_base: str | None
    formats: list[str]
    max_upload_bytes: int | None
    greeting: str
    examples: list[str]
    tips: list[str]
    draft_keys: dict[str, str]
    endpoints: dict[str, str]
    notes: list[tuple[Kind, str, str]]


class Head(TypedDict):
    """What the frontmatter says."""

    name: str
    version: str
    display_name: str
    description: str
    domain: str
    requirements: dict[str, list[str]]


def read(data: bytes) -> Facts:
    """Read a page. Never raises: what cannot be read is missing, and noted."""
    notes = Notes()
    parts = frontmatter.split(text.decode(data, notes), notes)
    head = read_head(parts.block or "", notes)
    body = document.read(parts.body)
    facts: Facts = {
        "has_frontmatter": parts.block is not None,
        "name": head["name"],
        "version": head["version"],
        "display_name": head["display_name"] or body.title,
        "description": head["description"],
        "requirements": head["requirements"],
        "routes": [(route.action, list(route.keywords), route.skip_sse) for route in routes.read(body, notes)],
        "gui_rules": [(list(says), does) for says, does in gui.read(body)],
        "errors": codes.read(body),
        "api_base": api.api_base(body, head["domain"], notes),
        "web_base": api.web_base(body),
        "formats": list(formats.read(body, head["description"])),
        "max_upload_bytes": sizes.read(body, head["description"], notes),
        "greeting": talk.greeting(body),
        "examples": list(talk.examples(body)),
        "tips": list(talk.tips(body)),
        "draft_keys": draft.read(body),
        "endpoints": api.endpoints(body, notes),
        "notes": [],
    }
    facts["notes"] = [(note.kind, note.text, note.about) for note in notes.all()]
    return facts


def read_head(block: str, notes: Notes) -> Head:
    """The frontmatter's facts. A version is text, as written; `metadata.version` stands in for a missing one."""
    entries = _folded(frontmatter.parse(block, notes), notes)
    metadata = _metadata(entries.get("metadata"), notes)
    version = _line(entries, "version", notes)
    nested = next(filter(None, (_line(owner, "version", notes) for owner in (metadata, *_flavours(metadata)))), "")
    if version and nested and version != nested:
        notes.add("conflict", f"version {version!r} and metadata.version {nested!r}; the first holds", "version")
    return {
        "name": _line(entries, "name", notes),
        "version": version or nested,
        "display_name": next(
            filter(None, (_line(entries, key, notes) for key in ("displayName", "display_name", "title"))), ""
        )
        or _line(metadata, "displayName", notes),
        "description": _words(entries.get("description")),
        "domain": _words(entries.get("apiDomain")) or _words(metadata.get("apiDomain")),
        "requirements": _requirements(metadata),
    }


def _folded(entries: dict[str, Value], notes: Notes) -> dict[str, Value]:
    """Keys as they are meant: `Name` and `VERSION` are name and version where those are missing."""
    for key in list(entries):
        meant = key.lower()
        if meant in ("name", "version", "description", "metadata") and meant not in entries:
            notes.add("repaired", f"{key!r} taken for {meant!r}", meant)
            entries[meant] = entries[key]
    return entries


def _words(value: Value) -> str:
    return value.strip() if isinstance(value, str) else ""


def _line(entries: dict[str, Value], key: str, notes: Notes) -> str:
    """A value that has to be one line of text, because it becomes part of a header."""
    value = entries.get(key)
    if value is not None and not isinstance(value, str):
        notes.add("ignored", f"{key!r} is not text", key)
        return ""
    words = _words(value)
    line = _BREAKS.sub(" ", words)
    if line != words:
        notes.add("repaired", f"line breaks or control characters in {key!r} removed", key)
    return line


def _metadata(value: Value, notes: Notes) -> dict[str, Value]:
    """`metadata` as a map, also where it is JSON in a string."""
    if isinstance(value, str):
        try:
            value = json.loads(_TRAILING_COMMA.sub("", value))
        except ValueError:
            notes.add("ignored", "metadata is neither a map nor JSON", "requirements")
    return value if isinstance(value, dict) else {}


def _flavours(metadata: dict[str, Value]) -> list[dict[str, Value]]:
    return [value for key in _FLAVOURS if isinstance(value := metadata.get(key), dict)]


def _requirements(metadata: dict[str, Value]) -> dict[str, list[str]]:
    """Variables, programs and files that the page asks for, by kind."""
    found: dict[str, list[str]] = {}
    for owner in (*_flavours(metadata), metadata):
        needs = owner.get("requires")
        lists = {**(needs if isinstance(needs, dict) else {}), "primaryEnv": owner.get("primaryEnv")}
        for key, value in lists.items():
            names = [value] if isinstance(value, str) else [item for item in value or () if isinstance(item, str)]
            if names:
                found.setdefault(key, names)
    return found
