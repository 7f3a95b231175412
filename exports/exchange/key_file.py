"""The public key of a team in a file of its own (`.hdkey`), for a district that has no pack of the team yet."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from checkin.file_errors import unreadable_file
from checkin.outside_files import read_begin
from checkin.rules.identity import check_code
from checkin.rules.problems import N_, Refused, refuse
from exports.exchange.pack.layout import LONGEST_NAME
from exports.exchange.pack.vouching import fingerprint
from storage.disk import keys
from storage.disk.atomic_file import write_whole
from storage.keyring import keyring_of
from storage.people.spelling import clean_text
from storage.store import Store

KEY_FORMAT = "hourdesk-team-key"
FORMAT = 1
_LONGEST = 10_000


@dataclass(frozen=True, slots=True)
class TeamKey:
    """The key (32 bytes) of a team's first desk as a file shows it. Nobody has confirmed yet that it is the right key."""

    team: str
    team_name: str
    key: bytes


def write_team_key(store: Store, out: Path) -> str:
    """Write the file of the team's key, and return the key's fingerprint. Raises Refused where it can't be written."""
    key = keyring_of(store).own.team_public()
    write_whole(out, key_bytes(TeamKey(store.identity.team, store.identity.team_name, key)))
    return fingerprint(key)


def key_bytes(team_key: TeamKey) -> bytes:
    """The bytes of a key file: JSON in UTF-8, the key as base64."""
    content = {
        "format": KEY_FORMAT,
        "v": FORMAT,
        "team": team_key.team,
        "team_name": team_key.team_name,
        "key": keys.signature_text(team_key.key),
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode("utf-8")


def read_team_key(file: Path) -> TeamKey:
    """The key in a file. Raises Refused if the file can't be read, is no key file, or has a newer format."""
    where = str(file)
    try:
        data = read_begin(file, _LONGEST)
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
    content = json.loads(data)
    if content["format"] != KEY_FORMAT or type(content["v"]) is not int:
        raise ValueError("another format")
    if content["v"] > FORMAT:
        message = N_("this file was made by a newer Hourdesk: install that version here")
        raise refuse("newer_file", where, message)
    key, name = keys.read_signature(content["key"]), content["team_name"]
    if len(key) != 32 or not isinstance(name, str):
        raise ValueError("no key")
    return TeamKey(check_code(content["team"], where), clean_text(name)[:LONGEST_NAME], key)
