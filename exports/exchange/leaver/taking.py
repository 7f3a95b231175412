"""Another school of the district takes a leaver's file: each line becomes an event, and hours of a source of their own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from checkin.rules.activities import zone
from checkin.rules.brought_activities import RECORD_CODE
from checkin.rules.events import Award, Commend, Event, Kind, Transfer, Void
from checkin.rules.identity import key, within
from checkin.rules.instants import local_time
from checkin.rules.problems import N_, Problem, Refused, refuse
from checkin.rules.signature import Signature, with_reason
from checkin.rules.standing import standing
from checkin.texts import enumerated, first_few
from exports.exchange.credential_sources import list_here
from exports.exchange.leaver.contents import LeaverFile
from exports.exchange.pack.vouching import fingerprint
from storage.people.known import known_person, named_keys
from storage.people.names import each_once
from storage.people.person import Person
from storage.people.purged_marks import is_nameless
from storage.people.register import key_of
from storage.people.spelling import name_key
from storage.standard.standard import district_teams, known_district
from storage.store import Store


class Taken(NamedTuple):
    """Hours that stand here and came with one file. `events` are all that came with it."""

    volunteer: str
    origin: str
    digest: str
    minutes: int
    trained: int
    events: tuple[Event, ...]


def check_believed(store: Store, file: LeaverFile) -> None:
    """Raises Refused for a file of one's own school, of a school that the district doesn't list, of another signer, and of a desk
    that was lost.
    """
    own = store.identity.team
    if file.team == own:
        message = N_("this is a file of your own school: these hours are in the record already; nothing was taken")
        raise refuse("own_school", file.where, message)
    if known_district(store.connection) is None:
        message = N_(
            "no kit of the district is here, so nobody can say whose file this is: hourdesk kit --take KIT first"
        )
        raise refuse("no_district", file.where, message)
    listed = next((team for team in district_teams(store.connection) if team.code == file.team), None)
    if listed is None:
        message = N_("{name} ({team}) is no school of the district's list; nothing was taken")
        raise refuse("stranger", file.where, message, name=file.team_name, team=file.team)
    believed = list_here(store)
    known = None if believed is None else believed.teams.get(file.team)
    if believed is None or known is None:
        message = N_(
            "the district's kit that is here doesn't have the key of {name}: take its newest kit; nothing was taken"
        )
        raise refuse("no_key", file.where, message, name=listed.name)
    if file.root not in known.keys:
        message = N_(
            "{name} did not sign this file: its key is {found}, the district's list has {known}; nothing was taken"
        )
        prints = enumerated(sorted(map(fingerprint, known.keys)))
        raise refuse(
            "another_signer", file.where, message, name=listed.name, found=fingerprint(file.root), known=prints
        )
    if file.desk in believed.lost:
        message = N_(
            "it was signed at a laptop that {name} lost: whoever has that may have made it; ask the school for a file of another "
            "desk. Nothing was taken"
        )
        raise refuse("lost_desk", file.where, message, name=listed.name)


def has_other_name(person: Person, file: LeaverFile) -> bool:
    """Whether the name of a person here is not that of the file, or was purged, so that nobody can tell."""
    return name_key(person.name) != name_key(file.name)


def whose_file(store: Store, file: LeaverFile, number: str | None, *, insist: bool = False) -> Person:
    """The person here: of the number that somebody gave, else the only one of this name.

    Raises Refused where nobody or several are of that name, and where the name of the number differs, unless `insist`.
    """
    if number is not None:
        person = known_person(store, named_keys(store, [number], "NUMBER")[0])
        if not insist and has_other_name(person, file):
            message = N_("the file is of {name}, number {number} is {other}: add --insist if this is one person")
            values = {"name": file.name, "number": person.number, "other": person.name}
            raise Refused(Problem("names_differ", file.where, message, values))
        return person
    own = [
        one for one in each_once(store, store.register.persons(with_leavers=False)) if one.team == store.identity.team
    ]
    alike = [one for one in own if not is_nameless(one) and name_key(one.name) == name_key(file.name)]
    if len(alike) != 1:
        message = N_("the file is of {name}; name the number that they have here. Of this name: {known}")
        known = first_few(f"{one.number} {one.class_name}".strip() for one in alike) or "—"
        raise refuse("which_number", file.where, message, name=file.name, known=known)
    return alike[0]


def taken_files(store: Store) -> list[Taken]:
    """What was taken and stands, by person and school."""
    found: dict[tuple[str, str, str], list[Event]] = {}
    given: dict[tuple[str, str], list[Event]] = {}
    for event in _brought(store):
        match event.body:
            case Transfer(volunteer=volunteer, origin=origin, digest=digest):
                found.setdefault((volunteer, origin, digest), []).append(event)
            case Commend(volunteer=volunteer, digest=str(digest)) | Award(volunteer=volunteer, digest=str(digest)):
                given.setdefault((volunteer, digest), []).append(event)
    return [
        Taken(
            *place, sum(map(_minutes, events)), sum(map(_trained, events)),
            (*events, *given.get((place[0], place[2]), ())),
        )
        for place, events in sorted(found.items())
    ]  # fmt: skip


def taken_by(store: Store, person: Person) -> list[Taken]:
    """What one person brought along, under any of their numbers."""
    numbers = store.ledger.facts().numbers_of(key_of(person))
    return [taken for taken in taken_files(store) if taken.volunteer in numbers]


def need_taken_by(store: Store, person: Person) -> list[Taken]:
    """As `taken_by`. Raises Refused where there is nothing."""
    found = taken_by(store, person)
    if not found:
        message = N_("{number} brought no hours from another school")
        raise refuse("nothing_taken", "NUMBER", message, number=person.number)
    return found


def _brought(store: Store) -> Iterator[Event]:
    """Events that stand and that this team wrote of another school's record."""
    struck = store.ledger.facts().struck
    for kind in (Kind.TRANSFER, Kind.COMMEND, Kind.AWARD):
        for event in standing(store.ledger.queries.of_kind(kind), struck):
            if event.team == store.identity.team:
                yield event


