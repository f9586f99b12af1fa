"""The voice track: every sentence spoken once, kept, and set at its place."""

from collections.abc import Iterator

from studio.sound.tracks import Meta, Sound, Studio


def voice(draft: Meta, studio: Studio) -> Iterator[Sound]:
    return iter(())
