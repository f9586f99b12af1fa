"""The agent's own sentences. It speaks to people with a screen, in the language they wrote in, and only ever
offers: what it commands, clients that drive it by its words would do."""

import re

_HAN = re.compile(r"[㐀-鿿豈-﫿]")
_KANA_HANGUL = re.compile(r"[぀-ヿ가-힯]")
_WORDS = {
    "en": {
        "ready": "When you're happy with it, you can click Export to get the file.",
        "changed": "Once it looks right to you, you can click Export to get the file.",
        "failed": "Something went wrong on my side, and nothing was charged. Your project is as it was.",
        "no_voice": "There is no narration: no voice is installed for it here. Installing again brings one.",
        "empty": "Tell me what your film should be about, in a sentence or two.",
    },
    "zh": {
        "ready": "满意的话，点击右上角「导出」即可下载。",
        "changed": "觉得可以了，点击右上角「导出」即可下载。",
        "failed": "我这边出了点问题，没有扣积分，项目保持原样。",
        "no_voice": "没有旁白：这里没有安装对应的语音，重新安装即可。",
        "empty": "用一两句话告诉我，想做一个什么样的视频？",
    },
}


def language_of(text: str, otherwise: str) -> str:
    """`zh` where the text holds Chinese, `en` where it holds Latin words, else the given one."""
    if _HAN.search(text) and not _KANA_HANGUL.search(text):
        return "zh"
    return "en" if re.search(r"[A-Za-z]{2}", text) else otherwise


def say(key: str, language: str) -> str:
    """One of the agent's sentences."""
    return _WORDS["zh" if language.startswith("zh") else "en"][key]


def together(*sentences: str) -> str:
    """Sentences as one paragraph, with a space where the script wants one."""
    text = ""
    for sentence in filter(None, (one.strip() for one in sentences)):
        glue = "" if not text or text[-1] in "。！？…」”" else " "
        text += glue + sentence
    return text
