"""All sentences for people, one template per outcome and language, in `en.toml` and `zh.toml`.

An outcome has a `text` and may have a `hint`: what to do next. A fact that a template names and nobody gives
is an error (StrictUndefined): a sentence with a hole would be worse.
"""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import jinja2

LANGUAGES = ("en", "zh")


def say(outcome: str, language: str, **facts: Any) -> str:
    """The sentence of an outcome. Raises KeyError for one that has none."""
    return _render(language, _catalogue(language)[outcome]["text"], facts)


def hint(outcome: str, language: str, **facts: Any) -> str:
    """What to do next after an outcome; empty where nothing need be said."""
    template = _catalogue(language)[outcome].get("hint", "")
    return _render(language, template, facts) if template else ""


def outcomes(language: str) -> dict[str, dict[str, str]]:
    """The whole catalogue, for tests."""
    return _catalogue(language)


@cache
def _catalogue(language: str) -> dict[str, dict[str, str]]:
    text = (Path(__file__).parent / f"{language}.toml").read_text(encoding="utf-8")
    entries = tomllib.loads(text)
    return {name: entry if isinstance(entry, dict) else {"text": entry} for name, entry in entries.items()}


def _render(language: str, template: str, facts: dict[str, Any]) -> str:
    return _environment(language).from_string(template).render(**facts).strip()


@cache
def _environment(language: str) -> jinja2.Environment:
    # Sentences go to a terminal or into JSON, never into HTML: escaping would only garble them.
    made = jinja2.Environment(undefined=jinja2.StrictUndefined, autoescape=False)
    made.filters |= {"number": number, "size": size, "percent": percent, "clock": clock_time}
    made.filters["quote"] = (lambda text: f"「{text}」") if language == "zh" else (lambda text: f'"{text}"')
    return made


def number(value: float) -> str:
    """3.0 as 3, 2.5 as 2.5."""
    return f"{value:.1f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def size(value: float) -> str:
    """Bytes as people say them; 1 MB is 1,000,000 bytes, as in the skill page's limit."""
    return f"{value / 1e6:.1f} MB" if value >= 1e6 else f"{max(1, round(value / 1e3))} kB"


def percent(value: float) -> str:
    """0.35 as 35%."""
    return f"{round(value * 100)}%"


def clock_time(seconds: float) -> str:
    """75 as 1:15."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"
