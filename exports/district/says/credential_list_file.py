"""The district's list of team keys and revoked certificates in a file of its own, for those who have no desk: it holds nobody's name."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from checkin.rules.problems import N_, refuse
from exports.district.district import District
from exports.district.says.credential_list import credential_list
from exports.exchange.credential.district_list import list_text
from exports.exchange.pack.vouching import fingerprint
from storage.disk.atomic_file import write_whole


class ListMade(NamedTuple):
    """A list that was written: teams with a key in it, revoked certificates, and until when it may be used (milliseconds)."""

    teams: int
    revoked: int
    until: int
    fingerprint: str


def write_credential_list(district: District, out: Path) -> ListMade:
    """Write the list as it is now. Raises Refused if no team's key is trusted yet, or the file can't be written."""
    listed = credential_list(district, to_send=True)
    if not listed.teams:
        message = N_(
            "no team's key is trusted yet, so the list would say nothing: trust the key of a school's pack first"
        )
        raise refuse("no_teams", str(out), message)
    text = list_text(listed, district.signing_key())
    write_whole(out, (text + "\n").encode())
    revoked = sum(len(one.places) for one in listed.revoked.values())
    return ListMade(len(listed.teams), revoked, listed.until or listed.at, fingerprint(listed.key))
