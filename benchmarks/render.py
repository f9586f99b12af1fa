"""How fast films are made, against the time that ffmpeg needs for the finished frames, and against other makers.

    python benchmarks/render.py [--seconds 30] [--long] [--moviepy PYTHON] [--remotion FOLDER] [--chromium FILE]

Floor: the finished frames of the same film, encoded by ffmpeg alone with the same settings. Wall seconds are worth
something on a quiet machine only; CPU seconds (all processes) nearly always. Memory is the peak over all processes.
`--moviepy` names a Python that has MoviePy 2 (else this one is tried); `--remotion` a folder in which
`npm i remotion @remotion/cli react react-dom` was run. `--long` adds a film of ten minutes. Linux; needs about 5 GB of
temporary space.
"""

import argparse
import copy
import importlib.util
import json
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks import material  # noqa: E402
from benchmarks.measure import Cost, cost  # noqa: E402
from studio.render import ffmpeg  # noqa: E402
from studio.render.encoding import SETTINGS  # noqa: E402
from studio.render.look import fonts  # noqa: E402

PROGRAM = """
import json, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from studio.render import Output, contact_sheet, preview, render
folder, what, draft = Path(sys.argv[2]), sys.argv[3], json.loads(Path(sys.argv[4]).read_text(encoding="utf-8"))
place = {"media": lambda name: folder / name, "cache": folder / "cache"}
if what == "render":
    render(draft, folder / "film.mp4", **place)
elif what == "preview":
    preview(draft, folder / "preview.mp4", **place)
elif what == "sheet":
    contact_sheet(draft, folder / "sheet.png", **place)
elif what == "song":
    render(draft, folder / "song.wav", output=Output("wav"), **place)
"""

PAINT = """
import json, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
import cv2
cv2.setNumThreads(1)
from studio.render import Output
from studio.render.film import film_spec
from studio.render.scenes import FilmPainter
folder, draft = Path(sys.argv[2]), json.loads(Path(sys.argv[3]).read_text(encoding="utf-8"))
spec = film_spec(draft, lambda name: folder / name, folder / "cache", Output())
painter = FilmPainter(spec)
with (folder / "raw.yuv").open("wb") as out:
    for chunk in spec.timeline.chunks():
        for frame in painter.frames(chunk):
            out.write(frame.data.data)
"""

# Tagged, or ffmpeg's comparison would convert colours before it compares them.
RAW = ["-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", "1080x1920", "-r", 30, *ffmpeg.BT709]


class Bench:
    """One folder with the material, the cache and what is made."""

    def __init__(self, folder: Path, seconds: int) -> None:
        self.folder, self.seconds = folder, seconds
        material.photos(folder)
        self.draft = material.draft(seconds)

    def ours(self, what: str, draft: dict[str, Any], *, fresh: bool = False) -> Cost:
        if fresh:
            shutil.rmtree(self.folder / "cache", ignore_errors=True)
        path = self._written(draft)
        return cost([sys.executable, "-c", PROGRAM, str(ROOT), str(self.folder), what, str(path)])

    def paint(self) -> Path:
        """The finished frames, raw."""
        path = self._written(self.draft)
        cost([sys.executable, "-c", PAINT, str(ROOT), str(self.folder), str(path)])
        return self.folder / "raw.yuv"

    def encode(self, settings: list[Any], out: str) -> Cost:
        raw = [*RAW, "-i", self.folder / "raw.yuv"]
        return cost(ffmpeg.command(*raw, *settings, "-f", "mp4", self.folder / out))

    def likeness(self, film: Path) -> float:
        """SSIM of a film against the finished frames."""
        raw = [*RAW, "-i", self.folder / "raw.yuv"]
        said = ffmpeg.run(["-i", film, *raw, "-lavfi", "ssim", "-f", "null", "-"], what=film.name, loglevel="info")
        return float(said.rsplit("All:", 1)[1].split()[0])

    def picture_only(self, film: Path) -> int:
        out = self.folder / "silent.mp4"
        ffmpeg.run(["-i", film, "-map", "0:v", "-c", "copy", out], what="silent")
        return out.stat().st_size

    def _written(self, draft: dict[str, Any]) -> Path:
        path = self.folder / "draft.json"
        path.write_text(json.dumps(draft), encoding="utf-8")
        return path


def edited(draft: dict[str, Any], scene: int) -> dict[str, Any]:
    """The draft with other words in one scene."""
    changed = copy.deepcopy(draft)
    changed["t"][0]["sg"][scene]["m"]["heading"] = "Another title"
    return changed


def row(name: str, what: Cost, floor: Cost | None = None, note: str = "") -> None:
    ratio = f"{what.wall / floor.wall:6.2f} {what.cpu / floor.cpu:6.2f}" if floor else " " * 13
    print(f"{name:36}{what.wall:8.1f}{what.cpu:8.1f} {ratio}{what.memory:8.0f}  {note}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=30)
    parser.add_argument("--long", action="store_true")
    parser.add_argument("--moviepy", metavar="PYTHON")
    parser.add_argument("--remotion", metavar="FOLDER", type=Path)
    parser.add_argument("--chromium", metavar="FILE", default=shutil.which("chromium"))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="render-bench-") as folder:
        compare(Bench(Path(folder), options.seconds), options)


