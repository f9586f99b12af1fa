"""What an English sentence of a brief asks for, and which of its words belong in the film."""

import re
from functools import cache

from studio.director.lexicon import ask
from studio.director.quantities import NUMBER
from studio.director.residue import residue
from studio.director.sifted import Sifted
from studio.director.writing import trim

_WORD = r"(?:[^\s.:;!?]|(?<=\d)[.:](?=\d))+"
_CHUNK = re.compile(
    r"(\s*,\s*(?:and\s+|or\s+|but\s+|then\s+)?(?:with\s+|in\s+|for\s+|using\s+|without\s+)?|\s+(?:with|in|using|for|and|as|at|plus|without|but|to)\s+"
    r"|\s*[()]\s*|\s+[-–—]+\s+|\s*;\s*)"
)
_IMPERATIVE = re.compile(
    r"^(?:please\s+|also\s+|and\s+)*(?:(?:make|keep|set|have|render|put|want)\s+(?:it|this|that|the\s+(?:video|film|clip|captions?|subtitles?|music|text|title|mood|tone|style|length|pace))\b"
    r"|(?:it|the\s+(?:video|film|clip|mood|tone|style|pace|music))\s+(?:should|must|needs?\s+to|has\s+to)\b)"
)
_ADD = re.compile(
    r"^(?:please\s+|also\s+|and\s+)*(?:use|add|include|put|have|no|without|don't|do not|skip|leave out|with|i want|i'd like|needs?|mood|tone|style|music|format|length|size|platform)\b"
)


@cache
def _head() -> re.Pattern[str]:
    polite, make, video, link = (ask("en", k) for k in ("polite", "make", "video", "link"))
    return re.compile(
        rf"^\W*(?:{polite}[\s,!.]*)*(?P<make>(?:{make}\s+(?:me\s+|us\s+|for\s+me\s+|for\s+us\s+)?(?:to\s+)?(?:see\s+)?)*)"
        rf"(?P<mods>(?:{_WORD}\s+){{0,14}}?)(?P<noun>{video}(?:\s+{video})*)(?![\w'-])"
        rf"\s*(?P<link>:|-\s|—|{link}\s+(?:how\s+to\s+)?(?:how\s+)?)?(?P<rest>.*)$",
        re.DOTALL,
    )


_INTO = re.compile(r"^(?P<thing>.+?)\s+(?:in)?to\s+(?:an?\s+)?(?P<rest>[^.]*)$")


def sift(text: str, low: str) -> Sifted:
    """Take one sentence apart. `low` is its folded form, quotations hidden, of the same length."""
    if not residue(low):
        return Sifted(ask=(low,))
    if _IMPERATIVE.match(low):
        return Sifted(ask=(low,))
    head = _head().match(low)
    if head and _is_request(head):
        return _from_head(text, low, head)
    if _ADD.match(low) and re.search(ask("en", "feature"), low):
        return Sifted(ask=(low,))
    return Sifted(content=trim(text))


def _is_request(head: re.Match[str]) -> bool:
    """Whether "… video …" asks for one: an order, or nothing around the word but what a film may be."""
    if head["make"]:
        return True
    about = bool(head["link"]) and len(head["mods"].split()) <= 8
    return about or not residue(head["rest"])


def _from_head(text: str, low: str, head: re.Match[str]) -> Sifted:
    """The subject from what follows "video about", else from what stands before it ("a coffee shop promo")."""
    asked = [low[: head.start("rest")]]
    before, start = _core(text, low, head.start("mods"), head.end("mods"))
    rest_start = head.start("rest")
    if head["link"] and re.match(r"(?:shows?|showing) how|.*how to", head["link"]):
        rest_start = head.start("link") + head["link"].index("how")
    keep, dropped = _content(text, low, rest_start)
    asked += dropped
    named = re.match(r"\s*(?:titled|called|named)", head["link"] or "")
    if keep:
        return Sifted(ask=tuple(asked), subject=keep, kicker=before, named=bool(named))
    return Sifted(ask=(low,), subject=before) if before else Sifted(ask=(low,))


def _core(text: str, low: str, start: int, end: int) -> tuple[str, int]:
    """The words of a span that are not words of asking: "15 second coffee shop" gives "coffee shop"."""
    words = [(m.start() + start, m.end() + start) for m in re.finditer(r"\S+", low[start:end])]
    while words and not residue(low[words[0][0] : words[0][1]]):
        words.pop(0)
    while words and not residue(low[words[-1][0] : words[-1][1]]):
        words.pop()
    if not words:
        return "", start
    return trim(text[words[0][0] : words[-1][1]]), words[0][0]


def _content(text: str, low: str, start: int) -> tuple[str, list[str]]:
    """What follows the head without the chunks that only ask ("…, vertical, for TikTok"), and those chunks."""
    colon = re.search(r":(?!\d)", low[start:])
    pieces = _CHUNK.split(low[start:])
    spans, at = [], start
    for i, piece in enumerate(pieces):
        spans.append((i % 2 == 1, at, at + len(piece)))
        at += len(piece)
    kept: list[tuple[int, int]] = []
    dropped: list[str] = []
    for i, (joint, a, b) in enumerate(spans):
        if joint:
            continue
        joined_to = low[spans[i - 1][1] : spans[i - 1][2]].strip() if i else ""
        weak = joined_to in ("and", "to", "as", "at") and kept and kept[-1][1] == spans[i - 1][1]
        if low[a:b].strip() and (residue(low[a:b]) or (weak and not _strong(low[a:b]))):
            a, b, tail = _without_tail(low, a, b)
            dropped += tail
            kept.append((a, b))
        else:
            dropped.append(low[spans[i - 1][1] if i else a : b])
    del colon
    out = ""
    for i, (a, b) in enumerate(kept):
        joint_text = text[kept[i - 1][1] : a] if i else ""
        out += (joint_text if joint_text and not _skips(low, kept[i - 1][1], a) else (", " if i else "")) + text[a:b]
    return trim(out), dropped


def _skips(low: str, a: int, b: int) -> bool:
    """Whether more than a joint stands between two kept chunks."""
    return _CHUNK.fullmatch(low[a:b]) is None


def _strong(low: str) -> bool:
    """Whether a chunk after "and" asks by itself: captions, a shape, a platform. "music" alone may be the subject."""
    return bool(
        re.search(
            rf"caption|subtitle|voice|narrat|soundtrack|bgm|{NUMBER}\s*(?:s|sec|min|fps|p\b)|vertical|landscape|square|portrait|\b(?:calm|upbeat|background|soft|gentle)\b.*music",
            low,
        )
    )


_TAIL = re.compile(
    rf"\s+(?:(?:{NUMBER})[\s-]*(?:seconds?|secs?|s|minutes?|mins?)(?:\s+long)?|vertical|landscape|portrait|square|please|thanks|thank you|pls|1080p|720p|4k|9:16|16:9|1:1)\s*[.!]?$"
)


def _without_tail(low: str, a: int, b: int) -> tuple[int, int, list[str]]:
    """A chunk's end without words of asking glued to it: "my cat 15s vertical" is about "my cat"."""
    dropped = []
    while m := _TAIL.search(low[a:b]):
        dropped.append(m[0])
        b = a + m.start()
    return a, b, dropped
