"""How each mood sounds: tempo, harmony, who plays what, and in which room.

Harmony is written as in `theory.chord`: one entry a bar, two chords where a bar holds two. Drum lines
have one character a sixteenth: a digit for the strength (9 is full), a dot for none.
"""

from dataclasses import dataclass, field

Bar = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One player. `plays` names a function of `parts`; `patterns` are its figures to choose from."""

    plays: str
    instruments: tuple[str, ...]
    level: float
    energy: tuple[int, int] = (0, 3)  # sections in which the part plays
    low: int = 55
    high: int = 76
    pan: float = 0.0  # −1 left .. 1 right
    send: float = 0.3  # into the room
    patterns: tuple[str, ...] = ("",)
    echo: float = 0.0  # level of repeats a dotted eighth later, side to side


@dataclass(frozen=True, slots=True)
class Style:
    """A mood's music. `tone` is the curve of the whole: (frequency in Hz, gain in dB) points."""

    tempo: tuple[float, float]
    scale: str  # of the melody
    keys: tuple[int, ...]
    verses: tuple[tuple[Bar, ...], ...]
    choruses: tuple[tuple[Bar, ...], ...]
    cadences: tuple[tuple[Bar, ...], ...]
    final: str
    parts: tuple[Part, ...]
    drums: dict[int, tuple[dict[str, str], ...]] = field(default_factory=dict)
    drum_level: float = 0.5
    texture: str = ""  # a noise that runs through the whole piece
    floor: int = 0  # energy of the quietest sections
    trim: float = -5.0  # dB that bring the whole near −16 LUFS
    accents: bool = False  # cymbals announce and open the fullest sections
    beats: int = 4
    swing: float = 0.0  # share of an eighth by which every second eighth is late
    room: float = 1.6  # seconds of reverberation
    wet: float = 0.5
    tone: tuple[tuple[float, float], ...] = (
        (20, -24), (35, 0), (250, -1), (1_000, 1), (3_000, 4), (7_000, 7), (14_000, 7), (20_000, 0),
    )  # fmt: skip


def _bars(text: str) -> tuple[Bar, ...]:
    """`"0:maj 9:m | 5:maj"` as two bars, the first with two chords."""
    return tuple(tuple(bar.split()) for bar in text.split("|"))


_MAJOR_CADENCE = (_bars("5:add9 | 7:7sus4 7:7"), _bars("2:m7 | 7:9sus4"), _bars("5:maj | 5:m"))
_MINOR_CADENCE = (_bars("8:maj7 | 10:sus4 10:maj"), _bars("5:m7 | 7:7sus4 7:7"), _bars("8:maj | 5:m"))

CALM = Style(
    tempo=(64, 78), scale="major pentatonic", keys=(0, 2, 3, 5, 7, 10),
    verses=(
        _bars("0:add9 | 9:m7 | 5:maj7 | 7:7sus4"), _bars("0:maj7 | 4:m7 | 5:maj7 | 7:sus4 7:maj"),
        _bars("5:maj7 | 0:add9 | 2:m7 | 7:7sus4"), _bars("0:add9 | 7:maj/11 | 9:m7 | 5:maj7"),
    ),
    choruses=(
        _bars("9:m7 | 5:maj7 | 0:maj/4 | 7:sus4 7:maj"), _bars("5:maj7 | 7:6 | 4:m7 | 9:m7"),
        _bars("2:m7 | 7:7 | 0:maj7 | 9:m7"),
    ),
    cadences=_MAJOR_CADENCE, final="0:add9",
    parts=(
        Part("chords", ("pad",), 0.5, low=52, high=72, send=0.5, patterns=("long",)),
        Part("arpeggio", ("piano", "harp"), 0.62, low=55, high=77, pan=-0.12, send=0.35,
             patterns=("8: 0 2 1 3 2 4 3 1", "8: 0 1 2 3 4 3 2 1", "8: 0 2 4 2 3 2 1 2",
             "8: 0 - 2 3 - 1 4 -")),
        Part("bass", ("sub", "upright"), 0.5, (1, 3), low=33, high=45, send=0.05,
             patterns=("0 4 r", "0 2.5 r; 2.5 1.5 5", "0 3 r; 3 1 5")),
        Part("melody", ("bells", "flute", "piano"), 0.55, (2, 3), low=69, high=86, pan=0.15, send=0.55,
             echo=0.22,
             patterns=("slow", "sparse")),
    ),
    drums={3: ({"shaker": "..2...3...2...3.", "soft kick": "5.........4....."},
    {"brush": "....4.......4..."})},
    trim=-4.6, drum_level=0.7, room=2.4, wet=0.6,
)  # fmt: skip

