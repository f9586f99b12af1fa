"""Which layout a sentence suits: a number, a quotation, a comparison, a list, or a plain statement."""

import re

from studio.director.beats import Beat
from studio.director.points import enumeration
from studio.director.residue import quoted
from studio.director.writing import language_of, sentence_case, shorten, trim, width

_NUMBER = re.compile(
    r"(?<![\w.])[$€£¥￥]?\s?\d[\d,]*(?:\.\d+)?\s?(?:%|％|percent\b|°C|°F|°|x\b|k\b|K\b|万|亿|千|百|年|倍|元|块|岁|天|小时|分钟|公里|米|"
    r"(?:million|billion|thousand|hours?|minutes?|days?|years?|months?|weeks?|miles?|km|kg|m\b|g\b|calories|dollars|euros|people|guests|countries|cities)\b)?"
)
_BY = re.compile(r"^[\s,，]*(?:[-–—~]+\s*|——\s*|\s*by\s+|said\s+|says\s+)(?P<by>[^.。!！]{2,40})")
_SAID = re.compile(r"^(?P<by>[^\"“「:：,，]{2,40}?)\s*(?:said|says|once said|wrote|说过?|曾说|写道)\s*[:：,，]?\s*$")
_VERSUS = re.compile(r"\s+(?:vs\.?|versus|or)\s+|\s*(?:对比|还是|VS)\s*")
_NOT_BUT = re.compile(
    r"\bnot\s+(?:just\s+|only\s+)?(?P<left>[^,，.]+?),?\s+but\s+(?:also\s+)?(?P<right>[^.]+)|不是(?P<left_zh>[^，。]+)，?而是(?P<right_zh>[^，。]+)"
)
_BEFORE_AFTER = re.compile(
    r"^before\b[:\s]+(?P<left>[^.;,]+)[.;,]\s*after\b[:\s]+(?P<right>.+)|^(?:以前|过去|从前|之前)[:：，]?(?P<left_zh>[^，。；]+)[，。；](?:现在|如今|之后|以后)[:：，]?(?P<right_zh>.+)",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\s+(?:is|are|was|were|has|have|had|will|can|could|may|might|must|should|does|do|did|keeps?|makes?|gives?|takes?|comes?|goes|gets?|lets?|helps?|needs?|wants?|opens?|starts?|begins?|brings?|turns?|grows?|shows?|tells?|works?|runs?|offers?|uses?|means|that|which|who|when|where|because|so|if|while)\b",
    re.IGNORECASE,
)
_LIST_LEAD = re.compile(
    r"^(?P<head>.{2,60}?)\s*(?:[:：]|\b(?:include|includes|including|such as|like)\b|包括|包含|有|：)\s*(?P<items>.+)$",
    re.IGNORECASE,
)


def beat_for(sentence: str, seed: int = 0) -> Beat:
    """The scene for one sentence: its layout by what the sentence says, the sentence itself as its captions."""
    text = " ".join(sentence.split()).rstrip("。，、；,; ").removesuffix(".")
    return _quote(text) or _comparison(text) or _list(text) or _number(text) or _statement(text)


def _quote(text: str) -> Beat | None:
    found = quoted(text)
    if len(found) != 1 or width(found[0][2]) < 12 or width(found[0][2]) < width(text) // 2:
        return None
    start, end, words = found[0]
    by = _BY.match(text[end:]) or _SAID.match(text[:start])
    extra = {"by": trim(by["by"])} if by else {}
    return Beat("quote", shorten(words, 28), {"quote": words, **extra}, (), text)


def _comparison(text: str) -> Beat | None:
    m = _BEFORE_AFTER.search(text) or _NOT_BUT.search(text)
    if m:
        groups = m.groupdict()
        left, right = groups.get("left") or groups["left_zh"], groups.get("right") or groups["right_zh"]
    else:
        sides = _VERSUS.split(text)
        if len(sides) != 2 or not re.search(r"\bvs\b|versus|VS|对比", text):
            return None
        left, right = sides
    left, right = trim(left), trim(right)
    if not left or not right or max(width(left), width(right)) > 60:
        return None
    pair = {"left": {"heading": sentence_case(left)}, "right": {"heading": sentence_case(right)}}
    return Beat("comparison", shorten(text, 28), pair, captions(text), text)


def _list(text: str) -> Beat | None:
    m = _LIST_LEAD.match(text)
    head, items = (trim(m["head"]), enumeration(m["items"])) if m else ("", enumeration(text))
    items = [sentence_case(trim(i)) for i in items if trim(i)]
    if (
        len(items) < 3
        or any(width(i) > 36 for i in items)
        or (not m and any(" " not in i and width(i) < 3 for i in items))
    ):
        return None
    if not m and _VERB.search(text):
        return None
    words = {"items": items[:6], **({"heading": sentence_case(head)} if head else {})}
    return Beat("list", shorten(head or items[0], 28), words, captions(text), text)


