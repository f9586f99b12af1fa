"""What a voice is given to read: written signs as one would say them, without what has no sound."""

import re
import unicodedata

_NUMBER = r"\d+(?:[,.]\d+)*"
_CHINESE = re.compile(
    rf"(?P<percent>{_NUMBER})\s?[%％]|(?P<year>\d{{4}})(?=\s?年)|[¥￥]\s?(?P<yuan>{_NUMBER})|\$\s?(?P<dollar>{_NUMBER})"
    r"|(?P<hour>\d{1,2})[:：](?P<minute>\d\d)|(?P<celsius>℃)"
)
_DIGITS = str.maketrans("0123456789", "零一二三四五六七八九")
_NEVER = re.compile(r"(?!)")
_SILENT = {"So", "Sk", "Cs", "Co", "Cc", "Cf", "Mn"}  # emoji and their joiners, marks, control characters


def spoken(text: str, language: str) -> tuple[str, list[int]]:
    """The text to read aloud, and for each of its characters the position in `text` that it stands for.

    eSpeak NG reads Chinese numbers but says "percent" for %, nothing for ¥, and years as amounts.
    """
    pattern = _CHINESE if language.startswith("zh") else _NEVER
    parts, origin, done = [], [], 0
    for match in pattern.finditer(text):
        parts += [text[done : match.start()], _said(match)]
        origin += [*range(done, match.start()), *[match.start()] * len(parts[-1])]
        done = match.end()
    parts.append(text[done:])
    origin += range(done, len(text))
    return "".join(" " if unicodedata.category(sign) in _SILENT else sign for sign in "".join(parts)), origin


def _said(match: re.Match[str]) -> str:
    found = {name: value for name, value in match.groupdict().items() if value}
    match found:
        case {"percent": number}:
            return f"百分之{number}"
        case {"year": digits}:
            return digits.translate(_DIGITS)
        case {"yuan": number}:
            return f"{number}元"
        case {"dollar": number}:
            return f"{number}美元"
        case {"hour": hour, "minute": minute}:
            return f"{hour}点{minute}分" if int(minute) else f"{hour}点"
        case _:
            return "摄氏度"
