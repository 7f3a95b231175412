"""Evaluations and redemptions: each is checked, then recorded as an event that names people by number."""

from __future__ import annotations

from datetime import date

from checkin.rules.activities import no_activity
from checkin.rules.corrections import LONGEST_REDEMPTION
from checkin.rules.events import Evaluate, Event, Quality, Redeem
from checkin.rules.problems import N_, Problem, Refused, refuse
from checkin.rules.signature import Signature
from storage.people.known import known_person
from storage.people.names_in_text import naming_faults
from storage.people.spelling import clean_text
from storage.recognition.volunteer_record import given_to, volunteer_record
from storage.store import Store

LONGEST_TITLE = 200


def evaluate(
    store: Store, volunteer: str, quality: Quality, day: date, activity: str | None, signed: Signature
) -> Event:
    """Record how well somebody served. Raises Refused where the roster has no such number, or it is recorded already."""
    with store.ledger.transaction():
        problems = day_faults(store, day)
        if activity is not None and activity not in store.ledger.facts().activities:
            problems.append(no_activity(activity, store.identity.team))
        known_person(store, volunteer)
        given = given_to(store, volunteer)
        same = (quality, day, activity)
        if any((one.quality, one.day, one.activity) == same for one in given.evaluations):
            problems.append(Problem("already_there", volunteer, N_("the same evaluation is recorded already")))
        if problems:
            raise Refused(*problems)
        return store.ledger.record(Evaluate(volunteer, quality, day.isoformat(), activity), signed=signed)


def redeem(store: Store, volunteer: str, minutes: int, service: str, signed: Signature) -> Event:
    """Exchange minutes for a service. The service record stays as it is. Raises Refused where
    the balance does not cover them.
    """
    with store.ledger.transaction():
        person = known_person(store, volunteer)
        problems: list[Problem] = []
        if not 0 < minutes <= LONGEST_REDEMPTION:
            message = N_("{minutes} is not possible: write 1 to {most}")
            values = {"minutes": minutes, "most": LONGEST_REDEMPTION}
            problems.append(Problem("bad_minutes", "--minutes", message, values))
        what = checked_text(service, "--for", N_("write which service the hours are exchanged for"), problems)
        problems += naming_faults(person.name, what, "--for")
        if problems:
            raise Refused(*problems)
        balance = volunteer_record(store, volunteer).account.balance
        event = store.ledger.record(Redeem(volunteer, minutes, what), signed=signed)
        after = volunteer_record(store, volunteer).account
        # It is the fold that says what is covered; what it does not cover is rolled back.
        if not next(one.covered for one in after.redemptions if one.event == event.id):
            if minutes <= balance:
                message = N_(
                    "these hours were confirmed or exchanged later than this computer's clock shows: set the clock right"
                )
                raise refuse("clock_behind", volunteer, message)
            message = N_(
                "the balance is {balance} minutes, which is less than {minutes}; only confirmed hours can be exchanged"
            )
            raise refuse("not_covered", volunteer, message, balance=balance, minutes=minutes)
        return event


def day_faults(store: Store, day: date, where: str = "--on") -> list[Problem]:
    """The problem where a day is in the future; empty where it is not."""
    if day <= store.today():
        return []
    return [Problem("in_the_future", where, N_("this day is in the future: write the day on which it happened"))]


def checked_text(text: str, where: str, wanted: str, problems: list[Problem]) -> str:
    """A text without control and direction characters; its problems are added to `problems`."""
    words = clean_text(text)
    if not words:
        problems.append(Problem("missing_value", where, wanted))
    elif len(words) > LONGEST_TITLE:
        message = N_("this text has {length} characters: write at most {most}")
        problems.append(Problem("text_too_long", where, message, {"length": len(words), "most": LONGEST_TITLE}))
    return words
