"""What a beat shows: the user's pictures and clips, or one large word over a told sentence."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from studio.director.beats import Beat
from studio.director.values import Art, Material
from studio.director.wording import captions, headline
from studio.director.writing import language_of, says_something, sentence_case, shorten, trim, width

_SUFFIXES = frozenset("子儿头树花草山河湖海鸟鱼茶酒")
_CAMERA = re.compile(
    r"^(?:img|dsc|dscn|dscf|pxl|vid|mov|mvi|dji|gopr|screenshot|screen shot|image|photo|picture|video|clip|untitled|file|wechat|wx|mmexport|微信图片|截图|图片|照片|视频)?[\s_\-()\d.:]*$",
    re.IGNORECASE,
)


def with_material(own: list[Beat], material: Sequence[Material]) -> list[Beat]:
    """Give every picture and clip a scene, in order; words go with them, evenly, and words left over stay scenes."""
    seen = [m for m in material if m.kind in ("image", "video")]
    if not seen:
        return own
    out: list[Beat] = []
    used = 0
    for i, file in enumerate(seen):
        until = len(own) * (i + 1) // len(seen) if len(own) > len(seen) else min(i + 1, len(own))
        words = own[used:until]
        used = until
        out.append(_shown(file, words[0] if words else None))
        out += words[1:]
    return out


def _shown(file: Material, beat: Beat | None) -> Beat:
    """A file with the words of a beat as its captions, else with those of its name where a person named it."""
    if beat is None:
        name = sentence_case(file_words(file.name))
        return Beat("picture", name or PurePath(file.name).stem[:28], {}, (name,) if name else (), name, file)
    words = " ".join(str(beat.words[k]) for k in ("heading", "quote", "label") if beat.words.get(k))
    return replace(beat, layout="picture", material=file, words={}, captions=beat.captions or captions(words))


def file_words(name: str) -> str:
    """A file's name as words where a person named it ("beach_sunset.jpg"), nothing where a camera did."""
    stem = re.sub(r"[_\-]+", " ", PurePath(name).stem).strip()
    meant = re.search(r"[^\W\d_]{3,}|[一-鿿]{2,}", stem) and not re.search(r"\d{4,}|[0-9a-f]{8,}", stem)
    return trim(stem) if says_something(stem) and meant and not _CAMERA.match(stem) else ""


def with_keyword(beat: Beat, title: str, index: int, art: Art) -> Beat:
    """A told sentence never stands twice on screen: one word of it large where one can be drawn, else only told.

    Holds where the sentence is its own headline, and where its headline is the title that was just seen.
    """
    head = str(beat.words.get("heading", ""))
    if beat.layout != "statement" or beat.material or (beat.captions and head != title):
        return beat
    told = beat.captions or captions(beat.about if trim(beat.about) == head else head)
    other = _rest(beat.about, head) if beat.captions else _keyword(head, art)
    if other and other != title:
        return replace(beat, words={"heading": other}, captions=told, name=shorten(other, 28))
    return replace(beat, layout="picture", words={}, captions=told)


def _rest(sentence: str, head: str) -> str:
    """What a sentence says after its headline, where that is short enough to stand large itself."""
    after = trim(sentence[len(head) :]) if sentence.lower().startswith(head.lower()) else ""
    after = re.sub(r"^(?:and|is|are|was|were|has|have)\s+", "", after)
    return sentence_case(headline(after, 44)) if 4 <= width(after) <= 60 else ""


def _keyword(sentence: str, art: Art) -> str:
    """The first word of a short sentence that there is a drawing of."""
    if language_of(sentence) == "zh":
        run = re.sub(r"[^一-鿿]", "", sentence)[:16]
        spans = (run[i : i + n] for i in range(len(run) - 1) for n in (3, 2) if i + n <= len(run) and n < len(run))
        return next((s for s in spans if _drawn_whole(s, art)), "")
    words = re.findall(r"[A-Za-z][\w'’-]{2,}", sentence)
    return next((sentence_case(w) for w in words if len(words) > 2 and art(w, "en", 1)), "")


def _drawn_whole(span: str, art: Art) -> bool:
    """Whether a drawing shows the span itself and not only one character of it: 燕子, but not 方飞."""
    parts = [span[i:j] for i in range(len(span)) for j in range(i + 1, len(span) + 1) if j - i < len(span)]
    drawn = [p for p in parts if art(p, "zh", 1)]
    return bool(art(span, "zh", 1)) and (not drawn or (drawn == [span[:1]] and span[1:] in _SUFFIXES))
