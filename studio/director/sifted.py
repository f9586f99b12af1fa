"""What one sentence of a brief turns out to be."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sifted:
    """`ask`: folded clauses that only ask. `subject`: what the film is about; `kicker`: what kind of thing it
    is ("coffee shop" in "a coffee shop promo about our latte"); `named`: the subject is its very title.
    `content`: words for the screen. `audience`: whom it is for. `promised`: the subject is only what a text
    is about that should be there ("a product description text")."""

    ask: tuple[str, ...] = ()
    subject: str = ""
    kicker: str = ""
    named: bool = False
    content: str = ""
    audience: str = ""
    promised: bool = False
    said: str = ""
