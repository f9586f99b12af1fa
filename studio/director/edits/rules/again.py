"""Another film of the same brief."""

import re

from studio.director.edits.clause import Clause, Understood, op

_AGAIN = re.compile(
    r"\b(?:another|different|new|alternative|next|second|third)\s+(?:version|variant|variation|take|look)\b|\btry\s+again\b|\bsurprise\s+me\b|\bmake\s+(?:it|this)\s+different\b|\bredo\s+the\s+(?:whole\s+)?(?:video|film|thing)\b|\b(?:regenerate|remake)\b"
    r"|(?:换|再来|来|再做|再生成|另)(?:一)?(?:个|种|版)(?:不同的|新的?|别的)?(?:版本|方案|风格的版本|样式)?$|换一版|重新生成|再试一次|再来一版|下一个版本"
)


def again(c: Clause) -> Understood:
    """Another version, made with another seed."""
    if not _AGAIN.search(c.low) or c.has(
        "target.music|target.transition|target.palette|target.picture|target.captions|target.title"
    ):
        return None
    seed = (c.draft.get("m") or {}).get("seed", 0)
    return op("new_version", seed=int(seed) + 1)
