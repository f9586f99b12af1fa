"""One message, several changes: where one ends and the next begins.

Nobody can tell from punctuation alone ("write Pour slowly, in circles" against "captions off, louder music"), so
each cut is tried: two pieces are two changes where both are understood by themselves.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from studio.director.edits.vocabulary import words
from studio.director.lexicon import rx
from studio.director.residue import hide_quotes
from studio.director.writing import fold, says_something

_CUT = rx(
    r"\s*[.!?。！？;；\n]+(?=\s|$|[^\x00-\x7f])\s*|(?<=[^\x00-\x7f])[.!?]\s*|\s*[,，]\s*(?:and\s+then|and\s+also|and|then|also|plus|but)?\s+|\s*,\s*(?=[^\x00-\x7f])|(?<=[^\x00-\x7f])\s*,\s*|\s+(?:and\s+then|and\s+also|and|then|also|plus|but|&)\s+"
    r"|\s*(?:然后再?|接着|随后|并且|并(?!排)|同时|另外|还有|而且|以及|顺便|此外|之后再|再把|再将)\s*(?=[^\s])|、"
)
_FIXED = rx(
    r"black\s+and\s+white|rock\s+and\s+roll|drum\s+and\s+bass|and\s+a\s+half|look\s+and\s+feel|up\s+and\s+down|back\s+and\s+forth|between\s+(?:the\s+)?[\w ]{1,20}?\s+and\s+"
)
_COMPLAINT = rx(
    r"^\W*(?:the|my|scene|shot|i\s+(?:don't|do\s+not)\s+like|i\s+hate|this|that|第|最后|开头|结尾).*(?:\btoo\b|\bfeels?\b|\bdon't\s+like\b|\bhate\b|\bboring\b|\bwrong\b|typo|太|不喜欢|有点|不好)"
)
_CONTINUES = rx(
    r"^(?:内容|文字|文案|上面|标题)?(?:是|为|写着|写上|写的?是|写(?=[“\"「《])|叫)|^(?:with\s+the\s+(?:text|words|heading)|saying|that\s+says|which\s+says|it\s+(?:should\s+)?says?)\b"
)
_ENDED = rx(r"[.!?。！？;；\n]")
_ORDERS = rx(
    r"^\W*(?:move|make|put|add|remove|delete|set|change|turn|bring|keep|place|use|drop|cut|swap|replace|shift|show|hide|mute|trim|shorten|extend)\s+(?:it|them|that|this|the|a|an|my|all|scene|some|more)\b|^(?:放到|放在|移到|改成|换成|加上|去掉|删掉|调到)"
)
_BARE_TIME = rx(
    r"^\W*(?:\d+(?:\.\d+)?|[一二两三四五六七八九十半]{1,3}|one|two|three|four|five)\s*(?:s|secs?|seconds?|秒钟?)\W*$"
)
_PRONOUN = rx(r"^\W*(?:so\s+|please\s+)*\w+\s+(?:it|that|this|them)\b|\bit\s+should\b|它|剪成|改成|缩短|换掉|删掉|去掉")
_MOST = 24  # pieces tried one by one; what comes after is left in the last
_ORDER = rx(r"\b(?:then|after\s+that|afterwards|next|finally)\b|然后|接着|随后|之后|再")
_LEAD = rx(
    r"^(?:(?:please|pls|plz|also|and|then|next|finally|now|first(?:ly)?|second(?:ly)?|after\s+that|ok(?:ay)?|so|oh|hey|hi|well|actually|hmm+|um|can\s+you|could\s+you|would\s+you|will\s+you|can\s+we|could\s+we|i\s+want\s+you\s+to|i'd\s+like\s+you\s+to|i\s+would\s+like\s+you\s+to|let's|lets|just|maybe|perhaps|click|tap|press)\b[\s,]*"
    r"|(?:请你?|麻烦你?|帮我|帮忙|那就|那|先|首先|然后|接着|最后(?=[,，再把将请])|再|并且|并|同时|另外|还有|也|顺便|可以|能不能|能否|可不可以|我想要?|我要|我希望|希望|把它|点击|点一下)[\s,，]*(?=\S))+",
)
_NAMES = rf"(?:the\s+|any\s+|all\s+|my\s+|background\s+)*(?:{words('target.title|target.captions|target.music|target.voice')}|(?:scene|shot)s?\s+\w+|\w+\s+(?:scene|shot))"
_BARE = rx(rf"^{_NAMES}\s*$")
_CARRIED = rx(
    rf"^\W*(?:(?:please|also|can you|could you|请|帮我|把|将)\s*)*(?P<verb>{words('verb.remove|verb.unwanted')}|add|turn\s+on|加上?|添加|打开|显示)(?![a-z])"
)
_BOTH = rx(
    rf"^(?P<lead>(?:把|将|both\s+|the\s+)?)(?P<a>{_NAMES})\s*(?:,|and|&|和|与|跟|、|以及|及)\s*(?P<b>{_NAMES})\s*(?:both\s+|all\s+|都|全都|全部|全|一起)?(?P<rest>\S.*)$"
)


@dataclass(frozen=True)
class Piece:
    """A clause of the request. `then`: it begins with a word of order, so that it speaks of what came out before."""

    text: str
    then: bool = False
    understood: bool = True


def pieces(request: str, understood: Callable[[str], bool]) -> list[Piece]:
    """The clauses of a request. `understood` tells whether a text is a change by itself."""
    parts = _parts(request)
    out: list[Piece] = []
    current, then = "", False
    for separator, part in parts:
        text = part.strip()
        if not says_something(text) and "“" not in text:
            current += separator + part if current else ""
            continue
        if not current:
            current, then = text, _is_order(separator, text)
            continue
        joined = f"{current}{separator}{part}"
        if _COMPLAINT.search(fold(current)) and _PRONOUN.search(fold(text)) and not _ENDED.search(separator):
            current = joined
            continue
        if (_CONTINUES.match(fold(text)) or _BARE_TIME.match(fold(text))) and understood(_bare(joined)):
            current = joined
            continue
        if understood(_bare(current)):
            if understood(_bare(text)) and not _open(current, text, separator):
                out.append(Piece(_bare(current), then))
                current, then = text, _is_order(separator, text)
            elif carried := _carry(current, text):
                out.append(Piece(_bare(current), then))
                current, then = carried, False
            elif (_takes_more(current) and not _ORDERS.match(fold(text))) or _numbers_go_on(current, text):
                current = joined
            else:
                out.append(Piece(_bare(current), then))
                current, then = text, _is_order(separator, text)
        elif not _ENDED.search(separator) and understood(_bare(joined)):
            current = joined
        elif understood(_bare(text)) or _ENDED.search(separator):
            out.append(Piece(_bare(current), then, False))
            current, then = text, _is_order(separator, text)
        else:
            current = joined
    if current:
        out.append(Piece(_bare(current), then, understood(_bare(current))))
    return [p for one in out for p in _both(one)]


def _parts(request: str) -> list[tuple[str, str]]:
    """The request cut at everything that may end a clause: `(separator before, text)`."""
    low = _FIXED.sub(lambda m: m[0].replace(" ", "_"), hide_quotes(request, fold(request)))
    out: list[tuple[str, str]] = []
    at, separator = 0, ""
    for m in _CUT.finditer(low):
        if len(out) == _MOST:
            break
        out.append((separator, request[at : m.start()]))
        separator, at = request[m.start() : m.end()], m.end()
    return [*out, (separator, request[at:])]


def _bare(text: str) -> str:
    """A clause without "please", "can you", 请, 然后 in front."""
    m = _LEAD.match(fold(text))
    rest = text[m.end() :] if m else text
    return rest.strip() or text.strip()


def _is_order(separator: str, text: str) -> bool:
    low = fold(separator + " " + text)
    return bool(_ORDER.match(low.strip(" ,，.。;；")) or _ORDER.search(fold(separator)))


_OPEN_END = rx(
    r"(?:\bto\b|\binto\b|\bsay(?:s|ing)?\b|\breads?\b|\bwrite\b|\bwith\b|\babout\b|:|\bcall(?:ed)?\s+it\b|\btitle\s+it\b|\bname\s+it\b|\bbe\b|改成|改为|换成|写成|写上|写|叫|关于|内容是|说)\s*\S.*$"
)
_CLOSED = rx(r"[\"”」』》'’]\s*\W*$")
_SMALL_WORDS = rx(
    rf"\b(?:to|at|into)\s+(?:the\s+)?(?:{words('place.start|place.end')}|top|bottom|middle|\d|half|front|end)|{words('target.pace')}"
)


def _takes_more(current: str) -> bool:
    """Whether a clause ends in words of the user's that may go on after a comma."""
    low = hide_quotes(current, fold(current))
    return bool(_OPEN_END.search(low)) and not _CLOSED.search(current) and not _SMALL_WORDS.search(low)


