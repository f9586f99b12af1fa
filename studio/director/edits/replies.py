"""What is said about changes."""

from collections.abc import Mapping
from typing import Any

from studio.director import draft as drafts
from studio.director.lexicon import data
from studio.director.values import Operation
from studio.director.writing import traditional


def _sentence(section: str, key: str, language: str) -> str:
    table = data("edit_replies")["zh" if language.startswith("zh") else "en"][section]
    text: str = table.get(key, "")
    return traditional(text) if language == "zh-hant" else text


def word(table: str, key: Any, language: str) -> str:
    found = _sentence(table, str(key), language)
    return found or str(key)


def did(operation: Operation, values: Mapping[str, Any], language: str) -> str:
    """The sentence that tells of an operation that was done."""
    told = {**operation.args, **values}
    for key in ("mood", "palette", "position", "kind", "pace", "motion"):
        if key in told:
            told[key] = word(key, told[key], language)
    if "seconds" in told:
        told["seconds"] = f"{told['seconds']:g}"
    key = operation.name
    if "on" in told:
        key += "_on" if told["on"] else "_off"
    elif told.get("scene") and _sentence("did", f"{key}_scene", language):
        key += "_scene"
    elif not told.get("text", "x"):
        key += "_none"
    return _sentence("did", key, language).format(**told)


def refuse(key: str, language: str, **values: Any) -> str:
    """The sentence that tells why something was not done."""
    return _sentence("refused", key, language).format(
        **{k: f"{v:g}" if isinstance(v, float) else v for k, v in values.items()}
    )


def suggest(draft: Mapping[str, Any], language: str) -> str:
    """Two things that would work on this draft."""
    offers = []
    if drafts.segments(draft, "music"):
        offers.append("quieter")
    else:
        offers.append("music")
    offers.append("captions_off" if drafts.segments(draft, "caption") else "captions_on")
    if len(drafts.segments(draft, "video")) > 2:
        offers[1:] = ["scene"]
    first, second = (_sentence("offer", o, language) for o in (*offers, "title")[:2])
    return _sentence("offer", "try", language).format(first=first, second=second)
