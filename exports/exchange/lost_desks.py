"""What a revoked desk changes when packs and kits come in (`checkin.rules.lost_desks`)."""

from __future__ import annotations

from collections.abc import Iterable

from checkin.rules.events import Revoke
from checkin.rules.lost_desks import LostDesks
from checkin.rules.problems import N_, Refused, refuse
from checkin.rules.wire import read_event
from exports.exchange.pack.chains import EventRow
from exports.exchange.pack.clashes import rewritten
from storage.store import Store


def check_not_forked(lost: LostDesks, row: EventRow, where: str) -> None:
    """Raises Refused for an event of a lost desk that stands in the place of the last one that the first desk has of it."""
    one = lost.by_place.get((row.team, row.desk))
    if one is not None and row.seq == one.seq and row.hash != one.hash:
        raise Refused(rewritten(where, row.desk))


def check_not_revoked(store: Store, where: str) -> None:
    """Raises Refused where what came in revokes this very desk: nothing of it is kept, and nothing here stops counting unseen."""
    lost = store.ledger.facts().joins.lost.by_place.get((store.identity.team, store.identity.desk))
    if lost is not None:
        message = N_(
            "the team's first desk revoked this desk, as a lost laptop; nothing was taken. If it was found again: write a pack here, "
            "take it there and let a supervisor accept it (hourdesk revoke-desk), then make this laptop a desk anew from a new kit"
        )
        raise refuse("this_desk_revoked", where, message)


def last_event_counts(store: Store, desk: str) -> bool:
    """Whether the last event of a desk that is here counts; of a lost one it may wait."""
    row = store.connection.execute("SELECT id FROM log WHERE desk = ? ORDER BY seq DESC LIMIT 1", (desk,)).fetchone()
    return row is None or store.ledger.facts().joins.lost.counts(store.identity.team, desk, row[0])


def check_kit_knows(store: Store, events: Iterable[bytes], where: str) -> None:
    """Raises Refused for a kit that does not know of a desk which is revoked here: it is older, or a lost desk made it."""
    known = {event.id for raw in events if isinstance((event := read_event(raw)[0]).body, Revoke)}
    missing = [
        lost.event
        for (team, _desk), lost in store.ledger.facts().joins.lost.by_place.items()
        if team == store.identity.team and lost.event.id.partition("/")[0] not in known
    ]
    if missing:
        assert isinstance(missing[0].body, Revoke)
        message = N_(
            "this kit does not know that desk {desk} was revoked: it is older than that, or it was made at the lost desk; nothing was "
            "taken. Fetch a new kit from the team's first desk"
        )
        raise refuse("unknowing_kit", where, message, desk=missing[0].body.desk[:8])
