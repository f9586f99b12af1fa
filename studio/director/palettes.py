"""Which palette a film wears: the colours that were asked for, else what its subject looks like, else its mood."""

from collections.abc import Sequence

from studio.director.lexicon import named
from studio.director.writing import fold


def palette(mood: str, colours: Sequence[str], seed: int, subject: str = "") -> str:
    """The name of a palette of the look. Another seed takes another one, unless colours were asked for."""
    from studio.render.look import palettes  # tables only; imported late, as all of the look is

    if asked := next((name for c in colours if (name := palettes.for_word(c))), None):
        return asked
    suits = [*_of_subject(fold(subject)), palettes.for_mood(mood, seed)]
    return suits[seed % 3 % len(suits)] if len(suits) > 1 and seed % 3 else suits[0]


def _of_subject(folded: str) -> list[str]:
    """Palettes that the words of a subject bring to mind, the first word's first."""
    hits = [(m.start(), -len(m[0]), name) for name, p in named("topic_palette").items() if (m := p.search(folded))]
    return [name for _, _, name in sorted(hits)]
