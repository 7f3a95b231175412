"""What supervisors of other desks did to the record, when their logs come in: nothing of it may come in unseen (design §7)."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from checkin.rules.events import (
    Add,
    Amend,
    Confirm,
    Consent,
    ConsentState,
    Judge,
    Kind,
    PolicyChange,
    Rule,
    Transfer,
    Void,
)
from storage.disk.key_folder import KeyFolder
from storage.log.appended import of_kinds_after
from storage.log.named_desks import desk_words
from storage.store import Store

_DEEDS = (
    Kind.AMEND,
    Kind.VOID,
    Kind.RULE,
    Kind.ADD,
    Kind.CONFIRM,
    Kind.POLICY,
    Kind.CONSENT,
    Kind.JUDGE,
    Kind.TRANSFER,
)
_SAID = (ConsentState.GIVEN, ConsentState.WITHDRAWN)
"""A person says these of a consent; the other states come with a list."""


class Deeds(NamedTuple):
    """What one operator did at another desk: how many entries of each kind, and the minutes that they ruled, added or brought in
    from another school.
    """

    desk: str
    operator: str | None
    corrections: int = 0
    rulings: int = 0
    ruled_minutes: int = 0
    added: int = 0
    added_minutes: int = 0
    confirmed: int = 0
    policies: int = 0
    consents: int = 0
    judged: int = 0
    transferred_minutes: int = 0


def brought_deeds(store: Store, place: int) -> list[Deeds]:
    """The deeds of other desks' operators behind a place of the log, by desk and operator."""
    word = desk_words(store.connection, store.identity, KeyFolder(store.folder.keys))
    found: defaultdict[tuple[str, str], dict[str, int]] = defaultdict(lambda: dict.fromkeys(Deeds._fields[2:], 0))
    joins = store.ledger.facts().joins
    for event in of_kinds_after(store.connection, place, _DEEDS):
        if event.desk == store.identity.desk or not joins.counts(event.team, event.desk, event.id):
            continue
        sums = found[word(event.desk), event.operator or ""]
        match event.body:
            case Amend() | Void():
                sums["corrections"] += 1
            case Rule(minutes=minutes):
                sums["rulings"] += 1
                sums["ruled_minutes"] += minutes
            case Add(minutes=minutes):
                sums["added"] += 1
                sums["added_minutes"] += minutes
            case Confirm():
                sums["confirmed"] += 1
            case PolicyChange():
                sums["policies"] += 1
            case Consent(state=state) if state in _SAID:
                sums["consents"] += 1
            case Judge():
                sums["judged"] += 1
            case Transfer(minutes=minutes, training=None | False):
                sums["transferred_minutes"] += minutes
            case _:
                pass
    return [
        Deeds(desk, operator or None, **sums) for (desk, operator), sums in sorted(found.items()) if any(sums.values())
    ]
