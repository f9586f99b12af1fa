"""The balance."""

from skill.handlers.turn import Turn
from skill.reports import Credits
from wire import calls


def run(turn: Turn, text: str) -> None:
    """Ask for the balance and tell it."""
    del text
    balance = turn.services.http.send(calls.credits())
    facts = {"available": balance.available, "frozen": balance.frozen, "total": balance.total}
    turn.report(Credits(**facts, text=turn.say("credits", **facts)))
