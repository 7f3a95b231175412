"""Two desks witness each other: each keeps, as an event of its own, how far the other's chain went (`checkin.rules.witness`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from checkin.rules.events import Event, Witness
from checkin.rules.problems import N_, refuse
from checkin.rules.signature import Signature
from checkin.rules.witness import WitnessCode, mark_of, read_code, shown_code
from storage.disk.key_folder import KeyFolder
from storage.log.appended import end_of_log
from storage.log.named_desks import desks_named
from storage.log.taking_in import hash_at
from storage.standard.standard import school_names
from storage.store import Store

OLDEST_MINUTES = 30
"""Two clocks may stand so far apart; what is older is taken for a picture of an earlier code."""


def own_code(store: Store, activity: str) -> WitnessCode:
    """What this desk shows at an activity (its key). Raises Refused where nothing is recorded yet."""
    seq, hash_, _place = end_of_log(store.connection, store.identity.desk)
    if not seq:
        raise refuse("no_events", "", N_("nothing is recorded yet, so there is nothing to witness"))
    return shown_code(store.identity.desk, seq, hash_, store.now(), activity)


def keep_witness(store: Store, text: str, activity: str, signed: Signature) -> Event:
    """Keep the code of another desk at an activity (its key) as an event. The code shows a mark of its team and not its name:
    where the district's kit lists a school with that mark, the event says its code as its reason.

    Raises Refused for a text that is no such code, for this desk's own, for one of another activity of the team, for one that is
    older than one that is kept already, and for one that was shown too long ago or lies ahead.
    """
    code = read_code(text)
    if code is None:
        raise refuse("no_witness_code", "", N_("this is no witness code, or it was not read whole: scan it again"))
    with store.ledger.transaction():
        _check(store, code, activity)
        school = next((one for one in school_names(store.connection) if mark_of(one) == code.team), None)
        other = None if school == store.identity.team else school
        body = Witness(code.desk, code.seq, code.hash, code.shown, activity)
        return store.ledger.record(body, signed=signed.because(other))


def witnessed(store: Store) -> list[Event]:
    """What this record knows of other desks' chains, the oldest first."""
    return sorted(store.ledger.queries.of_kind("witness"), key=lambda event: (event.at, event.id))


def rewritten(store: Store) -> list[Event]:
    """The witnesses, the oldest first, that saw another event in a chain than stands there now."""
    return [event for event in witnessed(store) if isinstance(event.body, Witness) and _is_other(store, event.body)]


def _is_other(store: Store, seen: Witness) -> bool:
    here = hash_at(store.connection, seen.desk, seen.seq)
    return here is not None and here != seen.hash


class DeskNames(NamedTuple):
    """What people call the desks whose logs are here, by id, and the schools of the district, by code."""

    desks: Mapping[str, str]
    schools: Mapping[str, str]

    def school_seen(self, event: Event) -> str | None:
        """The code of the school whose desk was seen; None for one of the own team, and where nobody knew it."""
        return event.reason if event.reason in self.schools else None


def names_of_desks(store: Store) -> DeskNames:
    """Who can be named in what `witnessed` finds."""
    desks = desks_named(store.connection, store.identity, KeyFolder(store.folder.keys))
    return DeskNames({one.desk: one.name for one in desks}, school_names(store.connection))


def apart_ms(event: Event) -> int:
    """How far the clocks of two desks stood apart at most, in milliseconds: above 0 where the witness's is ahead. The time that
    scanning took is in it; the code that goes the other way takes it out again.
    """
    assert isinstance(event.body, Witness)
    return event.at - event.body.shown


def _check(store: Store, code: WitnessCode, activity: str) -> None:
    if code.desk == store.identity.desk:
        raise refuse("own_code", "", N_("this is the code of this desk itself: scan that of the other one"))
    if code.team == mark_of(store.identity.team) and code.activity != mark_of(activity):
        raise refuse(
            "other_activity", "", N_("this code was shown at another activity of your team: choose that one first")
        )
    known = [e.body for e in witnessed(store) if isinstance(e.body, Witness) and e.body.desk == code.desk]
    if any(one.shown == code.shown and one.hash == code.hash for one in known):
        raise refuse("older_code", "", N_("this code is kept already"))
    if any(one.seq > code.seq or (one.seq == code.seq and one.shown >= code.shown) for one in known):
        raise refuse("older_code", "", N_("a newer code of this desk is kept already: have it show its code again"))
    apart = (store.now() - code.shown) // 60_000
    if apart > OLDEST_MINUTES:
        message = N_(
            "this code was shown {minutes} minutes ago by the other desk's clock: have it show its code again; where the minutes "
            "stay, one of the two clocks is wrong"
        )
        raise refuse("old_code", "", message, minutes=apart)
    if apart < -OLDEST_MINUTES:
        message = N_(
            "by the other desk's clock this code is shown {minutes} minutes from now: one of the two clocks is wrong; set it right, "
            "and have the code shown again"
        )
        raise refuse("old_code", "", message, minutes=-apart)
