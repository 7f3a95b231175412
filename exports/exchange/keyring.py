"""Whose keys the reader of a file believes, and for what. Where they lie is not known here."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from storage.standard.standard import KnownDistrict


class Keyring(Protocol):
    """A desk's (`storage.keyring`), or the district's (`exports.district.says.trust`).

    A team's key vouches for all desks of that team by their certificates, so that theirs need not be kept.
    """

    def team_keys(self, team: str) -> Collection[bytes]:
        """The keys (32 bytes) that are believed to be those of a team's first desk; empty for none."""

    def known_district(self) -> KnownDistrict | None:
        """The district whose files are believed; None where none was taken yet, and at the district itself."""


def believes(keyring: Keyring, team: str, key: bytes) -> bool:
    """Whether a key is believed to be that of this team's first desk."""
    return key in keyring.team_keys(team)
