"""The one way a render fails, sorted by what the caller can do about it."""


class RenderError(Exception):
    """A film could not be made. `code` is one short word; the message names the file or the reason.

    Codes: `cancelled`, `disk_full`, `no_ffmpeg`, `no_voice` (narration is wanted, no voice is installed), `bad_media`,
    `bad_draft`, `failed`.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
