"""Understand what the backend says about an editor that nobody sees.

`translate(text)` gives what a person should read, the calls to run now and the offers to make;
`GuiStream` does the same for text that arrives in pieces. Standard library only.
"""

from router.gui.model import DEFAULT_RULES, Call, GuiRule, Offer, Translation
from router.gui.stream import GuiStream, translate

__all__ = [
    "DEFAULT_RULES",
    "Call",
    "GuiRule",
    "GuiStream",
    "Offer",
    "Translation",
    "translate",
]
