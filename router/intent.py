"""What a message asks for, by the skill page's own table: a short message that holds a keyword is that action."""

import re
from collections.abc import Sequence

from router.actions import Plan, Route, Step
from router.language import detect

DEFAULT_ROUTES = (
    Route("export", ("export", "导出", "download", "send me the video"), True),
    Route("credits", ("credits", "积分", "balance", "余额"), True),
    Route("state", ("status", "状态", "show tracks"), True),
    Route("upload", ("upload", "上传"), True),
    Route("chat", (), False),
)
_QUOTED = re.compile(r"[\"“「][^\"”」]*[\"”」]")
_SHORT = 6  # words; a longer message only mentions the keyword


def plan(
    text: str, routes: Sequence[Route] = DEFAULT_ROUTES, *, pending: str | None = None, attachments: int = 0
) -> Plan:
    """The steps that a message asks for; `pending` is what was offered, `attachments` what came beside it."""
    del attachments
    bare = _QUOTED.sub(" ", text).casefold().strip()
    language = detect(text)
    if pending and bare.strip(" .!。！") in ("yes", "ok", "sure", "do it", "好", "好的", "可以", "行"):
        return Plan(text, language, (Step(pending, text, "assent to the offer"),), ("assent to the offer",))
    length = len(re.findall(r"[a-z0-9']+|[\u3400-\u9fff]{2}", bare))
    for route in routes:
        for keyword in route.keywords:
            if keyword.casefold() in bare and length <= _SHORT:
                evidence = f"{route.action}: keyword {keyword!r}"
                return Plan(text, language, (Step(route.action, text, evidence),), (evidence,))
    return Plan(text, language, (Step("chat", text, "chat: no route"),), ("chat: no route",))
