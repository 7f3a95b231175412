"""Issue certificates: number and file them in one commit, and then print them. A filed certificate can be printed again.

If the laptop dies between the two, a certificate is filed but not printed. The other order would be wrong: a printed
certificate that is not filed can't be verified.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from checkin.rules.events import Certify
from checkin.rules.problems import N_, Problem, Refused, refuse
from checkin.rules.purges import PersonalField
from checkin.rules.sessions import Session
from checkin.rules.signature import Signature
from exports.file_names import file_names
from exports.printed.certificates.content import Content, read_content
from exports.printed.certificates.credential_files import write_credentials
from exports.printed.certificates.making import CertificateRequest, content_of
from exports.printed.certificates.page import texts_of, write_pages
from exports.printed.fonts import fonts_for
from exports.printed.printed import missing_characters
from storage.disk.atomic_file import try_place
from storage.disk.written.several_files import several_files, try_folder
from storage.people.earlier_classes import class_periods
from storage.people.known import known_person
from storage.people.names import each_once
from storage.people.person import Person
from storage.people.purged_marks import NAME_NEEDED, is_nameless
from storage.people.register import key_of
from storage.recognition.certificates import (
    Issued,
    certificate,
    file_certificates,
    is_replaceable,
    need_in_force,
    next_number,
    no_certificate,
    remember_file,
)
from storage.record import record_of, record_of_all
from storage.store import Store
from storage.team.profile import profile


@dataclass(frozen=True, slots=True)
class IssuedCertificates:
    """The certificates that were issued, and a problem for each person who got none."""

    contents: tuple[Content, ...]
    left_out: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class PrintedCertificates:
    """The PDFs that were written, and the credential beside each certificate in them, by its number. `notes` are for the person
    who prints."""

    files: tuple[Path, ...]
    credentials: Mapping[str, Path]
    notes: tuple[Problem, ...]


def with_profile(store: Store, request: CertificateRequest) -> CertificateRequest:
    """The request, with fields that are empty filled from the team's profile."""
    texts = profile(store.connection)
    leader = " ".join(texts[name] for name in ("leader_title", "leader") if name in texts)
    return replace(
        request,
        issuer=request.issuer or texts.get("issuer", store.identity.team_name),
        responsible=request.responsible or leader,
        handler=request.handler or texts.get("handler", ""),
        contact=request.contact or texts.get("contact") or texts.get("phone", ""),
    )


def issue(
    store: Store, persons: Iterable[Person], request: CertificateRequest, signed: Signature
) -> IssuedCertificates:
    """Number and file a certificate for each person, in one commit.

    A person without hours to certify gets none. If no font here has a character of the certificate, the person gets none
    either, unless `request.insisted` is true. `signed` signs the events. Raises Refused if there is no font.
    """
    wanted = list(persons)
    completed = with_profile(store, request)
    # Fonts are searched before the transaction: that takes a second, and scans would wait for it.
    fonts = fonts_for(text for person in wanted for text in (person.name, person.class_name))
    contents: list[Content] = []
    left_out: list[Problem] = []
    with store.ledger.transaction():
        record = record_of_all(store, [key_of(person) for person in wanted])
        facts, periods = store.ledger.facts(), class_periods(store)
        sessions: dict[str, list[Session]] = {}
        for session in record.sessions:
            sessions.setdefault(session.volunteer, []).append(session)
        number = next_number(store, completed.issued_on.year)
        for person in each_once(store, wanted):
            if is_nameless(person):
                left_out.append(Problem("purged", person.number, NAME_NEEDED))
                continue
            theirs = sessions.get(facts.person(key_of(person)), [])
            content = content_of(number, person, theirs, facts, store.identity, completed, periods)
            if content is None:
                message = N_(
                    "there are no hours to certify; confirm them first, or certify all credited ones with --all"
                )
                left_out.append(Problem("nothing_to_certify", f"{person.number} {person.name}", message))
                continue
            if not request.insisted and (lacking := missing_characters(texts_of(content), fonts)):
                left_out += [_unprintable(problem) for problem in lacking]
                continue
            contents.append(content)
            number = _following(number)
        file_certificates(store, [(_event_of(c), c.to_json()) for c in contents], signed)
    return IssuedCertificates(tuple(contents), tuple(left_out))


