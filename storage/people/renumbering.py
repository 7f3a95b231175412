"""Other numbers for people of this desk's register, wherever the desk keeps something by number beside the log."""

from __future__ import annotations

from collections.abc import Mapping

from checkin.rules.identity import split
from storage.people.search_text import search_text
from storage.store import Store

_KEPT_BY_NUMBER = (
    "cadre",
    "diary",
    "certificate",
    "batch_row",
    "batch_session",
    "guardian_word",
    "held_scan",
    "purged",
    "class_period",
    "person_note",
)
"""Tables with a column `volunteer`; what the district sent names people by the numbers that it knows, and is not among them."""


def renumber(store: Store, numbers: Mapping[str, str]) -> None:
    """Give each person of `numbers` (keys) the key beside it, which nobody may have. Needs a transaction around it."""
    connection = store.connection
    for old, new in numbers.items():
        person = store.register.person(old)
        if person is not None:
            renumbered = person._replace(number=split(new)[1])
            connection.execute(
                "UPDATE person SET key = ?, number = ?, search = ? WHERE key = ?",
                (new, renumbered.number, search_text(renumbered), old),
            )
        for table in _KEPT_BY_NUMBER:
            connection.execute(f"UPDATE {table} SET volunteer = ? WHERE volunteer = ?", (new, old))
