"""Setting a text: the few words of it that stand large, and the captions it is told in."""

import re

from studio.director.writing import language_of, sentence_case, shorten, trim, width

_VERB = re.compile(
    r"\s+(?:is|are|was|were|has|have|had|will|can|could|may|might|must|should|does|do|did|keeps?|makes?|gives?|takes?|comes?|goes|gets?|lets?|helps?|needs?|wants?|opens?|starts?|begins?|brings?|turns?|grows?|shows?|tells?|works?|runs?|offers?|uses?|employs?|means|saves?|that|which|who|when|where|because|so|if|while)\b",
    re.IGNORECASE,
)
_DANGLING = re.compile(
    r"\s+(?:a|an|the|first|only|just|about|over|up|nearly|almost|more|less|than|of|in|on|at|to|for|with|and|or|by|from|as|is|are|was|were|its|our|your|their|my|every|each|that|into|under|within|between|around|within|all)$",
    re.IGNORECASE,
)
_WEAK = re.compile(
    r"(?:.*\s)?(?:it|this|that|there|we|you|i|he|she|they|these|those|what|here|the|every|each|don't)",
    re.IGNORECASE,
)
_PAUSE = re.compile(
    r"(?<=[;:；：。！？!?])\s*|(?<=[,，])(?!\d)\s*|(?<=、)|(?<=\.)\s+|\s+(?=(?:and|but|or|so|because|which|that|when|while|where|with|from|for)\s)|(?<=\S)\s+[-–—]+\s+"
)
_ORPHAN = 14  # half-width letters
_LINE = {"en": 60, "zh": 40}  # half-width letters of a caption, which is set in one or two lines


def has_verb(text: str) -> bool:
    """Whether an English text has one of the common verbs, and so is likely a sentence."""
    return bool(_VERB.search(text))


def undangled(text: str) -> str:
    """A text that does not end in a word that asks for more ("keeps hot for"); empty where it is nothing else."""
    while (cut := _DANGLING.sub("", f" {text}").strip()) != text:
        text = cut
    return text


def is_weak(words: str) -> bool:
    """Whether words are only a pronoun or the like, and say nothing by themselves."""
    return bool(_WEAK.fullmatch(words))


def headline(text: str, limit: int = 34) -> str:
    """The few words of a sentence that can stand large: what stands before its verb, or its first clause."""
    text = trim(text)
    if width(text) <= limit // 2 + 4:
        return sentence_case(text)
    clause = trim(re.split(r"[,，](?!\d)|[;；:：。!！?？]|\.\s|\s+[-–—]\s+", text, maxsplit=1)[0])
    if language_of(text) == "zh":
        return clause if width(clause) <= limit else shorten(clause, limit)
    subject = undangled(trim(_VERB.split(clause, maxsplit=1)[0]))
    if 4 <= width(subject) <= limit and not is_weak(subject):
        return sentence_case(re.sub(r"^(?:and|but|so|or|then|also)\s+", "", subject, flags=re.IGNORECASE))
    return sentence_case(clause if width(clause) <= limit else _few_words(clause, limit))


def _few_words(clause: str, limit: int) -> str:
    """The first words of a clause that fit, not ending in a word that asks for more."""
    out = ""
    for word in clause.split():
        if width(f"{out} {word}") > limit:
            break
        out = f"{out} {word}".strip()
    return undangled(out) or shorten(clause, limit)


def captions(text: str) -> tuple[str, ...]:
    """A text as captions of one or two lines, broken where a reader would pause."""
    limit = _LINE[language_of(text)]
    pieces = [p.strip() for p in _PAUSE.split(text) if p and p.strip()]
    out: list[str] = []
    for piece in (q for p in pieces for q in _even(p, limit)):
        joined = f"{out[-1]}{_glue(out[-1], piece)}{piece}" if out else ""
        if out and width(joined) <= limit and (out[-1][-1] not in ".!?。！？" or width(joined) <= limit // 2):
            out[-1] = joined
        else:
            out.append(piece)
    told = (o.rstrip("，、,;；:：。 ").removesuffix(".") for o in _no_orphan(out, limit))
    return tuple(c for c in told if trim(c))


def _no_orphan(lines: list[str], limit: int) -> list[str]:
    """No last line of a word or two: it shares evenly with the one before."""
    if len(lines) < 2 or width(lines[-1]) >= _ORPHAN or lines[-2][-1] in ".!?。！？":
        return lines
    both = f"{lines[-2]}{_glue(lines[-2], lines[-1])}{lines[-1]}"
    return [*lines[:-2], *_even(both, max(width(both) // 2 + 4, limit // 2))]


def _glue(before: str, after: str) -> str:
    return " " if before[-1].isascii() or after[0].isascii() else ""


def _even(text: str, limit: int) -> list[str]:
    """A piece without a pause cut into even lines, at spaces where it has them."""
    if width(text) <= limit:
        return [text]
    goal = width(text) / -(-width(text) // limit)
    glue = " " if " " in text else ""
    lines = [""]
    for word in text.split(" ") if glue else list(text):
        if lines[-1] and width(lines[-1] + glue + word) > min(limit, goal + 6):
            lines.append("")
        lines[-1] = f"{lines[-1]}{glue}{word}" if lines[-1] else word
    return [part for line in lines for part in _hard(line, limit)]


def _hard(line: str, limit: int) -> list[str]:
    return [line] if width(line) <= limit else [line[i : i + limit] for i in range(0, len(line), limit)]
