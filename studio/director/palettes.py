"""Which palette a film wears: the colours that were asked for, else one that suits its mood."""

from collections.abc import Sequence


def palette(mood: str, colours: Sequence[str], seed: int) -> str:
    """The name of a palette of the look."""
    from studio.render.look import palettes  # tables only; imported late, as all of the look is

    asked = next((name for c in colours if (name := palettes.for_word(c))), None)
    return asked or palettes.for_mood(mood, seed)
