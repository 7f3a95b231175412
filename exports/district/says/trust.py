"""Whose word counts: the key of a team's first desk, which vouches for all other desks of that team."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from checkin.file_errors import unreadable_file
from checkin.rules.identity import check_code
from checkin.rules.problems import N_, Refused, refuse
from exports.district.district import District
from exports.district.says.sealed import opening_key
from exports.exchange.pack.reading import open_pack
from exports.exchange.pack.vouching import fingerprint
from storage.disk import keys

KEY_FORMAT = "hourdesk-team-key"
_LONGEST_KEY_FILE = 10_000


@dataclass(frozen=True, slots=True)
class Trusted:
    """A team's key that is trusted; `since` is when that was said (an instant), `new` whether it was just now."""

    team: str
    fingerprint: str
    since: int
    operator: str | None
    new: bool = False


def trusted(district: District) -> list[Trusted]:
    """All trusted keys, by team."""
    rows = district.db.execute("SELECT team, fingerprint, since, operator FROM trusted ORDER BY team, since").fetchall()
    return [Trusted(*row) for row in rows]


def trusted_keys(district: District) -> frozenset[tuple[str, bytes]]:
    """Trusted `(team, key of 32 bytes)`."""
    rows = district.db.execute("SELECT team, key FROM trusted").fetchall()
    return frozenset((team, bytes(key)) for team, key in rows)


def trust_file(district: District, file: Path, operator: str | None = None, *, also: bool = False) -> Trusted:
    """Trust the team key that a pack or a key file shows; a team's first desk is enough, it vouches for the others.

    Raises Refused where the file shows none, and where the team has another key already unless `also` is said.
    """
    team, name, key = _key_in(district, file)
    print_ = fingerprint(key)
    known = [row for row in trusted(district) if row.team == team]
    same = next((row for row in known if row.fingerprint == print_), None)
    if same is not None:
        return same
    if known and not also:
        message = N_(
            "team {team} is trusted with another key ({fingerprint}); ask the school which is right, and if both are, say --also"
        )
        raise refuse("another_key", str(file), message, team=team, fingerprint=known[0].fingerprint)
    since = district.now()
    with district.transaction():
        district.db.execute("INSERT INTO trusted VALUES (?, ?, ?, ?, ?)", [team, key, print_, since, operator])
        district.db.execute(
            "INSERT INTO team VALUES (?, ?, NULL, false) ON CONFLICT (code) DO UPDATE SET name = "
            "CASE WHEN coalesce(team.name, '') = '' THEN excluded.name ELSE team.name END",
            [team, name],
        )
    return Trusted(team, print_, since, operator, new=True)


def _key_in(district: District, file: Path) -> tuple[str, str, bytes]:
    try:
        with file.open("rb") as opened:
            head = opened.read(_LONGEST_KEY_FILE)
    except OSError as error:
        raise Refused(unreadable_file(file, error)) from error
    if head.lstrip().startswith(b"{"):
        return _key_file(head, str(file))
    with open_pack(file, opening_key(district)) as pack:
        return pack.manifest.team, pack.manifest.team_name, pack.root


def _key_file(data: bytes, where: str) -> tuple[str, str, bytes]:
    try:
        told = json.loads(data)
        if told["format"] != KEY_FORMAT:
            raise ValueError("another format")
        key = keys.read_signature(told["key"])
        if len(key) != 32:
            raise ValueError("no key")
        return check_code(told["team"], where), str(told["team_name"]), key
    except Refused:
        raise
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        message = N_("this is no key file of a team: make one at its first desk with hourdesk export TEAM.hdkey")
        raise refuse("not_a_key", where, message) from error


def key_file(team: str, team_name: str, key: bytes) -> bytes:
    """The bytes of a key file, for a team whose packs the district can't see yet."""
    told = {"format": KEY_FORMAT, "v": 1, "team": team, "team_name": team_name, "key": keys.signature_text(key)}
    return json.dumps(told, ensure_ascii=False, indent=1).encode("utf-8")
