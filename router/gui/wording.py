"""Small tools for text: templates, the language of a text, tokens back into words."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from router.gui.clauses import VERBS
from router.gui.lexicon import DATA, bits
from router.gui.tokens import HAN, NUMBER, QUOTE, UNKNOWN, Token

HAN_CHAR = re.compile(r"[\u3400-\u9fff]")
SAID = bits("filler widget weak place seq product wish can must polite") | VERBS
THINGS = bits("film state") | NUMBER


@lru_cache(maxsize=1)
def _templates() -> dict[str, str]:
    lines = (DATA / "phrases.txt").read_text(encoding="utf-8").split("\n")
    pairs = (line.partition(" = ") for line in lines if line and not line.startswith("#"))
    return {key: words for key, _, words in pairs}


def say(key: str, language: str, words: str = "") -> str:
    """The template `key` in `language` (en or zh), filled with `words`."""
    return _templates()[f"{key}.{language}"].replace("{}", words)


def language_of(text: str) -> str:
    """zh if there is any Chinese in the text, else en."""
    return "zh" if HAN_CHAR.search(text) else "en"


def join(sentence: str, tokens: Sequence[Token]) -> str:
    """The words of some tokens of the sentence, without marks and without what is between."""
    out, last = "", -1
    for token in tokens:
        close = token.start == last or (token.tags & HAN and HAN_CHAR.match(out[-1:]))
        out += ("" if close or not out else " ") + sentence[token.start : token.end]
        last = token.end
    return out


def has_content(tokens: Iterable[Token]) -> bool:
    """Is there anything beyond the words that orders are made of?"""
    return any(token.tags & (UNKNOWN | QUOTE) or (token.tags & THINGS and not token.tags & SAID) for token in tokens)
