"""Everything that the studio can be told from outside, in one value."""

import hashlib
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

VERSION = "0.1.0"  # of the API, as its description and the ready file tell it
MB = 1_000_000
UNLIMITED = float("inf")
DAY = 24 * 3600.0
TOKEN_VARIABLE = "AI_VIDEO_STUDIO_TOKEN"


class ConfigError(Exception):
    """The studio cannot run like that; the message says what to change."""


def time_scale() -> float:
    """What every prescribed wait is multiplied with (`AI_VIDEO_TIME_SCALE`); 1 where it says nothing useful."""
    try:
        return max(0.0, float(os.environ.get("AI_VIDEO_TIME_SCALE", "1")))
    except ValueError:
        return 1.0


@dataclass(frozen=True, slots=True)
class Config:
    """How one studio runs. Sizes in bytes, times in seconds.

    `credits` is what a new user gets, `UNLIMITED` switches charging off. `access_token` is needed to listen
    beyond loopback, and is then the only token there is. `fetch_networks` are networks, in CIDR notation,
    that uploads by URL may reach although they are private. `clock` gives seconds since 1970. `own` is for the
    studio of one person on their own machine: a lost token is given again, and the balance filled up every day.
    """

    home: Path
    host: str = "127.0.0.1"
    names: tuple[str, ...] = ()  # further host names under which clients come, as through a proxy
    port: int = 0
    ready_file: Path | None = None
    idle_seconds: float | None = None
    credits: float = 100.0
    access_token: str | None = None
    fetch_networks: tuple[str, ...] = ()
    max_upload: int = 500 * MB
    max_json: int = 4 * MB
    token_days: float = 7.0
    heartbeat: float = 15.0
    clock: Callable[[], float] = time.time
    own: bool = False

    def __post_init__(self) -> None:
        if self.access_token is None and not self.loopback:
            raise ConfigError(
                f"Serving {', '.join(self.names) or self.host} lets other machines in: set {TOKEN_VARIABLE} to a "
                f"secret of 16 or more characters first, and give the same to the clients as NEMO_TOKEN."
            )
        if self.access_token is not None and len(self.access_token) < 16:
            raise ConfigError(f"{TOKEN_VARIABLE} is too short to be a secret: use 16 or more characters.")

    @property
    def page_cookie(self) -> str:
        """The page's cookie. Cookies are shared by all ports of a machine, so each home has its own name."""
        return "ai_video_page_" + hashlib.sha256(str(self.home).encode("utf-8", "replace")).hexdigest()[:8]

    @property
    def loopback(self) -> bool:
        """Whether only this machine can reach the studio."""
        return is_loopback(self.host) and not self.names


def is_loopback(host: str) -> bool:
    """`localhost` or an address of this machine alone."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"
