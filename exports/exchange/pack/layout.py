"""The members of a pack and their limits: a ZIP laid out as a Data Package v2 (docs/reference/pack.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from storage.disk.keys import Certificate

FORMAT = 2
"""2: a pack may hold `classes.csv`. A pack without it says 1, and every version reads it."""
PROFILE = "hourdesk-pack"
DESCRIPTOR, SIGNATURE, LOG = "datapackage.json", "signature.json", "log.jsonl.gz"
SESSIONS, VOLUNTEERS, ACTIVITIES, TEAM = "sessions.csv", "volunteers.csv", "activities.csv", "team.csv"
CLASSES = "classes.csv"
TABLES = (SESSIONS, VOLUNTEERS, ACTIVITIES, TEAM)
MEMBERS = (DESCRIPTOR, SIGNATURE, LOG, *TABLES)
ENDING = ".hdpack"

LARGEST_FILE = 1 << 30
LARGEST_MEMBER: Mapping[str, int] = {
    DESCRIPTOR: 1 << 20,
    SIGNATURE: 1 << 18,
    LOG: LARGEST_FILE,
    SESSIONS: 1 << 29,
    **dict.fromkeys((VOLUNTEERS, ACTIVITIES, TEAM, CLASSES), 1 << 26),
}
"""The most bytes that a member may have after unpacking."""
LARGEST_LOG = 1 << 33
LARGEST_GROWTH = 60
"""The log may grow by this factor when it is unpacked. Every event holds a hash and an id, and these do not compress."""
LONGEST_LINE = 1 << 23
MOST_DESKS = 500
LONGEST_NAME = 200
MOST_VOLUNTEERS = 300_000
MOST_EARLIER_CLASSES = 10 * MOST_VOLUNTEERS


@dataclass(frozen=True, slots=True)
class Chain:
    """One desk's log in a pack: how many events, and the hash of the last one (`head`, 64 hex digits).

    `signature` is that desk's own signature over `head_claim`. `certificates` lead from the desk's key to the team's key,
    the desk's own first. So a chain can be checked in another desk's pack too. `at` is when the last event happened
    (milliseconds).
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
    """What a pack says about itself; `desk` signed it."""

    team: str
    team_name: str
    timezone: str
    desk: str
    desk_name: str
    chains: tuple[Chain, ...]
    resources: tuple[Mapping[str, Any], ...]

    @property
    def events(self) -> int:
        """How many events all its chains hold together."""
        return sum(chain.events for chain in self.chains)
