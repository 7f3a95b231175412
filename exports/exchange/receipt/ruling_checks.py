"""Check the events in a receipt: only well-formed corrections by the district itself, in canonical form, are allowed."""

from __future__ import annotations

from checkin.rules.events import KIND_OF, Add, Amend, Answer, Clash, Inspect, Link, Rule, SetAside, Unknown, Void
from checkin.rules.problems import N_, refuse
from exports.exchange.event_lines import read_outside
from exports.exchange.letter.from_district import Sender
from exports.exchange.letter.signed_file import newer_file

RULINGS = (Rule, Void, Amend, Link, Add, Clash, Answer, Inspect)
"""What of the district's own chain travels to a school: nothing else is sent, and nothing else is taken."""
_KINDS = frozenset(KIND_OF[body] for body in RULINGS)


def check_ruling(raw: bytes, line: int, sender: Sender, where: str) -> tuple[str, bytes]:
    """`(id, bytes)` of a ruling. Raises Refused for bytes that are not canonical, another kind of event or another desk. One whose
    content can't be so is kept, and set aside.
    """
    event, _seq, _prev = read_outside(raw, where, line, any_team=True)
    if isinstance(event.body, Unknown):
        raise newer_file(where)
    ruling = isinstance(event.body, RULINGS) or (isinstance(event.body, SetAside) and event.body.kind in _KINDS)
    if (event.team, event.desk) != (sender.code, sender.desk) or not ruling:
        message = N_("it holds an event that is no correction by the district; nothing was taken")
        raise refuse("not_a_ruling", where, message)
    return event.id, raw
