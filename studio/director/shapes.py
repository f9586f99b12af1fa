"""Picture shapes and their sizes in pixels."""

_SHAPES = {
    "9:16": (9, 16),
    "16:9": (16, 9),
    "1:1": (1, 1),
    "4:5": (4, 5),
    "3:4": (3, 4),
    "4:3": (4, 3),
    "21:9": (21, 9),
}


def sized(shape: str, short: int) -> tuple[int, int]:
    """Width and height in pixels, both even, of a shape with this short side."""
    across, down = _SHAPES[shape]
    long = round(short * max(across, down) / min(across, down) / 2) * 2
    return (short, long) if down > across else (long, short)
