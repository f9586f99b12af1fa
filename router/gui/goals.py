"""Which action an order asks for: by the goal of the step, not by its verb."""

from collections.abc import Sequence

from router.gui.evidence import Object
from router.gui.lexicon import BIT, bits
from router.gui.tokens import KEY, Token

ACTIONS = ("export", "state", "timeline", "credits", "upload")
EDITS = bits("alter adjust shift drag")
PURPOSES = (
    ("look", BIT["look"]),
    ("timeline", BIT["play"]),
    ("export", BIT["get"]),
    ("upload", BIT["put"]),
    ("edit", EDITS),
    ("pick", BIT["pick"]),
)
FIXED = {"refresh": "state", "get": "export", "alter": "edit", "adjust": "edit", "play": "timeline"}
AIMED = ("export", "upload", "edit", "timeline", "credits")


def purpose_of(tokens: Sequence[Token]) -> str:
    """What the words after a control are about: an action, "look", "pick" or ""."""
    for token in tokens:
        for name, tags in PURPOSES:
            if token.tags & tags:
                if name == "look" and any(t.tags & BIT["credits"] for t in tokens):
                    return "credits"
                return name
    return ""


def action_of(role: str, o: Object, purpose: str, retries: str) -> tuple[str, bool]:
    """(action, weak). Weak orders lead somewhere: they give way to what follows them.

    `retries` is the action that "Retry" stands for here.
    """
    control = next((name for name in ACTIONS if o.goal == BIT[name]), "")
    if role in FIXED:
        return FIXED[role], False
    if role in ("drag", "shift"):
        return _moved(role, o, control), False
    if role == "put":
        panel = o.site & BIT["film"] and o.site & BIT["widget"] and not control
        return "edit" if panel else "upload", False
    if role in ("look", "find"):
        if _is_file_behind(o):
            return "export", False
        control = next((name for name in ACTIONS if o.verb_tags & BIT[name]), control)
        pointed = control == "export" and (o.tags | o.verb_tags) & bits("widget weak find")
        return control if pointed or control in ("credits", "timeline") else "state", False
    return _worked(role, o, control, purpose, retries)


def _is_file_behind(o: Object) -> bool:
    """ "Find the MP4 behind the arrow icon": the file itself is what the icon gives."""
    return bool(o.verb_tags & BIT["fetch"] and o.tags & BIT["product"] and o.site & BIT["icon"])


def _moved(role: str, o: Object, control: str) -> str:
    boxed = o.tags & BIT["material"] and (o.tags & BIT["box"] or (o.site & BIT["widget"] and not control))
    if role == "drag" and (o.tags & bits("upload file") or boxed or control == "state"):
        return "upload"
    if o.tags & BIT["film"]:
        return "edit"
    return "timeline" if control == "timeline" else "edit"


def _worked(role: str, o: Object, control: str, purpose: str, retries: str) -> tuple[str, bool]:
    """A button, tab or panel that is pressed, opened, used or chosen."""
    if control == "upload" and purpose == "look":
        return "state", False
    if control == "timeline" and purpose == "edit":
        return "edit", False
    if o.verb_tags & BIT["context"] and purpose not in AIMED:
        return "", True
    if control and control != "state":
        return control, False
    if o.tags & BIT["refresh"]:
        return "state", False
    if purpose in AIMED:
        return purpose, False
    if o.tags & BIT["again"]:
        return retries, False
    if o.tags & (BIT["specific"] | KEY) or (o.tags & BIT["alter"] and role != "nav"):
        return "edit", False
    return _leading(role, o, control, purpose)


def _leading(role: str, o: Object, control: str, purpose: str) -> tuple[str, bool]:
    if o.tags & BIT["avatar"]:
        return "credits", True
    if purpose == "look":
        return "state", False
    if role == "use" and o.tags & BIT["pick"] and o.tags & BIT["film"]:
        return "edit", False
    if role and purpose == "pick" and o.tags & BIT["film"]:
        return "edit", False
    if role == "nav" and not control and o.tags & BIT["pick"] and o.tags & BIT["film"]:
        return "edit", False
    return "state" if control or role == "nav" else "", True
