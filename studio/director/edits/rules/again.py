"""Another film of the same brief."""

from studio.director.edits.clause import Clause, Understood, op
from studio.director.lexicon import rx

_AGAIN = rx(
    r"\b(?:another|different|new|alternative|next|second|third)\s+(?:version|variant|variation|take|look)\b|\btry\s+again\b|\bsurprise\s+me\b|\bmake\s+(?:it|this)\s+different\b|\bredo\s+the\s+(?:whole\s+)?(?:video|film|thing)\b|\b(?:regenerate|remake)\b"
    r"|(?:换|再来|来|再做|再生成|另)(?:一)?(?:个|种|版)(?:不同的|新的?|别的)?(?:版本|方案|风格的版本|样式)?$|换一版|重新生成|再试一次|再来一版|下一个版本"
)


_KEEP = rx(
    r"^\W*(?:but\s+)?(?:please\s+)?(?:keep|leave|don't\s+(?:touch|change|remove|delete)|do\s+not\s+(?:touch|change|remove|delete))\b(?!\s+only)(?!.*\b(?:first|last)\b.*\bseconds?\b)(?!.*\b(?:out|under|at|to|below|within|short)\b)"
    r"|(?:留着|保留|不变|别动|不要动|不动|不用改|别改|不改|不要删|别删)\W*$"
)


def kept(c: Clause) -> Understood:
    """ "keep the music": nothing to do, and understood."""
    return [] if _KEEP.search(c.low) and not c.has("target.motion") and not c.says(r"画面|图片|运镜|只") else None


_ELSEWHERE = rx(
    r"^\W*(?:(?:wait|hold\s+on|hey|ok(?:ay)?|so|and|but)\W+)*(?:(?:please\s+)?(?:don't|do\s+not|no\s+need\s+to|stop|cancel|not)\s+(?:the\s+|to\s+)?(?:export|download|render|send|post|upload)\w*\b|(?:export|download)\s+(?:it|this|the\s+video)?\s*(?:later|afterwards)|i'll\s+export|when\s+it's\s+finished)"
    r"|^\W*(?:等一下|等等|先|还|暂时|那)*[，,]?(?:不要|别|不用|不|先别|还不要|别急着)(?:急着)?(?:导出|下载|发我|发给我|发视频|渲染|汇出|匯出|上传)"
)


def elsewhere(c: Clause) -> Understood:
    """ "don't export yet": nothing to do to the draft, and understood."""
    return [] if _ELSEWHERE.search(c.low) and not c.quotes else None


def again(c: Clause) -> Understood:
    """Another version, made with another seed."""
    if not _AGAIN.search(c.low) or c.has(
        "target.music|target.transition|target.palette|target.picture|target.captions|target.title"
    ):
        return None
    seed = (c.draft.get("m") or {}).get("seed", 0)
    return op("new_version", seed=int(seed) + 1)
