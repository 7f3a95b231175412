"""The codes that a desk makes by itself: they carry the desk, so that no two desks make one (design §4)."""

from __future__ import annotations

from itertools import count

from checkin.rules.identity import code_of_desk, key
from storage.store import Store


def free_code(store: Store, stem: str, desk: str | None = None) -> str:
    """A code such as `20261129-3f2a` that no activity has: the stem, and the desk that makes it (None: this one). From the
    second with one stem on it has a number behind, `20261129-3f2a-2`.
    """
    makings, team = store.ledger.facts().makings, store.identity.team
    taken = {*store.ledger.facts().activities, *makings.candidates}
    for number in count(1):
        code = code_of_desk(stem, desk or store.identity.desk, number)
        if key(team, code) not in taken:
            return code
    raise AssertionError("numbers do not end")