def compare(bench: Bench, options: argparse.Namespace) -> None:
    load = os.getloadavg()[0]
    print(f"{bench.seconds} s, 1080x1920, 30 fps; {os.cpu_count()} cores, load before: {load:.1f}")
    print(f"{'':36}{'wall s':>8}{'CPU s':>8} {'/floor':>6} {'(CPU)':>6}{'MB':>8}")
    bench.paint()
    settings = [word for name, value in SETTINGS["libx264", "high"].items() for word in (f"-{name}", value)]
    settings = ["-c:v", "libx264", "-profile:v", "high", *settings]
    floor = bench.encode(settings, "floor.mp4")
    row("floor: encode the finished frames", floor)
    film = bench.ours("render", bench.draft, fresh=True)
    row("whole render", film, floor, f"{bench.seconds / film.wall:.2f} x real time")
    again = bench.encode(settings, "floor.mp4")
    row("floor once more", again, floor)
    quality(bench)
    quick_looks(bench, film)
    length(bench, film, options.long)
    moviepy(bench, film, options.moviepy)
    remotion(bench, film, options.remotion, options.chromium)


def quality(bench: Bench) -> None:
    ours = bench.folder / "film.mp4"
    bench.encode(["-c:v", "libx264", "-preset", "veryfast", "-crf", 20], "veryfast.mp4")
    theirs = bench.folder / "veryfast.mp4"
    sizes = bench.picture_only(ours), theirs.stat().st_size
    likeness = bench.likeness(ours), bench.likeness(theirs)
    print(
        f"  against veryfast crf 20: size {sizes[0] / 1e6:.2f} / {sizes[1] / 1e6:.2f} MB = {sizes[0] / sizes[1]:.2f},"
        f" SSIM {likeness[0]:.4f} / {likeness[1]:.4f} = {likeness[0] - likeness[1]:+.4f}"
    )
    (bench.folder / "raw.yuv").unlink()


def quick_looks(bench: Bench, film: Cost) -> None:
    for scene in (1, 4):
        change = bench.ours("render", edited(bench.draft, scene))
        row(f"after an edit to scene {scene + 1}", change, None, f"{change.wall / film.wall:.0%} of the first")
    row("nothing changed", bench.ours("render", bench.draft))
    row("contact sheet, nothing cached", bench.ours("sheet", bench.draft, fresh=True))
    row("preview 360p, nothing cached", bench.ours("preview", bench.draft, fresh=True))


def length(bench: Bench, film: Cost, long: bool) -> None:
    for seconds in (bench.seconds * 2, *((600,) if long else ())):
        what = bench.ours("render", material.draft(seconds), fresh=True)
        note = f"{what.cpu / film.cpu * bench.seconds / seconds:.2f} of the CPU time a second of the {bench.seconds} s"
        row(f"{seconds} s of film", what, None, note)


def moviepy(bench: Bench, film: Cost, python: str | None) -> None:
    if python is None and importlib.util.find_spec("moviepy") is None:
        print("MoviePy is not installed (see --moviepy)")
        return
    bench.ours("song", bench.draft)
    script = str(Path(__file__).parent / "peers" / "moviepy_film.py")
    out = bench.folder / "moviepy.mp4"
    command = [python or sys.executable, script, str(bench.folder), str(out), str(bench.seconds), font(bench)]
    what = cost(command)
    row("MoviePy", what, None, f"{what.cpu / film.cpu:.1f} x our CPU time, {what.wall / film.wall:.1f} x our time")


def font(bench: Bench) -> str:
    """A font file for MoviePy: any that is here."""
    return str(next(Path(fonts.__file__).parents[3].rglob("*.ttf"), None) or next(Path(sys.prefix).rglob("*.ttf")))


def remotion(bench: Bench, film: Cost, project: Path | None, chromium: str | None) -> None:
    if project is None:
        print("Remotion is not installed (see --remotion)")
        return
    bench.ours("song", bench.draft)
    public = bench.folder / "public"
    public.mkdir()
    for name in ("photo0.jpg", "photo1.jpg", "photo2.jpg", "song.wav"):
        shutil.copy(bench.folder / name, public / name)
    entry = project / "bench-film.jsx"
    shutil.copy(Path(__file__).parent / "peers" / "remotion" / "film.jsx", entry)
    browser = [f"--browser-executable={chromium}"] if chromium else []
    settings = ["--concurrency=2", "--x264-preset=veryfast", "--crf=20", f"--public-dir={public}", "--log=error"]
    command = ["npx", "remotion", "render", entry.name, "Film", str(bench.folder / "remotion.mp4"), *settings, *browser]
    what = cost(command, cwd=project, env={**os.environ, "REMOTION_SECONDS": str(bench.seconds)})
    entry.unlink()
    row("Remotion", what, None, f"{what.cpu / film.cpu:.1f} x our CPU time, {what.wall / film.wall:.1f} x our time")


if __name__ == "__main__":
    main()
