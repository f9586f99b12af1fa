"""Loaders of skill pages on a folder of real ones: what each reads, and how long it takes.

    python benchmarks/loader.py FOLDER [--sample 500]

FOLDER holds SKILL.md files, e.g. a checkout of a public skills archive. The peers (skills-ref, python-frontmatter) are
measured where they are installed. `version wrong` counts pages whose version differs from the characters that the
author typed, told by a reading of the raw lines that shares no code with any of the loaders.
"""

import argparse
import contextlib
import importlib
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from skill.loader import frontmatter, text  # noqa: E402
from skill.loader.diagnostics import Notes, SkillError  # noqa: E402
from skill.loader.manifest import load  # noqa: E402
from skill.loader.page import read_head  # noqa: E402

Head = dict[str, object]

# Pages as authors make them, each with a name and a version that is plain to a person.
HARD = {
    **{
        f"version {written}": (f"---\nname: x\nversion: {written}\n---\n", read)
        for written, read in (
            ("1.10", "1.10"),
            ("1.0", "1.0"),
            ("1.10 # new", "1.10"),
            ("010", "010"),
            ("1_0", "1_0"),
            ("0x10", "0x10"),
            ("1:30", "1:30"),
            ("2026-01-31", "2026-01-31"),
            ("yes", "yes"),
            ("@1.2", "@1.2"),
            ("1.2: b", "1.2: b"),
        )
    },
    "colon in description": ("---\nname: x\ndescription: Use when: y\nversion: 1.10\n---\n", "1.10"),
    "byte order mark": ("\ufeff---\nname: x\nversion: 1.10\n---\n", "1.10"),
    "CR LF": ("---\r\nname: x\r\nversion: 1.10\r\n---\r\n", "1.10"),
    "blank first line": ("\n---\nname: x\nversion: 1.10\n---\n", "1.10"),
    "no closing fence": ("---\nname: x\nversion: 1.10\n\n# T\n", "1.10"),
    "no opening fence": ("name: x\nversion: 1.10\n---\n# T\n", "1.10"),
    "four dashes": ("---\nname: x\nversion: 1.10\n----\n# T\n", "1.10"),
    "mojibake": ("---\nname: x\nversion: 1.10\nemoji: \u00f0\u009f\u008e\u00ac\n---\n", "1.10"),
    "broken JSON": ('---\nname: x\nversion: 1.10\nmetadata: {"a": {"b": 1}\n---\n', "1.10"),
    "flow map": ('---\nname: x\nversion: 1.10\nmetadata: {"a": ["b"]}\n---\n', "1.10"),
    "two metadata": ("---\nname: x\nmetadata: {a: 1}\nversion: 1.10\nmetadata: {b: 2}\n---\n", "1.10"),
    "tabs": ("---\nname: x\nversion: 1.10\nmetadata:\n\ta: b\n---\n", "1.10"),
    "dashes in a value": ("---\nname: x\ndescription: a --- b\nversion: 1.10\n---\n", "1.10"),
}


@dataclass
class Tally:
    """What one loader made of the pages."""

    read: int = 0
    repaired: int = 0
    bare: int = 0
    failed: list[Path] = field(default_factory=list)
    wrong: list[tuple[Path, str, str]] = field(default_factory=list)
    lost: list[Path] = field(default_factory=list)


def ours(page: Path) -> Head:
    """This project's loader, frontmatter only; `_repaired` tells whether anything had to be mended."""
    notes = Notes()
    parts = frontmatter.split(text.decode(page.read_bytes(), notes), notes)
    if parts.block is None:
        return {}
    head: Head = dict(read_head(parts.block, notes))
    head["_repaired"] = any(note.kind == "repaired" for note in notes.all())
    return head


def peers() -> dict[str, Callable[[Path], Head]]:
    """The loaders that are installed, by name."""
    import yaml

    def fenced(page: Path) -> str:
        lines = page.read_text(encoding="utf-8").split("\n")
        if lines[0].rstrip() != "---":
            raise ValueError("no frontmatter")
        end = next(at for at, line in enumerate(lines[1:], 1) if line.rstrip() == "---")
        return "\n".join(lines[1:end])

    found: dict[str, Callable[[Path], Head]] = {"PyYAML safe_load": lambda page: dict(yaml.safe_load(fenced(page)))}
    if hasattr(yaml, "CSafeLoader"):
        found["PyYAML CSafeLoader"] = lambda page: dict(yaml.load(fenced(page), Loader=yaml.CSafeLoader))
    try:
        matter = importlib.import_module("frontmatter")
        found["python-frontmatter"] = lambda page: dict(matter.load(str(page)).metadata)
    except ImportError:
        print("python-frontmatter is not installed: skipped", file=sys.stderr)
    try:
        reference = importlib.import_module("skills_ref.parser")
        found["skills-ref"] = lambda page: dict(reference.parse_frontmatter(page.read_text(encoding="utf-8"))[0])
    except ImportError:
        print("skills-ref is not installed: skipped", file=sys.stderr)
    return found


