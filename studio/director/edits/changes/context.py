"""What a change may look at besides the draft, and how it says that it cannot be made."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from studio.director import draft as drafts
from studio.director.values import Art, Draft, Material


class CannotDo(Exception):
    """A change that the draft does not allow: the key of a sentence in `data/edit_replies.toml` and its values."""

    def __init__(self, key: str, **values: Any) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


@dataclass(frozen=True)
class Context:
    """The user's files, drawings by word, and the language of the words on screen."""

    material: Sequence[Material]
    art: Art
    language: str

    def file(self, file_id: str) -> Material:
        """A file of the user's."""
        found = next((m for m in self.material if m.file_id == file_id), None)
        if found is None:
            raise CannotDo("no_material")
        return found


def scene(draft: Draft, number: int) -> dict[str, Any]:
    """The scene of a 1-based number, with its `m`."""
    scenes = drafts.segments(draft, "video")
    if not 1 <= number <= len(scenes):
        raise CannotDo("no_such_scene", count=len(scenes))
    drafts.meta(scenes[number - 1])
    return scenes[number - 1]


def scene_name(found: dict[str, Any]) -> str:
    """What a scene is called, for sentences; empty where it has no name."""
    return str((found.get("m") or {}).get("name") or "")


def over(draft: Draft, role: str, found: dict[str, Any]) -> list[dict[str, Any]]:
    """The segments of a role that stand over a scene for the most part."""
    drafts.with_starts(draft)
    start, end = found["s"], found["s"] + found.get("d", 0)
    return [s for s in drafts.segments(draft, role) if start <= s["s"] + s.get("d", 0) // 2 < max(end, start + 1)]
