"""The team keys that the district trusts. A team's key belongs to its first desk and vouches for its other desks."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from checkin.rules.problems import N_, Refused, refuse
from checkin.rules.signature import UNSIGNED, Signature
from exports.district.district import District
from exports.district.record.archived import open_archived
from exports.district.record.common_facts import common_facts
from exports.district.record.handed_in import archived
from exports.district.says.school_names import Named, another_school, same_school
from exports.district.says.sealed import opening_key
from exports.exchange.key_file import TeamKey, read_team_key
from exports.exchange.pack.opening import open_pack
from exports.exchange.pack.vouching import fingerprint
from exports.exchange.receiving import FileKind, receive
from storage.standard.standard import KnownDistrict


@dataclass(frozen=True, slots=True)
class Trusted:
    """A trusted team key. `since` is when it was trusted (milliseconds); `new` is true if that was just now."""

    team: str
    fingerprint: str
    since: int
    operator: str | None
    new: bool = False


def trusted(district: District) -> list[Trusted]:
    """All trusted team keys, sorted by team and then by time."""
    rows = district.db.execute("SELECT team, fingerprint, since, operator FROM trusted ORDER BY team, since").fetchall()
    return [Trusted(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class DistrictKeyring:
    """The team keys that the district trusts, as pairs of team code and key. It is a plain value, so that other processes
    can get it."""

    believed: frozenset[tuple[str, bytes]]

    def team_keys(self, team: str) -> frozenset[bytes]:
        """The trusted keys (32 bytes) of this team's first desk."""
        return frozenset(key for code, key in self.believed if code == team)

    def known_district(self) -> KnownDistrict | None:
        """Always None: a district takes no files of a district."""
        return None


def keyring_of(district: District) -> DistrictKeyring:
    """The keyring of an open district with the keys that it trusts now."""
    rows = district.db.execute("SELECT team, key FROM trusted").fetchall()
    return DistrictKeyring(frozenset((team, bytes(key)) for team, key in rows))


def joined_keys(district: District) -> frozenset[tuple[str, bytes]]:
    """The keys, with their team's code, of laptops that were set up by themselves and that a desk of the team joined to it."""
    if district.db.execute("SELECT 1 FROM event WHERE kind = 'join' LIMIT 1").fetchone() is None:
        return frozenset()
    joined = common_facts(district).joins.by_place
    own = district.identity.desk
    return frozenset((team, bytes.fromhex(one.key)) for (team, _desk), one in joined.items() if one.into != own)


def trust_file(
    district: District, file: Path, signed: Signature = UNSIGNED, *, also: bool = False, one_school: bool = False
) -> Trusted:
    """Trust the team key in a pack or a key file. The team's first desk then vouches for its other desks.

    Raises Refused if the file holds no key, or if the team has another trusted key already and `also` is false. If its name
    is another one too, it is another school, unless somebody decided that it is `one_school`.
    """
    return trust_key(district, key_in(district, file), str(file), signed, also=also, one_school=one_school)


def waiting_key(district: District, digest: str, shown: str) -> TeamKey:
    """The team key of the pack with this SHA-256 (hex) that waits in the archive, and came as `shown`. Raises Refused and OSError."""
    with open_archived(archived(district, digest), opening_key(district), shown) as pack:
        return TeamKey(pack.manifest.team, pack.manifest.team_name, pack.root)


def trust_key(
    district: District,
    team_key: TeamKey,
    where: str,
    signed: Signature,
    *,
    also: bool,
    one_school: bool,
) -> Trusted:
    """Trust a team key as `trust_file` does; `where` names the file that it was found in."""
    team, print_ = team_key.team, fingerprint(team_key.key)
    known = [row for row in trusted(district) if row.team == team]
    same = next((row for row in known if row.fingerprint == print_), None)
    if same is not None:
        return same
    if known:
        _check_second_key(district, where, team_key, known[0], also=also, one_school=one_school)
    since = district.now()
    with district.transaction():
        district.db.execute(
            "INSERT INTO trusted VALUES (?, ?, ?, ?, ?)", [team, team_key.key, print_, since, signed.operator]
        )
        district.db.execute(
            "INSERT INTO team VALUES (?, ?, NULL, false) ON CONFLICT (code) DO UPDATE SET name = "
            "CASE WHEN coalesce(team.name, '') = '' THEN excluded.name ELSE team.name END",
            [team, team_key.team_name],
        )
    return Trusted(team, print_, since, signed.operator, new=True)


def _check_second_key(
    district: District, where: str, found: TeamKey, known: Trusted, *, also: bool, one_school: bool
) -> None:
    """Raises Refused for another school's key, and for a second key of the same school if nobody said that both are right."""
    name = district.team_names().get(found.team, "")
    print_ = fingerprint(found.key)
    if name and not one_school and not same_school(name, found.team_name):
        here, there = Named(name, known.fingerprint), Named(found.team_name, print_)
        raise Refused(another_school(where, found.team, here, there))
    if not also:
        message = N_(
            "team {team}, “{name}”, is trusted with another key ({fingerprint}) than this file's ({other}), which is of “{its_name}”: "
            "was it set up anew? Ask the school which is right, and if both are, say --also. A number then stays one person's only "
            "where the names agree"
        )
        values = {"name": name, "fingerprint": known.fingerprint, "other": print_, "its_name": found.team_name}
        raise refuse("another_key", where, message, team=found.team, **values)


def key_in(district: District, file: Path) -> TeamKey:
    """The team key in a pack or a key file. Raises Refused where there is none, or the file can't be read."""
    if receive(file, FileKind.PACK, FileKind.TEAM_KEY) not in (FileKind.PACK, FileKind.SOME_ZIP):
        return read_team_key(file)
    with open_pack(file, opening_key(district)) as pack:
        return TeamKey(pack.manifest.team, pack.manifest.team_name, pack.root)
