"""The body of a page as a Markdown parser sees it: tables, list items and paragraphs, each under its heading.

Code blocks and comments are left out: they show, they do not state. What stands in a block quote is marked as quoted.
Only block structure is parsed at first; inline markup is resolved where a reader asks for it, which is seldom.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token

Kind = Literal["paragraph", "item"]

# Titles of this family's sections. A page pasted as plain text has lost the `#` before them.
_TITLES = frozenset(
    {
        "getting started",
        "first contact",
        "automatic setup",
        "error codes",
        "error handling",
        "error reference",
        "errors",
        "tips",
        "tips and tricks",
        "best practices",
        "common workflows",
        "translating gui instructions",
        "gui translation",
        "backend response translation",
        "reading the sse stream",
        "matching input to actions",
        "cloud render pipeline details",
    }
)
_MARKUP = re.compile(r"[*_\[\]<`\\&!]")
_QUOTATION = re.compile('"[^"\n]*"|“[^”\n]*”|「[^」\n]*」|『[^』\n]*』')


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph or a list item. `raw` is its Markdown, `lead` the line above it or above its list."""

    kind: Kind
    section: str
    raw: str
    lead: str = ""
    quoted: bool = False
    low: str = ""  # `raw` in lower case: many readers ask for a word before they look closer


@dataclass(frozen=True, slots=True)
class Table:
    """A table; its cells are Markdown."""

    section: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(slots=True)
class Document:
    """What a page states, in order. `low` is all of it in lower case."""

    low: str = ""
    title: str = ""  # the first heading of the first level
    headings: list[str] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)

    def own(self, *words: str) -> list[Text]:
        """The page's own texts (not quoted) in which one of some lower-case words occurs."""
        present = [word for word in words if word in self.low]  # mostly one or none, so that no text need be asked
        return (
            [text for text in self.texts if not text.quoted and any(word in text.low for word in present)]
            if present
            else []
        )

    def section(self, number: str) -> str:
        """The title of the section with that number (`3.5`), without what it adds in brackets; empty if none has it."""
        for heading in self.headings:
            if match := re.match(rf"§?\s*{re.escape(number)}\.?\s+([^(（]+)", heading):
                return match[1].strip()
        return ""

    def pairs(self) -> list[str]:
        """Rows of tables that state one thing each, as `first cell: second cell`."""
        return [f"{row[0]}: {row[1]}" for table in self.tables for row in table.rows if len(row) > 1]


def read(body: str) -> Document:
    """Parse a page's body."""
    document = Document(low=body.lower())
    _Walk(document).lines(body.split("\n"))
    return document


def plain(raw: str) -> str:
    """Markdown without its markup: what a reader sees."""
    return "".join(text for text, _ in _spans(raw))


def coded(raw: str) -> str:
    """Like `plain`, with code spans still in backticks."""
    return "".join(f"`{text}`" if code else text for text, code in _spans(raw))


def prose(raw: str) -> str:
    """Like `plain`, less code spans and quotations: those are somebody else's words."""
    return _QUOTATION.sub(" ", "".join(" " if code else text for text, code in _spans(raw)))


@lru_cache(maxsize=4096)
def matches(pattern: re.Pattern[str], line: str) -> bool:
    """`pattern.search(line)`, remembered: a heading stands over many lines."""
    return bool(pattern.search(line))


def _spans(raw: str) -> tuple[tuple[str, bool], ...]:
    """Pieces of visible text, and whether each is a code span."""
    return _resolved(raw) if _MARKUP.search(raw) else ((raw, False),)


@lru_cache(maxsize=256)  # several readers look at the same line
def _resolved(raw: str) -> tuple[tuple[str, bool], ...]:
    tokens: list[Token] = []
    parser = _parser()
    parser.inline.parse(raw, parser, {}, tokens)
    return tuple(_visible(tokens))


def _visible(tokens: list[Token]) -> Iterator[tuple[str, bool]]:
    for token in tokens:
        if token.type == "code_inline":
            yield token.content, True
        elif token.type in ("softbreak", "hardbreak"):
            yield "\n", False
        elif not token.content.startswith("<!--"):  # other angle brackets are placeholders: `<uuid>`
            yield token.content, False