UPBEAT = Style(
    tempo=(112, 126), scale="major pentatonic", keys=(0, 2, 4, 5, 7, 9),
    verses=(
        _bars("0:maj | 7:maj | 9:m | 5:maj"), _bars("0:add9 | 5:maj | 9:m7 | 7:sus4 7:maj"),
        _bars("9:m7 | 5:maj | 0:maj | 7:maj"), _bars("0:maj | 4:m7 | 5:maj7 | 7:maj"),
    ),
    choruses=(
        _bars("5:maj | 7:maj | 9:m7 | 0:maj/4"), _bars("5:add9 | 0:maj/4 | 7:sus4 | 9:m7"),
        _bars("0:maj | 5:maj | 2:m7 | 7:maj"),
    ),
    cadences=_MAJOR_CADENCE, final="0:maj",
    parts=(
        Part("figure", ("muted", "pluck"), 0.62, low=57, high=76, pan=-0.3, send=0.2,
             patterns=("0 .5; 1 .5; 1.5 .5; 2.5 .5; 3 .5; 3.5 .5",
             "0 .5; .75 .5; 1.5 .5; 2 .5; 2.75 .5; 3.5 .5",
                       "0 .5; .5 .5; 1.5 .5; 2 .5; 2.5 .5; 3.5 .5")),
        Part("arpeggio", ("marimba", "bells", "muted"), 0.48, (1, 3), low=67, high=86, pan=0.35, send=0.25,
             echo=0.2,
             patterns=("8: 0 2 3 1 2 4 3 2", "8: 2 0 3 2 4 - 3 1", "8: 4 2 3 1 - 2 3 0")),
        Part("chords", ("strings", "pad"), 0.32, (2, 3), low=57, high=76, send=0.4, patterns=("long",)),
        Part("bass", ("sub",), 0.62, (1, 3), low=33, high=46, send=0.03,
             patterns=("0 .9 r; 1 .4 r; 1.5 .9 r; 2.5 .4 r; 3 .9 5",
             "0 .4 r; .5 .4 r; 1 .4 r; 1.5 .4 r; 2 .4 r; "
                       "2.5 .4 r; 3 .4 r; 3.5 .4 5", "0 1.4 r; 1.5 .9 r; 2.5 .4 8; 3 .9 5")),
        Part("melody", ("piano", "bells", "marimba"), 0.6, (2, 3), low=69, high=86, pan=0.1, send=0.35,
             echo=0.18,
             patterns=("lively", "syncopated")),
    ),
    drums={
        1: ({"soft kick": "7.......7.......", "shaker": "3.4.3.4.3.4.3.4."}, {"snap": "....7.......7..."}),
        2: ({"kick": "8.....5.8.......", "clap": "....6.......6...", "hat": "4.6.4.6.4.6.4.6."},
            {"kick": "8...8...8...8...", "clap": "....6.......6...", "shaker": "2434243424342434"}),
        3: ({"kick": "8...8...8...8...", "clap": "....7.......7...", "open hat": "..5...5...5...5.",
             "shaker": "2434243424342434"},
            {"kick": "8..5..6.8.....5.", "clap": "....7.......7...", "hat": "5.6.5.635.6.5.64"}),
    },
    trim=-6.7, floor=1, drum_level=0.85, accents=True, room=1.1, wet=0.4,
)  # fmt: skip

