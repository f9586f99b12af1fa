"""A brief, taken apart: what is asked of the film, and the words that belong in it.

People write both in one breath ("a 30-second vertical video about morning coffee: the beans, the pour. calm
music"). The rule that tells them apart: a clause of which nothing is left once the words of asking are taken
out belongs to the ask; everything else is the film's own words and is kept as written.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeAlias

from studio.director import chinese, english
from studio.director.lexicon import alternation, data
from studio.director.points import Point, bullet, enumeration, inline_numbers, point
from studio.director.quantities import NUMBER, number
from studio.director.residue import HIDDEN, hide_quotes, quoted, residue, unquote
from studio.director.script import Scripted, break_inline, label, scripted_scenes
from studio.director.sifted import Sifted
from studio.director.spelling import mended
from studio.director.wording import has_verb
from studio.director.writing import fold, says_something, trim, width

# in folded text, where ！？；are half-width
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=\S)|(?<=。)[”』」]*|(?<=[!?;])[”』」]*(?=[一-鿿“「《\d])|;\s+")
_PAIR = re.compile(r"^\W*(?:before\b.+\bafter\b|(?:以前|过去|从前).+(?:现在|如今)).+", re.DOTALL)
_TITLE = re.compile(
    r"(?:titled|called|named|entitled|(?:with\s+)?(?:the\s+)?title(?:d)?(?:\s+(?:is|it|should be|reads))?|headline|"
    r"(?:标题|片名|题目|名字|片头)(?:是|为|叫做?|用|写|写上)?|题为|名为|取名|命名为|叫做?)\s*[:：]?\s*$"
)
_KINDS = r"(?:points?|tips?|steps?|things|reasons?|scenes?|features?|benefits?|ideas?|parts?|chapters?|sections?|shots?|topics?|moments?|beats|highlights|agenda|contents?|topics)"
_COUNTED = re.compile(
    rf"^\W*(?:(?:with|in|the|these|following|cover(?:ing)?|including|include|featuring|show(?:ing)?)\s+)*(?:\d+|two|three|four|five|six|seven|the|main|key|following)?\s*(?:\w+\s+)?{_KINDS}\s*(?:are|:)\s*:?"
    r"|^\W*(?:(?:分为|分成|包括|包含|有|共|一共|依次|分别|内容)*(?:\d+|[一二两三四五六七八])?(?:个|大|条|点|步|项)*)?(?:要点|卖点|特点|重点|步骤|部分|场景|画面|镜头|技巧|建议|理由|方法|内容|环节|步)(?:分别)?(?:是|为|有|包括)?\s*[:：]"
    r"|^\W*(?:依次是|依次为|依次|分别是|分别为|包括|包含|涵盖|要有|里面有|其中有)\s*[:：]?"
)
_END_WITH = re.compile(
    r"^(?:and\s+|please\s+)*(?:end|ends|ending|finish|close|conclude)\s+(?:it\s+|the\s+(?:video|film)\s+)?(?:with|on|by\s+saying)\s*:?\s*(?:the\s+(?:words|line|text|message)\s*:?\s*)?|^(?:在)?(?:结尾|片尾|最后)(?:处|部分)?(?:写上|写着|写|用|是|放上|放|说|加上|显示|打上)[:：]?\s*"
)
_LIST_COLON = re.compile(
    r"\s*[:：](?!\d|//)\s*|\s+[-–—]+\s+(?=[^,]+,[^,]+)|\s+(?:including|such as|like)\s+(?=[^,]+,)|(?<=\w)(?:，|,)?(?:包括|包含|分别是|比如)[:：]?"
)
_NAMED = re.compile(
    r"^\W*(?:店名|公司名称?|公司叫|品牌名?称?|产品名?称?|商品名?称?|店铺名?称?)(?:是|为|叫做?)?\s*:?\s*(?P<name>[^,，。]{2,40})$"
)
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
_PROMISE = re.compile(
    alternation([w for t in data("ask").values() for w in t["source"] if " " in w or (len(w) > 3 and not w.isascii())])
)

Part: TypeAlias = Point | str
"""A point of a list, or a sentence to be told."""


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


@dataclass
class _Reading:
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


def read(text: str) -> Brief:
    """Take a brief apart. Never fails: one that says nothing gives an empty `Brief`."""
    text = mended(text, _STRUCTURAL)
    outside, scripted = scripted_scenes(break_inline(text).splitlines(), _only_asks)
    reading = _Reading()
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
        text_promised=reading.promised or bool(_PROMISE.search(asked)),
    )


def _counts(reading: _Reading) -> bool:
    """ "3 tips for …" with three points: they are numbered."""
    m = re.match(
        rf"^(?:top\s+|the\s+|my\s+)?(?P<n>{NUMBER})\s*(?:个|大|条|种|招)?", fold(reading.title or reading.subject)
    )
    listed = len(reading.parts) > 2 and all(isinstance(p, Point) for p in reading.parts)
    return m is not None and listed and number(m["n"]) == len(reading.parts)


def _only_asks(line: str) -> bool:
    """Whether a line holds nothing for the screen."""
    reading = _Reading()
    _sentences(line, reading)
    return bool(reading.ask) and not (reading.parts or reading.subject)


def _short_brief(reading: _Reading) -> None:
    """A brief of a few words and nothing else names its subject: "morning coffee"."""
    only = reading.parts[0] if len(reading.parts) == 1 else None
    if not isinstance(only, str) or reading.subject or width(only) > 60 or quoted(only) or "，" in only:
        return
    if not re.search(r"[.。!！]\s*$", only) or (only.rstrip().endswith(".") and not has_verb(only)):
        reading.subject = trim(only)
        reading.topical = _is_thing(reading.subject)
        reading.parts.clear()


def _is_thing(words: str) -> bool:
    """Whether words by themselves name a thing ("morning coffee") and are no greeting or sentence."""
    if re.search(r"[一-鿿]", words):
        return not re.search(r"[会了是在把被吗呢吧要能想爱说到来去给]|快乐|祝", words)
    return not words[:1].isupper() or bool(re.match(r"(?:the|our|my|your|how|why|what)\b", words, re.IGNORECASE))


def _name_in_quotes(reading: _Reading) -> None:
    """ "our coffee shop “Bean There”" is called Bean There and is a coffee shop; "a bakery called Honeycrumb" too."""
    found = quoted(reading.subject)
    rest = trim(reading.subject[: found[0][0]]) if len(found) == 1 else ""
    if rest and not reading.title and width(found[0][2]) <= 30 and found[0][1] >= len(reading.subject.rstrip()):
        reading.title, reading.kicker = found[0][2].strip(), reading.kicker or rest
    first = reading.parts[0] if reading.parts else ""
    if not reading.subject and not reading.title and isinstance(first, str) and (m := _CALLED.search(first)):
        reading.title = m["name"]


def _line(line: str, reading: _Reading) -> None:
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
        _sentences(line, reading)


def _numbered(head: str, items: list[str], reading: _Reading) -> None:
    """ "Tips: 1. rest 2. walk. Vertical, please": what follows the last item's sentence is no part of it."""
    _sentences(head, reading)
    last = items[-1]
    end = re.search(r"[.!?](?=\s)|。|[!?](?=[一-鿿])", fold(last))
    reading.parts += [point(i) for i in [*items[:-1], last[: end.end()] if end else last]]
    reading.numbered = True
    if end and says_something(last[end.end() :]):
        _sentences(last[end.end() :], reading)


