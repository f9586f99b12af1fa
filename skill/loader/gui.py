"""GUI rules: what the backend says as if there were buttons, and what is done instead. A table or bullets."""

import re

from skill.loader.document import Document, Table, Text, matches, plain
from skill.loader.phrases import phrases
from skill.loader.targets import FAMILY_SECTIONS, SECTION

_SECTION = re.compile(r"\bGUI\b|interface|backend (?:response|instruction)s?|界面|后端", re.IGNORECASE)
_SAYS = re.compile(r"backend|\bit says\b|\bgui\b|interface|instruction|后端|界面|它说", re.IGNORECASE)
_DOES = re.compile(r"\byou\b|\bwe\b|\baction\b|\bdo\b|instead|translat|\bapi\b|你|执行|操作|改为", re.IGNORECASE)
_NOTHING_ELSE = re.compile(r"(?:execute|check|run|see|do|go to|执行|查看)?[\W_]*", re.IGNORECASE)
_ARROW = re.compile(r"\s*(?:→|⇒|->|=>|—>)\s*")


Rule = tuple[tuple[str, ...], str]


def read(document: Document) -> tuple[Rule, ...]:
    """Every rule the page states, in its order: the words, and what is done then."""
    pairs = [(row[0], row[1]) for table in document.tables if _is_rules(table) for row in table.rows]
    pairs += [pair for text in document.texts if (pair := _bullet(text))]
    return tuple(rule for says, does in pairs if (rule := _rule(says, does, document)))


def _is_rules(table: Table) -> bool:
    if len(table.head) < 2:
        return False
    says, does = plain(table.head[0]), plain(table.head[1])
    return bool(_DOES.search(does)) and bool(_SAYS.search(says))


def _bullet(text: Text) -> tuple[str, str] | None:
    if text.kind != "item" or text.quoted or not matches(_SECTION, text.section):
        return None
    says, *does = _ARROW.split(text.raw, maxsplit=1)
    return (says, does[0]) if does else None


def _rule(says: str, does: str, document: Document) -> Rule | None:
    words, deed = phrases(says), _spelt_out(" ".join(plain(does).split()), document)
    return (words, deed) if words and deed else None


def _spelt_out(does: str, document: Document) -> str:
    """`Execute §3.5` with the name of that section, for a number alone tells nobody what to do."""
    number = SECTION.search(does)
    if not number or not _NOTHING_ELSE.fullmatch(SECTION.sub("", does).strip()):
        return does
    return f"{does} {document.section(number[1]) or FAMILY_SECTIONS.get(number[1], '')}".strip()