def _number(text: str) -> Beat | None:
    """A number large, and beside it what it counts: what stands before it in the sentence, else what follows."""
    hits = [
        m for m in _NUMBER.finditer(text) if len(trim(m[0])) > 1 and not re.fullmatch(r"(?:19|20)\d\d", m[0].strip())
    ]
    if not hits or width(text) > 130 or len(hits) > 2:
        return None
    best = max(hits, key=lambda m: (bool(re.search(r"\D", m[0].strip())), len(m[0])))
    number = best[0].strip().replace(" percent", "%")
    words = {"number": number, "label": shorten(_label(text, best), 60)}
    return Beat("number", shorten(text, 28), words, captions(text), text)


def _label(text: str, number: re.Match[str]) -> str:
    before = trim(re.split(r"[,;:，；：。.!?！？]\s*", text[: number.start()])[-1])
    while (cut := _DANGLING.sub("", before)) != before:
        before = cut
    after = trim(re.split(r"[,;，；。!?！？]\s*|\.\s", text[number.end() :])[0])
    if width(before) >= 6 and not _weak(before.split(" ")[0]):
        return sentence_case(before)
    return after if width(after) >= 4 else sentence_case(trim(f"{before} {number[0].strip()}"))


def _statement(text: str) -> Beat:
    head = headline(text)
    told = captions(text)
    return Beat("statement", shorten(head, 28), {"heading": head}, () if told == (head,) else told, text)


def headline(text: str, limit: int = 34) -> str:
    """The few words of a sentence that can stand large: what stands before its verb, or its first clause."""
    text = trim(text)
    if width(text) <= limit // 2 + 4:
        return sentence_case(text)
    clause = trim(re.split(r"[,，;；:：。.!?！？]\s*|\s+[-–—]\s+", text, maxsplit=1)[0])
    if language_of(text) == "zh":
        return clause if width(clause) <= limit else shorten(clause, limit)
    subject = trim(_VERB.split(clause, maxsplit=1)[0])
    if width(subject) >= 4 and width(subject) <= limit and not _weak(subject):
        return sentence_case(_bare(subject))
    if width(clause) <= limit:
        return sentence_case(clause)
    return sentence_case(_few_words(clause, limit))


def _weak(subject: str) -> bool:
    return bool(
        re.fullmatch(
            r"(?:it|this|that|there|we|you|i|he|she|they|these|those|what|here|and it|but it|the)",
            subject,
            re.IGNORECASE,
        )
    )


def _bare(subject: str) -> str:
    return re.sub(r"^(?:and|but|so|or|then|also)\s+", "", subject, flags=re.IGNORECASE)


_DANGLING = re.compile(
    r"\s+(?:a|an|the|first|only|just|about|over|up|nearly|almost|more|less|than|of|in|on|at|to|for|with|and|or|by|from|as|is|are|was|its|our|your|their|my|every|each|that|than|into|over)$",
    re.IGNORECASE,
)


def _few_words(clause: str, limit: int) -> str:
    """The first words of a clause that fit, not ending in a word that asks for more."""
    out = ""
    for word in clause.split():
        if width(f"{out} {word}") > limit:
            break
        out = f"{out} {word}".strip()
    while (cut := _DANGLING.sub("", out)) != out:
        out = cut
    return out or shorten(clause, limit)


_BREAK = re.compile(
    r"(?<=[,;:，；：、。！？.!?])\s*|\s+(?=(?:and|but|or|so|because|which|that|when|while|where|with|from|for)\s)|(?<=\S)\s+[-–—]+\s+"
)


def captions(text: str) -> tuple[str, ...]:
    """A text as captions of one or two lines, broken where a reader would pause."""
    limit = 40 if language_of(text) == "zh" else 60
    pieces = [p.strip() for p in _BREAK.split(text) if p and p.strip()]
    out: list[str] = []
    for piece in (q for p in pieces for q in _pieces(p, limit)):
        joined = f"{out[-1]}{'' if language_of(piece) == 'zh' else ' '}{piece}" if out else ""
        if out and width(joined) <= limit:
            out[-1] = joined
        else:
            out.append(piece)
    return tuple(c for c in (o.rstrip("，、,;；:：。 ").removesuffix(".") for o in out) if trim(c))


def _pieces(text: str, limit: int) -> list[str]:
    """A piece without a pause cut into even lines, at spaces where it has them."""
    if width(text) <= limit:
        return [text]
    count = -(-width(text) // limit)
    words = text.split(" ") if " " in text else list(text)
    glue = " " if " " in text else ""
    lines, goal = [""], width(text) / count
    for word in words:
        if lines[-1] and width(lines[-1] + glue + word) > min(limit, goal + 6):
            lines.append("")
        lines[-1] = f"{lines[-1]}{glue}{word}" if lines[-1] else word
    return [
        p
        for line in lines
        for p in ([line] if width(line) <= limit else [line[i : i + limit] for i in range(0, len(line), limit)])
    ]
