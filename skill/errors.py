"""What can go wrong, as decisions. Nothing else leaves the runtime.

    Failure                    has a code for scripts, an exit status, an outcome (its sentence) and facts
    ├── BadInput         2     the user can mend it; nothing was sent
    ├── NotAuthorised    3     no token, or none that is taken
    ├── NotPaid          4     credits or plan
    ├── BackendFailed    1     it answered, and the answer is no
    │   └── SessionGone  1     the session is not known there any more
    ├── Unreachable      1     the request did not arrive: nothing was charged, try again
    ├── Doubtful         1     it may have arrived: look at the state, never send it again
    └── Interrupted    130     the user stopped waiting; the job goes on (143 where the machine asked us to end)

The sentence is `skill/replies`, outcome `outcome`, with `facts` filled in.
"""

from typing import Any, ClassVar


class Failure(Exception):
    """Something to tell the user. `code` is the backend's number or one short word."""

    exit_status: ClassVar[int] = 1

    def __init__(self, outcome: str, code: int | str | None = None, **facts: Any) -> None:
        super().__init__(outcome)
        self.outcome = outcome
        self.code: int | str = outcome if code is None else code
        self.facts = facts


class BadInput(Failure):
    """The user can mend it."""

    exit_status = 2


class NotAuthorised(Failure):
    """No token, or none that the backend takes."""

    exit_status = 3


class NotPaid(Failure):
    """Out of credits, or the plan does not include it."""

    exit_status = 4


class BackendFailed(Failure):
    """The backend answered, and the answer is no."""


class SessionGone(BackendFailed):
    """1002: the session is not known there any more; the request was not taken."""


class Unreachable(Failure):
    """The request did not arrive. Nothing was charged; sending it again is safe."""


class Doubtful(Failure):
    """The request may have been taken. It is never sent again: the state tells."""


class Interrupted(Failure):
    """The user stopped waiting."""

    exit_status = 130


class Terminated(Interrupted):
    """The machine asked us to end."""

    exit_status = 143


class Ending(KeyboardInterrupt):
    """Raised where SIGTERM arrives: it unwinds as Ctrl-C does, and ends as `Terminated`."""
