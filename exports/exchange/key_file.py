"""The public key of a team in a file of its own (`.hdkey`), for a district that has no pack of the team yet."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from checkin.file_errors import unreadable_file
from checkin.rules.identity import check_code
from checkin.rules.problems import N_, Refused, refuse
from exports.exchange.pack.layout import LONGEST_NAME
from storage.disk import keys
from storage.people.spelling import clean_text

KEY_FORMAT = "hourdesk-team-key"
FORMAT = 1
_LONGEST = 10_000


@dataclass(frozen=True, slots=True)
class TeamKey:
    """The key (32 bytes) of a team's first desk, as a file shows it; nobody has vouched for it yet."""

    team: str
    team_name: str
    key: bytes


def write_team_key(shown: TeamKey) -> bytes:
    """The bytes of a key file."""
    told = {
        "format": KEY_FORMAT,
        "v": FORMAT,
        "team": shown.team,
        "team_name": shown.team_name,
        "key": keys.signature_text(shown.key),
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode("utf-8")


def read_team_key(file: Path) -> TeamKey:
    """The key in a file. Raises Refused where it can't be read, is no key file, or is of a newer format."""
    where = str(file)
    try:
        with file.open("rb") as opened:
            data = opened.read(_LONGEST)
    except OSError as error:
        raise Refused(unreadable_file(file, error)) from error
    try:
        return _read(data, where)
    except Refused:
        raise
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        message = N_("this is no key file of a team: make one at its first desk with hourdesk export TEAM.hdkey")
        raise refuse("not_a_key", where, message) from error


def _read(data: bytes, where: str) -> TeamKey:
    told = json.loads(data)
    if told["format"] != KEY_FORMAT or type(told["v"]) is not int:
        raise ValueError("another format")
    if told["v"] > FORMAT:
        message = N_("this file was made by a newer Hourdesk: install that version here")
        raise refuse("newer_file", where, message)
    key, name = keys.read_signature(told["key"]), told["team_name"]
    if len(key) != 32 or not isinstance(name, str):
        raise ValueError("no key")
    return TeamKey(check_code(told["team"], where), clean_text(name)[:LONGEST_NAME], key)