CINEMATIC = Style(
    tempo=(72, 88), scale="minor pentatonic", keys=(0, 2, 4, 9, 11),
    verses=(
        _bars("0:m | 8:maj | 3:maj | 10:sus4"), _bars("0:madd9 | 8:maj7 | 5:m7 | 7:sus4"),
        _bars("0:m | 3:maj/7 | 8:maj7 | 10:maj"), _bars("0:m | 10:maj/2 | 8:maj7 | 5:m7"),
    ),
    choruses=(
        _bars("8:maj | 10:maj | 0:m | 3:maj/7"), _bars("8:maj7 | 3:maj | 10:maj | 0:m"),
        _bars("5:m | 8:maj | 3:maj | 10:maj"),
    ),
    cadences=_MINOR_CADENCE, final="0:madd9",
    parts=(
        Part("chords", ("strings",), 0.66, low=52, high=74, send=0.5, patterns=("long",)),
        Part("arpeggio", ("spiccato", "piano"), 0.5, (1, 3), low=55, high=74, pan=-0.25, send=0.35,
             patterns=("8: 0 2 1 2 3 2 1 2", "8: 0 0 2 0 3 0 2 1", "8: 0 1 2 1 3 1 2 1")),
        Part("arpeggio", ("spiccato",), 0.36, (3, 3), low=62, high=81, pan=0.3, send=0.35,
             patterns=("16: 0 2 3 2 0 2 3 2 1 2 3 2 1 2 3 2",)),
        Part("bass", ("sub", "strings"), 0.62, low=31, high=43, send=0.15, patterns=("0 4 r",
             "0 3 r; 3 1 r")),
        Part("melody", ("piano", "flute", "strings"), 0.62, (2, 3), low=67, high=84, pan=0.08, send=0.55,
             echo=0.15,
             patterns=("slow", "wide")),
    ),
    drums={
        2: ({"tom": "7.............4."}, {"tom": "7.....4.5......."}),
        3: ({"tom": "9..5..6.8..5.46."}, {"tom": "9.....6.8...5.5.", "soft kick": "8.......8......."}),
    },
    trim=-6.0, drum_level=0.62, accents=True, room=3.2, wet=0.75,
)  # fmt: skip

PLAYFUL = Style(
    tempo=(100, 116), scale="major pentatonic", keys=(0, 2, 5, 7, 10), swing=0.22,
    verses=(
        _bars("0:6 | 9:7 | 2:m7 | 7:7"), _bars("0:maj | 5:maj | 0:maj | 7:7"),
        _bars("0:6 | 5:6 | 2:m7 | 7:7"), _bars("0:maj 0:maj/4 | 5:maj | 7:7 | 0:6"),
    ),
    choruses=(
        _bars("5:maj | 5:m | 0:maj/7 | 9:7"), _bars("5:6 | 7:7 | 4:m7 | 9:m7"),
        _bars("2:m7 | 7:7 | 0:6 | 9:m7"),
    ),
    cadences=(_bars("2:m7 | 7:7"), _bars("5:6 | 7:7sus4 7:7")), final="0:6",
    parts=(
        Part("figure", ("pizzicato", "muted"), 0.55, low=57, high=75, pan=-0.25, send=0.25,
             patterns=("1 .4; 3 .4", "1 .4; 2.5 .4; 3 .4", "1 .4; 1.5 .4; 3 .4; 3.5 .4")),
        Part("bass", ("upright",), 0.75, low=33, high=47, send=0.06,
             patterns=("0 .8 r; 2 .8 5", "0 .8 r; 2 .8 5; 3 .4 5; 3.5 .4 3", "0 .8 r; 1.5 .4 r; 2 .8 5")),
        Part("melody", ("marimba", "bells", "flute"), 0.72, (1, 3), low=70, high=88, pan=0.15, send=0.3,
             patterns=("bouncy", "lively")),
        Part("arpeggio", ("bells", "harp"), 0.34, (3, 3), low=72, high=91, pan=0.4, send=0.4,
             patterns=("8: 4 3 2 1 4 3 2 0", "8: 0 - 2 - 3 - 4 -")),
    ),
    drums={
        1: ({"snap": "....6.......6..."}, {"shaker": "3.4.3.4.3.4.3.4."}),
        2: ({"soft kick": "7.......6.......", "snap": "....7.......7...", "shaker": "3.4.3.4.3.4.3.4."},
            {"soft kick": "7.......6.....4.", "brush": "....5.......5...", "snap": "....5.......5..."}),
        3: ({"soft kick": "7...5...7...5...", "snap": "....7.......7...", "shaker": "3.5.3.5.3.5.3.5."},
            {"kick": "6.......6.....4.", "clap": "....5.......5...", "hat": "4.5.4.5.4.5.4.5."}),
    },
    trim=-5.1, floor=1, drum_level=0.75, room=1.0, wet=0.4,
)  # fmt: skip

