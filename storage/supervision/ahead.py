"""What a wrong clock dated ahead of this desk's, and what would go on to hold in place of what is done now: struck out as one deed."""

from __future__ import annotations

from collections.abc import Collection

from checkin.rules.events import Event, Kind
from checkin.rules.overruled import SETTING_KINDS, dated_ahead
from checkin.rules.problems import N_, refuse
from storage.store import Store


def ahead_of_now(store: Store, kinds: Collection[Kind] = SETTING_KINDS) -> list[Event]:
    """The team's own events of these kinds that are dated more than ten minutes ahead, and stand; in the order of the log."""
    now, facts, queries = store.now(), store.ledger.facts(), store.ledger.queries
    later = [event for kind in SETTING_KINDS if kind in kinds for event in queries.dated_after(kind, now)]
    return [event for event in dated_ahead(later, now, facts) if event.team == store.identity.team]


def need_ahead(store: Store, kinds: Collection[Kind]) -> list[Event]:
    """The same. Raises Refused where there is none."""
    found = ahead_of_now(store, kinds)
    if not found:
        message = N_("nothing of this kind is dated ahead of the clock of this laptop: there is nothing to strike out")
        raise refuse("nothing_ahead", "--ahead", message)
    return found
