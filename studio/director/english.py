"""What an English sentence of a brief asks for, and which of its words belong in the film."""

import re
from dataclasses import replace
from functools import cache

from studio.director.lexicon import alternation, ask, data
from studio.director.quantities import NUMBER, times
from studio.director.residue import HIDDEN, residue
from studio.director.sifted import Sifted
from studio.director.wording import has_verb
from studio.director.writing import trim, width

_WORD = r"(?:[^\s.:;!?]|(?<=\d)[.:](?=\d))+"
_CHUNK = re.compile(
    r"(\s*,\s*(?:(?:and|or|but|then)\s+)?(?:(?:with|in|for|using|without)\s+)?|\s+(?:with|in|using|for|and|as|at|plus|without|but|to)\s+"
    r"|\s*[()]\s*|\s+[-–—]+\s+|\s*;\s*)"
)
_IMPERATIVE = re.compile(
    r"^(?:please\s+|also\s+|and\s+|i\s+want\s+you\s+to\s+)*(?:(?:make|keep|set|have|render|put|want|give)\s+(?:it|this|that|the\s+(?:video|film|clip|captions?|subtitles?|music|text|title|mood|tone|style|length|pace))\b"
    r"|(?:it|the\s+(?:video|film|clip|mood|tone|style|pace|music|captions?|length))\s+(?:should|must|needs?\s+to|has\s+to|can|is)\b)"
)
_ADD = re.compile(
    r"^(?:please\s+|also\s+|and\s+)*(?:use|add|include|put|have|no|without|don't|do\s+not|skip|leave\s+out|with|i\s+want|i'd\s+like|needs?|mood|tone|style|music|format|length|size|platform|audience|for)\b"
)
_STRONG_LINK = r"(?:about|on\s+the\s+(?:topic|subject)\s+of|regarding|introducing|showing(?:\s+off)?|shows|featuring|explaining|explains|describing|celebrating|promoting|announcing|advertising|teaching|presenting|highlighting|telling\s+the\s+story\s+of|comparing)"
_FEATURE = re.compile(
    r"(?:(?:with|in|using|and|for|has|have|having|add|use|no|without|but|plus|set\s+to|on)\s+)*(?:(?:an?|the|some|my|any)\s+)?(?:[\w'-]+\s+){0,3}"
    r"(?:music|tune|song|soundtrack|piano|guitar|strings|beats?|bgm|captions?|subtitles?|narration|narrator|voice-?over|voice|tone|style|mood|feel|feeling|vibes?|look|mode|format|colou?rs?|palette|transitions?|cuts|pace|pacing|tempo|atmosphere|aesthetic|resolution|orientation|aspect\s+ratio|energy|audio)$"
)
_VERB_LINK = re.compile(
    r"^[\s>*#-]*(?:please\s+|can\s+you\s+|could\s+you\s+)*(?:explain|describe|introduce|present|promote|advertise|announce|celebrate|showcase|summari[sz]e|illustrate|visuali[sz]e)\s+(?:to\s+me\s+)?"
)
_WORDS = re.compile(
    r"[\s,]*\b(?:with|and|saying|that\s+says|which\s+says|reading|that\s+reads)\s+(?:(?:the|a)\s+)?(?:(?:text|words|message|line|phrase|slogan|sentence)\s*:?\s+)?(?P<said>\ue000*[\"“'‘]\ue000+[\"”'’]?)"
    r"|[\s,]*\bwith\s+(?:the\s+)?(?:text|words|message|line|phrase|slogan)\s*:?\s+(?P<plain>[^,.;]+)|[\s,]*\b(?:saying|that\s+says|which\s+says|that\s+reads)\s*:?\s+(?P<rest>[^;]+)$"
)
_FOR_PLATFORM = re.compile(r"\b(?:for|on|to|in|at|via)\s+(?:the\s+|my\s+|our\s+|an?\s+)?$")
_CLOSE = re.compile(r"^(?:and\s+|please\s+)*(?:end|ends|ending|finish|close|conclude|start|begin|open)\b")
_SHORT_FILM, _LONG_FILM = 120_000, 600_000  # ms
_HOW = re.compile(r"\bhow\b")
_AUDIENCE = re.compile(
    r"[\s,]+(?:(?:which\s+is\s+|that\s+is\s+)?(?:aimed\s+at|targeting|targeted\s+(?:at|to)|intended\s+for|directed\s+at|meant\s+for))\s+(?P<who>[^:,.]+)"
)
_CHAPTERS = re.compile(
    r"[\s,]+(?:with|in|covering)\s+(?:(?:these|the\s+following|the|\w+)\s+)?(?:key\s+|main\s+)?(?:chapters?|points?|sections?|topics?|scenes?|bullet\s+points?|things)\s*(?=:)"
)
_TAIL = re.compile(
    rf"[\s,]+(?:(?:(?:{NUMBER})[\s-]*(?:seconds?|secs?|s|minutes?|mins?)(?:\s+long)?)|vertical|landscape|portrait|square|please|thanks|thank\s+you|pls|1080p|720p|4k|9:16|16:9|1:1)\s*[.!?]*$"
)


