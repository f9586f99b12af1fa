"""A film's name comes from words that others wrote; the file it makes is harmless on every system."""

from pathlib import Path

import pytest

from skill.project import film


@pytest.mark.parametrize(
    "title",
    [
        "../../etc/passwd",
        "/etc/passwd",
        "a\0b",
        "CON",
        "com1",
        "x" * 300,
        "长" * 300,
        "-rf",
        "...",
        "",
        "a\x1b[31mb",
        "\u202egpj",
    ],
)
def test_no_title_leaves_the_folder_or_troubles_a_system(tmp_path: Path, title: str) -> None:
    """Traversal, NUL, reserved words, too long, a leading dash, nothing at all."""
    path = film.free_name(title, tmp_path)
    assert path.parent == tmp_path
    assert len(path.name.encode()) <= 150
    assert path.name[0] not in "-."
    assert path.stem.lower() not in {"con", "com1"}
    assert path.name.isprintable()
    path.touch()


def test_what_is_there_is_not_overwritten(tmp_path: Path) -> None:
    """The second film of a name gets a number."""
    film.free_name("Tea", tmp_path).write_bytes(b"first")
    second = film.free_name("Tea", tmp_path)
    assert not second.exists()
