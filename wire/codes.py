"""What the backend's numbers mean. Source: the error table of the skill page, and the vendor's skill v1.9."""

from enum import IntEnum


class Code(IntEnum):
    """`code` of an envelope, or the HTTP status that says the same."""

    OK = 0
    CLIENT_ID_MISSING = 400  # no X-Client-Id
    UNAUTHORISED = 401
    PLAN = 402  # the free plan may not export; no matter of credits. Also: attribution headers missing
    RATE_LIMITED = 429
    TOKEN_INVALID = 1001  # or expired
    SESSION_NOT_FOUND = 1002
    OUT_OF_CREDITS = 2001
    FILE_TYPE = 4001
    FILE_TOO_LARGE = 4002


# Says that the request was not taken: after renewal it may be sent once more.
NOT_TAKEN = frozenset({Code.TOKEN_INVALID, Code.UNAUTHORISED, Code.SESSION_NOT_FOUND})
