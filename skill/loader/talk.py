"""What is said to people: the greeting, examples of what to say, and tips."""

import re
from itertools import takewhile

from skill.loader.document import Document, Text, matches, plain

_START = re.compile(r"getting started|first contact|quick start|greeting|welcome|欢迎|开始|问候", re.IGNORECASE)
_TIPS = re.compile(r"\btips?\b|best practices|技巧|提示|小贴士|建议", re.IGNORECASE)
_TRY = re.compile(
    r"\btry (?:saying|asking|this|these)\b|^\W*try\W*$|\byou (?:can|could|might) say\b|\bjust say\b"
    r"|\bexample (?:prompts|requests|messages)\b|试试|试着说|可以这样说|可以说|你可以说",
    re.IGNORECASE,
)
_QUOTED = re.compile('"([^"]+)"|“([^”]+)”|「([^」]+)」')
_QUOTES = '"“”「」『』'


def greeting(document: Document) -> str:
    """The words to begin with: the quoted line of the opening section, or what stands there before `Try saying`."""
    opening = [text for text in document.texts if matches(_START, text.section)]
    for text in opening:
        if text.quoted and text.kind == "paragraph":
            return _words(text)
    if not any(matches(_TRY, text.lead) for text in opening):
        return ""  # some other page's way of getting started
    lines = plain(opening[0].raw).split("\n")
    return " ".join(takewhile(lambda line: not _TRY.search(line), lines)).strip()


def examples(document: Document) -> tuple[str, ...]:
    """What a user may say, without the quotation marks: the list under `Try saying`, or what the line itself quotes."""
    listed = [text for text in document.texts if text.kind == "item" and not text.quoted and matches(_TRY, text.lead)]
    if listed:
        return tuple(dict.fromkeys(_saying(text) for text in listed))
    inline = (plain(text.raw) for text in document.own("try", "say", "试", "说") if _TRY.search(text.raw))
    return tuple(dict.fromkeys(_inner(found) for line in inline for found in _QUOTED.finditer(line)))


def _saying(text: Text) -> str:
    """An item's own words: those in quotation marks if it begins with them, else all."""
    words = _words(text)
    quoted = _QUOTED.match(words)
    return _inner(quoted) if quoted else words.strip(_QUOTES)


def _inner(quoted: re.Match[str]) -> str:
    return str(quoted[1] or quoted[2] or quoted[3])


def tips(document: Document) -> tuple[str, ...]:
    """Advice, a paragraph or a list item each."""
    own = (text for text in document.texts if not text.quoted and matches(_TIPS, text.section))
    return tuple(_words(text) for text in own)


def _words(text: Text) -> str:
    return " ".join(plain(text.raw).split())
