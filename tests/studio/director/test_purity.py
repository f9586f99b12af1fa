"""The director is words in, JSON out."""

import subprocess
import sys


def test_directing_imports_no_pixels_and_no_network() -> None:
    code = (
        "import sys; from studio.director import direct, edit\n"
        "d = direct('a video about tea', art=lambda t, l, n: []).draft\n"
        "edit(d, 'make it square', art=lambda t, l, n: [])\n"
        "print([m for m in ('numpy', 'cv2', 'PIL', 'httpx', 'fastapi') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == "[]"