@cache
def _make() -> re.Pattern[str]:
    polite, make = ask("en", "polite"), ask("en", "make")
    return re.compile(
        rf"^[\s>*#-]*(?:(?:{polite}|thank\s+you(?!\s+\w+\s+(?:to|for)\b|\s+(?:video|film|clip|message|note)))[\s,!.]*)*(?:{make}\s+(?:(?:me|us)\s+|for\s+(?:me|us)\s+)?(?:to\s+(?:see|have|get)\s+)?)*(?:{polite}[\s,]*)*"
    )


@cache
def _noun() -> re.Pattern[str]:
    video = ask("en", "video")
    return re.compile(rf"(?<![\w'-]){video}(?:\s+{video})*(?![\w'-])")


@cache
def _strong() -> re.Pattern[str]:
    """Words that only ever ask: captions, music, shapes, platforms, sizes; not "calm" or "fast", which may describe."""
    lexicon = data("lexicon")
    words = [
        w
        for t in ("shape", "platform", "resolution")
        for ws in lexicon[t].values()
        for w in ws
        if not w.isascii() or len(w) > 2
    ]
    words += [
        "captions",
        "subtitles",
        "music",
        "voiceover",
        "voice-over",
        "voice over",
        "narration",
        "narrator",
        "soundtrack",
        "bgm",
        "fps",
        "colors",
        "colours",
        "palette",
        "transitions",
        "pace",
        "paced",
    ]
    return re.compile(alternation(words) + r"|\bvideos?\b")


def asks(low: str) -> bool:
    """Whether a chunk only asks, and plainly so: a length, a shape, captions, music."""
    if _FEATURE.match(low.strip(" .!?")) and len(low.split()) <= 7:
        return True
    return not residue(low) and bool(times(low) or _strong().search(low) or re.search(r"\d+\s*fps", low))


_TEXT = r"(?:text|script|copy|article|blog\s+post|post|essay|story|poem|recipe|description|notes|transcript|lyrics)"


@cache
def _audiences() -> re.Pattern[str]:
    one = alternation(data("lexicon")["audience"]["words"])
    return re.compile(rf"(?:^|[\s,]+)for\s+(?P<who>{one}(?:\s*(?:,\s*and|,|and|&|or)\s*{one})*)\s*(?=[.!?,:]|$)")


@cache
def _into() -> re.Pattern[str]:
    return re.compile(
        rf"^(?P<what>.+?)\s+(?:in)?to\s+(?P<film>(?:an?\s+)?(?:{_WORD}\s+){{0,8}}?{ask('en', 'video')}\b.*)$"
    )


