"""Back and forth between drafts."""

from studio.director.edits.clause import Clause, Refusal, Understood, op
from studio.director.lexicon import rx
from studio.director.quantities import HAN_NUMBER, NUMBER, number

_UNDO = rx(
    r"\bundo(?:ing)?\b|\brevert\b|\broll(?:ed)?\s*back\b|\b(?:go|step|take\s+me)\s+back\b(?!\s+to\s+(?:the\s+)?(?:vertical|landscape|square|calm))|\btake\s+(?:that|it)\s+back\b"
    r"|\bcancel\s+(?:that|it|the\s+last|my\s+last|last)\b|\b(?:change|switch|turn)\s+(?:it|that|everything)\s+back\b|\bas\s+it\s+was\b|\b(?:how|the\s+way)\s+it\s+was\b|\b(?:previous|last|earlier|original|old|first)\s+(?:version|draft|cut)\b"
    r"|\bscratch\s+that\b|\b(?:forget|discard|drop|remove|cancel)\s+(?:the|my|that)\s+(?:last\s+|latest\s+)?(?:change|edit)\b|\bnever\s*mind\s+(?:that|the\s+last)|\brestore\s+(?:the\s+)?(?:previous|last|old|original)"
    r"|撤销|撤回|撤消|回退|退回|(?:回到|返回|退到)(?:上一|之前|原来|最初)|上一(?:版|个版本)|还原|复原|恢复(?:到)?(?:上一步|上一版|原来|原样|之前|最初|成?原)|取消(?:上一步|刚才|上次|这一步|这个修改|最后|那个修改)|^取消$|改回(?:来|去|原)"
)
_REDO = rx(
    r"\bre-?do\b|\bdo\s+(?:it|that)\s+again\b|\bbring\s+(?:it|that|the\s+(?:last\s+)?change)\s+back\b|\brestore\s+(?:the\s+(?:last\s+)?|that\s+)(?:change|edit)\b|\bundo\s+the\s+undo\b|\breapply\b"
    r"|重做|恢复(?:一下)?(?:刚才|刚刚|撤销|上次|上一个)的?(?:修改|改动|操作|更改|编辑|步骤)|取消撤销|再做一次刚才|恢复撤销"
)
_ALL = rx(r"\b(?:all|everything|original|first\s+version|beginning|start)\b|全部|所有|最初|最开始|原始")
_STEPS = rx(
    rf"(?P<n>{NUMBER})\s*(?:steps?|times?|changes?|edits?|things|more)\b|(?P<zh>\d+|{HAN_NUMBER})\s*(?:步|次|个)|\blast\s+(?P<last>{NUMBER})\b|\b(?P<twice>twice)\b"
)


def history(c: Clause) -> Understood:
    """Undo and redo, so many steps."""
    if _REDO.search(c.low):
        return _walk(c, "redo", len(c.redo))
    if _UNDO.search(c.low):
        return _walk(c, "undo", len(c.undo))
    return None


def _walk(c: Clause, name: str, available: int) -> Understood:
    if not available:
        return Refusal(f"nothing_to_{name}")
    if _ALL.search(c.low):
        return op(name, steps=available)
    m = _STEPS.search(c.low)
    steps = 2 if m and m["twice"] else number(next((g for g in m.groups() if g), "1")) if m else 1
    return op(name, steps=min(available, max(1, int(steps or 1))))
