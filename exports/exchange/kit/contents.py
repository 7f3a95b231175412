"""The content of a kit as bytes: a ZIP of a manifest, its signature, the register, the standing events, an enrolment key."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from checkin.rules.activities import zone
from checkin.rules.identity import check_code, key
from checkin.rules.problems import N_, Refused, refuse
from checkin.rules.school_year.years import SchoolYear
from exports.exchange.event_lines import read_outside
from exports.exchange.letter.fields import check_count, check_text
from exports.exchange.letter.members import SIGNATURE, check_members, signed_members
from storage.disk import keys
from storage.disk.copies.copies_key import public_of
from storage.disk.damaged_zip import UNREADABLE
from storage.disk.keys import Certificate, read_certificate
from storage.log.expected_desks import check_desk_name
from storage.people.closed_years import ClosedYear, to_json
from storage.people.earlier_classes import EarlierClass
from storage.people.notes import LONGEST_NOTE, Note
from storage.people.person import Person
from storage.standard.tables import check_kit_tables
from storage.team_recovery import check_team_recovery

FORMAT = 1
MANIFEST = "kit.json"
REGISTER, EVENTS, ENROLMENT = "register.json", "events.jsonl", "enrolment.json"
LARGEST = 512 * 1024 * 1024
_OLDEST_CLASS = 150
_WRONG = (*UNREADABLE, TypeError, AttributeError)


@dataclass(frozen=True, slots=True)
class Kit:
    """A kit that passed all checks: `team_key` (32 bytes) signed it and vouches for the enrolment key.

    `persons` are rows of the register without birth dates, with the age class and the day on which it changes; `purged` in a row names the fields that were purged, and `note`
    is there only where the kit was asked to bring notes. `events` are
    the bytes of standing events. `desk_name` is the desk that the kit is for, empty for any desk. `desks` are the names of all desks that the first desk knows.
    """

    team: str
    team_name: str
    timezone: str
    version: int
    team_key: bytes
    persons: tuple[Mapping[str, Any], ...]
    events: tuple[bytes, ...]
    enrolment_key: Ed25519PrivateKey
    enrolment: Certificate
    desk_name: str = ""
    desks: tuple[str, ...] = ()
    copies: str | None = None
    """The secret age key that opens the team's copies on sticks; None where no desk is protected."""
    recovery: bytes | None = None
    """The team's signing key, sealed by the recovery code of a protected first desk (`storage.team_recovery`)."""
    tables: Mapping[str, str] = field(default_factory=dict)
    """The school's own tables that hold at all desks, by name (`storage.standard.tables`)."""
    years: tuple[ClosedYear, ...] | None = None
    """The school years that the team closed; None in a kit of an older version."""