def _open(current: str, text: str, separator: str) -> bool:
    """Whether a piece that could stand alone rather goes on the words before: only inside an unfinished quotation."""
    return current.count("“") > current.count("”") or current.count("「") > current.count("」")


def _numbers_go_on(current: str, text: str) -> bool:
    """ "scenes 2, 4 and 5" """
    return (
        bool(re.fullmatch(r"\W*(?:scenes?\s+)?(?:\d+|[a-z]+)\W*(?:\d+)?\W*", fold(text)))
        and bool(re.search(r"\d|scene", fold(text)))
        and bool(re.search(r"scenes?\s+[\w\s,]*$", fold(current)))
    )


def _carry(current: str, text: str) -> str:
    """ "remove the title | the captions": the verb holds for what follows, too."""
    if not _BARE.match(fold(text).strip(" .!。")):
        return ""
    m = _CARRIED.search(fold(current))
    if m:
        return f"{current[m.start('verb') : m.end('verb')]} {text}"
    return ""


def _both(piece: Piece) -> list[Piece]:
    """ "music and captions off", 音乐和字幕都不要了: one change for each."""
    low = hide_quotes(piece.text, fold(piece.text))
    m = _BOTH.match(low)
    if (
        not m
        or re.match(r"\s*(?:scenes?|shots?)\b", m["b"])
        or re.search(rf"\b(?:swap|switch|between)\b|交换|对调|{words('verb.swap')}", low)
    ):
        return [piece]
    rest = piece.text[m.start("rest") :]
    return [Piece(f"{piece.text[m.start(g) : m.end(g)]} {rest}", piece.then, piece.understood) for g in ("a", "b")]
