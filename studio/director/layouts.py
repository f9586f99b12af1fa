"""Which layout a sentence suits: a number, a quotation, a comparison, a list, or a plain statement."""

import re

from studio.director.beats import Beat
from studio.director.points import enumeration
from studio.director.residue import quoted
from studio.director.wording import captions, has_verb, headline, is_weak, undangled
from studio.director.writing import language_of, sentence_case, shorten, trim, width

_UNIT = (
    r"%|％|percent\b|°C|°F|°|x\b|k\b|K\b|[万亿千百]?(?:元|块钱?|年|倍|岁|天|小时|分钟|公里|米|折|斤|公斤|人|家|个|次|步)|[万亿千百]"
    r"|(?:million|billion|thousand|hours?|minutes?|days?|years?|months?|weeks?|miles?|km|kg|m\b|g\b|calories|dollars|euros|people|guests|countries|cities|families|customers|users)\b"
)
_NUMBER = re.compile(
    rf"(?<![\w.,])[$€£¥￥]?\s?\d[\d,]*(?:\.\d+)?\s?(?:{_UNIT})?(?:\s(?:million|billion|thousand))?|(?<=[一-鿿])\d[\d,]*(?:\.\d+)?(?:{_UNIT})"
)
_BY = re.compile(r"^[\s,，]*(?:[-–—~]+\s*|——\s*|\s*by\s+|said\s+|says\s+)(?P<by>[^.。!！]{2,40})")
_SAID = re.compile(r"^(?P<by>[^\"“「:：,，]{2,40}?)\s*(?:said|says|once said|wrote|说过?|曾说|写道)\s*[:：,，]?\s*$")
_VERSUS = re.compile(r"\s+(?:vs\.?|versus)\s+|\s*(?:对比|VS|vs)\s*")
_COMPARE = re.compile(r"^(?:compar(?:e|ing)|a comparison of|对比|比较)\s*[:：]?\s*", re.IGNORECASE)
_NOT_BUT = re.compile(
    r"\bnot\s+(?:just\s+|only\s+)?(?P<left>[^,，.]+?),?\s+but\s+(?:also\s+)?(?P<right>[^.]+)|不是(?P<left_zh>[^，。]+)，?而是(?P<right_zh>[^，。]+)"
)
_BEFORE_AFTER = re.compile(
    r"^before\b[:\s]+(?P<left>[^.;,]+)[.;,]\s*after\b[:\s]+(?P<right>.+)|^(?:以前|过去|从前)[:：，]?(?P<left_zh>[^，。；]+)[，。；](?:现在|如今)[:：，]?(?P<right_zh>.+)",
    re.IGNORECASE,
)
_LIST_LEAD = re.compile(
    r"^(?P<head>.{2,60}?)\s*(?:[:：]|\b(?:include|includes|including|such as|like)\b|包括|包含|有|：)\s*(?P<items>.+)$",
    re.IGNORECASE,
)


def beat_for(sentence: str) -> Beat:
    """The scene for one sentence: its layout by what the sentence says, the sentence itself as its captions."""
    text = " ".join(sentence.split()).rstrip("。，、；,; ").removesuffix(".")
    return _quote(text) or comparison(text) or _list(text) or number(text) or _statement(text)


def _quote(text: str) -> Beat | None:
    found = quoted(text)
    if len(found) != 1 or width(found[0][2]) < 10 or width(found[0][2]) < width(text) // 2:
        return None
    start, end, words = found[0]
    by = _BY.match(text[end:]) or _SAID.match(text[:start])
    extra = {"by": trim(by["by"])} if by else {}
    return Beat("quote", shorten(words, 28), {"quote": words.strip(" ,，"), **extra}, (), text)


def comparison(text: str) -> Beat | None:
    """Two things side by side: "A vs B", "A vs B: cheaper vs faster", before and after, not this but that."""
    if m := _BEFORE_AFTER.search(text) or _NOT_BUT.search(text):
        groups = m.groupdict()
        sides = [groups.get("left") or groups["left_zh"], groups.get("right") or groups["right_zh"]]
        details: list[str] = []
    else:
        head, _, rest = text.partition(":" if ":" in text else "：")
        sides, details = _VERSUS.split(_COMPARE.sub("", head)), _VERSUS.split(rest)
    sides = [trim(s) for s in sides]
    if len(sides) != 2 or not all(sides) or max(map(width, sides)) > 60:
        return None
    more = [{"items": [sentence_case(trim(d))]} for d in details] if len(details) == 2 else [{}, {}]
    left, right = ({"heading": sentence_case(s), **m} for s, m in zip(sides, more, strict=True))
    return Beat("comparison", shorten(text, 28), {"left": left, "right": right}, captions(text), text)


def _list(text: str) -> Beat | None:
    """ "Our menu: soup, bread, tea"; in Chinese only what 、 lists, as ， also joins clauses."""
    if language_of(text) == "zh" and "、" not in text:
        return None
    m = _LIST_LEAD.match(text)
    head, listed = (trim(m["head"]), m["items"]) if m else ("", text)
    items = [sentence_case(trim(i)) for i in enumeration(listed) if trim(i)]
    too_long = any(width(i) > 36 for i in items)
    commas = len(re.findall(r",\s|、|;|；", listed))
    if len(items) < 3 or commas < 2 or too_long or (not m and (has_verb(text) or any(width(i) < 3 for i in items))):
        return None
    words = {"items": items[:6], **({"heading": sentence_case(head)} if head else {})}
    return Beat("list", shorten(head or items[0], 28), words, captions(text), text)


def number(text: str) -> Beat | None:
    """A number large, and beside it what it counts: what stands before it in the sentence, else what follows."""
    hits = [
        m for m in _NUMBER.finditer(text) if len(trim(m[0])) > 1 and not re.fullmatch(r"(?:19|20)\d\d", m[0].strip())
    ]
    if not hits or width(text) > 130 or len(hits) > 2:
        return None
    best = max(hits, key=lambda m: (bool(re.search(r"[^\d\s]", m[0])), len(m[0])))
    words = {"number": best[0].strip().replace(" percent", "%"), "label": shorten(_label(text, best), 60)}
    return Beat("number", shorten(text, 28), words, captions(text), text)


def _label(text: str, found: re.Match[str]) -> str:
    before = trim(re.split(r"[,，](?!\d)|[;:；：。!?！？]|\.\s", text[: found.start()])[-1])
    last = before.rsplit(" and ", 1)[-1]
    before = undangled(last if len(last.split()) > 1 else before)
    after = trim(re.split(r"[,，](?!\d)|[;；。!?！？]|\.\s", text[found.end() :])[0])
    if width(before) >= 4 and not is_weak(before.split(" ")[0]):
        return sentence_case(before)
    return after if width(after) >= 4 else sentence_case(trim(f"{before} {found[0].strip()}"))


def _statement(text: str) -> Beat:
    head = headline(text)
    told = captions(text)
    return Beat("statement", shorten(head, 28), {"heading": head}, () if told == (head,) else told, text)