def typed_version(page: Path) -> str:
    """The version as its author typed it: the raw characters of the top-level line, else of the one in metadata."""
    raw = page.read_bytes().decode("utf-8-sig", errors="replace").replace("\r\n", "\n").replace("\r", "\n")
    head = re.split(
        r"^[ \t]*---[ \t]*$|^# ",
        re.sub(r"\A(?:<!--.*?-->|\s)*(?:---[ \t]*\n)?", "", raw, flags=re.S),
        maxsplit=1,
        flags=re.M,
    )[0]
    if line := re.search(r"^version:[ \t]*(\S.*)$", head, re.M):
        return unquoted(line[1])
    metadata = re.search(r"^metadata:.*\n(?:[ \t}].*\n|\n)*", head + "\n", re.M)
    nested = re.search(r"[\s{,]\"?version\"?:[ \t]*(\"[^\"]*\"|[^\s,}]+)", metadata[0]) if metadata else None
    return unquoted(nested[1]) if nested else ""


def unquoted(value: str) -> str:
    """A raw YAML value without its quotation marks or comment."""
    value = value.strip()
    return value[1:].split(value[0])[0] if value[:1] in ("'", '"') else value.split(" #")[0].strip()


def told_version(head: Head) -> str:
    """The version that a loader hands over, at the top level or in metadata."""
    metadata = head.get("metadata")
    inner = metadata if isinstance(metadata, dict) else {}
    places = [head, inner, *(value for value in inner.values() if isinstance(value, dict))]
    return next((str(place["version"]) for place in places if place.get("version") is not None), "")


def tally(loader: Callable[[Path], Head], pages: list[Path], has_head: set[Path]) -> Tally:
    """Run one loader over all pages. Whatever it raises is a failure of that page: peers raise anything."""
    result = Tally()
    for page in pages:
        try:
            head = loader(page)
        except Exception:  # noqa: BLE001 - peers are not ours; some crash with AttributeError
            head = {}
        if not (head.get("name") or head.get("description")):
            if page in has_head:
                result.failed.append(page)
            else:
                result.bare += 1
            continue
        result.repaired += bool(head.get("_repaired"))
        result.read += not head.get("_repaired")
        typed, told = typed_version(page), told_version(head)
        if typed and not told:
            result.lost.append(page)
        elif typed != told:
            result.wrong.append((page, typed, told))
    return result


def microseconds(work: Callable[[Path], object], pages: list[Path], rounds: int = 3) -> tuple[float, float]:
    """Median and mean time per page, the best of some rounds each."""
    best = [float("inf")] * len(pages)
    for _ in range(rounds):
        for at, page in enumerate(pages):
            start = time.perf_counter()
            with contextlib.suppress(Exception):
                work(page)
            best[at] = min(best[at], time.perf_counter() - start)
    return statistics.median(best) * 1e6, statistics.fmean(best) * 1e6


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sample", type=int, default=500, help="pages that are timed")
    parser.add_argument("--details", action="store_true", help="name the pages that failed")
    options = parser.parse_args()
    pages = sorted(options.folder.rglob("SKILL.md"))
    timed = pages[:: max(1, len(pages) // options.sample)]
    loaders: dict[str, Callable[[Path], Head]] = {"this loader": ours, **peers()}
    has_head = {page for page in pages if ours(page)}
    print(f"{len(pages)} pages, {len(has_head)} with frontmatter; {len(timed)} timed, file read included\n")
    print("| loader | read | repaired | failed | version wrong | version lost | µs median | µs mean | ratio |")
    print("|---|---|---|---|---|---|---|---|---|")
    floor = 0.0
    for name, loader in loaders.items():
        result = tally(loader, pages, has_head)
        median, mean = microseconds(loader, timed)
        floor = floor or median
        print(
            f"| {name} | {result.read} | {result.repaired} | {len(result.failed)} | {len(result.wrong)} "
            f"| {len(result.lost)} | {median:.0f} | {mean:.0f} | {median / floor:.1f} |",
            flush=True,
        )
        if options.details:
            for page, typed, told in result.wrong[:20]:
                print(f"    wrong: {page}: typed {typed!r}, told {told!r}")
            for page in [*result.failed[:5], *result.lost[:10]]:
                print(f"    failed or lost: {page}")
    hard(loaders)
    median, mean = microseconds(whole, timed)
    print(f"\nwhole manifest, freshly parsed: {median / 1e3:.2f} ms median, {mean / 1e3:.2f} ms mean")


def hard(loaders: dict[str, Callable[[Path], Head]]) -> None:
    """How many of the hard pages each loader reads with the version that is written there."""
    print(f"\n| loader | right of {len(HARD)} hard pages | another version | nothing |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "SKILL.md"
        for name, loader in loaders.items():
            told: list[str] = []
            for content, wanted in HARD.values():
                page.write_text(content, encoding="utf-8", newline="")
                head: Head = {}
                with contextlib.suppress(Exception):
                    head = loader(page)
                version = told_version(head)
                told.append(
                    "right" if (head.get("name"), version) == ("x", wanted) else "other" if version else "nothing"
                )
            print(f"| {name} | {told.count('right')} | {told.count('other')} | {told.count('nothing')} |")


def whole(page: Path) -> object:
    """The whole manifest without the cache."""
    try:
        return load(page, env={}, remember=False)
    except SkillError:
        return None


if __name__ == "__main__":
    main()
