"""What a clause turned out to be."""

from dataclasses import dataclass

from router.gui.clauses import Clause
from router.gui.evidence import Object
from router.gui.heads import Head


@dataclass(slots=True)
class Reading:
    """What a clause is: order, more (it goes on with one), wish, lead, not, agent, where,
    scene, elsewhere or text."""

    kind: str
    clause: Clause
    head: Head
    role: str = ""
    object: Object | None = None
    wish: bool = False
