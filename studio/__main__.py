"""`python -m studio`: serve the backend on this machine."""

import argparse
import os
import sqlite3
import sys
from pathlib import Path

from studio.config import TOKEN_VARIABLE, UNLIMITED, Config, ConfigError


def _credits(text: str) -> float:
    return UNLIMITED if text == "unlimited" else float(text)


def parser() -> argparse.ArgumentParser:
    """The command line."""
    made = argparse.ArgumentParser(prog="python -m studio", description="Serve the video backend on this machine.")
    made.add_argument("--home", type=Path, required=True, help="folder for projects, uploads and films")
    made.add_argument("--host", default="127.0.0.1", help=f"beyond loopback it takes {TOKEN_VARIABLE}")
    made.add_argument(
        "--name", action="append", default=[], help="a host name under which clients come through a proxy"
    )
    made.add_argument("--port", type=int, default=0, help="0 takes a free one")
    made.add_argument("--ready-file", type=Path, help="written once it listens: JSON with url, pid, version")
    made.add_argument("--idle-seconds", type=float, help="leave after that long without requests and jobs")
    made.add_argument("--credits", type=_credits, default=100.0, help="what a new user gets, or 'unlimited'")
    made.add_argument("--own", action="store_true", help="one person's: lost tokens are given again, credits daily")
    made.add_argument("--fetch-network", action="append", default=[], metavar="CIDR",
                      help="a private network that uploads by URL may reach")  # fmt: skip
    return made


def main(arguments: list[str] | None = None) -> int:
    """Serve until stopped; 0 then, 1 where it cannot run, 2 where it may not run like that."""
    given = parser().parse_args(arguments)
    try:
        config = Config(
            home=given.home.absolute(),
            host=given.host,
            names=tuple(given.name),
            port=given.port,
            ready_file=given.ready_file and given.ready_file.absolute(),
            idle_seconds=given.idle_seconds,
            credits=given.credits,
            own=given.own,
            access_token=os.environ.get(TOKEN_VARIABLE) or None,
            fetch_networks=tuple(given.fetch_network),
        )
    except ConfigError as error:
        print(error, file=sys.stderr)
        return 2
    return _serve(config)


def _serve(config: Config) -> int:
    from studio.server import AlreadyRunning, serve
    from studio.store.database import NewerStore

    try:
        serve(config)
    except (AlreadyRunning, NewerStore, OSError, sqlite3.Error) as error:
        print(f"The studio cannot run: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
