"""The director's sentences, in English and in Chinese, simplified or traditional as the user writes."""

from typing import Any

from studio.director.lexicon import data
from studio.director.writing import traditional


def say(key: str, language: str, **values: Any) -> str:
    """A sentence of `data/replies.toml`. `language`: `en`, `zh` or `zh-hant`; values are put in as they are."""
    text: str = data("replies")["zh" if language.startswith("zh") else "en"][key]
    return (traditional(text) if language == "zh-hant" else text).format(**values)


def listing(items: list[str], language: str) -> str:
    """ "a, b and c" """
    if language.startswith("zh"):
        return "和".join(["、".join(items[:-1]), items[-1]]) if len(items) > 1 else "".join(items)
    return " and ".join([", ".join(items[:-1]), items[-1]]) if len(items) > 1 else "".join(items)


def length(ms: int, language: str) -> str:
    """A length as people say it: "30-second", 一分半 as 1分30秒."""
    seconds = round(ms / 1000, 1)
    if seconds < 60:
        return say("sec", language, n=f"{seconds:g}")
    minutes, rest = divmod(round(seconds), 60)
    return say("minsec", language, m=minutes, s=rest) if rest else say("min", language, n=minutes)


def shape_name(w: int, h: int, language: str) -> str:
    """Vertical, landscape or square."""
    return say("square" if w == h else "vertical" if h > w else "landscape", language)
