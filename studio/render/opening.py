"""Opens pictures of strangers in a process of its own (`picture_child.py`); what comes out is kept in the cache."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from studio.render import cache
from studio.render.errors import RenderError

CHILD = Path(__file__).with_name("picture_child.py")
CHILD_VERSION = 1  # raise it when the child's answers change
TIMEOUT_SECONDS = 90.0
HUGE_BYTES = 100_000_000


def call_child(*args: object) -> str:
    """Run `picture_child.py`; its answer, or `bad_media` with its reason."""
    name = Path(str(args[1])).name
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(CHILD), *map(str, args)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=TIMEOUT_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise RenderError("bad_media", f"{name}: opening the picture takes too long") from error
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", errors="replace").strip().splitlines()
        raise RenderError("bad_media", f"{name}: {said[-1] if said else 'the picture cannot be opened'}")
    return done.stdout.decode("utf-8")


def facts(path: Path, store: Path) -> dict[str, Any]:
    """What the head of a picture says (see `picture_child.py`); remembered in the cache `store`."""
    kept = store / f"{cache.key('head', cache.identity(path), CHILD_VERSION)}.json"
    if cache.hit(kept):
        return dict(json.loads(kept.read_text(encoding="utf-8")))
    answer = call_child("head", path)
    with cache.workshop(store) as shop:
        (shop / "head.json").write_text(answer, encoding="utf-8")
        (shop / "head.json").replace(kept)
    return dict(json.loads(answer))


def is_huge(path: Path, store: Path) -> bool:
    """Whether opening the picture takes so much memory that nothing else should be done meanwhile."""
    return bool(facts(path, store)["bytes"] > HUGE_BYTES)


def info(path: Path) -> dict[str, Any]:
    """`width`, `height` (upright), `rotation`, `alpha` and `mime` of a picture that opens to its last byte."""
    return dict(json.loads(call_child("info", path)))


def fit_key(path: Path, *how: object) -> str:
    """The name of what is made from a picture, `how` being all that it depends on."""
    return cache.key("fit", cache.identity(path), CHILD_VERSION, *how)


def fitted(path: Path, size: tuple[int, int], folder: Path) -> Path:
    """The picture upright, flattened and cut to cover `size` (width, height): a file of raw RGB in `folder`."""
    out = folder / "picture.rgb"
    call_child("fit", path, out, *size)
    return out
