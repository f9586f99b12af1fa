"""Scenes for the time that the user's words leave: the subject's own words first, then framing by mood."""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice

from studio.director.beats import Beat
from studio.director.lexicon import data
from studio.director.values import Art
from studio.director.writing import sentence_case, shorten, traditional, width

_QUESTION = re.compile(
    r"^(?:how|why|what|when|where|who|which|whether)\b|什么|为什么|为何|怎么|怎样|如何|多少|哪", re.IGNORECASE
)
_APART = re.compile(r"[:：，,?？] ?\{topic\}|^\{topic\}\W")  # a line in which the topic stands by itself
_ARTICLE = re.compile(r"^(?:an?|some)\s+", re.IGNORECASE)
_LOWER_FIRST = frozenset(
    [
        "the",
        "a",
        "an",
        "our",
        "your",
        "my",
        "their",
        "its",
        "this",
        "that",
        "some",
        "how",
        "why",
        "what",
        "when",
        "where",
        "who",
    ]
)
_SMALL = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "at",
        "to",
        "for",
        "with",
        "and",
        "or",
        "by",
        "from",
        "as",
        "is",
        "are",
        "my",
        "our",
        "your",
        "how",
        "why",
        "what",
        "when",
        "where",
        "who",
        "i",
        "we",
        "you",
        "it",
        "its",
        "this",
        "that",
    ]
)
_LONGEST_TOPIC = 44  # half-width letters: a longer subject does not fit into a sentence of framing
_MOODS = ("calm", "elegant", "cinematic", "tech", "dreamy", "lofi", "upbeat", "playful")


@dataclass(frozen=True)
class Frame:
    """What framing is made for: the subject as written, the film's title, language, mood, and a source of chance."""

    subject: str
    title: str
    language: str
    mood: str
    rng: random.Random
    topical: bool = True  # the subject can stand in the middle of a sentence
    traditional: bool = False  # the user writes traditional characters

    @property
    def topic(self) -> str:
        """The subject in the middle of a sentence; the title where the subject is too long for that."""
        subject = re.sub(r"^from\s+", "", self.subject)
        return within(subject if subject and width(subject) <= _LONGEST_TOPIC else self.title)

    def phrase(self, key: str, **values: str) -> str:
        """One of the phrases of a kind, at random, as a caption."""
        lines: list[str] = data("phrases")[self.language][key]
        return self.caption(self.rng.choice(lines), **values)

    def caption(self, line: str, **values: str) -> str:
        """A line of framing with the user's words in it, in the user's kind of characters."""
        text = traditional(line) if self.traditional else line
        return sentence_case(text.format(**{"topic": self.topic} | values))

    def own(self, text: str) -> str:
        """A text of ours in the user's kind of characters."""
        return traditional(text) if self.traditional else text


def within(text: str) -> str:
    """Words in the middle of a sentence: "The beans" as "the beans", "I" and names as they are."""
    head = text.split(" ", 1)[0]
    return (
        text[:1].lower() + text[1:] if head.lower() in _LOWER_FIRST and head[1:].islower() | (len(head) == 1) else text
    )


def bare(subject: str) -> str:
    """A subject without "a" or "an"."""
    return _ARTICLE.sub("", subject)


def framing(frame: Frame, art: Art, names: Sequence[str], told: bool) -> Iterator[Beat]:
    """Beats without end, best first: lines of framing, and among them the subject's words that can be drawn (unless
    the user's own scenes are `told` already) and closer looks at the `names` of those scenes."""
    names = [n for n in names if not _QUESTION.search(n)]
    lines = list(islice(_lines(frame), 4))
    words = [] if told or not frame.topical else _topic_words(bare(frame.subject or frame.title), frame.language, art)
    for i, (heading, line) in enumerate(lines):
        yield _line(frame, heading, line, i)
        if i < len(words):
            yield _closer(frame, words[i], i)
    if names:
        yield from (_closer(frame, name, i) for i, name in enumerate(names))
    for i, (heading, line) in enumerate(cycle(islice(_lines(frame), 4, 32))):
        yield _line(frame, heading, line if i % 2 else "", i)  # the subject's name need not be read every time


def _lines(frame: Frame) -> Iterator[tuple[str, str]]:
    """Headings and captions: a question's own, else those of the mood, then those of its neighbours."""
    phrases = data("phrases")[frame.language]
    asked = bool(_QUESTION.search(frame.topic))
    if asked:
        yield from phrases["question"]
    for mood in (frame.mood, *(m for m in _MOODS if m != frame.mood)):
        lines = [
            (head, told)
            for head, told in phrases["scene"][mood]
            if (frame.topical and not asked) or _APART.search(told)
        ]
        frame.rng.shuffle(lines)
        yield from lines


def captioned(frame: Frame) -> Iterator[str]:
    """The captions of framing alone, without end."""
    return (frame.caption(told) for _, told in cycle(_lines(frame)) if told)


def _line(frame: Frame, heading: str, told: str, index: int) -> Beat:
    head = frame.own(heading)
    captions = (frame.caption(told),) if told else ()
    return Beat(("statement", "picture")[index % 2], head, {"heading": head}, captions, frame.title, own=False)


def _closer(frame: Frame, name: str, index: int) -> Beat:
    """A word of the user's once more, on its own."""
    lines = data("phrases")[frame.language]["closer"]
    told = frame.caption(lines[index % len(lines)], point=within(name))
    head = sentence_case(name)
    return Beat("picture", shorten(head, 28), {"heading": shorten(head, 60)}, (told,), name, own=False)


def _topic_words(topic: str, language: str, art: Art) -> list[str]:
    """The words of a subject that drawings exist for: "waves at night" has "waves" and "night"."""
    if language == "zh":
        halves = [topic[: len(topic) // 2], topic[len(topic) // 2 :]] if len(topic) == 4 else []
        return halves if halves and all(art(h, "zh", 1) for h in halves) else []
    words = [w for w in re.findall(r"[A-Za-z][\w'’-]+", topic) if w.lower() not in _SMALL]
    drawn = [w for w in words if art(w, "en", 1)]
    return list(dict.fromkeys(drawn))[:3] if len(words) > 1 else []
