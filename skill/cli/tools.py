"""The commands that show what the parts make of something: route, translate, inspect. No backend, no memory."""

import json
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from typing import Any, TextIO

from skill.cli.show import json_line
from skill.errors import BadInput
from skill.safe import clean
from skill.settings import Settings

Row = dict[str, Any]


def route(options: Namespace, settings: Settings) -> int:
    """`route TEXT`, or `-` for JSON Lines."""
    from router.intent import plan

    routes = _manifest(settings).routes

    def one(text: str, asked: Row) -> Row:
        made = plan(text, routes, pending=asked.get("pending"))
        actions = [{"action": step.action, "text": step.text} for step in made.steps]
        return {"text": text, "actions": actions, "language": made.language, "evidence": list(made.evidence)}

    return _each(options, one, _plain_route)


def translate(options: Namespace, settings: Settings) -> int:
    """`translate TEXT`, or `-` for JSON Lines."""
    from router.gui import translate as translated

    rules = _manifest(settings).gui_rules

    def one(text: str, asked: Row) -> Row:
        made = translated(text, rules)
        calls = [{"action": call.action, "text": call.text} for call in made.calls]
        return {
            "text": made.text,
            "calls": calls,
            "offers": [{"action": o.action, "text": o.text} for o in made.offers],
        }

    return _each(options, one, _plain_translation)


def inspect(options: Namespace, settings: Settings) -> int:
    """`inspect SKILL.md…`: one JSON object a page, streamed; exit 2 if a page cannot be read."""
    from skill import loader

    status = 0
    for path in loader.expand(options.paths):
        found = loader.inspect(path)
        status = 2 if "error" in found else status
        _write(json_line(found) if options.json else clean(_plain_page(found)))
    return status


def completion(options: Namespace, settings: Settings) -> int:
    """`completion SHELL`: the script that completes commands and options."""
    del settings
    import shtab

    from skill.cli.parser import build

    _write(shtab.complete(build(), options.shell))
    return 0


def _manifest(settings: Settings) -> Any:
    from skill.loader import SkillError, bundled, load

    path = settings.skill_page or bundled()
    try:
        return load(path)
    except SkillError as problem:
        raise BadInput("bad_skill", path=str(path), reason=str(problem)) from problem


def _each(options: Namespace, one: Callable[[str, Row], Row], plain: Callable[[Row], str]) -> int:
    if options.text == ["-"]:
        for asked in json_lines(sys.stdin):
            made = one(asked["text"], asked)
            kept = {key: asked[key] for key in asked if key not in made}  # an id of the caller's comes back
            _write(json_line(kept | made))
        return 0
    made = one(" ".join(options.text), {})
    _write(json_line(made) if options.json else clean(plain(made)))
    return 0


def json_lines(source: TextIO) -> Iterator[Row]:
    """Objects with a `text`, one a line. Raises BadInput for a line that is none."""
    for number, line in enumerate(source, 1):
        if not line.strip():
            continue
        try:
            asked = json.loads(line)
        except ValueError as problem:
            raise BadInput("usage", reason=f"stdin:{number}: {problem}") from problem
        if not isinstance(asked, dict) or not isinstance(asked.get("text"), str):
            raise BadInput("usage", reason=f'stdin:{number}: {{"text": "…"}}')
        yield asked


def _plain_route(made: Row) -> str:
    lines = [f"{n}. {a['action']}: {a['text']}" for n, a in enumerate(made["actions"], 1)]
    return "\n".join([*lines, *(f"   {evidence}" for evidence in made["evidence"])])


def _plain_translation(made: Row) -> str:
    lines = [made["text"]]
    lines += [f"→ {call['action']}: {call['text']}" for call in made["calls"]]
    return "\n".join([*lines, *(f"? {offer['action']}: {offer['text']}" for offer in made["offers"])])


def _plain_page(found: Row) -> str:
    if "error" in found:
        return f"{found['path']}: {found['error']}"
    lines = [f"{found['path']}: {found['name']} {found['version']}"]
    lines += [f"  {name}: {value}" for name, value in found["headers"].items()]
    lines += [f"  {row['action']}: {', '.join(row['keywords']) or '…'}" for row in found["routes"]]
    return "\n".join([*lines, *(f"  ! {warning}" for warning in found["warnings"])])


def _write(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
