"""A school gives somebody who leaves their record and certificate as a file of their own."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from contextlib import nullcontext
from pathlib import Path
from typing import Any, NamedTuple

from checkin.progress import counted
from checkin.rules.facts import Facts
from checkin.rules.identity import split
from checkin.rules.instants import utc_text
from checkin.rules.problems import N_, Problem, refuse
from checkin.rules.recognition import Recognition
from checkin.rules.service import credited, day_of, of_service
from checkin.rules.sessions import Session, Source, Status
from checkin.rules.signature import Signature
from checkin.rules.training import trainings
from checkin.texts import _
from exports.exchange.leaver.contents import LeaverLine, LeaverPraise, LeaverTraining
from exports.exchange.leaver.layout import CERTIFICATE, ENDING, FORM, FORMAT, MANIFEST
from exports.exchange.letter.members import signed_members
from exports.exchange.letter.stored_zip import stored_zip
from exports.file_names import file_names
from exports.printed.certificates.content import Content, read_content
from exports.printed.certificates.issuing import issue, print_certificates
from exports.printed.certificates.making import CertificateRequest
from storage.disk.atomic_file import try_place, write_whole
from storage.disk.written.several_files import several_files, try_folder
from storage.keyring import keyring_of
from storage.people.earlier_classes import class_periods
from storage.people.person import Person
from storage.people.purged_marks import NAME_NEEDED, is_nameless
from storage.people.register import key_of
from storage.recognition.certificates import certificates
from storage.recognition.volunteer_record import given_to
from storage.record import record_of
from storage.school_year.leavers import unsettled
from storage.store import Store


class Given(NamedTuple):
    """The files that were written, a problem for each person who got none, and what is told of those who got one."""

    files: list[Path]
    left_out: list[Problem]
    told: list[Problem]


def give_files(store: Store, out: Path, persons: Iterable[Person], signed: Signature) -> Given:
    """Write a file for each person: `out` itself for one where it ends in .hdleave, else all or none into the folder `out`, named by
    number. Raises Refused where one can't be written.
    """
    wanted, files, left_out = list(persons), list[Path](), list[Problem]()
    alone = out.suffix.lower() == ENDING
    if alone and len(wanted) != 1:
        raise refuse("one_file", str(out), N_("one file is for one person: name a folder for several"))
    # Before certificates are issued for files that nobody gets.
    try_place(out, private=True) if alone else try_folder(out, f"leaver{ENDING}")
    names = file_names([person.number for person in wanted], ENDING)
    with nullcontext() if alone else several_files(out):
        for person, name in counted(list(zip(wanted, names, strict=True)), _("leavers' files")):
            if is_nameless(person):
                left_out.append(Problem("purged", person.number, NAME_NEEDED))
                continue
            file = out if alone else out / name
            data = leaver_bytes(store, person, signed)
            write_whole(file, data, private=True)
            files.append(file)
    return Given(files, left_out, list(unsettled(store, (one for one in wanted if not is_nameless(one)))))


def leaver_bytes(store: Store, person: Person, signed: Signature) -> bytes:
    """The signed file of one person; their certificate is the last in force that says these hours, else a new one is issued."""
    facts, who, own = store.ledger.facts(), store.identity, keyring_of(store).own
    sessions = record_of(store, key_of(person)).of(facts.person(key_of(person)))
    lines = lines_of(sessions, facts)
    content = _certificate(store, person, lines, signed)
    last = max((line.day for line in lines), default="")
    until = class_periods(store).of(facts.person(key_of(person)))
    about = {
        "format": FORM,
        "v": FORMAT,
        "team": who.team,
        "team_name": who.team_name,
        "desk": who.desk,
        "at": utc_text(store.now()),
        "person": {"number": person.number, "name": person.name, "class": person.class_name, "kind": person.kind},
        "classes": [[day.isoformat(), name] for day, name in until],
        "last_day": last,
        "hours": [line._asdict() for line in lines],
        "trainings": [one._asdict() for one in trainings_of(sessions, facts)],
        **_given(given_to(store, key_of(person))),
        "certificate": "" if content is None else content.number,
        "certificates": [certificate.to_json() for certificate in own.certificates(who.desk)],
    }
    pdf = b"" if content is None else _printed(store, content)
    return stored_zip(signed_members(MANIFEST, about, {CERTIFICATE: pdf}, own.key(who.desk)))


def lines_of(sessions: Iterable[Session], facts: Facts) -> list[LeaverLine]:
    """The person's own credited hours at this school, a line for each activity, day and source. What came from other schools
    is in those schools' files.
    """
    minutes: dict[tuple[str, str, str, bool], int] = {}
    for session in of_service(sessions):
        day = day_of(session, facts)
        if session.source is not Source.TRANSFERRED and day is not None and credited(session):
            place = (day.isoformat(), session.activity, str(session.source), session.status is Status.CONFIRMED)
            minutes[place] = minutes.get(place, 0) + credited(session)
    found = []
    for (day_text, activity, source, confirmed), total in sorted(minutes.items()):
        occasion = facts.activity(activity)
        code = split(activity)[1]
        found.append(
            LeaverLine(code, occasion.name or code, occasion.category or "", day_text, total, source, confirmed)
        )
    return found


def trainings_of(sessions: Iterable[Session], facts: Facts) -> list[LeaverTraining]:
    """What the person learnt at this school; what was learnt elsewhere is in that school's file."""
    own = (session for session in sessions if session.source is not Source.TRANSFERRED)
    return [
        LeaverTraining(
            split(one.activity)[1], one.name or split(one.activity)[1], _on_a_line(one.content), one.organiser,
            one.day.isoformat(), one.minutes,
        )
        for one in trainings(own, facts)
        if one.day is not None and one.minutes
    ]  # fmt: skip


def _given(given: Recognition) -> dict[str, Any]:
    """Commendations and the highest stars, as this school gave them."""
    praises = [one for one in given.commendations if not one.brought]
    awards = [one for one in given.awards if not one.brought]
    last = max(awards, key=lambda one: one.stars, default=None)
    found: dict[str, Any] = {
        "commendations": [
            LeaverPraise(_on_a_line(one.title), one.day.isoformat(), _on_a_line(one.granted_by))._asdict()
            for one in praises
        ]
    }
    return found if last is None else found | {"stars": {"stars": last.stars, "day": last.day.isoformat()}}


def _on_a_line(text: str) -> str:
    return " ".join(text.split())


def _certificate(store: Store, person: Person, lines: list[LeaverLine], signed: Signature) -> Content | None:
    total = sum(line.minutes for line in lines)
    for issued in reversed(certificates(store, key_of(person))):
        if issued.revoked is None and issued.content and (content := read_content(issued.content)).total == total:
            return content
    if not total:
        return None
    request = CertificateRequest(store.today(), confirmed_only=False, insisted=True)
    contents = issue(store, [person], request, signed).contents
    return contents[0] if contents else None


def _printed(store: Store, content: Content) -> bytes:
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch) / CERTIFICATE
        print_certificates(store, file, [content])
        return file.read_bytes()
