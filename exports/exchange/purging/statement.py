"""The statement of a purge (`.hdpurge`): signed by the desk, it says by counts what went, and that the hours did not change.

It is a ZIP of a manifest and its signature, as the district's letters are. It names no person, not even by number.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from checkin.rules.instants import from_utc_text, utc_text
from checkin.rules.problems import N_
from exports.exchange.letter.fields import check_count, check_text
from exports.exchange.letter.from_desk import signing_desk
from exports.exchange.letter.members import SIGNATURE, signed_members
from exports.exchange.letter.signed_file import check_form, read_signed_file, understood
from exports.exchange.letter.stored_zip import stored_zip
from storage.keyring import keyring_of
from storage.purging.totals import RecordTotals
from storage.purging.unfinished import PurgeAccount
from storage.store import Store

FORMAT = 1
MANIFEST = "purge.json"
ENDING = ".hdpurge"
FORM = "hourdesk-purge"
LARGEST_FILE = 1 << 22
_SIZES = {MANIFEST: 1 << 21, SIGNATURE: 1 << 12}
_DAMAGED = N_("this is no statement of a purge that Hourdesk wrote, or it is damaged")


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement whose signature is valid. `root` (32 bytes) is the key that vouches for the desk. `at` is in milliseconds.

    `register` has by field of how many persons something was kept before and after. `events` are the ids of the events that
    say whose fields these were.
    """

    team: str
    team_name: str
    desk: str
    desk_name: str
    at: int
    root: bytes
    events: tuple[str, ...]
    register: Mapping[str, tuple[int, int]]
    before: RecordTotals
    after: RecordTotals


def statement_bytes(store: Store, account: PurgeAccount) -> bytes:
    """The signed statement of a purge that this desk did."""
    who, own = store.identity, keyring_of(store).own
    about = {
        "format": FORM,
        "v": FORMAT,
        "team": who.team,
        "team_name": who.team_name,
        "desk": who.desk,
        "desk_name": who.desk_name,
        "at": utc_text(account.at),
        "due": account.due,
        "events": list(account.events),
        "register": {field: list(counts) for field, counts in account.register.items()},
        "totals": {"before": account.before._asdict(), "after": account.after._asdict()},
        "certificates": [certificate.to_json() for certificate in own.certificates(who.desk)],
    }
    return stored_zip(signed_members(MANIFEST, about, {}, own.key(who.desk)))


def read_statement(file: Path) -> Statement:
    """Read a statement. Raises Refused if it is none, if any bit was changed, if it is newer, or if the desk is not vouched for."""
    return understood(file, _DAMAGED, _read)


def _read(file: Path, where: str) -> Statement:
    read = read_signed_file(file, MANIFEST, _SIZES, LARGEST_FILE)
    said = read.manifest
    check_form(said, FORM, FORMAT, where)
    team, desk, root = signing_desk(read, where, N_("this statement was changed after it was signed"))
    return Statement(
        team,
        check_text(said["team_name"]),
        desk,
        check_text(said["desk_name"]),
        from_utc_text(said["at"]),
        root,
        tuple(check_text(one) for one in said["events"]),
        {check_text(field): (check_count(was), check_count(now)) for field, (was, now) in said["register"].items()},
        _totals(said["totals"]["before"]),
        _totals(said["totals"]["after"]),
    )


def _totals(values: Mapping[str, Any]) -> RecordTotals:
    return RecordTotals(**{name: check_count(values[name]) for name in RecordTotals._fields})
