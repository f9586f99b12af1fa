"""The palettes by name: which mood and which colour words each one answers to.

Only tables and no heavy import, since the director reads this while it talks to the user.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Palette:
    """Five colours that carry a film: two for words and grounds, two for shapes, one to draw the eye.

    `dark` films rest on `ink` and their words are `paper`; the others the other way round. `mono` palettes
    have drawings toned in their colours rather than in the drawings' own.
    """

    name: str
    paper: str
    ink: str
    main: str
    second: str
    pop: str
    dark: bool = False
    mono: bool = False


_ALL = (
    Palette("coffee", "#f8eee1", "#2b1710", "#b9693a", "#e8bf8b", "#d9482b"),
    Palette("sunrise", "#fff4e6", "#3a1a2b", "#ff8360", "#ffcf7d", "#e63e6d"),
    Palette("sunset", "#fff0df", "#2c1145", "#ff6f4d", "#ffb873", "#8f2f92"),
    Palette("lemon", "#fffbe4", "#2d2503", "#ffd21f", "#ffe98a", "#ff6a2b"),
    Palette("ocean", "#ebf5fc", "#0a2647", "#1c74bd", "#86cdeb", "#ffb63d"),
    Palette("sky", "#f3faff", "#16324f", "#58a9ea", "#bfe3fb", "#ff8a5b"),
    Palette("forest", "#f1f5e8", "#14291d", "#2f7f52", "#aed391", "#f2a92e"),
    Palette("mint", "#ebf9f5", "#0d3a39", "#1ea595", "#a2e4d3", "#ff7b64"),
    Palette("blossom", "#fff1f4", "#42122d", "#ef6a8e", "#ffc5d3", "#9b2f73"),
    Palette("lavender", "#f5f0fd", "#241543", "#7c5cd8", "#d0bdf7", "#ff9f45"),
    Palette("pastel", "#fff9f2", "#3b3355", "#a9cdf3", "#ffcfe0", "#ff8f7d"),
    Palette("candy", "#fff6fb", "#2b1055", "#ff5b96", "#ffd84d", "#2a7de1"),
    Palette("festival", "#fff3e3", "#4b0a0d", "#d5273b", "#f8bd4d", "#8d0f24"),
    Palette("earth", "#f6efe5", "#2f2218", "#a8754e", "#dcc8ac", "#5d7350"),
    Palette("slate", "#f2f5f9", "#111a2c", "#3d5fe0", "#b4c3e6", "#10b383"),
    Palette("mono", "#f8f7f4", "#171717", "#4a4a4a", "#d3d0ca", "#171717", mono=True),
    Palette("noir", "#f4f2ee", "#0d0d10", "#2b2b31", "#8d8a86", "#e9dcc3", dark=True, mono=True),
    Palette("midnight", "#eef2ff", "#0a1130", "#22409a", "#6f9cf5", "#ffc95c", dark=True),
    Palette("neon", "#f6f3ff", "#0c0a22", "#6a23e8", "#12dcf5", "#ff3d9a", dark=True),
    Palette("gold", "#fcf4e0", "#15110b", "#4a3a1c", "#caa54f", "#f1d78e", dark=True),
    Palette("velvet", "#fbeff2", "#22071a", "#7c1f4b", "#d97a9c", "#ffc27a", dark=True),
    Palette("aurora", "#eefaf6", "#07201f", "#0f6b68", "#6fe3c1", "#c9a4ff", dark=True),
)

PALETTES: dict[str, Palette] = {palette.name: palette for palette in _ALL}

_WORDS = {
    "coffee": "coffee|brown|咖啡色|棕|褐",
    "sunrise": "warm|coral|暖|珊瑚",
    "sunset": "orange|sunset|橙|橘|日落",
    "lemon": "yellow|lemon|黄|黃",
    "ocean": "blue|sea|蓝|藍|海",
    "sky": "light blue|fresh|浅蓝|天蓝|清新",
    "forest": "green|绿|綠|森林",
    "mint": "mint|teal|cyan|turquoise|薄荷|青",
    "blossom": "pink|rose|粉|樱花",
    "lavender": "purple|violet|lavender|紫",
    "pastel": "pastel|soft|马卡龙|柔和|淡",
    "candy": "colourful|colorful|bright|candy|糖果|彩色|鲜艳",
    "festival": "red|红|紅|喜庆",
    "earth": "beige|earth|natural|neutral|米色|大地色|自然色",
    "slate": "clean|corporate|business|商务|简洁",
    "mono": "mono|white|black and white|grey|gray|minimal|黑白|白|灰|极简",
    "noir": "black|noir|黑",
    "midnight": "dark|dark blue|navy|night|深色|深蓝|暗|夜",
    "neon": "neon|cyberpunk|霓虹|赛博",
    "gold": "gold|golden|luxury|金",
    "velvet": "burgundy|wine|dark red|酒红|深红",
    "aurora": "aurora|dark green|极光|深绿",
}
_BY_WORD = {word: name for name, words in _WORDS.items() for word in words.split("|")}

MOODS: dict[str, tuple[str, ...]] = {
    "calm": ("sky", "earth", "mint", "coffee", "forest"),
    "upbeat": ("sunrise", "candy", "lemon", "ocean", "sunset"),
    "cinematic": ("midnight", "noir", "velvet", "aurora", "gold"),
    "playful": ("candy", "pastel", "lemon", "blossom", "mint"),
    "elegant": ("gold", "earth", "mono", "velvet", "blossom"),
    "tech": ("slate", "neon", "midnight", "ocean", "aurora"),
    "dreamy": ("lavender", "pastel", "blossom", "aurora", "sky"),
    "lofi": ("sunset", "coffee", "lavender", "earth", "midnight"),
}


def for_mood(mood: str, seed: int = 0) -> str:
    """The name of a palette that suits `mood` (an unknown mood counts as calm); seeds walk through the choices."""
    names = MOODS.get(mood, MOODS["calm"])
    return names[seed % len(names)]


def for_word(word: str) -> str | None:
    """The name of the palette that a name, or a colour word of either language, asks for; None if none does."""
    word = word.strip().lower()
    return word if word in PALETTES else _BY_WORD.get(word)