def _labelled(kind: str, words: str, reading: _Reading) -> None:
    """A labelled line. What follows its first sentence is read by itself, unless it is told."""
    if kind in ("title", "topic", "cta", "ask"):
        end = re.search(r"[.!?](?=\s)|[。;]|[!?](?=[一-鿿])", hide_quotes(words, fold(words)))
        words, rest = (words[: end.end()], words[end.end() :]) if end else (words, "")
        _labels[kind](words.strip(" .。;；"), reading)
        if says_something(rest):
            _sentences(rest, reading)
    elif len(quoted(words)) > 1:
        reading.parts += [Point(q.strip()) for _, _, q in quoted(words)]
        if says_something(rest := words[quoted(words)[-1][1] :]):
            _sentences(rest, reading)
    elif residue(hide_quotes(words, fold(words))):
        _told(words, reading)
    else:
        reading.ask.append(fold(f"{words} captions"))


def _entitle(words: str, reading: _Reading) -> None:
    reading.title = trim(unquote(words))


def _close(words: str, reading: _Reading) -> None:
    reading.closing = trim(unquote(words))


def _order(words: str, reading: _Reading) -> None:
    reading.ask.append(fold(words))


def _told(words: str, reading: _Reading) -> None:
    """Words for the screen, sentence by sentence."""
    words, asked = _without_asking(words)
    reading.ask += asked
    low = hide_quotes(words, fold(words))
    cuts = [0, *(m.end() for m in _SENTENCE.finditer(low)), len(words)]
    for a, b in pairwise(cuts):
        if not residue(low[a:b]) and english.asks(low[a:b]):
            reading.ask.append(low[a:b])
        elif says_something(words[a:b]):
            reading.parts.append(unquote(words[a:b].strip()))


