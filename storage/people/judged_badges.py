"""The badges that the register keeps, once the log was judged by another version of the rule: it may give other ones."""

from __future__ import annotations

from storage.log.log_reader import LogReader
from storage.people.register import Register


def renew_badges(ledger: LogReader, register: Register, volunteers: list[str]) -> None:
    """Write into the register the badge that the log gives to each volunteer: the one issued last of those in force, or none.
    Of whom the log has no badge event the register keeps what it has. Needs a transaction around it.
    """
    for volunteer in volunteers:
        if ledger.queries.badges_named(volunteer):
            register.set_badge(volunteer, next(reversed(ledger.badges_of(volunteer)), None))