ELEGANT = Style(
    tempo=(92, 112), scale="major", keys=(1, 3, 5, 8, 10), beats=3,
    verses=(
        _bars("0:maj7 | 9:m7 | 2:m7 | 7:7sus4"), _bars("0:maj9 | 5:maj7 | 4:m7 | 9:m7"),
        _bars("0:maj7 | 11:m7/7 | 9:m7 | 7:6"), _bars("5:maj7 | 4:m7 | 2:m7 | 0:maj7"),
    ),
    choruses=(
        _bars("5:maj7 | 7:7 | 4:m7 | 9:m9"), _bars("2:m9 | 7:9sus4 | 0:maj7 | 9:m7"),
        _bars("9:m7 | 2:m7 | 7:7 | 0:maj7"),
    ),
    cadences=(_bars("2:m9 | 7:9sus4"), _bars("5:maj7 | 7:7sus4")), final="0:maj7",
    parts=(
        Part("waltz", ("piano",), 0.55, low=55, high=73, pan=-0.15, send=0.35, patterns=("1 .9; 2 .9",
             "1 .8; 2 .8")),
        Part("arpeggio", ("harp",), 0.42, (1, 3), low=60, high=82, pan=0.3, send=0.45,
             patterns=("8: 0 1 2 3 4 3", "8: 0 2 3 4 3 2", "8: - 1 2 - 3 2")),
        Part("chords", ("strings",), 0.32, (2, 3), low=55, high=75, send=0.5, patterns=("long",)),
        Part("bass", ("upright",), 0.6, low=34, high=46, send=0.1, patterns=("0 2.6 r", "0 1.9 r; 2 .9 5")),
        Part("melody", ("piano", "strings", "flute"), 0.6, (2, 3), low=68, high=85, pan=0.1, send=0.5,
             patterns=("waltz", "slow")),
    ),
    drums={3: ({"brush": "....3...3..."}, {"shaker": "....2...2..."})},
    trim=-5.2, drum_level=0.8, room=2.0, wet=0.55,
)  # fmt: skip

TECH = Style(
    tempo=(104, 120), scale="minor pentatonic", keys=(0, 2, 4, 7, 9),
    verses=(
        _bars("0:m7 | 0:m7 | 8:maj7 | 10:6"), _bars("0:m9 | 3:maj7 | 10:6 | 5:6"),
        _bars("0:m7 | 10:maj | 5:6 | 3:maj7"), _bars("0:m9 | 5:9 | 3:maj7 | 10:sus2"),
    ),
    choruses=(_bars("3:maj7 | 10:6 | 5:6 | 0:m7"), _bars("8:maj7 | 10:6 | 0:m7 | 3:maj7")),
    cadences=(_bars("8:maj7 | 10:6"), _bars("5:m7 | 10:sus4")), final="0:m9",
    parts=(
        Part("arpeggio", ("pluck",), 0.62, low=57, high=79, pan=-0.2, send=0.25, echo=0.35,
             patterns=("16: 0 2 3 1 4 2 3 1 0 2 3 1 4 2 3 4", "16: 0 - 3 2 - 4 2 - 0 - 3 2 - 4 3 2",
                       "16: 0 3 2 0 3 2 0 3 1 3 2 0 3 2 4 3")),
        Part("chords", ("glass", "pad"), 0.5, low=55, high=74, send=0.5, patterns=("long", "pulse")),
        Part("bass", ("sub",), 0.75, (1, 3), low=33, high=45, send=0.02,
             patterns=("0 .7 r; .75 .7 r; 1.5 .9 r; 2.5 .4 r; 3 .9 8", "0 1.4 r; 1.5 .4 r; 2.25 .7 r; 3 .9 5",
                       ".5 .4 r; 1 .4 r; 1.5 .4 r; 2.5 .4 r; 3 .4 r; 3.5 .4 8")),
        Part("melody", ("pluck", "bells", "glass"), 0.5, (2, 3), low=69, high=86, pan=0.25, send=0.45,
             echo=0.35,
             patterns=("sparse", "syncopated")),
    ),
    drums={
        1: ({"hat": "..4...4...4...4."}, {"rim": "....4..3....4..."}),
        2: ({"kick": "8.......8.5.....", "rim": "....6.......6..3", "hat": "4.5.4.534.5.4.5."},
            {"kick": "8..5....8.......", "clap": "....5.......5...", "hat": "4543454345434543"}),
        3: ({"kick": "8...8...8...8...", "clap": "....6.......6...", "hat": "4.643.644.643.64",
             "open hat": "..4...4...4...4."},
            {"kick": "8..6..5.8..6....", "snare": "....6.......6..3", "hat": "5454545454545454"}),
    },
    trim=-3.4, floor=1, drum_level=0.78, accents=True, room=1.4, wet=0.4,
)  # fmt: skip

