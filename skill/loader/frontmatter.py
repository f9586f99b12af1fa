"""The YAML block of a page: found where it ought to be or nearly so, and read as text.

No value is typed: a version `1.10` stays `1.10`, `2026-01-31` and `yes` stay words. What YAML refuses is read entry by
entry, the broken one as plain text: the failures seen on real pages are an unquoted `: ` in a description, a value that
begins with a reserved character, and metadata whose JSON lacks a brace.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from skill.loader.diagnostics import Notes

Value = str | list["Value"] | dict[str, "Value"] | None

# libyaml where the wheel brings it (seven times as fast); BaseLoader means: every scalar is text.
_LOADER: type[yaml.BaseLoader] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

_FENCE = re.compile(r"---[ \t]*")
_OTHER_FENCE = re.compile(r"(?:-{4,}|\.\.\.)[ \t]*")
# As it should be: fences on line 1 and where the keys end, and nothing between that could be a heading.
_PLAIN = re.compile(r"---[ \t]*\n(?P<block>(?:(?!---|\.\.\.|#).*\n)+?)---[ \t]*(?:\n|\Z)")
_KEY = re.compile(r"[A-Za-z_][\w.-]*[ \t]*:(?:[ \t]|$)")
_FIRST_KEY = re.compile(r"(?:name|description|version|title|displayName|metadata)[ \t]*:(?:[ \t]|$)")
_MARKED_KEY = re.compile(r"#{1,6}[ \t]+(name|description|version)[ \t]*:[ \t]")
_HEADING = re.compile(r"#{1,6}[ \t]+\S")
_CODE_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_CONFLICT = re.compile(r"(?:<{7}|={7}|>{7})(?:[ \t].*)?")
_COMMENT = re.compile(r"[ \t]*<!--.*?-->[ \t]*\n?", re.DOTALL)
_NULL = ("", "~", "null", "Null", "NULL")

_MOST_NODES = 5_000  # a page has a few dozen; aliases can make billions
_DEEPEST = 32


@dataclass(frozen=True, slots=True)
class Split:
    """A page in two. `block` is None where there is no frontmatter."""

    block: str | None
    body: str


def split(text: str, notes: Notes) -> Split:
    """Part frontmatter from body, where fences are missing or displaced as well (which is then noted)."""
    if plain := _PLAIN.match(text):
        return Split(plain["block"], text[plain.end() :])
    lines = text.split("\n")
    start = _first_content(text)
    if start >= len(lines):
        return Split(None, text)
    if _FENCE.fullmatch(lines[start]):
        if start:
            notes.add("repaired", f"frontmatter begins on line {start + 1}, not on line 1")
        return _from_fence(lines, start, notes)
    if _FIRST_KEY.match(lines[start]):
        notes.add("repaired", "frontmatter has no opening ---")
        return _keys_only(lines, start, notes)
    return _further_down(lines, text, notes)


def _first_content(text: str) -> int:
    """Index of the first line that is neither blank nor an HTML comment."""
    position = 0
    while True:
        rest = text[position:]
        position += len(rest) - len(rest.lstrip())
        comment = _COMMENT.match(text, position)
        if not comment:
            return text.count("\n", 0, position) if position < len(text) else text.count("\n") + 1
        position = comment.end()


def _from_fence(lines: list[str], start: int, notes: Notes) -> Split:
    for index in range(start + 1, len(lines)):
        line = lines[index]
        if _FENCE.fullmatch(line):
            if _has_prose(lines[start + 1 : index]):
                break
            return Split("\n".join(lines[start + 1 : index]), "\n".join(lines[index + 1 :]))
        if _OTHER_FENCE.fullmatch(line):
            notes.add("repaired", f"frontmatter closed by {line.strip()!r} instead of ---")
            return Split("\n".join(lines[start + 1 : index]), "\n".join(lines[index + 1 :]))
    first = next((at for at in range(start + 1, len(lines)) if lines[at].strip()), start)
    if marked := _MARKED_KEY.match(lines[first]):
        notes.add("repaired", f"heading marks before {marked[1]!r} in the frontmatter removed")
        lines = [*lines[:first], lines[first].lstrip("# \t"), *lines[first + 1 :]]
    if first > start and _KEY.match(lines[first]):
        notes.add("repaired", "frontmatter has no closing ---")
        return _keys_only(lines, first, notes)
    return Split(None, "\n".join(lines))


def _has_prose(block: list[str]) -> bool:
    """Does a heading with text under it stand in the block? Then the fence below is a rule of the body."""
    heading = False
    for line in block:
        if heading and line and not line[0].isspace() and not _KEY.match(line) and line[0] not in "#-}])'\"":
            return True
        heading = heading or bool(_HEADING.match(line))
    return False


def _keys_only(lines: list[str], start: int, notes: Notes) -> Split:
    """The run of keys and what belongs to them: up to a fence, a heading, or prose after a blank line."""
    end = start
    for index in range(start, len(lines)):
        line = lines[index]
        if _FENCE.fullmatch(line.strip()):
            return Split("\n".join(lines[start:index]), "\n".join(lines[index + 1 :]))
        if _HEADING.match(line.lstrip()) or (
            index > start and not lines[index - 1].strip() and line and not line[0].isspace() and not _KEY.match(line)
        ):
            break
        if line.strip():
            end = index + 1
    return Split("\n".join(lines[start:end]), "\n".join(lines[end:]))


def _further_down(lines: list[str], text: str, notes: Notes) -> Split:
    """A whole frontmatter block after some prose; one in a code block is an example and not the page's own."""
    code = False
    for index, line in enumerate(lines[:-1]):
        if _CODE_FENCE.match(line):
            code = not code
        elif not code and _FENCE.fullmatch(line) and _FIRST_KEY.match(lines[index + 1]):
            found = _from_fence(lines, index, notes)
            if found.block is not None:
                notes.add("repaired", f"frontmatter begins on line {index + 1}, after other text")
                return Split(found.block, "\n".join([*lines[:index], found.body]))
    return Split(None, text)


