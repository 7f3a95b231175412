"""Check a whole pack against the team key that it encloses."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from checkin.rules.activities import zone
from checkin.rules.events import SET_ASIDE
from checkin.rules.instants import local_text
from checkin.rules.judging import SetAsideEvent
from checkin.rules.lost_desks import NOBODY_LOST, LostDesks
from exports.exchange.keyring import Keyring, believes
from exports.exchange.pack.chains import set_aside_among
from exports.exchange.pack.layout import Manifest
from exports.exchange.pack.opening import open_pack
from exports.exchange.pack.vouching import fingerprint
from exports.exchange.receiving import FileKind, receive


@dataclass(frozen=True, slots=True)
class Verified:
    """A sound pack. `fingerprint` is the team key's, to compare by telephone. `trusted` is None if no keyring was given.
    `set_aside` are events in it that count for nothing, because their content can't be so. `desk_revoked` is the local time
    (ISO 8601) at which the desk that wrote it was revoked as a lost laptop, if it was.
    """

    team: str
    team_name: str
    desk: str
    desk_name: str
    desks: tuple[str, ...]
    events: int
    fingerprint: str
    trusted: bool | None
    set_aside: tuple[SetAsideEvent, ...] = ()
    desk_revoked: str | None = None


def verify_pack(
    file: Path, keyring: Keyring | None = None, identity: str | None = None, lost: LostDesks = NOBODY_LOST
) -> Verified:
    """Read and check a pack to its end. `keyring` holds the keys that this desk or district believes; `identity` is the
    age key that opens a sealed pack, `lost` the desks that are known here to be lost.

    Raises Refused for another kind of file, or with the first fault in the pack.
    """
    receive(file, FileKind.PACK)
    with open_pack(file, identity) as pack:
        events, found = 0, list[SetAsideEvent]()
        for row in pack.events():
            events += 1
            found += set_aside_among([row]) if row.kind == SET_ASIDE else []
        pack.volunteers()
        manifest = pack.manifest
        return Verified(
            manifest.team,
            manifest.team_name,
            manifest.desk,
            manifest.desk_name,
            tuple(chain.name for chain in manifest.chains),
            events,
            fingerprint(pack.root),
            None if keyring is None else believes(keyring, manifest.team, pack.root),
            tuple(found),
            _since(lost, manifest),
        )


def _since(lost: LostDesks, manifest: Manifest) -> str | None:
    one = lost.by_place.get((manifest.team, manifest.desk))
    return None if one is None else local_text(one.event.at // 1000 * 1000, zone(manifest.timezone))
