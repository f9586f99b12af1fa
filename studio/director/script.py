"""Scripts pasted whole: "Scene 1: …", 第一幕：…, with narration, text and picture lines under them."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from studio.director.quantities import HAN_NUMBER
from studio.director.writing import fold, trim

_ORDINAL = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)\b"
_SCENE = re.compile(
    rf"^\W*(?:(?:scene|shot|slide|part|chapter|act)\s*{_ORDINAL}"
    rf"|第\s*(?:\d+|{HAN_NUMBER})\s*(?:个)?\s*(?:幕|场景|场|镜头|镜|段|部分|张)|(?:场景|镜头|画面|分镜|镜)\s*(?:\d+|{HAN_NUMBER}))"
    r"\s*(?:[(（\[][^)）\]]*[)）\]])?\s*[\]】]?\s*[:：.\-–—、]?\s*\W*(?=\w|$|[“\"「《])"
)
_SAY = r"narration|narrator|voice-?over|v\.?o\.?|speaker|text\s+on\s+screen|on-?screen\s+text|text|captions?|subtitles?|copy|旁白|解说|配音|字幕|文字|文案|台词|口播"
_SEE = r"visuals?|picture|image|video|shot|footage|b-?roll|画面|镜头|图片|视觉"
_TITLE = r"title|headline|标题|片名|题目"
_CTA = r"call\s+to\s+action|cta|ending|outro|end\s+card|结尾|片尾"
_ASK = r"music|soundtrack|bgm|style|format|length|duration|tone|mood|platform|audience|language|size|requirements?|notes?|音乐|配乐|风格|格式|时长|长度|基调|平台|受众|语言|要求|备注|说明|尺寸"
_TOPIC = r"topic|subject|theme|about|主题|题材|内容"
_LABEL = re.compile(
    rf"^\W*(?:(?P<say>{_SAY})|(?P<see>{_SEE})|(?P<title>{_TITLE})|(?P<topic>{_TOPIC})|(?P<cta>{_CTA})|(?P<ask>{_ASK}))\s*(?:[(（][^)）]*[)）])?\s*[:：]\s*(?=\S)"
)
_INLINE = re.compile(
    rf"(?<=[.!?。！？;；,，:：\s])(?=(?:scene\s*{_ORDINAL}|第(?:\d+|{HAN_NUMBER})(?:幕|个?场景|个?镜头)|(?:场景|镜头)(?:\d+|{HAN_NUMBER}))\s*[:：\-–])"
    rf"|(?<=[.!?。！？;；\"”」)）])\s*(?=(?:{_SAY}|{_SEE}|{_TITLE}|{_CTA}|{_TOPIC}|{_ASK})\s*[:：])|(?<=[，,])(?=(?:旁白|字幕|文字|文案|台词|标题|片名)\s*[:：])"
)


@dataclass(frozen=True)
class Scripted:
    """A scene that the user wrote out: its words, and what is to be seen meanwhile."""

    text: str
    visual: str = ""


def label(line: str) -> tuple[str, str] | None:
    """The kind (`say`, `see`, `title`, `topic`, `cta`, `ask`) and the rest of a line such as "旁白：…"; None for others."""
    m = _LABEL.match(fold(line))
    return (str(m.lastgroup), line[m.end() :].strip()) if m else None


def break_inline(text: str) -> str:
    """The text with every "Scene 2:" and "Narration:" in the middle of a line at the start of its own."""
    folded = fold(text)
    cuts = [m.start() for m in _INLINE.finditer(folded)]
    parts = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    return "\n".join(parts)


def scripted_scenes(lines: list[str], asks: Callable[[str], bool]) -> tuple[list[str], list[Scripted]]:
    """Split lines into those outside of scenes and the scenes. No header: all lines, no scenes.

    `asks` tells a line that only asks ("make it vertical"), which belongs to no scene wherever it stands.
    """
    outside: list[str] = []
    scenes: list[list[tuple[str, str]]] = []
    for line in lines:
        m = _SCENE.match(fold(line))
        words = line[m.end() :].strip() if m else line
        if m:
            scenes.append([])
        kind, rest = label(words) or ("", words)
        if not scenes or kind in ("title", "cta", "ask") or (not m and not kind and asks(line)):
            outside.append(line)
        elif trim(rest):
            scenes[-1].append((kind, rest))
    made = [_scene(lines_of) for lines_of in scenes]
    return outside, [s for s in made if trim(s.text) or trim(s.visual)]


def _scene(lines: list[tuple[str, str]]) -> Scripted:
    """What a scene says and shows. Where some line is said, those without a label describe the picture."""
    said = any(kind == "say" for kind, _ in lines)
    text = [words for kind, words in lines if kind == "say" or (not kind and not said)]
    seen = [words for kind, words in lines if kind == "see" or (not kind and said)]
    return Scripted("\n".join(text), " ".join(seen))
