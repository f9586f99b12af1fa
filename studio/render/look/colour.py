"""Colour arithmetic on `(r, g, b)` triples of 0..255, without numpy so that palettes import cheaply."""

from typing import TypeAlias

RGB: TypeAlias = tuple[int, int, int]

WHITE: RGB = (255, 255, 255)
BLACK: RGB = (0, 0, 0)


def rgb(code: str) -> RGB:
    """`"#ff7a59"` as a triple."""
    return int(code[1:3], 16), int(code[3:5], 16), int(code[5:7], 16)


def mix(a: RGB, b: RGB, share: float) -> RGB:
    """`a` with `share` (0..1) of `b`."""
    return (
        round(a[0] + (b[0] - a[0]) * share),
        round(a[1] + (b[1] - a[1]) * share),
        round(a[2] + (b[2] - a[2]) * share),
    )


def luminance(colour: RGB) -> float:
    """Relative luminance 0..1 after WCAG 2.2."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: RGB, b: RGB) -> float:
    """Contrast ratio 1..21 after WCAG 2.2."""
    one, other = luminance(a), luminance(b)
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def towards(colour: RGB, goal: RGB, against: RGB, least: float) -> RGB:
    """`colour` moved just so far towards `goal` that it reaches contrast `least` to `against` (or `goal` itself)."""
    for step in range(21):
        moved = mix(colour, goal, step / 20)
        if contrast(moved, against) >= least:
            return moved
    return goal
