"""Certificates that were issued: an event with number and digest in the log, and the content beside it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from checkin.json_files import json_of
from checkin.rules.events import Certify, Event, Void
from checkin.rules.identity import short_desk
from checkin.rules.problems import N_, Refused, refuse
from checkin.rules.signature import Signature, with_note, with_reason
from checkin.rules.standing import in_order, struck_by
from storage.log.event_queries import whole_events
from storage.log.lost_spans import counting
from storage.store import Store


@dataclass(frozen=True, slots=True)
class Issued:
    """A certificate in the log. `revoked` is the void that struck it out, None while it is in force. `content` is its
    content, where this desk issued it and the name in it was not purged since. `files` are the SHA-256 of each PDF that was
    made of it. `counts` is false for one that a lost desk issued later: nobody can tell whether the school did.
    """

    event: Event
    body: Certify
    revoked: Event | None
    content: Mapping[str, Any] | None
    files: tuple[str, ...]
    replaced_by: str | None
    counts: bool = True


def next_number(store: Store, year: int) -> str:
    """The next number of this desk in a year: `TEAM-2026-8F3A0001`. The desk's mark keeps two desks apart."""
    stem = f"{store.identity.team}-{year}-{short_desk(store.identity.desk).upper()}"
    numbers = [
        e.body.number
        for e in store.ledger.queries.of_kind("certify")
        if isinstance(e.body, Certify) and e.desk == store.identity.desk
    ]
    counts = [int(n[len(stem) :]) for n in numbers if n.startswith(stem) and n[len(stem) :].isdigit()]
    return f"{stem}{max(counts, default=0) + 1:04d}"


def file_certificates(
    store: Store, issued: Sequence[tuple[Certify, Mapping[str, Any]]], signed: Signature
) -> list[Event]:
    """Number and record certificates. A certificate that another one replaces is revoked with the
    reason. Needs a transaction around it.
    """
    signed = with_note(signed)
    events = []
    for body, content in issued:
        if body.replaces is not None:
            revoke(store, body.replaces, signed)
        event = store.ledger.record(body, signed=signed)
        store.connection.execute(
            "INSERT INTO certificate (number, event, volunteer, content, file) VALUES (?, ?, ?, ?, NULL)",
            (body.number, event.id, body.volunteer, json.dumps(content, ensure_ascii=False)),
        )
        events.append(event)
    return events


def remember_file(store: Store, numbers: Sequence[str], digest: str) -> None:
    """Keep the SHA-256 of a PDF of these certificates, beside those of other PDFs."""
    with store.ledger.transaction():
        for number in numbers:
            store.connection.execute(
                "UPDATE certificate SET file = trim(coalesce(file, '') || ' ' || ?) WHERE number = ? "
                "AND instr(coalesce(file, ''), ?) = 0",
                (digest, number, digest),
            )


def revoke(store: Store, number: str, signed: Signature) -> Event:
    """Revoke a certificate. Raises Refused for a number that is not here, or that was revoked already."""
    with store.ledger.transaction():
        found = need_in_force(store, number)
        return store.ledger.record(Void(found.event.id), signed=with_reason(signed))


def need_in_force(store: Store, number: str) -> Issued:
    """The certificate of a number, also one that a lost desk issued later. Raises Refused for a number that is not here, or that
    was revoked already.
    """
    found = certificate(store, number) or next((one for one in of_lost_desks(store) if one.body.number == number), None)
    if found is None:
        raise no_certificate(number)
    if found.revoked is not None:
        raise refuse("revoked_already", number, N_("this certificate is revoked already; issue a new one in its place"))
    return found


def certificate(store: Store, number: str) -> Issued | None:
    """The certificate of a number; None where the log has none."""
    return next((one for one in certificates(store) if one.body.number == number), None)


def of_lost_desks(store: Store) -> list[Issued]:
    """What lost desks certified after their last event that counts, the oldest first; among them what was replaced since.

    It verifies nowhere. Whoever holds such a paper needs a new one in its place.
    """
    facts = store.ledger.facts()
    if not facts.joins.lost:
        return []
    rows = store.connection.execute(
        f"SELECT raw FROM log WHERE kind = 'certify' AND NOT ({counting(facts.joins.lost)})"
    ).fetchall()
    late = [(e, e.body) for e in in_order(whole_events(rows)) if isinstance(e.body, Certify)]
    struck = struck_by([event for event, _body in late] + store.ledger.queries.common()) if late else {}
    replacing = _replacing(store.ledger.queries.of_kind("certify"))
    return [
        Issued(event, body, struck.get(event.id), None, (), replacing.get(body.number), counts=False)
        for event, body in late
    ]


def is_replaceable(store: Store, issued: Issued) -> bool:
    """Whether a new one can come in its place here: what it says is filed here, or it is of a lost desk, and nobody has that."""
    lost = store.ledger.facts().joins.lost.by_place
    return issued.content is not None or (issued.event.team, issued.event.desk) in lost


def _replacing(events: Iterable[Event]) -> dict[str, str]:
    bodies = (event.body for event in events if isinstance(event.body, Certify))
    return {body.replaces: body.number for body in bodies if body.replaces is not None}


def certificates(store: Store, volunteer: str | None = None) -> list[Issued]:
    """All certificates in the log, or those of one volunteer (a key) under any of their numbers, the oldest first."""
    facts = store.ledger.facts()
    numbers = () if volunteer is None else facts.numbers_of(volunteer)
    events = in_order(store.ledger.queries.of_kind("certify"))
    struck = struck_by(events)
    filed = {
        number: (json_of(content) or None, tuple((file or "").split()))
        for number, content, file in store.connection.execute("SELECT number, content, file FROM certificate")
    }
    certified = [(e, e.body) for e in events if isinstance(e.body, Certify)]
    replacing = _replacing(events)
    found = {}
    for event, body in certified:
        if volunteer is None or body.volunteer in numbers:
            content, files = filed.get(body.number, (None, ()))
            found[event.id] = Issued(event, body, struck.get(event.id), content, files, replacing.get(body.number))
    return list(found.values())


def no_certificate(number: str) -> Refused:
    """The refusal of a number that no certificate has here."""
    return refuse("no_certificate", number, N_("no certificate of this number was issued or taken in here"))
