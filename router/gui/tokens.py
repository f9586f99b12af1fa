"""A sentence as tagged tokens, both scripts alike."""

import re
from dataclasses import dataclass

from router.gui.lexicon import BIT, Lexicon

QUOTE, BOLD, CAPITAL, NUMBER, KEY = (BIT[n] for n in ("quote", "bold", "capital", "number", "key"))
STOP, JOINT, UNKNOWN, HAN, LINK = (BIT[n] for n in ("stop", "joint", "unknown", "han", "link"))

SHAPE = re.compile(
    r"""(?P<link>https?://[^\s，。）)]+)
    |(?P<quote>"[^"\n]*"|“[^”\n]*”|「[^」\n]*」|『[^』\n]*』|【[^】\n]*】|《[^》\n]*》
       |‘[^’\n]+’(?!\w)|(?<!\w)'[^'\n]+'(?!\w))
    |(?P<key>(?:(?:ctrl|cmd|command|control|shift|alt|option)\s?[+-]\s?|(?:ctrl|cmd)\s|[⌘⌃]\s?)
       (?:shift\s?[+-]\s?)?[a-z](?![a-z]))
    |(?P<number>[#×]?\d+(?:[.:,/–—~-]\d+)*[%°]?[a-z]{0,3}(?![a-z]))
    |(?P<latin>[A-Za-zÀ-ɏ0-9]+(?:['’.\-][A-Za-z0-9]+)*)
    |(?P<han>[\u3400-\u9fff]+)
    |(?P<bold>\*\*|__)
    |(?P<stop>[,，;；:：()（）—–!！?？。…]+|\.+(?=\s|$)|(?<=\s)-(?=\s))
    |(?P<emoji>[➡⬇⬆⬅]\ufe0f?|[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff][\ufe0f\u200d]?)
    |(?P<space>[\s*`_~]+)
    |(?P<other>.)""",
    re.X | re.I | re.S,
)


# What an unknown Chinese character costs against a known term.
STRAY = 8


@dataclass(slots=True)
class Token:
    """`start:end` in the sentence, the look-up key, and the parts it may play."""

    start: int
    end: int
    key: str
    tags: int


def inner_tags(text: str, lexicon: Lexicon) -> int:
    """The parts played by the words inside a quotation, as far as it may name a control."""
    tags = 0
    for token in tokenize(text, lexicon):
        tags |= token.tags
    return tags


def tokenize(sentence: str, lexicon: Lexicon) -> list[Token]:
    """Tag a sentence. Quotations are one token; so is each phrase that the lexicon knows."""
    tokens: list[Token] = []
    bold = 0
    words: list[tuple[int, int, str]] = []
    for match in SHAPE.finditer(sentence):
        kind = match.lastgroup
        if kind == "space":
            continue
        start, end = match.span()
        if kind == "latin":
            words.append((start, end, sentence[start:end]))
            continue
        if words:
            _phrases(words, bold, lexicon, tokens)
            words = []
        if kind == "han":
            _han(sentence, start, end, bold, lexicon, tokens)
        elif kind == "bold":
            bold ^= BOLD
        else:
            tokens.append(Token(start, end, match.group(), _SHAPED.get(kind or "", 0) | bold))
    if words:
        _phrases(words, bold, lexicon, tokens)
    return tokens


_SHAPED = {
    "link": LINK,
    "quote": QUOTE,
    "key": KEY,
    "number": NUMBER,
    "stop": STOP,
    "emoji": STOP,
    "other": JOINT,
}


def _phrases(words: list[tuple[int, int, str]], bold: int, lexicon: Lexicon, out: list[Token]) -> None:
    keys = [word[2].lower().replace("’", "'") for word in words]
    at = 0
    while at < len(words):
        size, tags = 1, UNKNOWN
        for rest, found in lexicon.latin.get(keys[at], ()):
            if not rest or tuple(keys[at + 1 : at + 1 + len(rest)]) == rest:
                size, tags = 1 + len(rest), found
                break
        if tags == BIT["shield"]:
            tags = UNKNOWN
        start, end = words[at][0], words[at + size - 1][1]
        if words[at][2][0].isupper():
            tags |= CAPITAL
        out.append(Token(start, end, " ".join(keys[at : at + size]), tags | bold))
        at += size


def _han(sentence: str, start: int, end: int, bold: int, lexicon: Lexicon, out: list[Token]) -> None:
    """Cut a run of Chinese so that as little as possible is unknown."""
    run = sentence[start:end].translate(lexicon.fold)
    sizes = _cuts(run, lexicon)
    at = 0
    while at < len(run):
        size = sizes[at] or 1
        key = run[at : at + size]
        tags = lexicon.han.get(key, UNKNOWN) if sizes[at] else UNKNOWN
        while not sizes[at] and at + size < len(run) and not sizes[at + size]:
            size += 1
            key = run[at : at + size]
        if tags == BIT["shield"]:
            tags = UNKNOWN
        out.append(Token(start + at, start + at + size, key, tags | HAN | bold))
        at += size


def _cuts(run: str, lexicon: Lexicon) -> list[int]:
    """For each position the size of the best term that starts there, 0 for an unknown character."""
    count = len(run)
    costs = [0] * (count + 1)
    sizes = [0] * count
    terms, lengths = lexicon.han, lexicon.lengths
    for at in range(count - 1, -1, -1):
        best, chosen = costs[at + 1] + STRAY, 0
        for size in lengths.get(run[at], ()):
            if at + size <= count and costs[at + size] + 1 < best and run[at : at + size] in terms:
                best, chosen = costs[at + size] + 1, size
        costs[at], sizes[at] = best, chosen
    return sizes
