"""Instruments with a pitch, made of sums of sines and single-cycle tables. No recordings, so no licences.

Each instrument turns one note into `(2, n)` float32, left and right, about 0.5 at its peak for velocity 1. The
array may be longer than the note: it holds what still rings after it.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Wave: TypeAlias = NDArray[np.float32]
Instrument: TypeAlias = Callable[[float, float, float, int], Wave]
Partials: TypeAlias = Sequence[tuple[float, float, float]]  # frequency ratio, level, decay in seconds

TABLE_BITS = 12
COLUMNS = 512
SMALL_PRODUCT = 200_000  # multiplications up to which OpenBLAS wakes no other thread to spin beside the encoder
SILENT = 6.9  # time constants until a decay has reached −60 dB


def phase(frequency: float, count: int, rate: int, start: float = 0.0) -> NDArray[np.uint32]:
    """The phase of an oscillator as 32-bit integers, which wrap by themselves and keep their precision."""
    step = np.uint32(round(frequency / rate * 2**32) % 2**32)
    return np.arange(count, dtype=np.uint32) * step + np.uint32(start * 2**32 % 2**32)


def sine(frequency: float, count: int, rate: int, start: float = 0.0) -> Wave:
    """A sine of amplitude 1."""
    return np.asarray(np.sin(angle(frequency, count, rate, start)), dtype=np.float32)


def angle(frequency: float, count: int, rate: int, start: float = 0.0) -> Wave:
    """The phase in radians, −π..π."""
    return phase(frequency, count, rate, start).view(np.int32) * np.float32(np.pi / 2**31)


def decay(seconds: float, count: int, rate: int) -> Wave:
    """An exponential decay from 1 with this time constant."""
    return np.asarray(np.exp(np.arange(count, dtype=np.float32) * np.float32(-1 / (seconds * rate))), dtype=np.float32)


def shape(wave: Wave, seconds: float, rate: int, attack: float, release: float) -> Wave:
    """Fades a note in, and from `seconds` on out to nothing, in place."""
    rise = min(wave.shape[1], max(2, int(attack * rate)))
    wave[:, :rise] *= np.sin(np.linspace(0, np.pi / 2, rise, dtype=np.float32)) ** 2
    fall = min(wave.shape[1], max(2, int(release * rate)))
    start = min(int(seconds * rate), wave.shape[1] - fall)
    wave[:, start : start + fall] *= np.cos(np.linspace(0, np.pi / 2, fall, dtype=np.float32)) ** 2
    return wave[:, : start + fall]


def hz(pitch: float) -> float:
    """MIDI number to frequency, A4 (69) at 440 Hz."""
    return float(440 * 2 ** ((pitch - 69) / 12))


def ring(partials: Partials, frequency: float, seconds: float, rate: int, cents: float = 1.0) -> Wave:
    """Decaying partials, tuned `cents` apart between left and right: a struck or plucked string or bar."""
    heard = [partial for partial in partials if frequency * partial[0] < 0.42 * rate]
    ratios, levels, times = (np.array(column, float) for column in zip(*heard, strict=True))
    count = int(seconds * rate)
    detune = 2 ** (cents / 2400)
    out = np.empty((2, count), np.float32)
    for side, f in enumerate((frequency / detune, frequency * detune)):
        out[side] = _damped(ratios * f / rate, levels, times * rate, count, 0.03 * side)
    return out


def _damped(
    cycles: NDArray[np.float64], levels: NDArray[np.float64], times: NDArray[np.float64], count: int, turn: float
) -> Wave:
    """The sum of damped sines, `cycles` per sample and `times` in samples.

    As `exp(a * (row * COLUMNS + column))` is a product of two short tables, the sum over all partials is one
    matrix product, tens of times cheaper than a sine and an exponential for every sample.
    """
    exponents = 2j * np.pi * cycles - 1 / times
    rows = np.arange(-(-count // COLUMNS)) * COLUMNS
    starts = levels * np.exp(np.outer(rows, exponents) + 2j * np.pi * turn * np.arange(cycles.size))
    steps = np.exp(np.outer(exponents, np.arange(COLUMNS)))
    left = np.hstack([starts.imag, starts.real]).astype(np.float32)
    right = np.vstack([steps.real, steps.imag]).astype(np.float32)
    out = np.empty((rows.size, COLUMNS), np.float32)
    step = max(1, SMALL_PRODUCT // right.size)
    for row in range(0, rows.size, step):
        np.matmul(left[row : row + step], right, out=out[row : row + step])
    return out.reshape(-1)[:count]


@lru_cache(maxsize=8)
def noise(count: int, low: float, high: float, rate: int, seed: int = 1) -> Wave:
    """Noise between two frequencies in Hz with soft edges, `(2, count)`, RMS 1 per channel."""
    white = np.random.default_rng(seed).standard_normal((2, count)).astype(np.float32)
    spectrum = np.fft.rfft(white)
    frequencies = np.fft.rfftfreq(count, 1 / rate).astype(np.float32) + 1e-3
    spectrum *= 1 / np.sqrt((1 + (low / frequencies) ** 4) * (1 + (frequencies / high) ** 4))
    wave = np.fft.irfft(spectrum, count).astype(np.float32)
    return np.asarray(wave / np.sqrt(np.mean(wave**2)), dtype=np.float32)


@lru_cache(maxsize=256)
def table(pitch: int, cutoff: float, rolloff: float, odd: float) -> Wave:
    """One cycle of a tone whose harmonics fall as `k ** -rolloff` and faster above `cutoff` Hz.

    `odd` 1 leaves out the even harmonics (hollow, like a clarinet), 0 keeps them all.
    """
    size = 2**TABLE_BITS
    k = np.arange(1, 64)
    f = k * hz(pitch)
    level = k**-rolloff / (1 + (f / cutoff) ** 4) * (f < 16_000) * np.where(k % 2 == 0, 1 - odd, 1)
    turns = np.random.default_rng(7).random(k.size)
    spectrum = np.zeros(size // 2 + 1, complex)
    spectrum[1:64] = level * np.exp(2j * np.pi * turns)
    wave = np.fft.irfft(spectrum, size)
    return np.asarray(wave / np.sqrt(np.mean(wave**2)), dtype=np.float32)


def read(cycle: Wave, phases: NDArray[np.uint32]) -> Wave:
    """The table at these phases."""
    return np.asarray(cycle[phases >> np.uint32(32 - TABLE_BITS)], dtype=np.float32)


def piano(pitch: float, seconds: float, velocity: float, rate: int) -> Wave:
    """A felt piano: soft hammers, dark when played softly, strings that beat a little."""
    frequency = hz(pitch)
    sustain = 2.6 * (220 / frequency) ** 0.5
    bright = 0.2 - 0.1 * velocity + 0.00008 * frequency
    partials = [
        (k * (1 + 0.00035 * k * k) ** 0.5, k**-0.9 * np.exp(-bright * (k - 1)), sustain / (1 + 0.45 * (k - 1)))
        for k in range(1, 19)
    ]
    wave = ring(partials, frequency, min(seconds + 0.35, sustain * SILENT), rate, cents=1.6)
    knock = min(wave.shape[1], int(0.05 * rate))
    wave[:, :knock] += noise(rate // 4, 120, 900, rate)[:, :knock] * decay(0.012, knock, rate) * 0.03
    return shape(wave, seconds, rate, 0.006, 0.3) * np.float32(0.34 * velocity**1.3)


def epiano(pitch: float, seconds: float, velocity: float, rate: int) -> Wave:
    """An electric piano by frequency modulation, with a bell at its start and a slow tremolo from side to side."""
    frequency = hz(pitch)
    count = int((seconds + 0.25) * rate)
    body = decay(0.5, count, rate) * np.float32(2.0 * velocity) + np.float32(0.4)
    bell = decay(0.09, count, rate) * np.float32(0.7 * velocity)
    fade = decay(1.5 * (220 / frequency) ** 0.3, count, rate)
    sway = 0.18 * sine(4.3, count, rate)
    out = np.empty((2, count), np.float32)
    for side, cents in enumerate((-3, 3)):
        f = frequency * 2 ** (cents / 1200)
        modulator = body * sine(f, count, rate)
        if frequency * 14 < 0.4 * rate:
            modulator += bell * sine(f * 14, count, rate)
        out[side] = np.sin(angle(f, count, rate) + modulator) * fade * (1 + (sway if side else -sway))
    return shape(out, seconds, rate, 0.004, 0.22) * np.float32(0.42 * velocity)


def harp(pitch: float, seconds: float, velocity: float, rate: int) -> Wave:
    """A harp or soft nylon guitar: plucked off the middle, left to ring."""
    frequency = hz(pitch)
    sustain = 1.3 * (220 / frequency) ** 0.4
    partials = [(k, abs(np.sin(k * np.pi * 0.31)) * k**-1.05, sustain / (1 + 0.45 * (k - 1))) for k in range(1, 15)]
    wave = ring(partials, frequency, min(sustain * SILENT, seconds + 1.5), rate, cents=2.0)
    return shape(wave, wave.shape[1] / rate, rate, 0.003, 0.4) * np.float32(0.42 * velocity)


def muted(pitch: float, seconds: float, velocity: float, rate: int) -> Wave:
    """A muted guitar: a short, round pluck."""
    frequency = hz(pitch)
    partials = [(k, abs(np.sin(k * np.pi * 0.23)) * k**-0.9, 0.26 / (1 + 0.4 * (k - 1))) for k in range(1, 13)]
    wave = ring(partials, frequency, 1.2, rate, cents=2.0)
    return shape(wave, 0.9, rate, 0.002, 0.25) * np.float32(0.55 * velocity)


def pizzicato(pitch: float, seconds: float, velocity: float, rate: int) -> Wave:
    """Plucked strings of a small section: short, several players."""
    frequency = hz(pitch)
    partials = [(k, k**-1.15, 0.19 / (1 + 0.35 * (k - 1))) for k in range(1, 11)]
    wave = ring(partials, frequency, 1.0, rate, cents=9.0)
    return shape(wave, 0.7, rate, 0.004, 0.25) * np.float32(0.5 * velocity)


def marimba(pitch: float, seconds: float, velocity: float, rate: int) -> Wave:
    """Wooden bars: the fundamental, the fourth partial two octaves up, a short knock."""
    frequency = hz(pitch)
    time = 0.42 * (330 / frequency) ** 0.5
    partials = [(1.0, 1.0, time), (3.93, 0.3 * velocity, time * 0.3), (9.6, 0.16 * velocity, time * 0.12)]
    return shape(ring(partials, frequency, 1.6, rate, 1.5), 1.3, rate, 0.002, 0.3) * np.float32(0.5 * velocity)


def bells(pitch: float, seconds: float, velocity: float, rate: int) -> Wave:
    """A music box or celesta: clear, high, long."""
    frequency = hz(pitch)
    time = 1.1 * (660 / frequency) ** 0.4
    partials = [
        (1, 1.0, time), (2, 0.22, time * 0.7), (3, 0.16, time * 0.4), (4.2, 0.1, time * 0.25),
        (5.4, 0.14 * velocity, time * 0.2), (8.9, 0.08 * velocity, time * 0.1),
    ]  # fmt: skip
    return shape(ring(partials, frequency, 3.2, rate, 4.0), 2.4, rate, 0.003, 0.8) * np.float32(0.38 * velocity)


def pluck(pitch: float, seconds: float, velocity: float, rate: int) -> Wave:
    """A synthesiser pluck: a bright wave whose filter closes quickly."""
    count = int((seconds + 0.5) * rate)
    opening = decay(0.11, count, rate) * np.float32(0.35 + 0.65 * velocity)
    fade = decay(0.34, count, rate)
    out = np.empty((2, count), np.float32)
    for side, cents in enumerate((-6, 6)):
        turns = phase(hz(pitch) * 2 ** (cents / 1200), count, rate, 0.25 * side)
        dark = read(table(round(pitch), 1200, 1.3, 0.0), turns)
        out[side] = (dark + (read(table(round(pitch), 7500, 1.0, 0.0), turns) - dark) * opening) * fade
    return shape(out, seconds + 0.1, rate, 0.003, 0.4) * np.float32(0.2 * velocity)


def _section(
    pitch: float, seconds: float, rate: int, *, dark: float, bright: float, attack: float, release: float,
    spread: tuple[float, ...], odd: float = 0.0, vibrato: float = 0.0,
) -> Wave:  # fmt: skip
    """Several detuned voices across the stereo field whose tone opens and closes slowly."""
    count = int((seconds + release) * rate)
    time = np.arange(count, dtype=np.float32) / np.float32(rate)
    swell = np.sin(np.minimum(time / np.float32(max(seconds, 0.1)), 1) * np.float32(np.pi)) * np.float32(0.8)
    out = np.zeros((2, count), np.float32)
    low, high = table(round(pitch), dark, 1.1, odd), table(round(pitch), bright, 1.0, odd)
    for index, cents in enumerate(spread):
        turns = phase(hz(pitch) * 2 ** (cents / 1200), count, rate, 0.37 * index)
        if vibrato:
            wobble = np.sin(time * np.float32(2 * np.pi * (4.7 + 0.3 * index))) * np.minimum(time, 1)
            depth = vibrato / 1731 * hz(pitch) / (2 * np.pi * 5) * 2**32  # cents to a swing of the phase
            turns = turns + (wobble * np.float32(depth)).astype(np.int32).view(np.uint32)
        voice = read(low, turns)
        voice += (read(high, turns) - voice) * swell
        pan = 0.5 + 0.42 * (index / max(1, len(spread) - 1) * 2 - 1)
        out[0] += voice * np.float32(np.cos(pan * np.pi / 2))
        out[1] += voice * np.float32(np.sin(pan * np.pi / 2))
    out *= np.float32(1 / len(spread) ** 0.5)
    return shape(out, seconds, rate, min(attack, seconds * 0.6), release)


def pad(pitch: float, seconds: float, velocity: float, rate: int) -> Wave:
    """A warm, slow synthesiser pad."""
    wave = _section(pitch, seconds, rate, dark=700, bright=2600, attack=0.7, release=0.9, spread=(-7, 5, 9))
    return wave * np.float32(0.2 * velocity)


def glass(pitch: float, seconds: float, velocity: float, rate: int) -> Wave:
    """A hollow, airy pad."""
    wave = _section(pitch, seconds, rate, dark=900, bright=4200, attack=1.0, release=1.3, spread=(-5, 0, 6), odd=0.85)
    return wave * np.float32(0.18 * velocity)


def strings(pitch: float, seconds: float, velocity: float, rate: int) -> Wave:
    """A string section with vibrato."""
    wave = _section(
        pitch, seconds, rate, dark=1400, bright=5500, attack=0.3, release=0.5, spread=(-8, -2, 3, 9), vibrato=7.0
    )
    return wave * np.float32(0.19 * velocity)


def spiccato(pitch: float, seconds: float, velocity: float, rate: int) -> Wave:
    """Short bowed strings, for driving figures."""
    wave = _section(
        pitch, min(seconds, 0.2), rate, dark=1300, bright=6000, attack=0.012, release=0.25, spread=(-9, 0, 8)
    )
    wave *= decay(0.16, wave.shape[1], rate)
    return wave * np.float32(0.42 * velocity)


def flute(pitch: float, seconds: float, velocity: float, rate: int) -> Wave:
    """A soft flute: nearly a sine, a late vibrato, a little breath."""
    wave = _section(
        pitch, seconds, rate, dark=1200, bright=2800, attack=0.06, release=0.18, spread=(-2, 2), odd=0.3, vibrato=9.0
    )
    breath = noise(rate, 1500, 4500, rate)
    times = -(-wave.shape[1] // breath.shape[1])
    air = np.tile(breath, times)[:, : wave.shape[1]] * np.abs(wave) * np.float32(0.12)
    return (wave + air) * np.float32(0.3 * velocity)


def upright(pitch: float, seconds: float, velocity: float, rate: int) -> Wave:
    """A plucked double bass."""
    frequency = hz(pitch)
    partials = [(k, k**-1.1, 0.75 / (1 + 0.4 * (k - 1))) for k in range(1, 15)]
    wave = ring(partials, frequency, seconds + 0.15, rate, cents=0.0)
    return shape(wave, seconds, rate, 0.006, 0.12) * np.float32(0.55 * velocity)


def sub(pitch: float, seconds: float, velocity: float, rate: int) -> Wave:
    """A round synthesiser bass that small speakers can still tell, by its second and third harmonic."""
    count = int((seconds + 0.12) * rate)
    opening = decay(0.25, count, rate) * np.float32(0.7) + np.float32(0.3)
    turns = phase(hz(pitch), count, rate)
    low = read(table(round(pitch), 160, 1.0, 0.0), turns)
    wave = low + (read(table(round(pitch), 750, 1.0, 0.0), turns) - low) * opening
    out = np.stack([wave, wave])
    return shape(out, seconds, rate, 0.006, 0.1) * np.float32(0.3 * velocity)


INSTRUMENTS: dict[str, Instrument] = {
    "piano": piano, "epiano": epiano, "harp": harp, "muted": muted, "pizzicato": pizzicato, "marimba": marimba,
    "bells": bells, "pluck": pluck, "pad": pad, "glass": glass, "strings": strings, "spiccato": spiccato,
    "flute": flute, "upright": upright, "sub": sub,
}  # fmt: skip
