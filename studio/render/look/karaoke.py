"""Which words of a caption are lit when."""

from collections.abc import Iterator

from studio.render.look import breaking

_LIT = frozenset("%‰°℃$￥¥£€#＃@")  # signs that are spoken with their number or word
_UNLIT = "".join((breaking.NOT_FIRST | breaking.NOT_LAST) - _LIT)


def _words(line: str) -> Iterator[tuple[str, str]]:
    """`(word, space after it)` of a line; Chinese words whole, with the particle that leans on them."""
    word = ""
    atoms = breaking.atoms(line)
    for atom, after in zip(atoms, [*atoms[1:], None], strict=True):
        word += atom.text
        leans = after is not None and not atom.space and after.text in breaking.TRAILING
        if not atom.joined and not leans:
            yield word, " " if atom.space else ""
            word = ""


def pieces(line: str) -> list[tuple[str, str]]:
    """`(word, what parts it from the next)` of a line: punctuation and spaces stay out of the light."""
    found: list[tuple[str, str]] = []
    for word, space in _words(line):
        bare = word.strip(_UNLIT)
        lead, tail = word.split(bare, 1) if bare else (word, "")
        if lead:
            last = found.pop() if found else ("", "")
            found.append((last[0], last[1] + lead))
        found.append((bare, tail + space))
    return found


def times(words: list[str], given: object, length: float) -> list[tuple[float, float]]:
    """When each word is lit, in seconds from the caption's start: as the voice says, else by length of the words."""
    spoken = _spoken(words, given)
    if spoken:
        return spoken
    weights = [len(word) + 1.5 if word else 0.0 for word in words]
    total, clock, found = sum(weights) or 1.0, 0.0, []
    for weight in weights:
        found.append((clock, clock + length * weight / total))
        clock += length * weight / total
    return found


def _letters(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum())


def _spoken(words: list[str], given: object) -> list[tuple[float, float]] | None:
    """The voice's times laid onto our words letter by letter, since it may split a text elsewhere than we do."""
    if not isinstance(given, list) or not given:
        return None
    clock = [(start / 1000, end / 1000) for start, end, said in given for _ in _letters(str(said))]
    if len(clock) != sum(len(_letters(word)) for word in words):
        return None
    found, at = [], 0
    for word in words:
        count = len(_letters(word))
        span = clock[at : at + count]
        found.append((span[0][0], span[-1][1]) if span else (0.0, 0.0))
        at += count
    return found
