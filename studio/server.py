"""Running the application: the socket, the ready file, the log, and when to leave."""

import asyncio
import json
import logging
import logging.handlers
import os
import socket
from pathlib import Path
from types import FrameType

import uvicorn
from filelock import FileLock, Timeout

from studio.app import create
from studio.config import VERSION, Config
from studio.services import Services

log = logging.getLogger("studio")
GRACE = 5  # seconds that open connections get at the end


class AlreadyRunning(Exception):
    """Another studio uses this home."""


class Server(uvicorn.Server):
    """A server that says when it listens, and leaves when nobody has come for a while."""

    def __init__(self, config: Config, services: Services, settings: uvicorn.Config) -> None:
        super().__init__(settings)
        self._studio = config
        self._services = services

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, then write the ready file."""
        await super().startup(sockets)
        if self.should_exit or not sockets:
            return
        url = url_of(self._studio.host, sockets[0].getsockname()[1])
        log.info("listening on %s", url)
        if self._studio.ready_file is not None:
            ready = {"url": url, "pid": os.getpid(), "version": VERSION, "notice": self._services.store.notice}
            write_private(self._studio.ready_file, json.dumps(ready))

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Leave in order; a second signal leaves at once. Uvicorn would raise the signal again at the end,
        which ends the process before its last clean-up."""
        self.force_exit = self.should_exit
        self.should_exit = True

    async def on_tick(self, counter: int) -> bool:
        """Called by uvicorn ten times a second; true ends the server."""
        leave = await super().on_tick(counter)
        return leave or (counter % 10 == 0 and self._idle())

    def _idle(self) -> bool:
        limit = self._studio.idle_seconds
        if limit is None or self._services.activity.silence < limit or self._services.busy:
            return False
        log.info("nobody came for %.0f s", limit)
        return True


def url_of(host: str, port: int) -> str:
    """The address to give to clients on this machine."""
    name = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    return f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"


def write_private(path: Path, text: str) -> None:
    """Put a file in place in one step, readable by its owner only."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    partial.touch(mode=0o600)
    partial.write_text(text, encoding="utf-8")
    partial.replace(path)


def serve(config: Config) -> None:
    """Serve until told to stop (SIGTERM, SIGINT) or idle. AlreadyRunning, OSError, NewerStore."""
    os.umask(0o077)
    config.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    lock = FileLock(config.home / "studio.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise AlreadyRunning(f"a studio is running on {config.home} already") from None
    with lock:
        _log_to(config.home / "studio.log")
        _serve(config)


def _serve(config: Config) -> None:
    with listen(config) as listening:
        app = create(config)
        settings = uvicorn.Config(
            app, log_config=None, access_log=False, server_header=False, timeout_graceful_shutdown=GRACE, ws="none",
        )  # fmt: skip
        try:
            asyncio.run(Server(config, app.state.services, settings).serve([listening]))
        finally:
            if config.ready_file is not None:
                config.ready_file.unlink(missing_ok=True)


def listen(config: Config) -> socket.socket:
    """A bound socket. Bound before anything else, so that a port in use is known at once.

    It names its protocol because asyncio switches Nagle's delay off only for sockets that do; with it, every
    answer on a kept connection would take 40 ms.
    """
    family = socket.AF_INET6 if ":" in config.host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if os.name == "posix":  # a restart on the same port need not wait; elsewhere the option means sharing
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((config.host, config.port))
    except OSError:
        made.close()
        raise
    return made


def _log_to(path: Path) -> None:
    handler = logging.handlers.RotatingFileHandler(path, maxBytes=2_000_000, backupCount=1, encoding="utf-8")
    path.chmod(0o600)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler])