def _without_asking(words: str) -> tuple[str, list[str]]:
    """Words without the clauses at their end that only ask ("…，10秒，竖屏"), and those clauses."""
    asked: list[str] = []
    while (at := max(words.rfind("，"), words.rfind(","))) > 0:
        last = fold(words[at + 1 :])
        if residue(last) or not english.asks(last):
            break
        asked.append(last)
        words = words[:at]
    return words, asked


def _sentences(line: str, reading: _Reading) -> None:
    low = hide_quotes(line, fold(line))
    line, low = _take_titles(line, low, reading)
    colon = re.match(r"^[^:.。!?]{2,60}(?<!\d):\s+(?=before\b|以前|过去)", low)
    if colon and not residue(colon[0]):
        reading.ask.append(colon[0])
        line, low = line[colon.end() :], low[colon.end() :]
    if (held := _long_quote(line)) and not reading.subject:
        reading.ask.append(low[: held[0]] + " " + low[held[1] :])
        _told(held[2], reading)
        return
    if _PAIR.match(low) and width(line) < 160:
        _sentence(line, low, reading)
        return
    start = 0
    ends = [(m.start(), m.end()) for m in _SENTENCE.finditer(low)] + [(len(low), len(low))]
    for end, after in ends:
        reading.listing = False
        if says_something(low[start:end]) or HIDDEN in low[start:end]:
            _sentence(line[start:end], low[start:end], reading)
        start = after


def _long_quote(line: str) -> tuple[int, int, str] | None:
    """A text of several sentences in quotation marks, where all around it only asks."""
    found = next((q for q in quoted(line) if len(_SENTENCE.findall(fold(q[2]))) > 0 and width(q[2]) > 40), None)
    return found if found and not residue(fold(line[: found[0]] + " " + line[found[1] :])) else None


def _take_titles(line: str, low: str, reading: _Reading) -> tuple[str, str]:
    """Take the quotation after "titled" out of the line; the line keeps its length."""
    for start, end, words in quoted(line):
        lead = _TITLE.search(low[:start])
        if lead and not reading.title:
            reading.title = trim(words)
            reading.ask.append(low[lead.start() : start])
            blank = " " * (end - lead.start())
            line = line[: lead.start()] + blank + line[end:]
            low = low[: lead.start()] + blank + low[end:]
    return line, low


def _sentence(text: str, low: str, reading: _Reading) -> None:
    if _PAIR.match(low):
        reading.parts.append(text.strip())
    elif re.search(r"[一-鿿]", low):
        _chinese_sentence(text, low, reading)
    elif (m := _COUNTED.match(low)) and residue(low[m.end() :]):
        _take_list(text[m.end() :], reading)
    else:
        _take(english.sift(text, low), reading)


