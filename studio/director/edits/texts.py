"""Every text of a draft that is shown, and replacing words in all of them."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from studio.director.lexicon import rx
from studio.director.values import Draft

_SHOWN = ("name", "text", "subtext", "heading", "body", "number", "label", "quote", "by")


def every_text(draft: Mapping[str, Any]) -> Iterator[str]:
    """Every text of the draft's title, scenes, captions and narration."""
    seen: list[str] = []

    def note(text: str) -> str:
        seen.append(text)
        return text

    _visit(draft, note)
    yield from seen


def replace_everywhere(draft: Draft, old: str, new: str) -> int:
    """Put `new` for `old` in every text, whatever its case; gives how many texts changed."""
    pattern = rx(re.escape(old), re.IGNORECASE)
    count = 0

    def change(text: str) -> str:
        nonlocal count
        made = pattern.sub(lambda m: _cased(m, text, new), text)
        count += made != text
        return made

    _visit(draft, change)
    return count


def _cased(m: re.Match[str], text: str, new: str) -> str:
    """The new words with a capital where the old ones had one at the start of a text that they did not fill."""
    old = m[0]
    return (
        new[:1].upper() + new[1:] if m.start() == 0 and old[:1].isupper() and new[:1].islower() and old != text else new
    )


def _visit(draft: Mapping[str, Any], change: Callable[[str], str]) -> None:
    m = draft.get("m")
    if isinstance(m, dict) and isinstance(m.get("title"), str):
        m["title"] = change(m["title"])
    for track in draft.get("t") or []:
        if track.get("tt") == 1 and (track.get("m") or {}).get("role") != "voice":
            continue
        for segment in track.get("sg") or []:
            _visit_meta(segment.get("m") or {}, change)


def _visit_meta(m: dict[str, Any], change: Callable[[str], str]) -> None:
    for key in _SHOWN:
        if isinstance(m.get(key), str) and not (key == "name" and "src" in m):
            m[key] = change(m[key])
    if isinstance(m.get("items"), list):
        m["items"] = [change(i) if isinstance(i, str) else i for i in m["items"]]
    for side in ("left", "right"):
        if isinstance(m.get(side), dict):
            _visit_meta(m[side], change)
    if isinstance(m.get("words"), list) and isinstance(m.get("text"), str):
        spoken = "".join(str(w[2]) for w in m["words"] if isinstance(w, list) and len(w) == 3)
        if re.sub(r"\W", "", spoken) != re.sub(r"\W", "", m["text"]):
            del m["words"]  # the times belong to the words that were spoken