def _minutes(event: Event) -> int:
    return event.body.minutes if isinstance(event.body, Transfer) and not event.body.training else 0


def _trained(event: Event) -> int:
    return event.body.minutes if isinstance(event.body, Transfer) and event.body.training else 0


def take_leaver(store: Store, file: LeaverFile, person: Person, signed: Signature) -> list[Event]:
    """Record what a file says for a person here, all or none: hours and trainings, commendations, stars. A record without hours is
    taken too.

    Raises Refused as `check_believed` does, for a file that was taken, and where hours from the same number of that school
    were taken from another file.
    """
    check_believed(store, file)
    volunteer = key_of(person)
    with store.ledger.transaction():
        check_not_taken(store, file)
        day = local_time(file.at, zone(store.identity.timezone)).date()
        return [store.ledger.record(body, signed=signed) for body in _bodies(volunteer, file, day)]


def check_not_taken(store: Store, file: LeaverFile) -> None:
    """Raises Refused for a file that was taken, and where hours of the same number of that school came from another file."""
    for taken in taken_files(store):
        who = within(taken.volunteer, store.identity.team)
        if taken.digest == file.digest:
            message = N_("this file was taken already, for {number}; nothing was taken twice")
            raise refuse("taken_already", file.where, message, number=who)
        if taken.origin == file.volunteer:
            message = N_(
                "hours of {origin} were taken from another file already, for {number}. If this one is newer: hourdesk transfer "
                "undo {number} first"
            )
            raise refuse("taken_before", file.where, message, origin=file.volunteer, number=who)


def need_taken(store: Store) -> None:
    """Raises Refused where nobody brought hours from another school."""
    if not taken_files(store):
        raise refuse("nothing_taken", "", N_("nobody brought hours from another school"))


def _bodies(volunteer: str, file: LeaverFile, day: date) -> Iterator[Transfer | Commend | Award]:
    """One for each line; one of no minutes, of the day of the file, where there is neither an hour nor a training."""

    def transfer(activity: str, minutes: int, day: str, *words: Any) -> Transfer:
        return Transfer(volunteer, file.volunteer, key(file.team, activity), minutes, day, file.digest, *words)

    lines = [line for line in file.lines if line.minutes]
    for line in lines:
        yield transfer(line.activity, line.minutes, line.day, line.name or None, line.category or None)
    for one in file.trainings:
        words = (one.name or None, None, True, one.content or None, one.organiser or file.team_name or None)
        yield transfer(one.activity, one.minutes, one.day, *words)
    if not lines and not file.trainings:
        yield transfer(RECORD_CODE, 0, day.isoformat(), file.team_name or None)
    for praise in file.praises:
        yield Commend(volunteer, praise.title, praise.day, praise.granted_by, file.digest)
    if file.stars is not None:
        yield Award(volunteer, file.stars.stars, file.stars.day, file.digest)


def undo_taking(store: Store, person: Person, signed: Signature) -> list[Event]:
    """Strike out all that a person brought along. Raises Refused without a reason, and where there are none."""
    signed = with_reason(signed)
    with store.ledger.transaction():
        events = [event for taken in need_taken_by(store, person) for event in taken.events]
        return [store.ledger.record(Void(event.id), signed=signed) for event in events]
