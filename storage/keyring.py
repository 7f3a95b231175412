"""The keys that a desk believes, what each is believed for, and the keys with which it signs."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from checkin.rules.lost_desks import LostDesks
from storage.disk.connection import connect
from storage.disk.folder import DataFolder
from storage.disk.identity import read_identity
from storage.disk.key_folder import KeyFolder
from storage.log.event_queries import EventQueries
from storage.standard.standard import KnownDistrict, known_district
from storage.store import Store


@dataclass(frozen=True, slots=True)
class DeskKeyring:
    """What a desk of `team` believes: the key under which it was made, for its own team and for the desks for which
    that key vouches; and the key of the district whose file it took first, None before. `own` are keys to sign with.
    `joined` are the keys of laptops that were joined to the team: they are believed for packs, and for nothing else."""

    team: str
    own: KeyFolder
    district: KnownDistrict | None
    joined: frozenset[bytes] = frozenset()

    def team_keys(self, team: str) -> frozenset[bytes]:
        """The keys (32 bytes) that are believed to be those of a team's first desk. Raises Refused for a damaged one.

        Those of other teams, by which leavers' files are believed, are in the district's list (`credential_list`).
        """
        return frozenset([self.own.team_public()] if team == self.team else ())

    def known_district(self) -> KnownDistrict | None:
        """The district whose files are believed; None where no file of a district was taken yet."""
        return self.district


def keyring_of(store: Store) -> DeskKeyring:
    """The keyring of an open desk, as it is now."""
    joined = frozenset(map(bytes.fromhex, store.ledger.facts().joins.keys(store.identity.team)))
    return DeskKeyring(store.identity.team, KeyFolder(store.folder.keys), known_district(store.connection), joined)


def lost_in(path: Path) -> LostDesks:
    """The desks that the desk in a folder knows to be lost. Raises Refused where the record can't be opened."""
    with closing(connect(DataFolder(path).database)) as connection:
        return EventQueries(connection).joins.lost


def keyring_in(path: Path) -> DeskKeyring | None:
    """The keyring of the desk in a folder, without making it another desk; None where there is no finished desk.

    Raises Refused where the record can't be opened.
    """
    folder = DataFolder(path)
    with closing(connect(folder.database)) as connection:
        found = read_identity(connection)
        if found is None:
            return None
        joined = frozenset(map(bytes.fromhex, EventQueries(connection).joins.keys(found[0].team)))
        return DeskKeyring(found[0].team, KeyFolder(folder.keys), known_district(connection), joined)
