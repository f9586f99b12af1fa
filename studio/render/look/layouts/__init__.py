"""One module per layout of `docs/draft.md`; `LAYOUTS` finds them by name."""

from collections.abc import Callable

from studio.render.layers import Scene
from studio.render.look.layouts import comparison, ending, listing, number, picture, quote, statement, title
from studio.render.look.stage import Stage

LAYOUTS: dict[str, Callable[[Stage], Scene]] = {
    "title": title.scene,
    "statement": statement.scene,
    "list": listing.scene,
    "number": number.scene,
    "quote": quote.scene,
    "comparison": comparison.scene,
    "picture": picture.scene,
    "ending": ending.scene,
}


def layout(name: str) -> Callable[[Stage], Scene]:
    """The layout called `name`; an unknown name counts as `statement`."""
    return LAYOUTS.get(name, statement.scene)