def parse(block: str, notes: Notes) -> dict[str, Value]:
    """The block's entries by key. Never raises: what cannot be read is noted and left out."""
    if _CONFLICT.search(block):
        kept = [line for line in block.split("\n") if not _CONFLICT.fullmatch(line)]
        if len(kept) != block.count("\n") + 1:
            notes.add("repaired", "conflict markers removed from the frontmatter")
            block = "\n".join(kept)
    try:
        return _Reader(notes).mapping(block)
    except (yaml.YAMLError, ValueError, RecursionError):
        return _entry_by_entry(block, notes)


class _Reader:
    """YAML nodes to plain values, duplicates noted, with a bound on what aliases can unfold to."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._nodes = 0

    def mapping(self, block: str) -> dict[str, Value]:
        """The block as a mapping; ValueError where it is something else."""
        node = yaml.compose(block, Loader=_LOADER)
        if node is None:
            return {}
        if not isinstance(node, yaml.MappingNode):
            raise ValueError("not a mapping")
        return self._entries(node, 0)

    def _entries(self, node: yaml.MappingNode, depth: int) -> dict[str, Value]:
        entries: dict[str, Value] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                raise ValueError("a key that is not a word")
            key, value = str(key_node.value), self._value(value_node, depth + 1)
            if key not in entries:
                entries[key] = value
            else:
                entries[key] = _merged(key, entries[key], value, self._notes)
        return entries

    def _value(self, node: yaml.Node, depth: int) -> Value:
        self._nodes += 1
        if self._nodes > _MOST_NODES or depth > _DEEPEST:
            raise ValueError("too much in the frontmatter")
        if isinstance(node, yaml.ScalarNode):
            return None if not node.style and node.value in _NULL else str(node.value)
        if isinstance(node, yaml.MappingNode):
            return self._entries(node, depth)
        return [self._value(item, depth + 1) for item in node.value]


def _merged(key: str, first: Value, second: Value, notes: Notes) -> Value:
    """Two entries of one name: maps are joined, otherwise the first holds."""
    if isinstance(first, dict) and isinstance(second, dict):
        notes.add("repaired", f"{key!r} stands twice; joined")
        return {**second, **first}
    if first is None:
        notes.add("repaired", f"{key!r} stands twice; the one with a value holds")
        return second
    notes.add("conflict" if first != second else "repaired", f"{key!r} stands twice; the first holds", key)
    return first


def _entry_by_entry(block: str, notes: Notes) -> dict[str, Value]:
    """Each top-level entry on its own, so that one broken value costs no other."""
    entries: dict[str, Value] = {}
    for key, source in _entries(block):
        value = _one_entry(key, source, notes)
        entries[key] = _merged(key, entries[key], value, notes) if key in entries else value
    return entries


def _entries(block: str) -> Iterator[tuple[str, str]]:
    key, source = "", list[str]()
    for line in block.split("\n"):
        if match := _KEY.match(line):
            if key:
                yield key, "\n".join(source)
            key, source = match.group().rstrip(" \t").rstrip(":").rstrip(), [line]
        else:
            source.append(line)
    if key:
        yield key, "\n".join(source)


def _one_entry(key: str, source: str, notes: Notes) -> Value:
    for mend, how in (
        (lambda text: text, None),
        (_tabs_to_blanks, "tabs"),
        (_only_continued, "lines that do not belong to it"),
        (_as_words, None),
    ):
        try:
            value = _Reader(notes).mapping(mend(source)).get(key)
        except (yaml.YAMLError, ValueError, RecursionError):
            continue
        if how:
            notes.add("repaired", f"{key!r}: {how} in the frontmatter put right", key)
        elif mend is _as_words:
            notes.add("repaired", f"{key!r} is not valid YAML; taken as it stands", key)
        return value
    notes.add("ignored", f"{key!r} cannot be read", key)
    return None


def _tabs_to_blanks(source: str) -> str:
    return "\n".join(_leading_tabs(line) for line in source.split("\n"))


def _leading_tabs(line: str) -> str:
    rest = line.lstrip(" \t")
    return line[: len(line) - len(rest)].replace("\t", "  ") + rest


def _only_continued(source: str) -> str:
    """The entry without what stands at the margin below it, unless that could close a bracket."""
    first, *rest = source.split("\n")
    return "\n".join([first, *(line for line in rest if not line or line[0].isspace() or line[0] in "-}])")])


def _as_words(source: str) -> str:
    """The whole value, its continuation lines joined, quoted so that nothing in it means anything."""
    first, *rest = source.split("\n")
    key, _, value = first.partition(":")
    words = " ".join(part.strip() for part in (value, *rest) if part.strip())
    return f"{key}: {json.dumps(words, ensure_ascii=False)}"
