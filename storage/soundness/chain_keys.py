"""Can every chain in the record be signed, so that it goes out in a pack? Its desk's key is here, or a signature that came with it."""

from __future__ import annotations

from collections.abc import Iterator

from checkin.rules.problems import N_, Problem
from storage.disk import sqlite
from storage.disk.folder import DataFolder
from storage.disk.key_folder import KeyFolder
from storage.disk.keys import BAD_KEY
from storage.log.chains import chain_heads
from storage.log.desks import taken_desks


def faults_of_chain_keys(connection: sqlite.Connection, folder: DataFolder, own: str) -> Iterator[Problem]:
    """The desks whose events are here and can't go out; of the desk itself (`own`) `key_check` speaks.

    Raises sqlite.DatabaseError where the record can't be read.
    """
    here = KeyFolder(folder.keys)
    signed = {taken.desk: (taken.events, taken.head) for taken in taken_desks(connection)}
    for desk, head in sorted(chain_heads(connection).items()):
        if desk != own and not here.has_key(desk) and signed.get(desk) != (head.events, head.hash):
            yield missing_chain_key(desk, here)


def missing_chain_key(desk: str, here: KeyFolder) -> Problem:
    """What is said of a desk whose key is missing."""
    message = N_("the key of desk {desk}, whose events are here, is missing: restore the newest backup")
    return Problem(BAD_KEY, str(here.key_file(desk)), message, {"desk": desk})
