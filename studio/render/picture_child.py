"""A process of its own that opens one picture, which may be broken or huge, under limits of memory and time.

    python picture_child.py head FILE…
    python picture_child.py info FILE
    python picture_child.py fit FILE OUT WIDTH HEIGHT

`head` writes, one line a file, `{"width", "height", "rotation", "alpha", "mime", "frames", "bytes"}` to standard output: sizes as shown
(turned upright), `bytes` of memory to open it; `info` does the same after opening it to its last byte;
`fit` writes the picture, upright and flattened, cut to cover WIDTH x HEIGHT around its upper middle, as raw RGB. Run
by path, so that it imports nothing of ours; failures are one line on standard error and exit status 1.
"""

import io
import json
import sys
import warnings
from pathlib import Path
from typing import Any

MEMORY_BYTES = 1 << 30
CPU_SECONDS = 40
MOST_PIXELS = 130_000_000
UPPER = 0.42
ORIENTATION = 0x0112
TURNS = {3: 180, 4: 180, 5: 90, 6: 90, 7: 270, 8: 270}  # degrees clockwise, by EXIF orientation
SIDEWAYS = (5, 6, 7, 8)
FLIPS = {
    2: "FLIP_LEFT_RIGHT",
    3: "ROTATE_180",
    4: "FLIP_TOP_BOTTOM",
    5: "TRANSPOSE",
    6: "ROTATE_270",
    7: "TRANSVERSE",
    8: "ROTATE_90",
}


def limit() -> None:
    """Let the kernel end this process rather than the machine suffer. Nothing to do where there is no kernel for it."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))


def opened(path: str) -> Any:
    from PIL import Image

    warnings.simplefilter("ignore")
    Image.MAX_IMAGE_PIXELS = None  # our own limit has a clearer sentence
    image = Image.open(path)
    if image.width * image.height > MOST_PIXELS:
        raise ValueError(f"{image.width} x {image.height} pixels are too many (at most {MOST_PIXELS // 10**6} million)")
    return image


def facts(image: Any) -> dict[str, Any]:
    turn = TURNS.get(orientation(image), 0)
    width, height = (image.height, image.width) if turn % 180 else image.size
    return {
        "width": width,
        "height": height,
        "rotation": turn,
        "alpha": "A" in image.getbands() or "transparency" in image.info,
        "mime": image.get_format_mimetype(),
        "frames": getattr(image, "n_frames", 1),
        "bytes": width * height * (4 if image.format != "JPEG" else 2),
    }


def head(path: str) -> dict[str, Any]:
    return facts(opened(path))


def info(path: str) -> dict[str, Any]:
    image = opened(path)
    found = facts(image)
    image.seek(0)
    image.draft("RGB", (64, 64))
    image.load()  # a truncated file shows only now
    return found


def fit(path: str, out: str, *size: str) -> None:
    width, height = map(int, size)
    from PIL import Image, ImageOps

    image = opened(path)
    way = orientation(image)
    icc = image.info.get("icc_profile")
    image.draft("RGB", (height, width) if way in SIDEWAYS else (width, height))
    shrink = int(min(image.width, image.height) / max(width, height) / 2)
    if image.mode.startswith("I"):
        image = image.point(lambda value: value / 256).convert("L")  # 16 bits a pixel
    image = flattened(image.reduce(shrink) if shrink > 1 else image)
    if way in FLIPS:
        image = image.transpose(Image.Transpose[FLIPS[way]])
    image = ImageOps.fit(image, (width, height), Image.Resampling.BICUBIC, centering=(0.5, UPPER))
    Path(out).write_bytes(in_srgb(image, icc).tobytes())


def orientation(image: Any) -> int:
    return int(image.getexif().get(ORIENTATION, 1))


def in_srgb(image: Any, icc: bytes | None) -> Any:
    """Colours as sRGB shows them, where the picture brings a profile that makes sense."""
    if not icc:
        return image
    from PIL import ImageCms

    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(icc))
        return ImageCms.profileToProfile(image, own, ImageCms.createProfile("sRGB"))
    except ImageCms.PyCMSError:
        return image


def flattened(image: Any) -> Any:
    """Without transparency: over white, or over black where what can be seen is bright."""
    if "A" not in image.getbands() and "transparency" not in image.info:
        return image.convert("RGB")
    from PIL import Image, ImageStat

    image = image.convert("RGBA")
    alpha = image.getchannel("A")
    bright = ImageStat.Stat(image.convert("L"), mask=alpha).mean[0] if alpha.getbbox() else 0
    base = Image.new("RGB", image.size, "black" if bright > 160 else "white")
    base.paste(image, mask=alpha)
    return base


def main(job: str, *args: str) -> int:
    limit()
    path = args[0]
    try:
        if job == "fit":
            fit(*args)
        for path in args if job != "fit" else ():
            print(json.dumps(head(path) if job == "head" else info(path)))
    except MemoryError:
        return fail(path, "the picture needs too much memory")
    except (OSError, ValueError, SyntaxError, EOFError) as error:  # what Pillow raises for broken files
        return fail(path, str(error) or type(error).__name__)
    return 0


def fail(path: str, reason: str) -> int:
    name = Path(path).name
    print(f"{name}: {reason.replace(repr(path), 'it')}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
