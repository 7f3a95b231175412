"""Statements that only a team's first desk may make: they carry a signature by the team's key (`checkin.rules.lost_desks`).

A desk that was made from a kit has no such key. What it says about lost desks stays in its chain and counts for nothing: it
stands in the tables of events under the kind `UNFOUNDED`, which no query asks for.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import rfc8785

from checkin.rules.events import KIND_OF, Admit, Event, Kind, Revoke
from checkin.rules.wire import read_event

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

UNFOUNDED = "unfounded"
STATEMENTS = (Kind.REVOKE, Kind.ADMIT)
Statement = Revoke | Admit


def signed_statement(key: Ed25519PrivateKey, team: str, desk: str, statement: Statement) -> Statement:
    """A statement with the signature of the team's key; `desk` is the id of the desk that makes it."""
    return statement._replace(signature=key.sign(_claim(team, desk, statement)).hex())


def is_founded(raw: bytes, team_key: bytes) -> bool:
    """Whether the team's key (32 bytes) signed the statement in an event's bytes."""
    event, _seq, _prev = read_event(raw)
    body = event.body
    if not isinstance(body, Statement):
        return False
    # Few records hold such a statement, and the first screen does without what reads signatures.
    from storage.disk import keys

    return keys.verify(team_key, bytes.fromhex(body.signature), _claim(event.team, event.desk, body))


def kind_that_counts(kind: str, raw: bytes, team_key: bytes) -> str:
    """The kind under which an event is kept: its own, and `UNFOUNDED` for a statement that the team's key did not sign."""
    return UNFOUNDED if kind in STATEMENTS and not is_founded(raw, team_key) else kind


def as_kept(columns: Sequence[Any], event: Event) -> tuple[Any, ...]:
    """The columns that an event may have beside it, given those that it has: a statement may stand there as unfounded."""
    from storage.log.events import columns_of

    expected = columns_of(event)
    place = expected.index(event.desk) + 2
    if isinstance(event.body, Statement) and columns[place] == UNFOUNDED:
        return (*expected[:place], UNFOUNDED, *expected[place + 1 :])
    return expected


def _claim(team: str, desk: str, statement: Statement) -> bytes:
    said = {name: value for name, value in statement._asdict().items() if name != "signature" and value is not None}
    return rfc8785.dumps({"hourdesk": str(KIND_OF[type(statement)]), "v": 1, "team": team, "by": desk, **said})
