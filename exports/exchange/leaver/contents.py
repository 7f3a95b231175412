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
from checkin.rules.field_values import MOST_STARS
from checkin.rules.identity import check_code, key
from checkin.rules.instants import from_utc_text
from checkin.rules.problems import N_
from checkin.rules.typed_texts import LONGEST_TEXT
from exports.exchange.leaver.layout import CERTIFICATE, FORM, FORMAT, LARGEST_FILE, MANIFEST, MOST_LINES, SIZES
from exports.exchange.letter.fields import check_count, check_text
from exports.exchange.letter.from_desk import signing_desk
from exports.exchange.letter.signed_file import check_form, read_signed_file, understood

_DAMAGED = N_("this is no file of a leaver that Hourdesk wrote, or it is damaged: ask the school for it again")

_CHANGED = N_("this file was changed after it was signed: ask the school for it again")


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


class LeaverTraining(NamedTuple):
    """What somebody learnt there: minutes that are no service. `activity` is its code there, `organiser` who held it."""

    activity: str
    name: str
    content: str
    organiser: str
    day: str
    minutes: int


class LeaverPraise(NamedTuple):
    """A commendation or honorary title that somebody was given there."""

    title: str
    day: str
    granted_by: str


class LeaverStars(NamedTuple):
    """The stars that were awarded there last, and the day (ISO 8601)."""

    stars: int
    day: str


class LeaverFile(NamedTuple):
    """A leaver's file with a valid signature. `desk` is the id of the desk that signed it, `root` (32 bytes) the key that vouches for it, `digest`
    the SHA-256 (hex) of the file, `at` when it was made (milliseconds). `certificate` is the number of the certificate in it,
    empty where there is none. A file of an older version has no trainings, commendations and stars.
    """

    where: str
    team: str
    team_name: str
    desk: str
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
    trainings: tuple[LeaverTraining, ...] = ()
    praises: tuple[LeaverPraise, ...] = ()
    stars: LeaverStars | None = None

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
    team, desk, root = signing_desk(read, where, _CHANGED)
    person, lines = said["person"], _few(said["hours"])
    return LeaverFile(
        where,
        team,
        check_text(said["team_name"]),
        desk,
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
        tuple(_training(one, where) for one in _few(said.get("trainings", []))),
        tuple(_praise(one) for one in _few(said.get("commendations", []))),
        None if said.get("stars") is None else _stars(said["stars"]),
    )


def _few(rows: Any) -> list[Mapping[str, Any]]:
    if not isinstance(rows, list) or len(rows) > MOST_LINES:
        raise ValueError("no list, or too long")
    return rows


def _training(row: Mapping[str, Any], where: str) -> LeaverTraining:
    return LeaverTraining(
        check_code(check_text(row["activity"]), where),
        check_text(row["name"]),
        check_text(row["content"], LONGEST_TEXT),
        check_text(row["organiser"]),
        _day(row["day"]),
        check_count(row["minutes"], LONGEST_ADDITION),
    )


def _praise(row: Mapping[str, Any]) -> LeaverPraise:
    title, granted_by = check_text(row["title"]), check_text(row["granted_by"])
    if not title or not granted_by:
        raise ValueError("a commendation without title or unit")
    return LeaverPraise(title, _day(row["day"]), granted_by)


def _stars(row: Mapping[str, Any]) -> LeaverStars:
    stars = check_count(row["stars"], MOST_STARS)
    if not stars:
        raise ValueError("no stars")
    return LeaverStars(stars, _day(row["day"]))


def _day(text: Any) -> str:
    return date.fromisoformat(text).isoformat()


def _line(line: Mapping[str, Any], where: str) -> LeaverLine:
    if not isinstance(line["confirmed"], bool):
        raise TypeError("confirmed or not")
    return LeaverLine(
        check_code(check_text(line["activity"]), where),
        check_text(line["name"]),
        check_text(line["category"]),
        _day(line["day"]),
        check_count(line["minutes"], LONGEST_ADDITION),
        check_text(line["source"]),
        line["confirmed"],
    )
