"""Bytes of a page to text: byte order marks, line ends, wrongly decoded emoji and stray control characters."""

import codecs
import re

from skill.loader.diagnostics import Notes

# UTF-8 that somebody read as Latin-1 and saved again: a lead byte and the right number of continuation bytes,
# each now a character of its own.
_MOJIBAKE = re.compile(
    "[\u00c2-\u00df][\u0080-\u00bf]|[\u00e0-\u00ef][\u0080-\u00bf]{2}|[\u00f0-\u00f4][\u0080-\u00bf]{3}"
)
_C1 = re.compile("[\u0080-\u009f]")
# What YAML forbids in a stream (its `c-printable`), and no page means; as text, and as it looks in UTF-8.
_CONTROL = re.compile("[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff]")
_CONTROL_BYTES = bytes(code for code in (*range(32), 127) if code not in b"\t\n\r")
_CONTROL_PAIRS = re.compile(rb"\xc2[\x80-\x9f]|\xef\xbf[\xbe\xbf]")


def decode(data: bytes, notes: Notes) -> str:
    """The page as text with `\\n` line ends. Whatever had to be mended is noted; nothing raises."""
    text = _characters(data, notes)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _suspect(data):
        text = _undo_mojibake(text, notes)
        if _CONTROL.search(text):
            notes.add("repaired", "control characters removed")
            text = _CONTROL.sub("", text)
    return text


def _suspect(data: bytes) -> bool:
    """May there be control characters? Asked of the bytes, which is fifty times as fast as of the text."""
    return len(data.translate(None, _CONTROL_BYTES)) != len(data) or bool(_CONTROL_PAIRS.search(data))


def _characters(data: bytes, notes: Notes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        notes.add("repaired", "read as UTF-16; a skill page is UTF-8")
        return data.decode("utf-16", errors="replace")
    if data.startswith(codecs.BOM_UTF8):
        notes.add("repaired", "byte order mark removed")
        data = data[len(codecs.BOM_UTF8) :]
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        notes.add("repaired", f"not UTF-8 at byte {error.start}; unreadable characters replaced")
        return data.decode("utf-8", errors="replace")


def _undo_mojibake(text: str, notes: Notes) -> str:
    """Decode again what was decoded as Latin-1. Only runs with a C1 control in them: nobody types those."""

    def again(match: re.Match[str]) -> str:
        run = match.group()
        if not _C1.search(run):
            return run
        try:
            return run.encode("latin-1").decode("utf-8")
        except UnicodeDecodeError:
            return run

    mended = _MOJIBAKE.sub(again, text) if _C1.search(text) else text
    if mended != text:
        notes.add("repaired", "characters that had been decoded wrongly (mojibake) restored")
    return mended
