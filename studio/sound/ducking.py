"""How far music steps back while somebody speaks."""

import numpy as np
from numpy.typing import NDArray

from studio.sound.envelope import smooth, spread

WINDOW = 480  # samples, 10 ms
DEPTH_DB = -7.0
OPEN_BELOW = 0.02  # share of the speech's usual level below which nobody speaks
RAMP = 10  # windows to either side that a change of gain takes
LEAD = 12  # windows before the first word: the music is down when it comes
HOLD = 50  # windows after a word: a breath does not bring the music back
NEARBY = 50  # windows to either side in which speech has a loud and a quiet moment
CONTRAST = 20.0  # between the two; wind, traffic and hum have far less


def levels(block: NDArray[np.float32]) -> NDArray[np.float64]:
    """Mean square of every window of `(2, n)`, both channels together; the last window may be short."""
    padded = np.pad((block**2).mean(axis=0), (0, -block.shape[1] % WINDOW))
    return np.asarray(padded.reshape(-1, WINDOW).mean(axis=1, dtype=np.float64))


def gains(speech: NDArray[np.float64]) -> NDArray[np.float64]:
    """The music's gain for every window: 1 where nobody speaks, `DEPTH_DB` while somebody does."""
    if speech.size == 0 or speech.max() <= 0:
        return np.ones(speech.size)
    usual = np.percentile(speech[speech > speech.max() * 1e-3], 75)
    contrast = -spread(-speech, NEARBY) / np.maximum(spread(speech, NEARBY), 1e-12)
    speaking = (speech > usual * OPEN_BELOW) & (contrast > CONTRAST)
    floor = 10 ** (DEPTH_DB / 20)
    down = spread(np.where(speaking, floor, 1.0), (LEAD + HOLD) // 2)
    late = (HOLD - LEAD) // 2
    return smooth(np.concatenate([np.full(late, down[0]), down])[: down.size], RAMP)
