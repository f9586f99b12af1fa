"""Scripts pasted whole: "Scene 1: …", 第一幕：…, with narration, text and picture lines under them."""

import re
from dataclasses import dataclass, replace

from studio.director.quantities import HAN_NUMBER
from studio.director.writing import fold, trim

_SCENE = re.compile(
    rf"^\W*(?:(?:scene|shot|slide|part|chapter|act)\s*(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)\b"
    rf"|第\s*(?:\d+|{HAN_NUMBER})\s*(?:个)?\s*(?:幕|场景|场|镜头|镜|段|部分|张)|(?:场景|镜头|画面|分镜|镜)\s*(?:\d+|{HAN_NUMBER}))"
    r"\s*(?:[(（\[][^)）\]]*[)）\]])?\s*[\]】]?\s*[:：.\-–—、]?\s*\W*(?=\w|$|[“\"「《])"
)
_INLINE = re.compile(
    rf"(?<=[.!?。！？;；,，:：\s])(?=(?:scene\s*(?:\d+|one|two|three|four|five|six)|第(?:\d+|{HAN_NUMBER})(?:幕|个?场景|个?镜头)|(?:场景|镜头)(?:\d+|{HAN_NUMBER}))\s*[:：\-–])"
)
_LABEL = re.compile(
    r"^\W*(?:(?P<say>narration|narrator|voice-?over|v\.?o\.?|speaker|text|caption|subtitle|on-?screen text|copy|旁白|解说|配音|字幕|文字|文案|台词|口播)"
    r"|(?P<see>visuals?|picture|image|video|shot|footage|b-?roll|画面|镜头|图片|视觉)"
    r"|(?P<title>title|headline|标题|片名|题目)"
    r"|(?P<topic>topic|subject|theme|about|主题|题材|内容)"
    r"|(?P<cta>call to action|cta|ending|outro|结尾|片尾))\s*(?:[(（][^)）]*[)）])?\s*[:：]\s*(?=\S)"
)


@dataclass(frozen=True)
class Scripted:
    """A scene that the user wrote out: its words, and what is to be seen meanwhile."""

    text: str
    visual: str = ""


def scene_header(line: str) -> str | None:
    """What follows "Scene 3:" on its line; None where the line opens no scene."""
    m = _SCENE.match(fold(line))
    return line[m.end() :].strip() if m else None


def label(line: str) -> tuple[str, str] | None:
    """The kind (`say`, `see`, `title`, `topic`, `cta`) and the rest of a line such as "旁白：…"; None for others."""
    m = _LABEL.match(fold(line))
    return (str(m.lastgroup), line[m.end() :].strip()) if m else None


def break_inline(text: str) -> str:
    """The text with every "Scene 2:" in the middle of a line at the start of its own."""
    folded = fold(text)
    cuts = [m.start() for m in _INLINE.finditer(folded)]
    parts = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    return "\n".join(parts)


def scripted_scenes(lines: list[str]) -> tuple[list[str], list[Scripted]]:
    """Split lines into those before the first scene and the scenes. No header: all lines, no scenes."""
    before: list[str] = []
    scenes: list[Scripted] = []
    for line in lines:
        head = scene_header(line)
        if head is not None:
            scenes.append(_add(Scripted(""), head))
        elif scenes and trim(line):
            scenes[-1] = _add(scenes[-1], line)
        else:
            before.append(line)
    return before, [s for s in scenes if trim(s.text) or trim(s.visual)]


def _add(scene: Scripted, line: str) -> Scripted:
    """The scene with one more line: a picture line says what to see, any other what to read."""
    kind, words = label(line) or ("say", line)
    if kind == "see":
        return replace(scene, visual=f"{scene.visual} {words}".strip())
    return replace(scene, text=f"{scene.text}\n{words}".strip())
