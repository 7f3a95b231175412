"""The public check list of a spot check (domain §2), and what the record itself can say to each item of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from checkin.rules.activities import Activity
from checkin.rules.facts import Facts
from checkin.rules.instants import local_time
from checkin.rules.problems import N_
from checkin.rules.replayed import made_at
from checkin.rules.school_year.class_periods import ClassPeriods
from checkin.rules.service import credited, part_of
from checkin.rules.sessions import Session, Source
from checkin.rules.working_days import ENTRY_DAYS, Calendar
from checkin.texts import _, enumerated
from checkin.words import part_word


class Item(StrEnum):
    """An item of the list, in its order. Whether all was as it `really` was only an inspector can say."""

    COMPLETE = "complete"
    TIMELY = "timely"
    CONTENT = "content"
    HOURS = "hours"
    CERTIFICATE = "certificate"
    REALLY = "really"


ITEM_WORDS: Mapping[Item, str] = {
    Item.COMPLETE: N_("data complete"),
    Item.TIMELY: N_("entered in time"),
    Item.CONTENT: N_("content"),
    Item.HOURS: N_("hours explained"),
    Item.CERTIFICATE: N_("certificate verifiable"),
    Item.REALLY: N_("as it really was"),
}


_ELSEWHERE = (Source.CLAIMED, Source.TRANSFERRED)
"""Hours of no activity of the team's own."""


class Evidence(NamedTuple):
    """What the record says to an item: it `holds`, or not, or None where people must look; and why."""

    holds: bool | None
    text: str


class Sampled(NamedTuple):
    """A session of the sample, its local day, and the evidence of each item that the record can speak of. The class is that of the
    day.
    """

    session: Session
    day: date | None
    name: str
    class_name: str
    activity: Activity
    evidence: Mapping[Item, Evidence]


class Known(NamedTuple):
    """What is known around sessions. `names` are (name, class, kind) by volunteer, `classes` their earlier ones, `certificates` the
    numbers in force.
    """

    facts: Facts
    names: Mapping[str, tuple[str, str, str]]
    classes: ClassPeriods
    certificates: Mapping[str, Sequence[str]]
    calendar: Calendar


def checked(session: Session, day: date | None, known: Known) -> Sampled:
    """A session of a local day with its evidence."""
    activity = known.facts.activity(session.activity)
    name, class_name, _kind = known.names.get(session.volunteer, ("", "", ""))
    evidence = {
        Item.COMPLETE: _complete(session, activity, name),
        Item.TIMELY: _timely(session, day, known),
        Item.CONTENT: _content(session, activity),
        Item.HOURS: _hours(session, activity),
        Item.CERTIFICATE: _certificate(known.certificates.get(session.volunteer, ())),
    }
    return Sampled(session, day, name, known.classes.on(session.volunteer, day, class_name), activity, evidence)


def _complete(session: Session, activity: Activity, name: str) -> Evidence:
    # An activity that names no organiser is the team's own. Of service elsewhere the claim, or the other school, says where it was.
    wanted: dict[str, str | None] = {_("name"): name, _("activity"): activity.name}
    if session.source not in _ELSEWHERE:
        wanted |= {_("place"): activity.place, _("leader"): activity.leader}
    missing = [word for word, value in wanted.items() if not value]
    if session.source not in (Source.ADDED, *_ELSEWHERE) and (session.start is None or session.end is None):
        missing.append(_("times"))
    return Evidence(not missing, _("missing: {what}").format(what=enumerated(missing)) if missing else _("all there"))


def _timely(session: Session, day: date | None, known: Known) -> Evidence:
    """By the time at which its last event was made, as the event's id says it."""
    made = [at for at in map(made_at, session.events) if at is not None]
    if day is None or not made:
        return Evidence(None, _("its day is not known"))
    zone = known.facts.activity(session.activity).zone
    written = local_time(max(made), zone).date()
    last = known.calendar.after(day, ENTRY_DAYS)
    text = _("entered {written}, due {due}").format(written=written.isoformat(), due=last.isoformat())
    return Evidence(written <= last, text)


def _content(session: Session, activity: Activity) -> Evidence:
    if session.source in _ELSEWHERE:
        return Evidence(None, _("served elsewhere: look at what was handed in"))
    said = activity.content or activity.category or ""
    return Evidence(bool(said), said or _("nothing is said of what was done"))


def _hours(session: Session, activity: Activity) -> Evidence:
    times = "–".join(
        f"{local_time(at, activity.zone):%H:%M:%S}" for at in (session.start, session.end) if at is not None
    )
    text = _("{source} {times}: {minutes} min").format(
        source=part_word(part_of(session.source, session.flags)), times=times or "—", minutes=credited(session)
    )
    return Evidence(True if session.source is Source.SCANNED and not session.flags else None, text)


def _certificate(numbers: Sequence[str]) -> Evidence:
    return Evidence(True if numbers else None, enumerated(numbers) or _("none was issued"))
