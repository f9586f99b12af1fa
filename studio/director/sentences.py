"""The sentences of a brief, one by one: each asks, names the subject, or is told."""

import re
from itertools import pairwise

from studio.director import chinese, english
from studio.director.lexicon import alternation, data
from studio.director.points import Point, enumeration, point
from studio.director.reading import Reading, bare_list, is_headed_list, is_thing, take_list, take_subject
from studio.director.residue import HIDDEN, hide_quotes, quoted, residue, unquote
from studio.director.sifted import Sifted
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


_NAMED = re.compile(
    r"^\W*(?:店名|公司名称?|公司叫|品牌名?称?|产品名?称?|商品名?称?|店铺名?称?)(?:是|为|叫做?)?\s*:?\s*(?P<name>[^,，。]{2,40})$"
)


PROMISE = re.compile(
    alternation([w for t in data("ask").values() for w in t["source"] if " " in w or (len(w) > 3 and not w.isascii())])
)


def read_sentences(line: str, reading: Reading) -> None:
    low = hide_quotes(line, fold(line))
    line, low = _take_titles(line, low, reading)
    colon = re.match(r"^[^:.。!?]{2,60}(?<!\d):\s+(?=before\b|以前|过去)", low)
    if colon and not residue(colon[0]):
        reading.ask.append(colon[0])
        line, low = line[colon.end() :], low[colon.end() :]
    if (held := _long_quote(line)) and not reading.subject:
        reading.ask.append(low[: held[0]] + " " + low[held[1] :])
        read_told(held[2], reading)
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


def _take_titles(line: str, low: str, reading: Reading) -> tuple[str, str]:
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


def _sentence(text: str, low: str, reading: Reading) -> None:
    if _PAIR.match(low):
        reading.parts.append(text.strip())
    elif re.search(r"[一-鿿]", low):
        _chinese_sentence(text, low, reading)
    elif (m := _COUNTED.match(low)) and residue(low[m.end() :]):
        take_list(text[m.end() :], reading)
    else:
        _take(english.sift(text, low), reading)


def _chinese_sentence(text: str, low: str, reading: Reading) -> None:
    """Clause by clause, but a run of clauses of content stays the sentence that it is."""
    run: list[str] = []
    for m in re.finditer(r"[^，,]+(?:,(?=\d{3})[^，,]+)*", low):
        clause = text[m.start() : m.end()]
        if (counted := _COUNTED.match(m[0])) and residue(m[0][counted.end() :]):
            take_list(clause[counted.end() :], reading)
            reading.listing = True
            continue
        if named := _NAMED.match(m[0]):
            reading.title = trim(unquote(clause[named.start("name") : named.end("name")]))
            continue
        colon = m[0].find(":")
        if colon > 0 and chinese.only_asks(m[0][:colon]) and residue(m[0][colon + 1 :]):
            reading.ask.append(m[0][:colon])
            if PROMISE.search("\n".join(reading.ask)):
                read_told(text[m.start() + colon + 1 :], reading)
                break
            if len(enumeration(clause[colon + 1 :])) > 1 or m.end() < len(low):
                take_list(clause[colon + 1 :], reading)
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


def _take(sifted: Sifted, reading: Reading) -> None:
    reading.ask += [a for a in sifted.ask if a.strip()]
    reading.kicker = reading.kicker or sifted.kicker
    reading.audience = reading.audience or sifted.audience
    reading.promised = reading.promised or sifted.promised
    if sifted.subject:
        if sifted.named and not reading.title:
            reading.title = sifted.subject
        take_subject(sifted.subject, reading)
    if sifted.said:
        reading.parts.append(Point(unquote(sifted.said)))
    if not sifted.content or _closes(sifted.content, reading):
        return
    if not reading.subject and not reading.parts and is_headed_list(sifted.content):
        take_subject(sifted.content, reading)
        reading.topical = is_thing(reading.subject)
    elif not reading.subject and not reading.parts and (items := bare_list(sifted.content)):
        reading.subject, reading.topical = trim(items[0]), False
        reading.parts += [point(i) for i in items[1:]]
    else:
        reading.parts.append(sifted.content)


def _closes(text: str, reading: Reading) -> bool:
    """ "End with “Order now”": the words of the ending."""
    m = _END_WITH.match(fold(text))
    if m and not reading.closing and says_something(text[m.end() :]):
        reading.closing = trim(unquote(text[m.end() :].strip(" .。")))
        return True
    return False


def read_told(words: str, reading: Reading) -> None:
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