def pack_kit(kit: Kit, team_key: Ed25519PrivateKey) -> bytes:
    """The bytes of a kit (not sealed), signed with the team's private key."""
    files = {
        REGISTER: json.dumps([dict(p) for p in kit.persons], ensure_ascii=False).encode("utf-8"),
        EVENTS: b"".join(raw + b"\n" for raw in kit.events),
        ENROLMENT: json.dumps(
            {
                "key": keys.signature_text(kit.enrolment_key.private_bytes_raw()),
                "certificate": kit.enrolment.to_json(),
                **({} if kit.copies is None else {"copies": kit.copies}),
                **({} if kit.recovery is None else {"recovery": json.loads(kit.recovery)}),
            }
        ).encode("ascii"),
    }
    about = {
        "format": "hourdesk-kit",
        "v": FORMAT,
        "team": kit.team,
        "team_name": kit.team_name,
        "timezone": kit.timezone,
        "version": kit.version,
        "desk": kit.desk_name,
        "desks": list(kit.desks),
        **({"tables": dict(kit.tables)} if kit.tables else {}),
        **({} if kit.years is None else {"years": [to_json(one) for one in kit.years]}),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in signed_members(MANIFEST, about, files, team_key).items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def unpack_kit(data: bytes, where: str) -> Kit:
    """Read a kit; messages call it `where`. Raises Refused if it is no kit, was changed, is newer, or holds other members."""
    try:
        return _read(data, where)
    except Refused:
        raise
    except _WRONG as error:
        message = N_("this is no kit that hourdesk wrote, or it is damaged: fetch it again from the team's first desk")
        raise refuse("bad_kit", where, message) from error


def person_of(row: Mapping[str, Any]) -> Person:
    """The person in one row of the register. Raises KeyError or TypeError if a field is missing or has another type."""
    if not all(isinstance(row[name], str) for name in ("team", "number", "name", "class", "kind")):
        raise TypeError("a person is written in texts")
    if not all(isinstance(row[name], str | None) for name in ("card", "badge")) or not isinstance(row["left"], bool):
        raise TypeError("a person has a card, a badge, and left or not")
    under, until = _age_in(row)
    return Person(
        row["team"], row["number"], row["name"], row["class"], row["kind"], card=row["card"],
        age_under=under, age_until=until,
    )  # fmt: skip


def _age_in(row: Mapping[str, Any]) -> tuple[int | None, date | None]:
    """Under which age a person is, and until which day; kits of older versions say neither. Raises TypeError or ValueError."""
    listed = row.get("age")
    if listed is None:
        return None, None
    under, until = listed
    if check_count(under) > _OLDEST_CLASS:
        raise ValueError("no age class reaches so far")
    return under, None if until is None else date.fromisoformat(until)


def purged_in(row: Mapping[str, Any]) -> list[str]:
    """The fields of a person that the first desk purged; none in a kit of an older version. Raises TypeError for other things."""
    fields = row.get("purged", [])
    if not isinstance(fields, list) or not all(isinstance(field, str) for field in fields):
        raise TypeError("purged fields are a list of names")
    return fields


def classes_in(row: Mapping[str, Any]) -> list[EarlierClass] | None:
    """The earlier classes of a person; None in a kit of an older version. Raises TypeError or ValueError for other things."""
    listed = row.get("classes")
    if listed is None:
        return None
    volunteer = key(row["team"], row["number"])
    ways = {until: (after, leaves) for until, after, leaves in row.get("ways", ())}
    found = [
        EarlierClass(volunteer, date.fromisoformat(until), class_name, *ways.get(until, ()))
        for until, class_name in listed
    ]
    for one in found:
        if not isinstance(one.class_name, str) or not isinstance(one.after, str | None):
            raise TypeError("a class is a text")
        if not isinstance(one.leaves, bool):
            raise TypeError("somebody leaves or not")
    return found


def closed_in(manifest: Mapping[str, Any]) -> tuple[ClosedYear, ...] | None:
    """The school years that the team closed; None in a kit of an older version. Raises TypeError or ValueError for other things."""
    listed = manifest.get("years")
    if listed is None:
        return None
    found = [
        ClosedYear(SchoolYear(check_count(first)), date.fromisoformat(until), check_count(at), by, reason)
        for first, until, at, by, reason in listed
    ]
    if not all(isinstance(text, str | None) for one in found for text in (one.operator, one.reason)):
        raise TypeError("who closed a year, and why, are texts")
    if len({one.year.first for one in found}) != len(found) or not all(
        one.year.first <= one.until.year for one in found
    ):
        raise ValueError("a school year is closed once, and not before it begins")
    return tuple(found)


def note_in(row: Mapping[str, Any]) -> Note | None:
    """The note on a person; None where the kit brings none. Raises TypeError or ValueError for other things."""
    listed = row.get("note")
    if listed is None:
        return None
    text, by, at = listed
    who = None if by is None else check_text(by)
    return Note(key(row["team"], row["number"]), check_text(text, LONGEST_NOTE), who, check_count(at))


def _read(data: bytes, where: str) -> Kit:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sorted(archive.namelist()) != sorted([MANIFEST, SIGNATURE, REGISTER, EVENTS, ENROLMENT]):
            raise ValueError("other files than a kit has")
        if sum(item.file_size for item in archive.infolist()) > LARGEST:
            raise ValueError("too large")
        files = {name: archive.read(name) for name in archive.namelist()}
    checked = check_members(MANIFEST, files)
    manifest, team_key = checked.manifest, checked.key
    if manifest["format"] != "hourdesk-kit":
        raise ValueError("another format")
    if check_count(manifest["v"]) > FORMAT:
        message = N_("this kit was made by a newer Hourdesk: install that version on this desk")
        raise refuse("newer_kit", where, message)
    if not checked.sound:
        message = N_("this kit was changed after it was signed: fetch it again from the team's first desk")
        raise refuse("bad_signature", where, message)
    enrolment = json.loads(files[ENROLMENT])
    certificate = read_certificate(enrolment["certificate"], where)
    if certificate.signer != team_key or certificate.team != manifest["team"]:
        raise ValueError("the enrolment key is not vouched for by the team")
    enrolment_key = Ed25519PrivateKey.from_private_bytes(keys.read_signature(enrolment["key"]))
    if (certificate.subject, certificate.key) != (keys.ENROLMENT, keys.public_bytes(enrolment_key)):
        raise ValueError("the certificate is of another key")
    persons, events = tuple(json.loads(files[REGISTER])), tuple(files[EVENTS].split(b"\n")[:-1])
    # Everything is checked before anything is stored: a desk is made whole or not at all.
    for row in persons:
        person_of(row)
        purged_in(row)
        classes_in(row)
        note_in(row)
    for line, raw in enumerate(events, 1):
        read_outside(raw, where, line)
    zone(manifest["timezone"])
    return Kit(
        check_code(manifest["team"], where),
        str(manifest["team_name"]),
        manifest["timezone"],
        check_count(manifest["version"]),
        team_key,
        persons,
        events,
        enrolment_key,
        certificate,
        # Kits of older versions name no desks.
        check_desk_name(manifest["desk"], where) if manifest.get("desk") else "",
        tuple(check_desk_name(name, where) for name in manifest.get("desks", ())),
        None if (copies := enrolment.get("copies")) is None else _age_secret(copies),
        None if (recovery := enrolment.get("recovery")) is None else _sealed_key(recovery),
        check_kit_tables(manifest.get("tables", {})),
        closed_in(manifest),
    )


def _sealed_key(data: Any) -> bytes:
    raw = json.dumps(data).encode("ascii")
    check_team_recovery(raw)
    return raw


def _age_secret(text: Any) -> str:
    if not isinstance(text, str):
        raise TypeError("a key is a text")
    public_of(text)
    return text
