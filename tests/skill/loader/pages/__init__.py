"""Skill pages of the shapes seen in the wild, and a way to put one on disk."""

from pathlib import Path

FOLDER = Path(__file__).parent


def write(parent: Path, text: str, folder: str = "x") -> Path:
    """A skill folder with that page; the page's path."""
    page = parent / folder / "SKILL.md"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(text, encoding="utf-8", newline="")
    return page
