"""Fetching a user's URL without letting it reach this machine or its neighbours.

The name is resolved once, every address is checked, and the connection goes to a checked address: a name that
changes its mind between check and use gains nothing. Redirects go through the same door. A connection whose
two ends are the same address is one to ourselves, and is refused before a byte is sent.
"""

import http.client
import re
import socket
import ssl
import time
from dataclasses import dataclass
from email.message import Message
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from pathlib import Path
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

MAX_URLS = 10
MAX_REDIRECTS = 5
CONNECT_SECONDS = 10.0
SILENCE_SECONDS = 30.0
TOTAL_SECONDS = 600.0
CHUNK = 1 << 18
_TYPES = {"video/mp4": "mp4", "video/quicktime": "mov", "video/x-msvideo": "avi", "video/webm": "webm",
          "video/x-matroska": "mkv", "image/jpeg": "jpg", "image/png": "png", "image/gif": "gif",
          "image/webp": "webp", "audio/mpeg": "mp3", "audio/wav": "wav", "audio/x-wav": "wav",
          "audio/mp4": "m4a", "audio/aac": "aac"}  # fmt: skip


class FetchError(Exception):
    """The address could not be fetched; the message says why, without the address."""


class TooLarge(FetchError):
    """There is more than the limit allows."""


@dataclass(frozen=True, slots=True)
class Policy:
    """How much may be fetched (bytes), and which private networks may be reached all the same."""

    limit: int
    networks: tuple[str, ...] = ()

    def allows(self, address: IPv4Address | IPv6Address) -> bool:
        """Whether the address is a public one, or in a network that was opened."""
        if any(address in ip_network(network) for network in self.networks):
            return True
        inner = _inner(address)
        return inner.is_global and not inner.is_multicast and not inner.is_reserved


def _inner(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The IPv4 address that an IPv6 one stands for (mapped, 6to4, NAT64), else itself."""
    if isinstance(address, IPv4Address):
        return address
    nat64 = address in ip_network("64:ff9b::/96")
    return address.ipv4_mapped or address.sixtofour or (IPv4Address(int(address) & 0xFFFFFFFF) if nat64 else address)


def shown(url: str) -> str:
    """The address as far as it may be repeated: no credentials, no query."""
    try:
        parts = urlsplit(url)
        return f"{parts.scheme}://{parts.hostname or ''}{parts.path}"[:200]
    except ValueError:
        return "the address"


def download(url: str, path: Path, policy: Policy) -> tuple[str, int]:
    """Write what lies at `url` to `path`; gives its name and size in bytes. FetchError, TooLarge."""
    ends = time.monotonic() + TOTAL_SECONDS
    for _ in range(MAX_REDIRECTS + 1):
        parts = _checked(url)
        connection = _connect(parts, policy)
        try:
            answer = _ask(connection, parts)
            if answer.status in (301, 302, 303, 307, 308):
                url = urljoin(url, answer.getheader("Location") or "")
                continue
            if answer.status != 200:
                raise FetchError(f"the server answers {answer.status}")
            return _name(parts, answer), _save(answer, path, policy.limit, ends)
        except (OSError, http.client.HTTPException) as error:
            raise FetchError(str(error) or type(error).__name__) from error
        finally:
            connection.close()
    raise FetchError("too many redirects")


def _checked(url: str) -> SplitResult:
    try:
        parts = urlsplit(url.strip())
        parts.port  # noqa: B018 - raises where it is no number
    except ValueError as error:
        raise FetchError(str(error)) from error
    if parts.scheme not in ("http", "https"):
        raise FetchError("only http and https addresses can be fetched")
    if not parts.hostname or parts.username is not None or re.search(r"[\x00-\x20]", url.strip()):
        raise FetchError("this is not a plain web address")
    return parts


def _connect(parts: SplitResult, policy: Policy) -> http.client.HTTPConnection:
    assert parts.hostname
    port = parts.port or (443 if parts.scheme == "https" else 80)
    connected = _socket(parts.hostname, port, policy)
    if parts.scheme == "https":
        try:
            connected = ssl.create_default_context().wrap_socket(connected, server_hostname=parts.hostname)
        except OSError as error:
            connected.close()
            raise FetchError(str(error)) from error
    connection = http.client.HTTPConnection(parts.hostname, port)
    connection.sock = connected
    return connection


def _socket(host: str, port: int, policy: Policy) -> socket.socket:
    reason = "the address does not answer"
    addresses = _addresses(host, port)
    if not all(policy.allows(address) for address in addresses):
        raise FetchError("the address is private")
    for address in addresses:
        try:
            made = socket.create_connection((str(address), port), CONNECT_SECONDS)
        except OSError as error:
            reason = str(error)
            continue
        made.settimeout(SILENCE_SECONDS)
        opened = any(address in ip_network(network) for network in policy.networks)
        if made.getpeername()[0] == made.getsockname()[0] and not opened:
            made.close()
            raise FetchError("the address is this machine's own")
        return made
    raise FetchError(reason)


def _addresses(host: str, port: int) -> list[IPv4Address | IPv6Address]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(f"the name cannot be resolved: {error}") from error
    return [ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]


def _ask(connection: http.client.HTTPConnection, parts: SplitResult) -> http.client.HTTPResponse:
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    default = {"http": 80, "https": 443}[parts.scheme]
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else str(parts.hostname)
    try:
        connection.putrequest("GET", _ascii(target), skip_host=True, skip_accept_encoding=True)
        connection.putheader("Host", _ascii(host) if parts.port in (None, default) else f"{_ascii(host)}:{parts.port}")
    except (UnicodeError, ValueError) as error:
        raise FetchError("this is not a plain web address") from error
    connection.putheader("Accept-Encoding", "identity")
    connection.putheader("User-Agent", "ai-video-studio")
    connection.endheaders()
    return connection.getresponse()


def _ascii(text: str) -> str:
    from urllib.parse import quote

    return quote(text, safe="!#$%&'()*+,/:;=?@[]~")


def _name(parts: SplitResult, answer: http.client.HTTPResponse) -> str:
    """What to call the file: as the server says, else as the path ends; with an extension that fits its type."""
    header = Message()
    header["Content-Disposition"] = answer.getheader("Content-Disposition") or ""
    name = header.get_filename() or unquote(parts.path.rpartition("/")[2]) or "file"
    suffix = _TYPES.get((answer.getheader("Content-Type") or "").partition(";")[0].strip().lower())
    known = set(_TYPES.values()) | {"jpeg"}
    return name if name.rpartition(".")[2].lower() in known or suffix is None else f"{name}.{suffix}"


def _save(answer: http.client.HTTPResponse, path: Path, limit: int, ends: float) -> int:
    if (answer.length or 0) > limit:
        raise TooLarge(f"{answer.length} bytes")
    size = 0
    with path.open("xb") as file:
        while chunk := answer.read1(CHUNK):
            size += len(chunk)
            if size > limit:
                raise TooLarge("more than the limit")
            if time.monotonic() > ends:
                raise FetchError("it takes too long")
            file.write(chunk)
    if answer.length:
        raise FetchError("the transfer broke off")
    return size
