"""Files out of a multipart body, written to disk as they come in. Nothing is ever held in memory whole."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from typing import BinaryIO

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

MAX_HEADER = 16_000  # bytes of one part's headers
MAX_FILES = 50  # per request


class BadMultipart(Exception):
    """The body is not what its content type says."""


@dataclass(slots=True)
class Part:
    """One file of the body. `too_large` where it went over the limit; then the rest of it was dropped."""

    name: str
    path: Path
    size: int = 0
    too_large: bool = False


class Receiver:
    """Feed it the body; `parts` are the files of the field, in order, lying under what `place` gave."""

    def __init__(self, content_type: str, field: str, limit: int, place: Callable[[], Path]) -> None:
        kind, options = parse_options_header(content_type)
        boundary = options.get(b"boundary")
        if kind != b"multipart/form-data" or not boundary:
            raise BadMultipart("expected multipart/form-data with a boundary")
        self.parts: list[Part] = []
        self._field, self._limit, self._place = field, limit, place
        self._header_name = self._header_value = b""
        self._headers = Message()
        self._file: BinaryIO | None = None
        self._ended = False
        try:
            self._parser = MultipartParser(boundary, self._callbacks())  # type: ignore[arg-type]
        except FormParserError as error:
            raise BadMultipart(str(error)) from error

    def _callbacks(self) -> dict[str, Callable[..., None]]:
        return {
            "on_part_begin": self._part_begin,
            "on_header_field": self._on_name,
            "on_header_value": self._on_value,
            "on_header_end": self._header_end,
            "on_headers_finished": self._headers_finished,
            "on_part_data": self._data,
            "on_part_end": self._part_end,
            "on_end": self._end,
        }

    async def receive(self, body: AsyncIterator[bytes]) -> None:
        """Take the whole body. BadMultipart, OSError."""
        try:
            async for chunk in body:
                self._parser.write(chunk)
            self._parser.finalize()
        except FormParserError as error:
            raise BadMultipart(str(error)) from error
        finally:
            self._part_end()
        if not self._ended:
            raise BadMultipart("the body ends before its last boundary")

    def _part_begin(self) -> None:
        self._headers = Message()

    def _on_name(self, data: bytes, start: int, end: int) -> None:
        self._header_name += data[start:end]
        self._check_header()

    def _on_value(self, data: bytes, start: int, end: int) -> None:
        self._header_value += data[start:end]
        self._check_header()

    def _check_header(self) -> None:
        if len(self._header_name) + len(self._header_value) > MAX_HEADER:
            raise BadMultipart("a part's header is too long")

    def _header_end(self) -> None:
        self._headers[self._header_name.decode("latin-1")] = self._header_value.decode("latin-1")
        self._header_name = self._header_value = b""

    def _headers_finished(self) -> None:
        _, options = parse_options_header(self._headers.get("Content-Disposition"))
        if b"filename" not in options or options.get(b"name", b"").decode("utf-8", "replace") != self._field:
            return
        if len(self.parts) >= MAX_FILES:
            raise BadMultipart(f"more than {MAX_FILES} files in one request")
        part = Part(options[b"filename"].decode("utf-8", "replace"), self._place())
        self.parts.append(part)
        self._file = part.path.open("xb")

    def _data(self, data: bytes, start: int, end: int) -> None:
        if self._file is None or self.parts[-1].too_large:
            return
        part = self.parts[-1]
        part.size += end - start
        if part.size > self._limit:
            part.too_large = True
            self._file.truncate(0)
        else:
            self._file.write(data[start:end])

    def _part_end(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None

    def _end(self) -> None:
        self._ended = True