def _turned(text: str, low: str) -> Sifted | None:
    """ "turn my blog post about bees into a video": the subject stands before "into"."""
    make = _make().match(low)
    start = make.end() if make else 0
    m = _into().match(low[start:]) if start and low[:start].strip() else None
    if not m:
        return None
    film = low[start + m.start("film") :]
    words = _core(text, low, start, start + m.end("what"))
    words = re.sub(r"\s+(?:text|script|copy)$", "", words, flags=re.IGNORECASE) or words
    promised = bool(re.search(rf"\b{_TEXT}\b", m["what"]))
    if re.fullmatch(rf"(?:this|the|my|our|that|following|below|\s)*{_TEXT}?", words.lower()):
        words = ""
    return Sifted(ask=(low[:start], film), subject=words, promised=promised)


def sift(text: str, low: str) -> Sifted:
    """Take one sentence apart. `low` is its folded form, quotations hidden, of the same length."""
    if _IMPERATIVE.match(low) or (not residue(low) and not _about_something(low)):
        return Sifted(ask=(low,))
    if (whom := _audiences().search(low)) and not residue(low[: whom.start()] + low[whom.end() :]):
        return Sifted(ask=(low,), audience=text[whom.start("who") : whom.end("who")])
    if (said := _WORDS.search(low)) and not _CLOSE.match(low):
        return _saying(text, low, said)
    if verb := _VERB_LINK.match(low):
        words, dropped = _content(text, low, verb.end())
        return Sifted(ask=(low[: verb.end()], *dropped), subject=words)
    if (turned := _turned(text, low)) and residue(low.split(":")[0]):
        return turned
    colon = re.search(r":(?!\d|//)", low)
    if colon and not residue(low[: colon.start()]) and low[: colon.start()].strip():
        return _after_colon(text, low, colon)
    return _request(text, low) or _plain(text, low)


def _about_something(low: str) -> bool:
    """ "videos about jazz" names a subject, though "jazz" may also ask for music."""
    m = re.search(rf"\b(?:about|{ask('en', 'video')}\s+(?:on|of))\s+(?P<what>[^,.;:]+)", low)
    vague = r"\s*(?:it|this|that|me|us|the following|(?:\d+|a|an|one)\b.*)\s*"
    return m is not None and not asks(m["what"]) and not re.fullmatch(vague, m["what"])


def _saying(text: str, low: str, said: re.Match[str]) -> Sifted:
    """ "a video for Lily with the words “Happy birthday”": the words, and the sentence without them."""
    group = next(g for g in ("said", "plain", "rest") if said[g])
    words = text[said.start(group) : said.end(group)]
    blank = " " * (said.end() - said.start())
    outer = sift(text[: said.start()] + blank + text[said.end() :], low[: said.start()] + blank + low[said.end() :])
    return replace(outer, said=trim(words))


def _after_colon(text: str, low: str, colon: re.Match[str]) -> Sifted:
    """ "45 seconds, cinematic: the northern lights": all that stands before the colon asks."""
    rest = sift(text[colon.end() :], low[colon.end() :])
    asked = (low[: colon.start()], *rest.ask)
    if rest.subject or has_verb(rest.content) or width(rest.content) > 60:
        return replace(rest, ask=asked)
    return replace(rest, ask=asked, subject=rest.content, content="")


def _request(text: str, low: str) -> Sifted | None:
    """ "make a … video … about …"; None where the sentence asks for no film."""
    make = _make().match(low)
    start = make.end() if make else 0
    nouns = (n for n in _noun().finditer(low, start) if not _FOR_PLATFORM.search(low[: n.start()]))
    noun = next(nouns, None)
    if noun and len(low[start : noun.start()].split()) <= 14 and not re.search(r"[.!?;]", low[start : noun.start()]):
        linked = _link(low, noun.end())
        if (start and low[:start].strip(" ,")) or linked or not residue(low[noun.end() :]):
            return _around_noun(text, low, start, noun, linked)
        if re.match(r"\s*[,(]", low[noun.end() :]) and not residue(low[start : noun.start()]):
            words, dropped = _content(text, low, noun.end())
            return Sifted(ask=(low[: noun.end()], *dropped), content=words) if words else None
    if noun is None and (linked := _link(low, 0)) and times(low[: linked[0]]):
        words, dropped = _content(text, low, linked[1])
        return Sifted(ask=(low[: linked[0]], *dropped), subject=words)
    if start and low[:start].strip() and noun is None:
        words, dropped = _content(text, low, start)
        linked = _link(low, start)
        if linked and not residue(low[start : linked[0]]):
            words, dropped = _content(text, low, linked[1])
        return (
            Sifted(ask=(low[:start], *dropped), subject=words)
            if words and not low[:start].strip().startswith(("do", "edit", "cut"))
            else None
        )
    return None