DREAMY = Style(
    tempo=(58, 72), scale="major pentatonic", keys=(0, 2, 4, 7, 9, 11),
    verses=(
        _bars("0:maj9 | 2:6/0 | 9:m7 | 5:maj7"), _bars("0:maj7 | 7:6 | 9:m9 | 2:sus2"),
        _bars("5:maj7 | 0:maj9 | 5:maj7 | 9:m9"), _bars("0:maj9 | 4:m7 | 9:m9 | 5:maj9"),
    ),
    choruses=(_bars("5:maj9 | 7:6 | 9:m7 | 4:m7"), _bars("9:m9 | 7:6 | 5:maj9 | 0:maj7")),
    cadences=(_bars("5:maj9 | 7:9sus4"), _bars("9:m7 | 5:maj7")), final="0:maj9",
    parts=(
        Part("chords", ("glass", "pad"), 0.72, low=52, high=74, send=0.7, patterns=("long",)),
        Part("chords", ("strings",), 0.26, (2, 3), low=60, high=80, send=0.7, patterns=("long",)),
        Part("arpeggio", ("bells", "harp"), 0.42, low=67, high=88, pan=0.2, send=0.6, echo=0.45,
             patterns=("8: 0 - 2 - 4 - 3 -", "8: 4 - 3 1 - 2 - -", "8: 0 2 - 4 - 3 - 2")),
        Part("bass", ("sub",), 0.5, (1, 3), low=31, high=43, send=0.1, patterns=("0 4 r",)),
        Part("melody", ("flute", "piano", "bells"), 0.46, (2, 3), low=69, high=86, pan=-0.15, send=0.65,
             echo=0.35,
             patterns=("sparse", "slow")),
    ),
    drums={3: ({"soft kick": "5.........3.....", "shaker": "..2...2...2...2."},
    {"brush": "........4......."})},
    trim=-5.2, drum_level=0.5, room=3.6, wet=0.9,
)  # fmt: skip

LOFI = Style(
    tempo=(70, 84), scale="minor pentatonic", keys=(0, 2, 3, 5, 7, 10), swing=0.3,
    verses=(
        _bars("0:m9 | 5:9 | 10:maj9 | 3:maj7"), _bars("8:maj7 | 7:m7 | 0:m9 | 0:m7"),
        _bars("0:m9 | 8:maj7 | 5:m9 | 7:m7"), _bars("5:m9 | 10:9 | 3:maj9 | 8:maj7"),
    ),
    choruses=(_bars("8:maj9 | 10:6 | 0:m9 | 3:maj7"), _bars("5:m9 | 7:m7 | 8:maj7 | 10:9sus4")),
    cadences=(_bars("8:maj7 | 7:m7"), _bars("5:m9 | 10:9sus4")), final="0:m9",
    parts=(
        Part("figure", ("epiano",), 0.68, low=53, high=73, pan=-0.1, send=0.25,
             patterns=("0 1.8; 2.5 1.3", "0 1.3; 1.5 2.3", "0 2.4; 2.5 .5; 3.5 .5", "0 3.6")),
        Part("bass", ("upright", "sub"), 0.7, (1, 3), low=33, high=46, send=0.03,
             patterns=("0 1.4 r; 2.5 1.3 5", "0 1.9 r; 2 .9 r; 3.5 .4 a", "0 1.4 r; 1.5 .4 8; 2.5 1.3 r")),
        Part("melody", ("epiano", "bells", "muted", "flute"), 0.5, (2, 3), low=67, high=84, pan=0.2,
             send=0.4, echo=0.25,
             patterns=("sparse", "syncopated")),
        Part("chords", ("pad",), 0.22, (2, 3), low=57, high=74, send=0.4, patterns=("long",)),
    ),
    drums={
        1: ({"soft kick": "7.........6.....", "hat": "3.4.3.4.3.4.3.4."}, {"rim": "....5.......5..."}),
        2: ({"kick": "7.........6.....", "snare": "....6.......6...", "hat": "4.5.4.5.4.5.4.53"},
            {"kick": "7......5..6.....", "rim": "....6.......6...", "hat": "4.5.4.5.4.5.4.5."}),
        3: ({"kick": "7......4..6.....", "snare": "....6..2....6...", "hat": "4.5.435.4.5.4.53",
             "shaker": "..2...2...2...2."},
            {"kick": "7..4......6..4..", "snare": "....6.......6..2", "open hat": "......3.......3.",
             "hat": "4.5.4...4.5.4..."}),
    },
    trim=-5.2, drum_level=0.85, texture="crackle", room=1.2, wet=0.35,
    tone=((20, -24), (40, 0), (300, 0), (1_000, 3), (3_500, 4), (7_500, -6), (16_000, -36)),
)  # fmt: skip

STYLES = {
    "calm": CALM, "upbeat": UPBEAT, "cinematic": CINEMATIC, "playful": PLAYFUL, "elegant": ELEGANT,
    "tech": TECH,
    "dreamy": DREAMY, "lofi": LOFI,
}  # fmt: skip
