"""What every request passes first: is it addressed to us, does it come from our own page, is somebody there.

A page of another origin can make a browser send requests here (DNS rebinding, plain cross-site posts), so a
foreign `Host` or `Origin` is refused before anything else happens.
"""

import logging
import socket
import time
from ipaddress import ip_address

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from studio.config import Config, is_loopback

log = logging.getLogger(__name__)

# No answer may be framed, sniffed, embedded by another origin, or run anything that is not a file of ours.
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
    "media-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Activity:
    """Who is being served: `in_flight` requests now, and `last` the monotonic time of the latest one."""

    def __init__(self) -> None:
        self.in_flight = 0
        self.last = time.monotonic()

    @property
    def silence(self) -> float:
        """Seconds since the last request began or ended."""
        return time.monotonic() - self.last

    def begin(self) -> None:
        self.in_flight += 1
        self.last = time.monotonic()

    def end(self) -> None:
        self.in_flight -= 1
        self.last = time.monotonic()


def host_name(host: str) -> str:
    """The name in a `Host` header, without the port: `[::1]:80` -> `::1`."""
    if host.startswith("["):
        return host[1:].partition("]")[0].lower()
    return host.partition(":")[0].lower()


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


class Guard:
    """Refuses foreign hosts and origins, counts who is there, writes one log line a request."""

    def __init__(self, app: ASGIApp, config: Config, activity: Activity) -> None:
        self.app = app
        self.config = config
        self.activity = activity

    def refuses(self, headers: Headers) -> str | None:
        """Why a request with these headers is not for us, or None. Rebinding needs a name, so beyond loopback
        any plain address will do."""
        hosts = headers.getlist("host")
        if len(hosts) != 1 or not self._ours(host_name(hosts[0])):
            return "host not allowed"
        for origin in headers.getlist("origin"):
            if origin.partition("://")[2].lower() != hosts[0].lower():
                return "origin not allowed"
        return None

    def _ours(self, name: str) -> bool:
        if is_loopback(name):
            return True
        names = (self.config.host, *self.config.names, socket.gethostname())
        return not self.config.loopback and (_is_address(name) or name in map(str.lower, names))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        reason = self.refuses(Headers(scope=scope))
        if reason is not None:
            body = {"code": 403, "message": reason, "data": None}
            await JSONResponse(body, 403)(scope, receive, send)
            return
        self.activity.begin()
        try:
            await self._logged(scope, receive, send)
        finally:
            self.activity.end()

    async def _logged(self, scope: Scope, receive: Receive, send: Send) -> None:
        began, status = time.monotonic(), 0

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        try:
            await self.app(scope, receive, sending)
        finally:
            route = scope.get("route")  # the template: a path may hold a secret
            path = getattr(route, "path", "-")
            log.info("%s %s %s %.0f ms", scope["method"], path, status, (time.monotonic() - began) * 1000)