def _link(low: str, start: int) -> tuple[int, int] | None:
    """Where "about" (or "of", "for", "showing" …) stands, with nothing but words of asking before it."""
    strong = re.compile(rf"[\s,:-]*(?<![\w-]){_STRONG_LINK}(?![\w-])\s*:?").finditer(low, start)
    weak = re.compile(rf"\s*(?::|—|\s-\s|(?<![\w-]){ask('en', 'link')}(?![\w-]))\s*").finditer(low, start)
    for candidates in (strong, weak):
        for m in candidates:
            if not residue(low[start : m.start()]):
                rest = m.end()
                first = re.split(r"[,:]", low[rest:])[0]
                if times(first) and not residue(first):  # "about 20 seconds"
                    continue
                if candidates is weak and asks(re.split(r"[,:]| about ", low[rest:])[0]):
                    continue
                return m.start(), rest
    return None


def _around_noun(text: str, low: str, start: int, noun: re.Match[str], linked: tuple[int, int] | None) -> Sifted:
    """The subject from what follows "video about", else from what stands before it ("a coffee shop promo")."""
    before = _core(text, low, start, noun.start())
    rest = linked[1] if linked else noun.end()
    joint = low[linked[0] : linked[1]] if linked else ""
    if how := _HOW.search(joint):
        rest = linked[0] + how.start() if linked else rest
    audience = _audiences().search(low, rest)
    who = text[audience.start("who") : audience.end("who")] if audience else ""
    if audience and audience.start() > rest and "," in who:
        text, low = text[: audience.start()] + text[audience.end() :], low[: audience.start()] + low[audience.end() :]
    words, dropped = _content(text, low, rest)
    if joint.strip() == "from" and words:
        words = f"from {words}"
    asked = (low[:start], _without(low, start, noun.start(), before), low[noun.start() : rest], *dropped)
    if words:
        named = bool(re.search(r"titled|called|named", joint))
        return Sifted(ask=asked, subject=words, kicker=before, named=named, audience=who)
    return Sifted(ask=(low,) if not before else asked, subject=before)


def _without(low: str, start: int, end: int, core: str) -> str:
    """A span of asking without the subject inside it, so that "calm lake" does not ask for calm."""
    return low[start:end].replace(core.lower(), " ") if core else low[start:end]


def _plain(text: str, low: str) -> Sifted:
    """A sentence for the screen, without the asking at its ends: "Compare coffee vs tea in 20 seconds"."""
    if _ADD.match(low) and re.search(ask("en", "feature"), low) and len(residue(low).split()) <= 3:
        return Sifted(ask=(low,))
    spans = _chunks(low, 0)
    told_time = {i for i, (a, b) in enumerate(spans) if _is_told_time(low, spans[i - 1][1] if i else a, a, b)}
    plainly = any(asks(low[a:b]) for i, (a, b) in enumerate(spans) if i not in told_time)

    def only_asks(i: int) -> bool:
        words = low[spans[i][0] : spans[i][1]]
        return i not in told_time and (asks(words) or (plainly and not residue(words)))

    first, last = 0, len(spans) - 1
    while first < last and only_asks(first):
        first += 1
    while last > first and only_asks(last):
        last -= 1
    if first == last and only_asks(first):
        return Sifted(ask=(low,))
    a, b = spans[first][0], spans[last][1]
    b = b if not text[b:].strip() or text[b:].strip() not in (".", "!", "?", "”", '"', ")") else len(text)
    asked = tuple(p for p in (low[:a], low[b:]) if p.strip(" .,!?"))
    return Sifted(ask=asked, content=text[a:b].strip())


