"""Is a pack sound? Everything in it, against the key that is enclosed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from exports.exchange.pack.reading import open_pack
from exports.exchange.pack.vouching import fingerprint
from storage.disk import keys
from storage.disk.folder import DataFolder


@dataclass(frozen=True, slots=True)
class Verified:
    """A sound pack. `fingerprint` is the team key's, by telephone; `trusted` is None where nobody here can tell."""

    team: str
    team_name: str
    desk: str
    desk_name: str
    desks: tuple[str, ...]
    events: int
    fingerprint: str
    trusted: bool | None


def verify_pack(file: Path, data: Path | None = None, identity: str | None = None) -> Verified:
    """Read a pack to its end. `data` is a folder that may know the team's key: a desk's, or a district's.

    Raises Refused with the first thing that is wrong.
    """
    with open_pack(file, identity) as pack:
        events = sum(1 for _ in pack.events())
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
            None if data is None else _trusted(data, manifest.team, pack.root),
        )


def _trusted(data: Path, team: str, root: bytes) -> bool | None:
    """Whether the key is the one that this desk was made under, or one that this district trusts."""
    public = DataFolder(data).keys / keys.TEAM_PUBLIC
    if public.exists():
        return keys.load_public(public) == root
    from exports.district.district import has_district, open_district
    from exports.district.says.trust import trusted_keys

    if not has_district(data):
        return None
    with open_district(data) as district:
        return (team, root) in trusted_keys(district)
