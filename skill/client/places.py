"""Where a download may come from. The backend names the place; a wrong name must not reach into this machine.

A place is refused for a foreign scheme, for credentials in it, and for an address of this machine or its network,
unless the backend itself lives there.
"""

import ipaddress
import socket
from urllib.parse import urlsplit

from skill.errors import BackendFailed

HOPS = 3  # redirects followed, each checked anew


def check(url: str, backend: str) -> None:
    """Raise BackendFailed where `url` must not be fetched on behalf of `backend`."""
    place, home = urlsplit(url), urlsplit(backend)
    if place.scheme not in ("http", "https") or (place.scheme == "http" and home.scheme == "https"):
        raise _unsafe(f"{place.scheme}:")
    if place.username or place.password or not place.hostname:
        raise _unsafe("credentials" if place.hostname else "host")
    if place.hostname != home.hostname and not _private_host(home.hostname or "") and _private_host(place.hostname):
        raise _unsafe(place.hostname)


def check_peer(address: object, url: str, backend: str) -> None:
    """The same for the address that was really connected to: a name may resolve otherwise the second time."""
    from urllib.request import getproxies  # imports much, for downloads only

    place, home = urlsplit(url), urlsplit(backend)
    if getproxies() or place.hostname == home.hostname or _private_host(home.hostname or ""):
        return
    if isinstance(address, tuple) and address and _private(str(address[0])):
        raise _unsafe(place.hostname or "")


def _unsafe(reason: str) -> BackendFailed:
    return BackendFailed("download_unsafe", "download", reason=reason)


def _private_host(host: str) -> bool:
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except OSError:  # connecting will say so
        return False
    return any(_private(str(entry[4][0])) for entry in found)


def _private(address: str) -> bool:
    try:
        return not ipaddress.ip_address(address.split("%")[0]).is_global
    except ValueError:
        return True
