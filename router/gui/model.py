"""The values that go into and come out of the GUI translator."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GuiRule:
    """A row of the skill page's GUI rules: the words the backend says, and what is done then."""

    says: tuple[str, ...]
    does: str


@dataclass(frozen=True, slots=True)
class Call:
    """Something to run now.

    `action` is export, state, timeline, credits, upload or edit. `text` is the sentence that the
    order came from; for edit it is the change as a chat request without interface words.
    """

    action: str
    text: str


@dataclass(frozen=True, slots=True)
class Offer:
    """Something to ask about: "Shall I {text}?" / “要我{text}吗？”, in the language of the text."""

    action: str
    text: str


@dataclass(frozen=True, slots=True)
class Translation:
    """What a person should read, the calls to run now, the offers to make; both in text order."""

    text: str
    calls: tuple[Call, ...]
    offers: tuple[Offer, ...]


# The rules of the skill page that this product grew from, for callers without a page at hand.
DEFAULT_RULES: tuple[GuiRule, ...] = (
    GuiRule(("click", "点击"), "execute the action via the relevant endpoint"),
    GuiRule(("open", "打开"), "query session state to get the data"),
    GuiRule(("drag/drop", "拖拽"), "send the edit command through SSE"),
    GuiRule(("preview in timeline",), "show a text summary of current tracks"),
    GuiRule(("Export", "导出"), "run the export workflow"),
)
