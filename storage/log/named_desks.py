"""The desks of the team whose logs are here, found by name or by the start of an id, finished ones among them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from checkin.rules.field_values import is_desk
from storage.disk import sqlite
from storage.disk.identity import DeskIdentity
from storage.log.desks import taken_desks

if TYPE_CHECKING:
    # The first screen loads nothing that reads keys.
    from storage.disk.key_folder import KeyFolder


class NamedDesk(NamedTuple):
    """A desk's id, and what people call it: the start of its id where nobody knows its name."""

    desk: str
    name: str


def desk_words(connection: sqlite.Connection, own: DeskIdentity, keys: KeyFolder) -> Callable[[str], str]:
    """What people call the desk of an id: `own` also by an id that it had before a restore, whose key is in `keys` too."""
    names = {one.desk: one.name for one in taken_desks(connection)} | {own.desk: own.desk_name}

    def word(desk: str) -> str:
        if desk not in names:
            names[desk] = own.desk_name if keys.has_key(desk) else desk[:8]
        return names[desk]

    return word


def desks_named(connection: sqlite.Connection, own: DeskIdentity, keys: KeyFolder, text: str = "") -> list[NamedDesk]:
    """The desks of which this is the name, else those whose id begins with it (four digits at least), by id; all for an empty
    text. A whole id is found also where no event of that desk is here.
    """
    rows = connection.execute("SELECT DISTINCT desk FROM log WHERE team = ?", (own.team,))
    word = desk_words(connection, own, keys)
    names = {
        desk: word(desk)
        for desk in (*(desk for (desk,) in rows), *(one.desk for one in taken_desks(connection)), own.desk)
    }
    wanted = " ".join(text.split())
    found = [NamedDesk(*item) for item in sorted(names.items())]
    if not wanted:
        return found
    if by_name := [one for one in found if one.name == wanted]:
        return by_name
    if by_id := [one for one in found if len(wanted) >= 4 and one.desk.startswith(wanted.lower())]:
        return by_id
    return [NamedDesk(wanted, wanted[:8])] if is_desk(wanted) else []
