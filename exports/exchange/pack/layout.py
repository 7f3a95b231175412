"""What a pack holds, and how much of it: a ZIP laid out as a Data Package v2 (docs/reference/pack.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from storage.disk.keys import Certificate

FORMAT = 1
PROFILE = "hourdesk-pack"
DESCRIPTOR, SIGNATURE, LOG = "datapackage.json", "signature.json", "log.jsonl.gz"
SESSIONS, VOLUNTEERS, ACTIVITIES, TEAM = "sessions.csv", "volunteers.csv", "activities.csv", "team.csv"
TABLES = (SESSIONS, VOLUNTEERS, ACTIVITIES, TEAM)
MEMBERS = (DESCRIPTOR, SIGNATURE, LOG, *TABLES)
ENDING = ".hdpack"

LARGEST_FILE = 1 << 30
LARGEST_MEMBER: Mapping[str, int] = {
    DESCRIPTOR: 1 << 20,
    SIGNATURE: 1 << 18,
    LOG: LARGEST_FILE,
    SESSIONS: 1 << 29,
    **dict.fromkeys((VOLUNTEERS, ACTIVITIES, TEAM), 1 << 26),
}
"""Bytes that a member may have once it is unpacked."""
LARGEST_LOG = 1 << 33
LARGEST_GROWTH = 60
"""The log may grow by this factor when it is unpacked: every event holds a hash and an id, which nothing compresses."""
LONGEST_LINE = 1 << 23
MOST_DESKS = 500
LONGEST_NAME = 200
MOST_VOLUNTEERS = 300_000


@dataclass(frozen=True, slots=True)
class Chain:
    """One desk's log within a pack: how many events, and the hash of the last (64 hex digits).

    `signature` is that desk's own over `head_claim`, and `certificates` say for whom its key speaks, its own first:
    so a chain is as good in another desk's pack as in its own. `at` is its last event's instant.
    """

    desk: str
    name: str
    events: int
    head: str
    at: int
    signature: bytes
    certificates: tuple[Certificate, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a pack says of itself, under the signature of `desk`."""

    team: str
    team_name: str
    timezone: str
    desk: str
    desk_name: str
    chains: tuple[Chain, ...]
    resources: tuple[Mapping[str, Any], ...]

    @property
    def events(self) -> int:
        """Events of all its chains."""
        return sum(chain.events for chain in self.chains)
