"""Which keys the reader of a file believes. Where the keys are stored is not known here."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from storage.standard.standard import KnownDistrict


class Keyring(Protocol):
    """The keys that a desk (`storage.keyring`) or the district (`exports.district.says.trust`) believes.

    Certificates lead from each desk to its team's key, so a keyring holds no keys of single desks.
    """

    def team_keys(self, team: str) -> Collection[bytes]:
        """The keys (32 bytes) that the reader believes to be the key of this team's first desk; empty if there are none."""

    def known_district(self) -> KnownDistrict | None:
        """The district whose files the reader believes; None before its first file was taken, and at the district itself."""


def believes(keyring: Keyring, team: str, key: bytes) -> bool:
    """Whether the keyring believes that `key` (32 bytes) is the key of this team's first desk."""
    return key in keyring.team_keys(team)