def reissue(store: Store, number: str, issued_on: date, signed: Signature, insisted: bool = False) -> Content:
    """Issue a new certificate, from today's record, for one that this desk filed; the old one is revoked.

    One of a lost desk is not filed here: the new one has all confirmed hours, for nobody here knows of which days the old one
    was. Raises Refused if `number` is not here, if there are no hours to certify any longer, and, unless `insisted`, if no font
    here has a character of it.
    """
    known = known_person(store, _replaceable(store, number).body.volunteer, number)
    fonts = fonts_for([known.name, known.class_name])
    with store.ledger.transaction():
        old = _replaceable(store, number)
        volunteer = old.body.volunteer
        person = known_person(store, volunteer, number)
        if is_nameless(person):
            raise refuse("purged", person.number, NAME_NEEDED)
        request = _as_before(store, old, issued_on)
        facts = store.ledger.facts()
        sessions = record_of(store, volunteer).of(facts.person(volunteer))
        new = content_of(
            next_number(store, issued_on.year), person, sessions, facts, store.identity, request, class_periods(store)
        )
        if new is None:
            message = N_("there are no hours to certify; confirm them first, or certify all credited ones with --all")
            raise refuse("nothing_to_certify", number, message)
        if not insisted and (lacking := missing_characters(texts_of(new), fonts)):
            raise Refused(*map(_unprintable, lacking))
        body = _event_of(new)._replace(replaces=number)
        file_certificates(store, [(body, new.to_json())], signed)
    return new


def _as_before(store: Store, old: Issued, issued_on: date) -> CertificateRequest:
    if old.content is None:
        return with_profile(store, CertificateRequest(issued_on))
    said = read_content(old.content)
    names = (said.issuer, said.responsible, said.handler, said.contact)
    return CertificateRequest(issued_on, said.period, said.confirmed_only, *names)


def _replaceable(store: Store, number: str) -> Issued:
    found = need_in_force(store, number)
    return found if is_replaceable(store, found) else _filed(store, number)


def print_certificates(store: Store, out: Path, contents: Sequence[Content]) -> PrintedCertificates:
    """Write filed certificates to one PDF, or to one PDF each, all or none, if `out` is a folder; and the credential of each
    beside it.

    Raises Refused if a file can't be written. The certificates stay filed and can be printed again.
    """
    if is_one := out.suffix.lower() == ".pdf":
        files = [(out, list(contents))]
    else:
        names = file_names([content.number for content in contents], ".pdf")
        files = [(out / name, [content]) for name, content in zip(names, contents, strict=True)]
    with nullcontext() if is_one else several_files(out):
        notes = [note for file, pages in files for note in write_pages(file, pages).notes]
        beside = write_credentials(store, files)
    for file, pages in files:
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
        remember_file(store, [content.number for content in pages], digest)
    return PrintedCertificates(tuple(file for file, _pages in files), beside.files, (*notes, *beside.notes))


def need_place(out: Path) -> None:
    """Raises Refused where certificates can't be written there: before they get numbers, not after."""
    if out.suffix.lower() == ".pdf":
        try_place(out)
    else:
        try_folder(out, "certificate.pdf")


def filed_content(store: Store, number: str) -> Content:
    """The content of a certificate that this desk issued. Raises Refused if it is not filed here."""
    return read_content(_filed(store, number).content or {})


def _unprintable(problem: Problem) -> Problem:
    if problem.code == "unshaped":
        message = N_(
            "the letters of {names} can't be joined on this computer, so no certificate was issued. Install Hourdesk anew with "
            "all it needs (uharfbuzz), or issue it all the same with --insist: the letters are printed one by one."
        )
        return replace(problem, message=message)
    message = N_(
        "no font on this computer has {characters} ({codes}), so no certificate was issued. Name a font that has it in "
        "HOURDESK_FONT, or issue it all the same with --insist: {mark} is printed instead."
    )
    return replace(problem, message=message)


def _filed(store: Store, number: str) -> Issued:
    found = certificate(store, number)
    if found is None:
        raise no_certificate(number)
    if found.content is None and PersonalField.NAME in store.register.purged.of(found.body.volunteer):
        message = N_("what this certificate says was purged with the name of its holder; its number still verifies")
        raise refuse("purged", number, message)
    if found.content is None:
        message = N_("another desk issued this certificate: what it says is filed there")
        raise refuse("filed_elsewhere", number, message)
    return found


def _event_of(content: Content) -> Certify:
    return Certify(content.volunteer, content.number, content.digest, content.issued_on)


def _following(number: str) -> str:
    return f"{number[:-4]}{int(number[-4:]) + 1:04d}"
