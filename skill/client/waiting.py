"""How long a server asks us to wait: `Retry-After`, believed within reason."""

import math
import time
from collections.abc import Mapping
from email.utils import parsedate_to_datetime

LONGEST = 120.0  # seconds; a server that asks for more is not waited for, our own pause holds


def asked(headers: Mapping[str, str], otherwise: float) -> float:
    """Seconds to wait: what `Retry-After` says (seconds or a date), `otherwise` where that makes no sense.

    A date is measured from the server's own `Date`, so that a wrong clock here does no harm.
    """
    said = headers.get("retry-after", "").strip()
    try:
        seconds = float(said)
    except ValueError:
        seconds = _until(said, headers.get("date", ""))
    return seconds if math.isfinite(seconds) and 0 < seconds <= LONGEST else otherwise


def _until(moment: str, now: str) -> float:
    try:
        start = parsedate_to_datetime(now).timestamp() if now else time.time()
        return parsedate_to_datetime(moment).timestamp() - start
    except (ValueError, OverflowError, TypeError):
        return math.nan
