"""Small real media files."""

import io
import wave

from PIL import Image


def png(width: int = 64, height: int = 48) -> bytes:
    held = io.BytesIO()
    Image.new("RGB", (width, height), (200, 120, 40)).save(held, "PNG")
    return held.getvalue()


def wav(seconds: float = 0.5) -> bytes:
    held = io.BytesIO()
    with wave.open(held, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(b"\0\0" * int(8000 * seconds))
    return held.getvalue()
