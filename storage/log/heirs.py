"""Desks for which another desk's key vouches: the same laptop under a new id, or a copy of its folder."""

from __future__ import annotations

from checkin.json_files import json_of
from checkin.rules.field_values import is_desk
from storage.disk import sqlite


def heirs(connection: sqlite.Connection) -> list[tuple[str, str]]:
    """Each desk that was taken in, with every other desk whose key vouches for it: before a restore or on the laptop from which
    its folder was copied it had that id. A kit's key is no desk's.
    """
    found = []
    for desk, certificates in connection.execute("SELECT desk, certificates FROM taken_desk"):
        found += [(desk, one["subject"]) for one in json_of(certificates) if is_desk(one["subject"])]
    return [(desk, of) for desk, of in found if of != desk]
