"""A brief being read: what was found so far, and taking subjects and lists into it."""

import re
from dataclasses import dataclass, field
from typing import TypeAlias

from studio.director import english
from studio.director.points import Point, enumeration, point
from studio.director.residue import quoted, residue, unquote
from studio.director.wording import has_verb
from studio.director.writing import fold, says_something, trim, width

Part: TypeAlias = Point | str
"""A point of a list, or a sentence to be told."""


_LIST_COLON = re.compile(
    r"\s*[:：](?!\d|//)\s*|\s+[-–—]+\s+(?=[^,]+,[^,]+)|\s+(?:including|such as|like)\s+(?=[^,]+,)|(?<=\w)(?:，|,)?(?:包括|包含|分别是|比如)[:：]?"
)


@dataclass
class Reading:
    ask: list[str] = field(default_factory=list)
    title: str = ""
    subject: str = ""
    kicker: str = ""
    parts: list[Part] = field(default_factory=list)
    numbered: bool = False
    closing: str = ""
    audience: str = ""
    topical: bool = True
    promised: bool = False
    listing: bool = False  # the clause before opened a list that may go on


def take_subject(words: str, reading: Reading) -> None:
    """ "morning coffee: the beans, the pour" is a subject with its points; a second subject is a sentence."""
    head, colon, rest = _at_colon(words)
    if reading.subject:
        reading.parts.append(trim(words))
        return
    reading.subject = head.strip() if quoted(head) and unquote(head) == head else trim(unquote(head.strip()))
    if colon:
        take_list(rest, reading)
        reading.listing = True


def _at_colon(words: str) -> tuple[str, str, str]:
    m = _LIST_COLON.search(words)
    return (words[: m.start()], ":", words[m.end() :]) if m and words[: m.start()].strip() else (words, "", "")


def take_list(text: str, reading: Reading) -> None:
    """The items of a list as points; what is too long for a point is a sentence, what asks is no point."""
    items = [point(unquote(i.strip())) for i in enumeration(text) if says_something(i)]
    asking = [not residue(fold(p.text)) or english.asks(fold(p.text)) for p in items]
    all_ask = len(items) > 1 and all(asking)
    for p in items:
        if width(p.text) > 90:
            reading.parts.append(p.text)
        elif not (all_ask or english.asks(fold(p.text))) or len(items) < 2:
            reading.parts.append(p)
        else:
            reading.ask.append(fold(p.text))


def is_headed_list(text: str) -> bool:
    """ "3 tips for better sleep: no phone, cool room, fixed hours" """
    head, colon, rest = _at_colon(text)
    return bool(colon) and width(head) <= 60 and len(enumeration(rest)) > 1


def bare_list(text: str) -> list[str]:
    """ "Summer Jam, July 12-14, Aarhus harbour, tickets from $35": the first names the thing, the others are about it."""
    items = [i for i in re.split(r",\s+(?!\d{4}\b)", text) if says_something(i)]
    short = len(items) > 3 and all(width(i) <= 40 for i in items)
    return items if short and not has_verb(text) and not re.search(r"[一-鿿]", text) else []


def is_thing(words: str) -> bool:
    """Whether words by themselves name a thing ("morning coffee") and are no greeting or sentence."""
    if re.search(r"[一-鿿]", words):
        return not re.search(r"[会了是在把被吗呢吧要能想爱说到来去给]|快乐|祝", words)
    return not words[:1].isupper() or bool(re.match(r"(?:the|our|my|your|how|why|what)\b", words, re.IGNORECASE))
