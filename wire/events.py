"""What an event of `/run_sse` means: Google ADK's JSON on one side, small values on the other.

The client reads with `Reader`, the studio writes with `event`. Rules and shapes come from captures of real
ADK servers, 1.18 and 2.13: keys are camelCase; a partial event carries a delta, and the aggregate that
follows repeats the whole text and the tool parts; a failure may come as an event with `errorCode`, as a bare
`{"error": …}` object, or both, and old servers do not escape the latter.
"""

import json
import re
import time
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

NO_CONTENT = "MODEL_RETURNED_NO_CONTENT"  # after tools: an edit that says nothing, no failure
TEMPORARY_ISSUE = "I encountered a temporary issue"  # trails after good answers; wire rule: dropped there
_BARE_ERROR = re.compile(r'^\s*\{\s*"error"\s*:\s*"?(?P<message>.*?)"?\s*\}?\s*$', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Text:
    """Words for the user, each shown once; `delta` may be half a word."""

    delta: str


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool that the agent called; for us to know, not for the user to read."""

    name: str
    args: Mapping[str, Any]
    id: str = ""


@dataclass(frozen=True, slots=True)
class ToolResult:
    """What a tool gave back."""

    name: str
    response: Mapping[str, Any]
    id: str = ""


@dataclass(frozen=True, slots=True)
class StateChange:
    """Keys of the session's state that the event changed."""

    delta: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Failure:
    """The run failed, by the server's own word. The message is theirs: clean it before showing it."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """Still working."""


Meaning = Text | Tool | ToolResult | StateChange | Failure | Heartbeat


def event(
    *parts: Mapping[str, Any],
    author: str,
    invocation_id: str,
    partial: bool | None = None,
    state_delta: Mapping[str, Any] | None = None,
    role: str = "model",
    error: tuple[str, str] | None = None,
) -> dict[str, Any]:
    """One ADK event as the studio sends it. `parts` are ADK parts: `{"text": …}`, `{"functionCall": …}`, …"""
    made: dict[str, Any] = {"content": {"parts": list(parts), "role": role}} if parts else {}
    if partial is not None:
        made["partial"] = partial
    if error is not None:
        made["errorCode"], made["errorMessage"] = error
    actions = {
        "stateDelta": dict(state_delta or {}),
        "artifactDelta": {},
        "requestedAuthConfigs": {},
        "requestedToolConfirmations": {},
    }
    made |= {"invocationId": invocation_id, "author": author, "actions": actions}
    return made | {"id": str(uuid.uuid4()), "timestamp": time.time()}


def encode(made: Mapping[str, Any]) -> bytes:
    """The event as an SSE frame. ASCII only: stock clients break lines at a raw U+2028."""
    return b"data: " + json.dumps(made, ensure_ascii=True).encode("ascii") + b"\n\n"


def _ends(parsed: Mapping[str, Any]) -> bool:
    """Whether an event without words may be the last of its run. Source: ADK's own `is_final_response`."""
    actions = parsed.get("actions")
    quiet = isinstance(actions, dict) and actions.get("skipSummarization") is True
    return quiet or bool(parsed.get("finishReason")) or bool(parsed.get("errorCode"))


@dataclass(slots=True)
class Reader:
    """Turns the `data` of one stream's events into meanings, each told once.

    Text that came as partials is not told again by the aggregate; a tool part counts only outside partials;
    thoughts are never told; what is not understood is counted in `skipped` and otherwise ignored.
    """

    skipped: int = 0
    said: bool = False  # some text was told
    final: bool = False  # the last event may be the run's last: whole words, and no tool called
    _shown: dict[str, list[str]] = field(default_factory=dict)  # author -> texts told from partials
    _tools: set[str] = field(default_factory=set)
    _failures: set[str] = field(default_factory=set)
    _events: set[int] = field(default_factory=set)

    def read(self, data: str) -> Iterator[Meaning]:
        """The meanings of one event's data, in order."""
        data = data.removeprefix("data: ").strip()  # a gateway that wraps twice leaves a second prefix
        if not data or data == "heartbeat":
            yield Heartbeat()
            return
        try:
            parsed = json.loads(data)
        except (ValueError, RecursionError):
            yield from self._broken(data)
            return
        if not isinstance(parsed, dict):
            self.skipped += 1
            return
        yield from self._event(parsed, data)

    def _broken(self, data: str) -> Iterator[Meaning]:
        match = _BARE_ERROR.match(data)
        if match and data.lstrip().startswith('{"error"'):
            yield from self._failure("error", match["message"])
        else:
            self.skipped += 1

    def _event(self, parsed: Mapping[str, Any], data: str) -> Iterator[Meaning]:
        if "error" in parsed and "author" not in parsed:
            yield from self._failure("error", str(parsed["error"]))
            return
        if parsed.get("type") == "heartbeat" or parsed.get("heartbeat") is True:
            yield Heartbeat()
            return
        if self._repeated(parsed, data):
            return
        content = parsed.get("content")
        self.final = False
        parts = content.get("parts") if isinstance(content, dict) else None
        author = str(parsed.get("author", ""))
        if author != "user":
            yield from self._parts([p for p in parts or [] if isinstance(p, dict)], author, parsed)
        actions = parsed.get("actions")
        delta = actions.get("stateDelta") if isinstance(actions, dict) else None
        if isinstance(delta, dict) and delta:
            yield StateChange(delta)
        code = parsed.get("errorCode")
        if code and code != NO_CONTENT:
            yield from self._failure(str(code), str(parsed.get("errorMessage") or ""))

    def _repeated(self, parsed: Mapping[str, Any], data: str) -> bool:
        """Whether this very event came before. The id alone does not tell: ADK splits one event into two frames."""
        if parsed.get("partial") is True or not parsed.get("id"):
            return False
        mark = hash(data)
        if mark in self._events:
            return True
        self._events.add(mark)
        return False

    def _failure(self, code: str, message: str) -> Iterator[Meaning]:
        shapes = {message.strip(), f"{code}: {message}".strip()}  # 2.x tells it twice, once with its type
        if not shapes & self._failures:
            yield Failure(code, message)
        self._failures |= shapes

    def _parts(self, parts: list[Mapping[str, Any]], author: str, parsed: Mapping[str, Any]) -> Iterator[Meaning]:
        partial = parsed.get("partial") is True
        text = "".join(
            part["text"] for part in parts if isinstance(part.get("text"), str) and part.get("thought") is not True
        )
        called = any("functionCall" in part for part in parts)
        self.final = not partial and not called and (bool(text) or _ends(parsed))
        yield from self._text(text, author, partial)
        if partial:
            return
        for part in parts:
            yield from self._tool(part)

    def _text(self, text: str, author: str, partial: bool) -> Iterator[Meaning]:
        if partial:
            self._shown.setdefault(author, []).append(text)
        elif text:
            shown = "".join(self._shown.pop(author, []))
            if text.startswith(shown):
                text = text[len(shown) :]
            elif shown.strip() == text.strip():
                text = ""
        if text:
            self.said = self.said or bool(text.strip())
            yield Text(text)

    def _tool(self, part: Mapping[str, Any]) -> Iterator[Meaning]:
        for key, kind in (("functionCall", Tool), ("functionResponse", ToolResult)):
            found = part.get(key)
            if not isinstance(found, dict):
                continue
            name, tool_id = str(found.get("name", "")), str(found.get("id", ""))
            mark = f"{key}:{tool_id}"
            if tool_id and mark in self._tools:
                continue
            self._tools.add(mark)
            value = found.get("args" if kind is Tool else "response")
            yield kind(name, value if isinstance(value, dict) else {"result": value}, tool_id)
