"""The purge itself: register fields go, an event says of whom and which, numbers and hours stay (design §7, domain §7)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from checkin.rules.events import Event, Purge
from checkin.rules.identity import within
from checkin.rules.problems import N_, Problem, Refused, refuse
from checkin.rules.purges import PurgedFields, Retention, purged_fields, without_fields
from checkin.rules.signature import Signature, with_reason
from storage.people.consents import consent_of_persons
from storage.people.known import named_keys, unknown_persons
from storage.purging.erasing import erase, overwrite_what_is_deleted
from storage.purging.fields import take_away
from storage.purging.planning import DuePerson, PurgePlan, all_purged, plan_purge, purges_in_log
from storage.purging.totals import RecordTotals, record_totals
from storage.purging.unfinished import PurgeAccount, note_statement
from storage.store import Store


class Purged(NamedTuple):
    """What was purged: the plan, the events that say so (none where all was decided before), the totals of the record before
    and after, which are the same, and what its statement is to say."""

    plan: PurgePlan
    events: tuple[Event, ...]
    before: RecordTotals
    after: RecordTotals
    account: PurgeAccount


def purge(store: Store, rules: Sequence[Retention], due: date, signed: Signature) -> Purged:
    """Take away what the rules let go as of the day `due`, and what was decided before and still stands here.

    Hours and consents stay as they are. When this returns, the bytes are gone from the record too. Raises Refused without a
    reason, and where there is nothing to purge; then leftovers of an earlier purge are erased all the same.
    """
    signed = with_reason(signed)
    overwrite_what_is_deleted(store.connection)
    with store.ledger.transaction():
        plan = plan_purge(store, rules, due)
        done = None if plan.is_empty else _purge(store, plan, signed)
    erase(store)
    if done is None:
        raise refuse("nothing_to_purge", "", N_("nobody is due: nothing was purged"))
    return done


def let_be_known(store: Store, numbers: Sequence[str], signed: Signature) -> list[Event]:
    """Let what was purged of these numbers be written again, which a supervisor decides; nothing that is gone comes back by
    this alone. Returns the events that say so.

    Raises Refused without a reason, for numbers that nobody has, and for persons of whom nothing was purged.
    """
    signed = with_reason(signed)
    with store.ledger.transaction():
        keys = named_keys(store, numbers, "--again")
        marks, problems = all_purged(store), unknown_persons(store, keys, "--again")
        nothing = N_("nothing was purged of {number}")
        for one in keys:
            if one not in marks and not problems:
                problems.append(Problem("not_purged", "--again", nothing, {"number": within(one, store.identity.team)}))
        if problems:
            raise Refused(*problems)
        return bring_back(store, {one: marks[one] for one in keys}, signed)


def bring_back(store: Store, fields: PurgedFields, signed: Signature) -> list[Event]:
    """Take the marks of these fields away, and record it. Needs a transaction around it."""
    for volunteer, theirs in fields.items():
        store.register.purged.remove([volunteer], theirs)
    return _stated(store, fields, signed, back=True)


def state_marks(store: Store, signed: Signature) -> list[Event]:
    """Record what is marked as purged here because a kit said so: from now on this desk's packs have to pass it on. Needs a
    transaction around it."""
    said = purged_fields(purges_in_log(store.connection))
    return _stated(store, without_fields(store.register.purged.fields(), said), signed, back=None)


def _stated(store: Store, fields: PurgedFields, signed: Signature, *, back: bool | None) -> list[Event]:
    sessions, today = record_totals(store), store.today().isoformat()
    groups: dict[tuple[str, ...], list[str]] = {}
    for volunteer, theirs in fields.items():
        groups.setdefault(tuple(sorted(theirs)), []).append(volunteer)
    return [
        store.ledger.record(
            Purge(tuple(volunteers), names, "", today, sessions.sessions, sessions.minutes, back=back), signed=signed
        )
        for names, volunteers in groups.items()
    ]


def _purge(store: Store, plan: PurgePlan, signed: Signature) -> Purged:
    before, consents = record_totals(store), consent_of_persons(store)
    events = []
    for rule, fields, volunteers in _groups(plan.persons):
        body = Purge(volunteers, fields, rule, plan.due.isoformat(), before.sessions, before.minutes)
        events.append(store.ledger.record(body, signed=signed))
    removed: dict[str, list[str]] = {}
    for one in plan.everybody:
        removed.setdefault(one.volunteer, []).extend(one.fields)
    take_away(store, removed)
    after = record_totals(store)
    if after != before or consent_of_persons(store) != consents:
        raise AssertionError("a purge changed hours or consents; it was rolled back")
    register = {str(one.field): (one.before, one.after) for one in plan.counts}
    ids = tuple(event.id for event in events)
    account = PurgeAccount(0, store.now(), plan.due.isoformat(), ids, register, before, after)
    return Purged(plan, tuple(events), before, after, note_statement(store, account))


def _groups(persons: Sequence[DuePerson]) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """`(rule, fields, volunteers)`: those who lose the same fields by the same rule together."""
    found: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for one in persons:
        found.setdefault((one.rule, tuple(map(str, one.fields))), []).append(one.volunteer)
    return [(rule, fields, tuple(volunteers)) for (rule, fields), volunteers in found.items()]
