"""The content of a leaver's file: whose hours, in which activities and on which days, and the certificate about them.

It is a ZIP of a manifest, its signature and the certificate (PDF), as the district's letters are. Birth date, sex and card
are not in it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from checkin.rules.corrections import LONGEST_ADDITION
from checkin.rules.identity import check_code, key
from checkin.rules.instants import from_utc_text
from checkin.rules.problems import N_, refuse
from exports.exchange.leaver.layout import CERTIFICATE, FORM, FORMAT, LARGEST_FILE, MANIFEST, MOST_LINES, SIZES
from exports.exchange.letter.fields import check_count, check_text
from exports.exchange.letter.signed_file import check_form, read_signed_file, understood
from exports.exchange.pack.vouching import root_of
from storage.disk.keys import read_certificate

_DAMAGED = N_("this is no file of a leaver that Hourdesk wrote, or it is damaged: ask the school for it again")


class LeaverLine(NamedTuple):
    """Credited minutes in one activity (its code) on one day (ISO 8601). `source` is where they come from, `confirmed` whether
    they are final at that school.
    """

    activity: str
    name: str
    category: str
    day: str
    minutes: int
    source: str
    confirmed: bool


class LeaverFile(NamedTuple):
    """A leaver's file with a valid signature. `root` (32 bytes) is the key that vouches for the desk which signed it, `digest`
    the SHA-256 (hex) of the file, `at` when it was made (milliseconds). `certificate` is the number of the certificate in it,
    empty where there is none.
    """

    where: str
    team: str
    team_name: str
    root: bytes
    at: int
    number: str
    name: str
    class_name: str
    kind: str
    lines: tuple[LeaverLine, ...]
    certificate: str
    pdf: bytes
    digest: str

    @property
    def volunteer(self) -> str:
        """The key that the person had at that school."""
        return key(self.team, self.number)

    @property
    def minutes(self) -> int:
        """Credited minutes of all lines."""
        return sum(line.minutes for line in self.lines)


def read_leaver(file: Path) -> LeaverFile:
    """Read a leaver's file. Raises Refused if it is none, if any bit was changed, or if it is newer."""
    return understood(file, _DAMAGED, _read)


def _read(file: Path, where: str) -> LeaverFile:
    read = read_signed_file(file, MANIFEST, SIZES, LARGEST_FILE)
    said = read.manifest
    check_form(said, FORM, FORMAT, where)
    certificates = [read_certificate(one, where) for one in said["certificates"]]
    team = check_code(check_text(said["team"]), where)
    root = root_of(certificates, team, check_text(said["desk"]), where)
    if not read.sound or read.key != certificates[0].key:
        message = N_("this file was changed after it was signed: ask the school for it again")
        raise refuse("bad_signature", where, message)
    person, lines = said["person"], said["hours"]
    if not isinstance(lines, list) or len(lines) > MOST_LINES:
        raise ValueError("no hours, or too many")
    return LeaverFile(
        where,
        team,
        check_text(said["team_name"]),
        root,
        from_utc_text(said["at"]),
        check_code(check_text(person["number"]), where),
        check_text(person["name"]),
        check_text(person["class"]),
        check_text(person["kind"]),
        tuple(_line(line, where) for line in lines),
        check_text(said["certificate"]),
        read.members[CERTIFICATE],
        hashlib.sha256(file.read_bytes()).hexdigest(),
    )


def _line(line: Mapping[str, Any], where: str) -> LeaverLine:
    if not isinstance(line["confirmed"], bool):
        raise TypeError("confirmed or not")
    return LeaverLine(
        check_code(check_text(line["activity"]), where),
        check_text(line["name"]),
        check_text(line["category"]),
        date.fromisoformat(line["day"]).isoformat(),
        check_count(line["minutes"], LONGEST_ADDITION),
        check_text(line["source"]),
        line["confirmed"],
    )
