"""A studio for small films: a cache of its own and a folder for the user's files."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from studio.render import Film, Output, render
from tests.studio.render.made import Draft


@dataclass(frozen=True)
class Studio:
    """`media` is the folder whose file names are the `src` of drafts."""

    folder: Path

    @property
    def media(self) -> Path:
        return self.folder

    @property
    def cache(self) -> Path:
        return self.folder / "cache"

    def render(self, draft: Draft, name: str = "film.mp4", **more: Any) -> Film:
        """Render `draft` to `name`; `output` is a dictionary of `Output`'s fields."""
        output = Output(**{"quality": "draft", **more.pop("output", {})})
        return render(
            draft, self.folder / name, media=lambda source: self.media / source, cache=self.cache, output=output, **more
        )

    def chunks(self) -> dict[str, int]:
        """The cached chunks and when they were made."""
        return {path.name: path.stat().st_ino for path in self.cache.glob("*.mp4")}


@pytest.fixture
def studio(tmp_path: Path) -> Studio:
    """Nothing rendered yet."""
    return Studio(tmp_path)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Studio:
    """One for all tests of a module, for those that only look."""
    return Studio(tmp_path_factory.mktemp("studio"))


@pytest.fixture
def told() -> Callable[[float], None]:
    """A progress callback that remembers: `told.shares`."""

    class Told:
        def __init__(self) -> None:
            self.shares: list[float] = []

        def __call__(self, share: float) -> None:
            self.shares.append(share)

    return Told()
