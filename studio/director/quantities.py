"""Numbers and lengths of time as people write them, in English and in Chinese. Works on folded text (`writing.fold`)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_UNITS = {
    w: i
    for i, w in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS = {
    w: 10 * i for i, w in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
_EN = {
    **_UNITS,
    **_TENS,
    "fourty": 40,
    "a": 1,
    "an": 1,
    "half": 0.5,
    "half a": 0.5,
    "half an": 0.5,
    "a couple of": 2,
    "a few": 3,
}
_HAN = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}

_TENS_WORD = "|".join(_TENS)
_ONES_WORD = "|".join(w for w in _UNITS if w != "zero")
EN_WORD = rf"(?:(?:{_TENS_WORD}|fourty)(?:[\s-]+(?:{_ONES_WORD}))?|(?:{_ONES_WORD}|zero))"
DIGITS = r"\d+(?:[.,]\d+)?"
HAN_NUMBER = r"[零〇一二两三四五六七八九十百半]{1,8}"  # bounded: a run of 一 must not be tried at every length
NUMBER = rf"(?:{DIGITS}|\b{EN_WORD}\b|{HAN_NUMBER})"


def number(text: str) -> float | None:
    """The value of a number in digits, English or Chinese words; None where it is none."""
    word = text.strip().lower()
    if re.fullmatch(DIGITS, word):
        return float(word.replace(",", "."))
    if re.fullmatch(HAN_NUMBER, word):
        return _han(word)
    parts = re.split(r"[\s-]+", word)
    if len(parts) == 2 and parts[0] in _EN and parts[1] in _UNITS:
        return float(_EN[parts[0]] + _UNITS[parts[1]])
    return float(_EN[word]) if word in _EN else None


def _han(text: str) -> float:
    """Chinese numerals below a thousand: 三十, 一百二十, 半."""
    if text == "半":
        return 0.5
    if not set(text) & set("十百"):
        return float("".join(str(_HAN.get(c, 0)) for c in text))
    hundreds, _, rest = text.rpartition("百")
    tens, has_ten, ones = rest.rpartition("十")
    total = 100 * (_HAN.get(hundreds, 1) if "百" in text else 0)
    total += 10 * _HAN.get(tens.strip("零"), 1) if has_ten else 0
    return float(total + _HAN.get(ones.strip("零"), 0))


_MORE = r"(?:\s+(?:more|extra|additional|full|whole|entire))?[\s-]*"
_ENGLISH_TIME = re.compile(
    rf"(?<![\w.])(?:"
    rf"(?P<m>{DIGITS}|half\s+an?|an?|{EN_WORD})(?P<mid>\s+and\s+a\s+half)?{_MORE}(?:minutes?|mins?|m(?=\d+\s*s))(?![a-z])"
    rf"(?P<mh>\s+and\s+a\s+half)?(?:\s*(?:and\s+|,\s*)?(?P<s>{DIGITS}|{EN_WORD})[\s-]*(?:seconds?|secs?|s)(?![a-z]))?"
    rf"|(?P<only>{DIGITS}(?:{_MORE}(?:seconds?|secs?)|[\s-]*s)|(?:a\s+couple\s+of|a\s+few|{EN_WORD}(?P<sh>\s+and\s+a\s+half)?|half\s+a){_MORE}(?:seconds?|secs?)"
    rf"|a\s+sec(?:ond)?(?=\s+(?:longer|shorter|later|earlier|more|less|off|or)\b|[\s.!]*$))(?![a-z])"
    rf"|(?P<ms>\d+)\s*(?:ms|milliseconds?)(?![a-z])|(?P<h>{DIGITS}|an?|half\s+an?|{EN_WORD})[\s-]*(?:hours?|hrs?|h)(?![a-z]))"
)
_UNIT = re.compile(
    r"[\s-]*(?:(?:more|extra|additional|full|whole|entire)[\s-]*)?(?:seconds?|secs?|s)$|\s+and\s+a\s+half"
)
_CHINESE_TIME = re.compile(
    rf"(?P<m>{DIGITS}|{HAN_NUMBER})\s*个?\s*(?:分钟?|min)(?P<half>半)?钟?(?:\s*零?\s*(?P<s>{DIGITS}|[零一二两三四五六七八九十]+)\s*秒钟?)?(?!之)"
    rf"|(?P<only>{DIGITS}|{HAN_NUMBER})\s*(?:多)?\s*秒钟?(?P<sh>半)?|(?P<h>{DIGITS}|{HAN_NUMBER})\s*个?(?:小时|钟头)"
)
_CLOCK = re.compile(r"(?<![\d:.])(?P<m>\d{1,2}):(?P<s>[0-5]\d)(?![\d:])")


@dataclass(frozen=True)
class Time:
    """A length of time found in a text: where it stands, and how long in ms."""

    start: int
    end: int
    ms: int


def times(folded: str) -> list[Time]:
    """Every length of time in the text, in order, without overlaps."""
    found = sorted([*_english(folded), *_chinese(folded)], key=lambda t: (t.start, -t.end))
    kept: list[Time] = []
    for t in found:
        if not kept or t.start >= kept[-1].end:
            kept.append(t)
    return kept


def clock_times(folded: str) -> list[Time]:
    """Every `m:ss` in the text. Aspect ratios look the same: only for places where a time is meant."""
    return [Time(m.start(), m.end(), 1000 * (60 * int(m["m"]) + int(m["s"]))) for m in _CLOCK.finditer(folded)]


def _english(text: str) -> Iterator[Time]:
    for m in _ENGLISH_TIME.finditer(text):
        if m["ms"]:
            yield Time(m.start(), m.end(), int(m["ms"]))
        elif m["h"]:
            yield Time(m.start(), m.end(), _ms(m["h"], 3_600_000))
        elif m["only"]:
            yield Time(m.start(), m.end(), _ms(_UNIT.sub("", m["only"]), 1000) + (500 if m["sh"] else 0))
        else:
            minutes = _ms(m["m"], 60_000) + (30_000 if m["mh"] or m["mid"] else 0)
            yield Time(m.start(), m.end(), minutes + (_ms(m["s"], 1000) if m["s"] else 0))


def _chinese(text: str) -> Iterator[Time]:
    for m in _CHINESE_TIME.finditer(text):
        if m["h"]:
            yield Time(m.start(), m.end(), _ms(m["h"], 3_600_000))
        elif m["only"]:
            yield Time(m.start(), m.end(), _ms(m["only"], 1000) + (500 if m["sh"] else 0))
        else:
            minutes = _ms(m["m"], 60_000) + (30_000 if m["half"] else 0)
            yield Time(m.start(), m.end(), minutes + (_ms(m["s"], 1000) if m["s"] else 0))


def _ms(word: str, unit: int) -> int:
    value = number(re.sub(r"\s+", " ", word))
    return round((value if value is not None else 1) * unit)
