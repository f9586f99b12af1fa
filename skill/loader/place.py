"""Where pages lie on disk, and their bytes."""

from pathlib import Path

from skill.loader.diagnostics import SkillError

PAGE = "SKILL.md"
_NAMES = (PAGE, "skill.md", "Skill.md")
_LARGEST = 4_000_000  # bytes; the longest page ever seen is a fortieth of it


def find_page(path: str | Path) -> Path:
    """The page itself, for a folder the SKILL.md in it; as given, links and all. Raises SkillError."""
    try:
        given = Path(path).expanduser()
        if given.is_file():
            return given
        if given.is_dir():
            found = next((given / name for name in _NAMES if (given / name).is_file()), None)
            if found is None:
                raise SkillError(path, f"no {PAGE} in this folder")
            return found
        raise SkillError(path, "not a file" if given.exists() else "no such file")
    except (OSError, RuntimeError) as error:  # RuntimeError: `~somebody` whom nobody knows
        raise SkillError(path, getattr(error, "strerror", None) or str(error)) from error


def read_page(page: Path) -> bytes:
    """The page's bytes. Raises SkillError where they cannot be read or cannot be a page."""
    try:
        if page.stat().st_size > _LARGEST:
            raise SkillError(page, f"larger than {_LARGEST:,} bytes; not a skill page")
        data = page.read_bytes()
    except OSError as error:
        raise SkillError(page, error.strerror or "cannot be read") from error
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise SkillError(page, "empty")
    if b"\x00" in data[:1024] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise SkillError(page, "not text")
    return data


def bundled() -> Path:
    """Our own page: the one in the installed package, else the one at the root of the checkout or copied folder."""
    packaged = Path(__file__).parents[1] / PAGE
    return packaged if packaged.is_file() else Path(__file__).parents[2] / PAGE
