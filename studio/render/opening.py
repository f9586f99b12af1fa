"""Opens pictures of strangers in a process of its own (`picture_child.py`); what comes out is kept in the cache."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from studio.render import cache
from studio.render.errors import RenderError

CHILD = Path(__file__).with_name("picture_child.py")
CHILD_VERSION = 2  # raise it when the child's answers change
TIMEOUT_SECONDS = 90.0
HUGE_BYTES = 100_000_000


def call_child(job: str, *args: object) -> str:
    """Run `picture_child.py`; its answer, or `bad_media` with its reason, which begins with the file's name."""
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(CHILD), job, *map(str, args)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=TIMEOUT_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise RenderError("bad_media", f"{_name(args)}: opening the picture takes too long") from error
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", errors="replace").strip().splitlines()
        raise RenderError("bad_media", said[-1] if said else f"{_name(args)}: the picture cannot be opened")
    return done.stdout.decode("utf-8")


def _name(args: Sequence[object]) -> str:
    return Path(str(args[0])).name


def info(path: Path) -> dict[str, Any]:
    """`width`, `height` (upright), `rotation`, `alpha` and `mime` of a picture that opens to its last byte."""
    return dict(json.loads(call_child("info", path)))


def facts(paths: Sequence[Path], store: Path) -> list[dict[str, Any]]:
    """What the heads of pictures say (see `picture_child.py`), in order; remembered in the cache `store`."""
    kept = {path: store / f"{cache.key('head', cache.identity(path), CHILD_VERSION)}.json" for path in paths}
    unknown = [path for path in kept if not cache.hit(kept[path])]
    if unknown:
        answers = call_child("head", *unknown).splitlines()
        with cache.workshop(store) as shop:
            for path, answer in zip(unknown, answers, strict=True):
                (shop / "head.json").write_text(answer, encoding="utf-8")
                (shop / "head.json").replace(kept[path])
    return [json.loads(kept[path].read_text(encoding="utf-8")) for path in paths]


def are_huge(paths: Sequence[Path], store: Path) -> list[bool]:
    """Whether opening a picture takes so much memory that nothing else should be done meanwhile."""
    return [head["bytes"] > HUGE_BYTES for head in facts(paths, store)]


def fit_key(path: Path, *how: object) -> str:
    """The name of what is made from a picture, `how` being all that it depends on."""
    return cache.key("fit", cache.identity(path), CHILD_VERSION, *how)


def fitted(path: Path, size: tuple[int, int], folder: Path) -> Path:
    """The picture upright, flattened and cut to cover `size` (width, height): a file of raw RGB in `folder`."""
    out = folder / "picture.rgb"
    call_child("fit", path, out, *size)
    return out
