"""Drafts to look at: every layout, both scripts, short and long."""

from typing import Any

SHAPES = {"9:16": (1080, 1920), "16:9": (1920, 1080), "1:1": (1080, 1080), "4:5": (1080, 1350)}

SHORT: dict[str, list[dict[str, Any]]] = {
    "en": [
        {"layout": "title", "art": ["☕"]},
        {"layout": "statement", "heading": "The pour", "body": "Slow circles.", "art": ["pour-over"]},
        {"layout": "list", "heading": "You need", "items": ["Beans", "Water", "Time"], "art": ["coffee-beans"]},
        {"layout": "number", "number": "73%", "label": "drink it daily", "art": ["📈"]},
        {"layout": "quote", "quote": "Coffee first.", "by": "Anon"},
        {"layout": "comparison", "left": {"heading": "Hot", "items": ["Fast"]}, "right": {"heading": "Cold"}},
        {"layout": "picture", "heading": "My cup", "src": "file", "kind": "image"},
        {"layout": "ending", "heading": "Enjoy", "body": "Follow for more", "art": ["🌅"]},
    ],
    "zh": [
        {"layout": "title", "art": ["🌃"]},
        {"layout": "statement", "heading": "夜色", "body": "灯火通明。", "art": ["🌉"]},
        {"layout": "list", "heading": "三件事", "items": ["看灯", "吹风", "散步"], "art": ["🏮"]},
        {"layout": "number", "number": "24小时", "label": "不打烊", "art": ["🏪"]},
        {"layout": "quote", "quote": "城市不眠。", "by": "佚名"},
        {"layout": "comparison", "left": {"heading": "白天", "items": ["匆忙"]}, "right": {"heading": "夜晚"}},
        {"layout": "picture", "heading": "江边", "src": "file", "kind": "image"},
        {"layout": "ending", "heading": "晚安", "body": "关注我", "art": ["🌙"]},
    ],
}

LONG_TEXT = {
    "en": "Everybody says that they will wake up earlier, stretch, read and cook a proper breakfast before the first "
    "message arrives, and yet (as the survey of 4,218 households shows) hardly anyone keeps it up for longer than "
    "nineteen days, because internationalization and bad sleep get in the way.",
    "zh": "每个人都说自己会早起、拉伸、读书，并在第一条消息到来之前做好一顿像样的早餐；然而（根据对4,218个家庭的调查）"
    "几乎没有人能坚持超过19天，因为加班、失眠和“再睡五分钟”总是占了上风。真正的改变，从今晚早睡开始！",
}


def long(language: str) -> list[dict[str, Any]]:
    """Every layout with more words than it was made for."""
    text = LONG_TEXT[language]
    items = [text[n * 17 : n * 17 + 60] for n in range(9)]
    side = {"heading": text[:40], "items": items[:5]}
    return [
        {"layout": "title", "art": ["☕", "🌅", "🫖"]},
        {"layout": "statement", "heading": text[:90], "body": text, "art": ["🍳"]},
        {"layout": "list", "heading": text[:80], "items": items, "art": ["📋"]},
        {"layout": "number", "number": "12,345,678", "label": text[:120], "body": text, "art": ["📈"]},
        {"layout": "quote", "quote": text, "by": text[:50], "art": ["👑"]},
        {"layout": "comparison", "heading": text[:60], "left": side, "right": side},
        {"layout": "picture", "heading": text[:80], "body": text, "src": "file", "kind": "image"},
        {"layout": "ending", "heading": text[:100], "body": text, "art": ["🌙"]},
    ]


def draft(
    scenes: list[dict[str, Any]],
    size: tuple[int, int] = (1080, 1920),
    *,
    title: tuple[str, str] | None = None,
    captions: list[str] | None = None,
    **meta: Any,
) -> dict[str, Any]:
    """A draft with these scenes of four seconds, and a caption to each."""
    tracks: list[dict[str, Any]] = [
        {"tt": 0, "m": {"role": "video"}, "sg": [{"s": i * 4000, "d": 4000, "m": m} for i, m in enumerate(scenes)]}
    ]
    if title:
        words = {"text": title[0], "subtext": title[1]}
        tracks.append({"tt": 7, "m": {"role": "title"}, "sg": [{"s": 0, "d": 4000, "m": words}]})
    if captions:
        said = [{"s": i * 4000, "d": 4000, "m": {"text": text}} for i, text in enumerate(captions)]
        tracks.append({"tt": 7, "m": {"role": "caption"}, "sg": said})
    base = {"language": "en", "seed": 1, "mood": "calm", "palette": "coffee"}
    return {"w": size[0], "h": size[1], "fps": 30, "d": 4000 * len(scenes), "m": base | meta, "t": tracks}
