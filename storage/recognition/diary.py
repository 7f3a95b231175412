"""The service diary (志愿服务日志): what somebody wrote about a day. It may name people, so it stays beside the log."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date

from checkin.rules.activities import no_activity
from checkin.rules.problems import N_, Refused, refuse
from checkin.rules.signature import UNSIGNED, Signature
from storage.people.known import known_person
from storage.recognition.giving import day_faults
from storage.store import Store

LONGEST_ENTRY = 4_000


@dataclass(frozen=True, slots=True)
class DiaryEntry:
    """One entry, named by its `place`; `activity` is the key of the activity that it is about, if
    any; `written_at` is an instant.
    """

    place: int
    volunteer: str
    day: date
    activity: str | None
    text: str
    written_by: str | None
    written_at: int


_COLUMNS = "place, volunteer, day, activity, text, written_by, written_at"


def write_entry(
    store: Store, volunteer: str, day: date, text: str, activity: str | None = None, signed: Signature = UNSIGNED
) -> DiaryEntry:
    """Add an entry. Raises Refused for an unknown number or activity, a day in the future, and
    a text that is empty or too long.
    """
    words = _cleaned(text)
    if not words:
        raise refuse("missing_value", "TEXT", N_("write what was done that day"))
    if len(words) > LONGEST_ENTRY:
        message = N_("the entry has {length} characters: write at most {most}, or two entries")
        raise refuse("text_too_long", "TEXT", message, length=len(words), most=LONGEST_ENTRY)
    with store.ledger.transaction():
        known_person(store, volunteer)
        problems = day_faults(store, day)
        if activity is not None and activity not in store.ledger.facts().activities:
            problems.append(no_activity(activity, store.identity.team))
        if problems:
            raise Refused(*problems)
        row = store.connection.execute(
            "INSERT INTO diary (volunteer, day, activity, text, written_by, written_at) VALUES (?, ?, ?, ?, ?, ?) "
            f"RETURNING {_COLUMNS}",
            (volunteer, day.isoformat(), activity, words, signed.operator, store.now()),
        ).fetchone()
    return _entry(row)


def remove_entry(store: Store, place: int) -> DiaryEntry:
    """Take an entry away for good. Raises Refused where there is none of that number."""
    with store.ledger.transaction():
        row = store.connection.execute(f"DELETE FROM diary WHERE place = ? RETURNING {_COLUMNS}", (place,)).fetchone()
        if row is None:
            message = N_("there is no entry {place}; hourdesk diary list shows their numbers")
            raise refuse("no_entry", "ENTRY", message, place=place)
    return _entry(row)


def diary(store: Store, volunteer: str | None = None) -> list[DiaryEntry]:
    """All entries, or those of a volunteer and of the numbers that are the same person, by day."""
    rows = store.connection.execute(f"SELECT {_COLUMNS} FROM diary ORDER BY day, place")
    entries = [_entry(row) for row in rows]
    if volunteer is None:
        return entries
    facts = store.ledger.facts()
    return [entry for entry in entries if facts.person(entry.volunteer) == facts.person(volunteer)]


def _entry(row: tuple[int, str, str, str | None, str, str | None, int]) -> DiaryEntry:
    place, volunteer, day, activity, text, written_by, written_at = row
    return DiaryEntry(place, volunteer, date.fromisoformat(day), activity, text, written_by, written_at)


def _cleaned(text: str) -> str:
    """The text without control and direction characters, line by line: a pasted text must not steer a terminal."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(
        "".join(c for c in line.replace("\t", " ") if unicodedata.category(c)[0] != "C").rstrip() for line in lines
    ).strip()