# Block rules by the signs without which they cannot apply. Every rule is tried on every line, so a page without tables
# is read faster without the rule for them.
_SIGNS = {
    "table": ("|",),
    "blockquote": (">",),
    "html_block": ("<",),
    "fence": ("```", "~~~"),
    "heading": ("#",),
    "code": ("    ", "\t"),
}
_UNDERLINED = re.compile(r"[^\n]\n {0,3}(?:=+|-+)[ \t]*(?:\n|\Z)")


def _tokens(body: str) -> list[Token]:
    """The parser's block structure; inline markup is left as it stands."""
    idle = {rule for rule, signs in _SIGNS.items() if not any(sign in body for sign in signs)}
    if not _UNDERLINED.search(body):
        idle.add("lheading")
    return _parser(frozenset(idle)).parse(body)


@lru_cache(maxsize=128)
def _parser(idle: frozenset[str] = frozenset()) -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable("table")
    parser.core.ruler.enableOnly(["normalize", "block"])
    # "reference" are link definitions: nothing here follows a link.
    parser.block.ruler.disable(["reference", *idle])
    return parser


class _Walk:
    """Goes through the parser's tokens and keeps what is stated."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._section = ""
        self._lead = ""

    def lines(self, lines: list[str]) -> None:
        """Read some source lines. Called again for lines that only a lazy continuation tied to what precedes."""
        tokens = _tokens("\n".join(lines))
        quotes = items = 0
        table = 0
        for index, token in enumerate(tokens):
            kind = token.type
            if kind == "paragraph_open":
                if items:
                    self._item(tokens[index + 1], lines, quoted=quotes > 0)
                else:
                    self._paragraph(tokens[index + 1].content, quoted=quotes > 0)
            elif kind == "list_item_open":
                items += 1
            elif kind == "list_item_close":
                items -= 1
            elif kind == "heading_open" and not quotes:
                self._heading(tokens[index + 1].content, top=token.tag == "h1")
            elif kind == "table_open":
                table = index
            elif kind == "table_close":
                if not quotes:
                    self._table(tokens[table:index], lines)
            elif kind == "blockquote_open":
                quotes += 1
            elif kind == "blockquote_close":
                quotes -= 1

    def _heading(self, raw: str, *, top: bool = False) -> None:
        self._section = self._lead = plain(raw).strip()
        self._document.headings.append(self._section)
        if top and not self._document.title:
            self._document.title = self._section

    def _paragraph(self, raw: str, *, quoted: bool) -> None:
        kept: list[str] = []
        for line in raw.split("\n"):
            if not quoted and line.strip().lower() in _TITLES:
                self._text("paragraph", kept, quoted=quoted)
                kept = []
                self._heading(line)
            else:
                kept.append(line)
        self._text("paragraph", kept, quoted=quoted)

    def _text(self, kind: Kind, lines: list[str], *, quoted: bool) -> None:
        if lines:
            raw = "\n".join(lines)
            self._document.texts.append(Text(kind, self._section, raw, self._lead, quoted, raw.lower()))
            if kind == "paragraph" and not quoted:
                self._lead = lines[-1]

    def _item(self, inline: Token, lines: list[str], *, quoted: bool) -> None:
        """A list item; lines at the margin that begin a sentence of their own are not part of it."""
        content = inline.content.split("\n")
        first, last = _first(inline), _last(inline)
        for offset in range(1, min(len(content), last - first)):
            source = lines[first + offset]
            if source[:1].strip() and not source[0].islower() and not quoted:
                self._text("item", content[:offset], quoted=quoted)
                self.lines(lines[first + offset : last])
                return
        self._text("item", content, quoted=quoted)

    def _table(self, tokens: list[Token], lines: list[str]) -> None:
        """A table, up to the first row without a bar: that is a line of text which only stands too close."""
        rows: list[tuple[str, ...]] = []
        cells: list[str] = []
        rest: list[str] = []
        for token in tokens:
            if token.type == "tr_open" and "|" not in lines[_first(token)]:
                rest = lines[_first(token) : _last(tokens[0])]
                break
            if token.type == "inline":
                cells.append(token.content)
            elif token.type == "tr_close":
                rows.append(tuple(cells))
                cells = []
        self._document.tables.append(Table(self._section, rows[0], tuple(rows[1:])))
        if rest:
            self.lines(rest)


def _first(token: Token) -> int:
    return token.map[0] if token.map else 0


def _last(token: Token) -> int:
    return token.map[1] if token.map else 0
