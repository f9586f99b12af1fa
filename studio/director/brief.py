"""A brief, taken apart: what is asked of the film, and the words that belong in it.

People write both in one breath ("a 30-second vertical video about morning coffee: the beans, the pour. calm
music"). The rule that tells them apart: a clause of which nothing is left once the words of asking are taken
out belongs to the ask; everything else is the film's own words and is kept as written.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from studio.director.points import Point, bullet, inline_numbers, point
from studio.director.quantities import NUMBER, number
from studio.director.reading import Part, Reading, is_thing, take_subject
from studio.director.residue import hide_quotes, quoted, residue, unquote
from studio.director.script import Scripted, break_inline, label, scripted_scenes
from studio.director.sentences import PROMISE, read_sentences, read_told
from studio.director.spelling import mended
from studio.director.wording import has_verb
from studio.director.writing import fold, says_something, trim, width

_CALLED = re.compile(r"\b(?:called|named)\s+(?P<name>[A-Z][\w'’&-]*(?:\s+[A-Z][\w'’&-]*){0,4})")


_STRUCTURAL = frozenset(
    [
        "video",
        "vertical",
        "landscape",
        "seconds",
        "second",
        "minutes",
        "minute",
        "captions",
        "subtitles",
        "background",
        "generate",
        "narration",
        "tiktok",
        "youtube",
        "instagram",
    ]
)


@dataclass(frozen=True)
class Brief:
    """What a brief says. `ask` holds the folded words of asking, a clause a line; the rest goes on screen."""

    ask: str = ""
    title: str = ""
    subject: str = ""
    kicker: str = ""
    parts: tuple[Part, ...] = ()
    numbered: bool = False
    scripted: tuple[Scripted, ...] = ()
    closing: str = ""
    audience: str = ""
    topical: bool = True  # the subject is a thing that one can speak of, no sentence of its own
    text_promised: bool = False  # "from this text"; whether it is there shows in `parts`


def read(text: str) -> Brief:
    """Take a brief apart. Never fails: one that says nothing gives an empty `Brief`."""
    text = mended(text, _STRUCTURAL)
    outside, scripted = scripted_scenes(break_inline(text).splitlines(), _only_asks)
    reading = Reading()
    for line in outside:
        if says_something(line):
            _line(line.strip(), reading)
    _short_brief(reading)
    _name_in_quotes(reading)
    asked = "\n".join(reading.ask)
    return Brief(
        ask=asked,
        title=reading.title,
        subject=reading.subject,
        kicker=reading.kicker,
        parts=tuple(dict.fromkeys(reading.parts)),
        numbered=reading.numbered or _counts(reading),
        scripted=tuple(scripted),
        closing=reading.closing,
        audience=reading.audience,
        topical=reading.topical,
        text_promised=reading.promised or bool(PROMISE.search(asked)),
    )


def _line(line: str, reading: Reading) -> None:
    """One line: a labelled one, a list item, or sentences."""
    reading.listing = False
    if labelled := label(line):
        _labelled(*labelled, reading)
    elif item := bullet(line):
        reading.parts.append(point(item[0]))
        reading.numbered = reading.numbered or item[1]
    elif numbers := inline_numbers(line):
        _numbered(*numbers, reading)
    else:
        read_sentences(line, reading)


def _numbered(head: str, items: list[str], reading: Reading) -> None:
    """ "Tips: 1. rest 2. walk. Vertical, please": what follows the last item's sentence is no part of it."""
    read_sentences(head, reading)
    last = items[-1]
    end = re.search(r"[.!?](?=\s)|。|[!?](?=[一-鿿])", fold(last))
    reading.parts += [point(i) for i in [*items[:-1], last[: end.end()] if end else last]]
    reading.numbered = True
    if end and says_something(last[end.end() :]):
        read_sentences(last[end.end() :], reading)


def _labelled(kind: str, words: str, reading: Reading) -> None:
    """A labelled line. What follows its first sentence is read by itself, unless it is told."""
    if kind in ("title", "topic", "cta", "ask"):
        end = re.search(r"[.!?](?=\s)|[。;]|[!?](?=[一-鿿])", hide_quotes(words, fold(words)))
        words, rest = (words[: end.end()], words[end.end() :]) if end else (words, "")
        _labels[kind](words.strip(" .。;；"), reading)
        if says_something(rest):
            read_sentences(rest, reading)
    elif len(quoted(words)) > 1:
        reading.parts += [Point(q.strip()) for _, _, q in quoted(words)]
        if says_something(rest := words[quoted(words)[-1][1] :]):
            read_sentences(rest, reading)
    elif residue(hide_quotes(words, fold(words))):
        read_told(words, reading)
    else:
        reading.ask.append(fold(f"{words} captions"))


def _entitle(words: str, reading: Reading) -> None:
    reading.title = trim(unquote(words))


def _close(words: str, reading: Reading) -> None:
    reading.closing = trim(unquote(words))


def _order(words: str, reading: Reading) -> None:
    reading.ask.append(fold(words))


_labels: dict[str, Callable[[str, Reading], None]] = {
    "title": _entitle,
    "topic": take_subject,
    "cta": _close,
    "ask": _order,
}


def _only_asks(line: str) -> bool:
    """Whether a line holds nothing for the screen."""
    reading = Reading()
    read_sentences(line, reading)
    return bool(reading.ask) and not (reading.parts or reading.subject)


def _short_brief(reading: Reading) -> None:
    """A brief of a few words and nothing else names its subject: "morning coffee"."""
    only = reading.parts[0] if len(reading.parts) == 1 else None
    if not isinstance(only, str) or reading.subject or width(only) > 60 or quoted(only) or "，" in only:
        return
    if not re.search(r"[.。!！]\s*$", only) or (only.rstrip().endswith(".") and not has_verb(only)):
        reading.subject = trim(only)
        reading.topical = is_thing(reading.subject)
        reading.parts.clear()


def _name_in_quotes(reading: Reading) -> None:
    """ "our coffee shop “Bean There”" is called Bean There and is a coffee shop; "a bakery called Honeycrumb" too."""
    found = quoted(reading.subject)
    rest = trim(reading.subject[: found[0][0]]) if len(found) == 1 else ""
    if rest and not reading.title and width(found[0][2]) <= 30 and found[0][1] >= len(reading.subject.rstrip()):
        reading.title, reading.kicker = found[0][2].strip(), reading.kicker or rest
    first = reading.parts[0] if reading.parts else ""
    if not reading.subject and not reading.title and isinstance(first, str) and (m := _CALLED.search(first)):
        reading.title = m["name"]


def _counts(reading: Reading) -> bool:
    """ "3 tips for …" with three points: they are numbered."""
    m = re.match(
        rf"^(?:top\s+|the\s+|my\s+)?(?P<n>{NUMBER})\s*(?:个|大|条|种|招)?", fold(reading.title or reading.subject)
    )
    listed = len(reading.parts) > 2 and all(isinstance(p, Point) for p in reading.parts)
    return m is not None and listed and number(m["n"]) == len(reading.parts)