def _chinese_sentence(text: str, low: str, reading: _Reading) -> None:
    """Clause by clause, but a run of clauses of content stays the sentence that it is."""
    run: list[str] = []
    for m in re.finditer(r"[^，,]+(?:,(?=\d{3})[^，,]+)*", low):
        clause = text[m.start() : m.end()]
        if (counted := _COUNTED.match(m[0])) and residue(m[0][counted.end() :]):
            _take_list(clause[counted.end() :], reading)
            reading.listing = True
            continue
        if named := _NAMED.match(m[0]):
            _entitle(clause[named.start("name") : named.end("name")], reading)
            continue
        colon = m[0].find(":")
        if colon > 0 and chinese.only_asks(m[0][:colon]) and residue(m[0][colon + 1 :]):
            reading.ask.append(m[0][:colon])
            if _PROMISE.search("\n".join(reading.ask)):
                _told(text[m.start() + colon + 1 :], reading)
                break
            if len(enumeration(clause[colon + 1 :])) > 1 or m.end() < len(low):
                _take_list(clause[colon + 1 :], reading)
                reading.listing = True
            else:
                _take(chinese.sift(clause[colon + 1 :], m[0][colon + 1 :]), reading)
            continue
        sifted = _mixed(clause, m[0])
        if sifted.content and reading.listing:
            reading.parts += [point(i) for i in enumeration(sifted.content)]
        elif sifted.content:
            run.append(sifted.content)
        else:
            _take(sifted, reading)
    if run:
        reading.listing = False
        _take(Sifted(content="，".join(run) + ("！" if text.rstrip().endswith(("！", "!")) else "")), reading)


def _mixed(text: str, low: str) -> Sifted:
    """A clause in either language, or in both: "帮我 make a video about bubble tea"."""
    found = chinese.sift(text, low)
    if found.content and re.search(r"[a-z]{3}", low):
        lead = re.match(r"^[一-鿿\s]*(?=[a-z])", low)
        start = lead.end() if lead and not residue(lead[0]) else 0
        other = english.sift(text[start:], low[start:])
        return other if not other.content else found
    return found


def _closes(text: str, reading: _Reading) -> bool:
    """ "End with “Order now”": the words of the ending."""
    m = _END_WITH.match(fold(text))
    if m and not reading.closing and says_something(text[m.end() :]):
        reading.closing = trim(unquote(text[m.end() :].strip(" .。")))
        return True
    return False


def _take(sifted: Sifted, reading: _Reading) -> None:
    reading.ask += [a for a in sifted.ask if a.strip()]
    reading.kicker = reading.kicker or sifted.kicker
    reading.audience = reading.audience or sifted.audience
    reading.promised = reading.promised or sifted.promised
    if sifted.subject:
        if sifted.named and not reading.title:
            reading.title = sifted.subject
        _subject(sifted.subject, reading)
    if sifted.said:
        reading.parts.append(Point(unquote(sifted.said)))
    if not sifted.content or _closes(sifted.content, reading):
        return
    if not reading.subject and not reading.parts and _is_headed_list(sifted.content):
        _subject(sifted.content, reading)
        reading.topical = _is_thing(reading.subject)
    elif not reading.subject and not reading.parts and (items := _bare_list(sifted.content)):
        reading.subject, reading.topical = trim(items[0]), False
        reading.parts += [point(i) for i in items[1:]]
    else:
        reading.parts.append(sifted.content)


def _bare_list(text: str) -> list[str]:
    """ "Summer Jam, July 12-14, Aarhus harbour, tickets from $35": the first names the thing, the others are about it."""
    items = [i for i in re.split(r",\s+(?!\d{4}\b)", text) if says_something(i)]
    short = len(items) > 3 and all(width(i) <= 40 for i in items)
    return items if short and not has_verb(text) and not re.search(r"[一-鿿]", text) else []


def _is_headed_list(text: str) -> bool:
    """ "3 tips for better sleep: no phone, cool room, fixed hours" """
    head, colon, rest = _at_colon(text)
    return bool(colon) and width(head) <= 60 and len(enumeration(rest)) > 1


def _subject(words: str, reading: _Reading) -> None:
    """ "morning coffee: the beans, the pour" is a subject with its points; a second subject is a sentence."""
    head, colon, rest = _at_colon(words)
    if reading.subject:
        reading.parts.append(trim(words))
        return
    reading.subject = head.strip() if quoted(head) and unquote(head) == head else trim(unquote(head.strip()))
    if colon:
        _take_list(rest, reading)
        reading.listing = True


def _at_colon(words: str) -> tuple[str, str, str]:
    m = _LIST_COLON.search(words)
    return (words[: m.start()], ":", words[m.end() :]) if m and words[: m.start()].strip() else (words, "", "")


def _take_list(text: str, reading: _Reading) -> None:
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


_labels: dict[str, Callable[[str, _Reading], None]] = {
    "title": _entitle,
    "topic": _subject,
    "cta": _close,
    "ask": _order,
}
