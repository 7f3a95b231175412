"""The rows of the publicity list: one for each session whose hours are shown before they are final."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from checkin.rules.identity import within
from checkin.rules.service import credited, day_of
from checkin.rules.sessions import Status
from exports.printed.publicity.masking import masked_name
from storage.activities.publicity import publicity_periods
from storage.people.class_spelling import class_order
from storage.people.earlier_classes import named_on
from storage.people.names import names_by_any_number
from storage.record import activity_record, whole_record
from storage.store import Store

TAIL = 4
"""Last digits of the badge number that are shown, so that two 张* differ. They say nothing about the person."""


@dataclass(frozen=True, slots=True)
class PublicityRow:
    """A row of the list. `name` is masked, and `number` empty, unless the team decided to show names. `badge` are the last digits."""

    class_name: str
    name: str
    number: str
    badge: str
    activity: str
    day: date | None
    minutes: int
    since: date
    until: date
    event: str


def publicity_rows(store: Store, activity: str | None = None) -> list[PublicityRow]:
    """All rows, or those of one activity (its key), sorted by class, name and badge."""
    record = whole_record(store) if activity is None else activity_record(store, activity)
    listed = [s for s in record.sessions if s.status is Status.PUBLICITY]
    facts, names, badges = store.ledger.facts(), names_by_any_number(store), store.register.badges()
    masks = store.policy().publicity_masks_names
    named = named_on(store, names)
    shown = publicity_periods(store, listed)
    rows = []
    for session in listed:
        occasion = facts.activity(session.activity)
        day = day_of(session, facts)
        name, class_name, _kind = named(session.volunteer, day) or ("", "", "")
        # A badge whose owner is unknown has only its own number.
        badge = badges.get(session.volunteer) or ("" if "/" in session.volunteer else session.volunteer)
        rows.append(
            PublicityRow(
                class_name,
                masked_name(name) if masks else name,
                "" if masks else within(session.volunteer, store.identity.team),
                badge[-TAIL:],
                occasion.name or occasion.code,
                day,
                credited(session),
                shown[session.key].since,
                shown[session.key].until,
                session.key,
            )
        )
    return sorted(
        rows, key=lambda row: (class_order(row.class_name), row.name, row.badge, row.day or date.min, row.event)
    )
