"""From the words of a clause to what is to be done: the rules in the order in which they are asked."""

from collections.abc import Callable

from studio.director.edits.clause import Clause, Understood
from studio.director.edits.rules import (
    again,
    beyond,
    captions,
    frame,
    history,
    length,
    look,
    media,
    sound,
    structure,
    words,
)

Rule = Callable[[Clause], Understood]

_RULES: tuple[Rule, ...] = (
    again.elsewhere,
    again.kept,
    again.again,  # before `history`: "redo it" is a step forward, "redo the whole film" another film
    history.history,
    structure.kept_only,
    words.replaced,
    words.subtext,
    words.title,
    words.caption_text,
    captions.position,
    captions.size,
    structure.reordered,
    structure.swapped,
    beyond.beyond,  # after texts: "write “translate me” in scene 2" is no translation
    captions.toggled,
    media.loudness,
    media.trimmed,
    length.cut_out,
    media.replaced,
    sound.music,
    sound.voice,
    structure.duplicated,
    structure.added,
    structure.moved,
    words.scene_text,
    look.transition,
    look.motion,
    look.drawing,
    look.becomes,
    structure.removed,
    length.scene_length,
    length.slowed_scene,
    look.palette,
    look.mood,
    frame.rate,
    frame.shape,
    length.pace,
    length.film_length,
    sound.everything,
)


def understand(clause: Clause) -> Understood:
    """The operations of a clause, a refusal, or None where no rule knows it."""
    return next((found for rule in _RULES if (found := rule(clause)) is not None), None)