def _is_told_time(low: str, joint: int, start: int, end: int) -> bool:
    """Whether a time is news of the sentence ("hot for 12 hours", "ready in 10 minutes") and no length of the film."""
    found = times(low[start:end])
    how = low[joint:start].strip(" ")
    return bool(found) and (
        how == "for" or (not how.startswith(",") and found[0].ms > _SHORT_FILM) or found[0].ms > _LONG_FILM
    )


def _chunks(low: str, start: int) -> list[tuple[int, int]]:
    """The spans between joints (commas, "with", "in", "for", "and", brackets, dashes)."""
    out, at = [], start
    for m in _CHUNK.finditer(low, start):
        out.append((at, m.start()))
        at = m.end()
    out.append((at, len(low)))
    return [(a, b) for a, b in out if low[a:b].strip()] or [(start, len(low))]


def _core(text: str, low: str, start: int, end: int) -> str:
    """The words of a span that are not words of asking: "15 second coffee shop" gives "coffee shop"."""
    blanked = list(low)
    for t in times(low[:end]):
        blanked[t.start : t.end] = " " * (t.end - t.start)
    words = [(m.start() + start, m.end() + start) for m in re.finditer(r"[^\s,]+", "".join(blanked)[start:end])]
    while words and not residue(low[words[0][0] : words[0][1]]):
        words.pop(0)
    while words and not residue(low[words[-1][0] : words[-1][1]]):
        words.pop()
    core = trim(text[words[0][0] : words[-1][1]]) if words else ""
    return "Thank you" if core.lower() == "thank" else core


def _content(text: str, low: str, start: int) -> tuple[str, list[str]]:
    """What follows the head without the chunks that only ask ("…, vertical, for TikTok"), and those chunks."""
    text, low, asked = _aside(text, low, start)
    spans = _chunks(low, start)
    kept: list[tuple[int, int]] = []
    listing = -1
    for i, (a, b) in enumerate(spans):
        joint = low[spans[i - 1][1] : a].strip() if i else ""
        goes_on = joint in ("and", "to", "as", "at", "or") and bool(kept) and kept[-1][1] == spans[i - 1][1]
        only_asks = not residue(low[a:b]) or (bool(kept) and asks(low[a:b]))
        if i == 0 and not asks(low[a:b]):
            only_asks = False
        described = listing >= 0 and only_asks and not asks(low[a:b])
        if HIDDEN in low[a:b] or not only_asks or described or (goes_on and not asks(low[a:b])):
            b, tail = _without_tail(low, a, b)
            asked += tail
            kept.append((a, b))
            listing = i if ":" in low[a:b] else listing
        else:
            asked.append(low[spans[i - 1][1] if i else a : b])
    out = ""
    for i, (a, b) in enumerate(kept):
        joint = text[kept[i - 1][1] : a] if i else ""
        out += (joint if _CHUNK.fullmatch(joint.lower()) else ", " if i else "") + text[a:b]
    return trim(out), asked


def _aside(text: str, low: str, start: int) -> tuple[str, str, list[str]]:
    """Text and folded text without "aimed at …" and "with these chapters", and what was taken out."""
    asked = []
    for pattern in (_AUDIENCE, _CHAPTERS):
        while m := pattern.search(low, start):
            asked.append(m[0])
            text, low = text[: m.start()] + text[m.end() :], low[: m.start()] + low[m.end() :]
    return text, low, asked


def _without_tail(low: str, a: int, b: int) -> tuple[int, list[str]]:
    """Where a chunk ends without words of asking glued to it: "my cat 15s vertical" is about "my cat"."""
    dropped = []
    while (m := _TAIL.search(low[a:b])) and m.start() > 0:
        dropped.append(m[0])
        b = a + m.start()
    return b, dropped
