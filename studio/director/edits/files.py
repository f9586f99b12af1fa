"""Which of the user's files a request speaks of."""

import re
from collections.abc import Sequence
from pathlib import PurePath

from studio.director.edits.clause import Clause
from studio.director.lexicon import rx
from studio.director.values import Material
from studio.director.writing import fold

_NEWEST = rx(
    r"\b(?:new|newest|latest|last|just\s+(?:sent|uploaded|added)|i\s+(?:just\s+)?(?:sent|uploaded|added))\b|新的|新图|新照片|新视频|最新|刚(?:才)?(?:上?传|发|给)"
)
_MINE = rx(r"\bmy\b|\bour\b|我的|我们的|自己的")
_WORD_FOR = {
    "image": rx(r"\b(?:photo|picture|image|pic|photograph)s?\b|图片|照片|图|相片"),
    "video": rx(r"\b(?:clip|video|footage|recording)s?\b|视频|片段|素材"),
    "audio": rx(r"\b(?:song|music|audio|track|mp3|recording)s?\b|歌|音乐|音频|曲"),
}


def mentioned_file(c: Clause, kind: str | None = None) -> Material | None:
    """The file that is named, by its name or a word of it; else "my song", "the new photo": the newest unused one."""
    files = [m for m in c.material if kind is None or m.kind == kind]
    named = [m for m in files if fold(m.name) in c.low]
    named = named or [m for m in files if _named_in_part(m, c.low)]
    if named:
        return max(named, key=lambda m: len(m.name))
    if kind and files and (_MINE.search(c.low) and _WORD_FOR[kind].search(c.low)):
        return _newest(c, files)
    return None


def newest_file(c: Clause, kinds: Sequence[str] = ("image", "video")) -> Material | None:
    """The file that came last of those that are not in the film yet, where the clause asks for a new one."""
    files = [m for m in c.material if m.kind in kinds]
    return _newest(c, files) if files and (_NEWEST.search(c.low) or _MINE.search(c.low)) else None


def _newest(c: Clause, files: Sequence[Material]) -> Material:
    used = {(s.get("m") or {}).get("src") for t in c.draft.get("t") or [] for s in t.get("sg") or []}
    unused = [m for m in files if m.file_id not in used]
    said = [m for m in unused if _WORD_FOR[m.kind].search(c.low)]
    return (said or unused or list(files))[0 if len(unused) > 1 and not _NEWEST.search(c.low) else -1]


def _named_in_part(file: Material, low: str) -> bool:
    stem = fold(PurePath(file.name).stem)
    parts = [p for p in re.split(r"[\W_]+", stem) if len(p) > 2 or re.search(r"[一-鿿]{2}", p)]
    parts = [p for p in parts if not any(w.fullmatch(p) for w in _WORD_FOR.values())]
    if not parts or not _WORD_FOR[file.kind].search(low):
        return False
    return any(re.search(rf"(?<![a-z0-9]){re.escape(p)}(?![a-z0-9])", low) for p in parts if not p.isdigit())
