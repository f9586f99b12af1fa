"""What is left of each sentence, behind the right white space and list marker."""

from router.gui.sentences import Unit


class Output:
    """Keeps what white space, marker or header waits for the next sentence that is shown."""

    def __init__(self) -> None:
        self._gap = ""
        self._marker = ""
        self._held = ""
        self._held_begun = False
        self._begun = False
        self._gone = False

    def take(self, unit: Unit, text: str, header: bool, inside: bool) -> str:
        """What of this sentence may be shown now. A bare header waits for what it introduces."""
        if not unit.text:
            return "" if self._gone else unit.gap
        if not text:
            self._drop(unit)
            return ""
        gone, begun = self._gone, self._begun
        if self._held and gone and not inside:
            self._held, self._begun = "", self._held_begun
        shown = self._held + self._place(unit, text)
        self._held = ""
        if header:
            self._held, self._held_begun = shown, begun
            return ""
        return shown

    def finish(self) -> str:
        """A header that nothing followed."""
        return "" if self._gone else self._held

    def _drop(self, unit: Unit) -> None:
        if not self._gone or _weight(unit.gap) > _weight(self._gap):
            self._gap = unit.gap
        self._gone = True
        self._marker = "" if unit.last else unit.marker if unit.first else self._marker

    def _place(self, unit: Unit, text: str) -> str:
        gap, marker = unit.gap, unit.marker
        if self._gone:
            gap = max(gap, self._gap, key=_weight) if self._begun else ""
            marker = marker if unit.first else self._marker
        self._gap, self._marker, self._gone, self._begun = "", "", False, True
        return gap + marker + text


def _weight(gap: str) -> tuple[int, int]:
    return gap.count("\n"), len(gap)
