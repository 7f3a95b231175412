"""The content of a district kit as bytes: the standard as JSON, and the marks of all badges, 14 bytes each."""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from checkin.rules.badge_marks import MARK_BYTES
from checkin.rules.identity import check_code
from checkin.rules.policies import SETTINGS, read_policy
from checkin.rules.problems import Refused
from checkin.rules.stars import Star
from exports.exchange.credential.district_list import read_list
from exports.exchange.letter.fields import check_count, check_text
from exports.exchange.letter.from_district import (
    Form,
    Letter,
    Sender,
    read_letter,
    signed_letter,
)
from exports.exchange.letter.signed_file import newer_file
from storage.standard.standard import DistrictTeam, Standard, read_standard, standard_json

STANDARD, BADGES = "standard.json", "badges.bin"
CREDENTIALS = "credentials"
MOST_TEAMS = 1 << 16
_LARGEST = {STANDARD: 1 << 24, BADGES: 1 << 24}
_MOST_LISTED = 10_000
_RECORD = struct.Struct(f">{MARK_BYTES}sH")
_SEALING_KEY = re.compile(r"age1[0-9a-z]{20,100}")


@dataclass(frozen=True, slots=True)
class DistrictKit:
    """A district kit that passed all checks. `marks` are sorted pairs: the mark of a badge, and the code of its team.

    `credentials` is the text of the district's list of keys and revoked certificates; kits of older versions have none.
    """

    where: str
    sender: Sender
    version: int
    teams: tuple[DistrictTeam, ...]
    standard: Standard
    marks: tuple[tuple[bytes, str], ...]
    credentials: str | None = None


def pack_district_kit(
    district: tuple[str, str],
    version: int,
    teams: Sequence[DistrictTeam],
    standard: Standard,
    marks: Mapping[bytes, str],
    key: Ed25519PrivateKey,
    credentials: str | None = None,
) -> bytes:
    """The bytes of a district kit. `district` is `(code, name)`; `marks` maps the mark of each badge to its team's code."""
    places = {team.code: place for place, team in enumerate(teams)}
    content = {
        "teams": [{"code": t.code, "name": t.name, "enrolled": t.enrolled} for t in teams],
        **standard_json(standard),
        **({} if credentials is None else {CREDENTIALS: credentials}),
    }
    files = {
        STANDARD: json.dumps(content, ensure_ascii=False, indent=1).encode("utf-8"),
        BADGES: b"".join(_RECORD.pack(mark, places[team]) for mark, team in sorted(marks.items())),
    }
    return signed_letter(Form.DISTRICT_KIT, district, version, {}, files, key)


def read_district_kit(file: Path) -> DistrictKit:
    """Read a district kit. Raises Refused if the file is another kind, was changed, or holds impossible values."""
    return read_letter(file, Form.DISTRICT_KIT, _LARGEST, _read)


def _read(letter: Letter) -> DistrictKit:
    content = json.loads(letter.files[STANDARD])
    teams = tuple(_team(item, letter.where) for item in content["teams"])
    if len({team.code for team in teams}) != len(teams) or len(teams) > MOST_TEAMS:
        raise ValueError("a team twice, or too many")
    standard = read_standard(content)
    _check(standard, letter.where)
    credentials = content.get(CREDENTIALS)
    if credentials is not None and read_list(credentials).key != letter.sender.key:
        raise ValueError("a list of another district")
    return DistrictKit(letter.where, letter.sender, letter.version, teams, standard, _marks(letter, teams), credentials)


def _team(item: Mapping[str, Any], where: str) -> DistrictTeam:
    enrolled = item["enrolled"]
    code = check_code(check_text(item["code"]), where)
    return DistrictTeam(code, check_text(item["name"]), None if enrolled is None else check_count(enrolled))


def _check(standard: Standard, where: str) -> None:
    """Check the whole standard before any part of it is stored. Raises ValueError, TypeError or Refused."""
    for listed in (standard.categories, standard.stars, standard.holidays, standard.workdays):
        if len(listed) > _MOST_LISTED:
            raise ValueError("too much of it")
    for category in standard.categories:
        check_text(category)
    for star in standard.stars:
        _check_star(star)
    if any(one.stars >= other.stars or one.hours >= other.hours for one, other in pairwise(standard.stars)):
        raise ValueError("stars that do not rise")
    if standard.sealing_key is not None and not _SEALING_KEY.fullmatch(standard.sealing_key):
        raise ValueError("no key to seal to")
    if standard.policy is not None:
        _check_policy(standard.policy, where)


def _check_star(star: Star) -> None:
    check_count(star.stars, 100)
    check_count(star.hours)


def _check_policy(policy: Mapping[str, Any], where: str) -> None:
    """Refuse a policy with a setting that this version does not know: a kit is taken whole or not at all."""
    if set(policy) - set(SETTINGS):
        raise newer_file(where)
    try:
        read_policy(policy, 1)
    except Refused as refused:
        raise ValueError("no policy") from refused


def _marks(letter: Letter, teams: Sequence[DistrictTeam]) -> tuple[tuple[bytes, str], ...]:
    if len(letter.files[BADGES]) % _RECORD.size:
        raise ValueError("a piece of a mark")
    found = tuple(_RECORD.iter_unpack(letter.files[BADGES]))
    if any(one >= other for (one, _), (other, _) in pairwise(found)):
        raise ValueError("marks that are not sorted")
    if any(place >= len(teams) for _mark, place in found):
        raise ValueError("a badge of no team")
    return tuple((mark, teams[place].code) for mark, place in found)
