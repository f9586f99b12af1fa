"""One clause of a request: its words, and what they can be asked about."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from studio.director import draft as drafts
from studio.director.edits.scene_refs import SceneRef, end_refs, named_refs, place_refs, scene_refs
from studio.director.edits.vocabulary import pattern
from studio.director.lexicon import rx
from studio.director.quantities import HAN_NUMBER, NUMBER, Time, clock_times, number, times
from studio.director.residue import hide_quotes, quoted
from studio.director.values import Draft, Material, Operation
from studio.director.writing import fold

_PERCENT = rx(
    rf"(?P<n>\d+(?:\.\d+)?)\s*(?:%|％|percent|per\s+cent)|(?P<word>{NUMBER})\s+percent|百分之\s*(?P<zh>\d+|{HAN_NUMBER})|(?P<cheng>[一二三四五六七八九])成"
)
_LEVEL = rx(
    r"(?:volume|loudness|音量)\s*(?:level\s*)?(?:of\s+\w+\s+)?(?:to|at|=|:|调?到|改?成|设?为|调)?\s*(?P<n>\d{1,3}|zero|零)(?![\d.]|\s*(?:s\b|sec|秒))"
)
_TIMES = rx(
    r"(?P<n>\d+(?:\.\d+)?)\s*(?:x\b|×|times|倍)|(?P<half>\bhalf\b|一半)|(?P<double>\bdouble|\btwice\b|两倍|加倍|翻倍)|(?P<triple>\btriple\b|三倍)"
)
_TAIL = rx(
    r"[\s,，]*(?:\b(?:instead|please|pls|plz|thanks|thank you|for me|ok|okay)\b|(?<=\S)(?:吧|谢谢|多谢|就行|就好|好吗|好了|可以吗|行吗|哦|呢|啊))[\s.!。！?？,，]*$",
    re.IGNORECASE,
)
_EDGES = " \t\n,，:：;；、"


@dataclass(frozen=True)
class Clause:
    """A clause as written, with the draft as it is when its turn comes.

    `numbering` holds the ids of the scenes as the user counts them: those of the draft that they have in front
    of them, unless an earlier clause was done and this one begins with "then".
    """

    text: str
    draft: Draft
    numbering: tuple[str, ...] = ()
    material: Sequence[Material] = ()
    undo: Sequence[Mapping[str, Any]] = ()
    redo: Sequence[Mapping[str, Any]] = ()
    low: str = field(init=False, default="")

    def __post_init__(self) -> None:
        object.__setattr__(self, "low", hide_quotes(self.text, fold(self.text)))

    def find(self, kind: str, start: int = 0) -> re.Match[str] | None:
        """The first word of a list of the vocabulary, e.g. `find("target.music")`."""
        return pattern(kind).search(self.low, start)

    def has(self, *kinds: str) -> bool:
        """Whether a word of each of the lists is there."""
        return all(pattern(k).search(self.low) for k in kinds)

    def says(self, regex: str) -> re.Match[str] | None:
        """A search in the folded words."""
        return rx(regex).search(self.low)

    @cached_property
    def quotes(self) -> list[tuple[int, int, str]]:
        """What stands in quotation marks."""
        return quoted(self.text)

    @cached_property
    def times(self) -> list[Time]:
        """Lengths of time, `0:05` included."""
        return times(self.low) or [t for t in clock_times(self.low) if t.ms not in (556_000, 976_000)]

    @cached_property
    def percent(self) -> float | None:
        """A percentage as a share of one: 20 %, twenty percent, 百分之二十, 三成."""
        m = _PERCENT.search(self.low)
        if not m:
            level = _LEVEL.search(self.low)
            return (number(level["n"]) or 0.0) / 100 if level else None
        value = number(m["n"] or m["word"] or m["zh"] or m["cheng"])
        return None if value is None else value * (10 if m["cheng"] else 1) / 100

    @cached_property
    def factor(self) -> float | None:
        """A multiple: 2x, half, double, 1.5倍."""
        m = _TIMES.search(self.low)
        if not m:
            return None
        return float(m["n"]) if m["n"] else 0.5 if m["half"] else 2.0 if m["double"] else 3.0

    @cached_property
    def scenes(self) -> list[SceneRef]:
        """Scenes spoken of by number or place, as indices into the draft as it is now; -1 where there is none."""
        return [self._now(r) for r in scene_refs(self.low, self._counted)]

    @cached_property
    def any_scenes(self) -> list[SceneRef]:
        """Scenes spoken of in any way: by number, as "the ending", or by what they are called."""
        named = [self._now(r) for r in named_refs(self.low, self._counted)]
        ends = [self._now(r) for r in end_refs(self.low, self._counted)]
        return self.scenes or named or ends

    @cached_property
    def places(self) -> list[SceneRef]:
        """The first or last scene, where words are to stand "at the end"."""
        return [self._now(r) for r in place_refs(self.low, self._counted)]

    @cached_property
    def _counted(self) -> Draft:
        """The draft with its scenes as the user counts them."""
        now = {s.get("id"): s for s in drafts.segments(self.draft, "video")}
        if not self.numbering:
            return self.draft
        scenes = [now.get(i, {"id": i, "m": {}}) for i in self.numbering]
        return {"t": [{"tt": 0, "m": {"role": "video"}, "sg": scenes}]}

    def _now(self, ref: SceneRef) -> SceneRef:
        if not self.numbering:
            return ref
        ids = [s.get("id") for s in drafts.segments(self.draft, "video")]
        wanted = self.numbering[ref.index] if 0 <= ref.index < len(self.numbering) else None
        return SceneRef(ref.start, ref.end, ids.index(wanted) if wanted in ids else len(ids) if wanted is None else -1)

    def after(self, regex: str, start: int = 0) -> str | None:
        """The words that follow a connector, without politeness and quotation marks; None without it or them."""
        m = rx(regex).search(self.low, start)
        return clean(self.text[m.end() :]) or None if m else None


def clean(text: str) -> str:
    """A value as the user meant it: quotation marks and "please" gone, inner words untouched."""
    found = quoted(text)
    if found:
        return found[0][2].strip()
    bare = text.strip(_EDGES)
    while (cut := _TAIL.sub("", bare)) != bare:
        bare = cut
    return bare.strip(_EDGES).removesuffix(".").removesuffix("。")


@dataclass(frozen=True)
class Refusal:
    """Understood, but not possible: the key of a sentence in `data/edit_replies.toml` and its values."""

    key: str
    values: Mapping[str, Any] = field(default_factory=dict)


Understood = list[Operation] | Refusal | None


def op(name: str, **args: Any) -> list[Operation]:
    """One operation as the answer of a rule."""
    return [Operation(name, args)]
