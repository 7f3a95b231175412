"""What is in a receipt, as bytes: rulings as JSON lines of exactly their stored bytes, and what goes with them as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from string import Formatter
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from checkin.rules.identity import check_code
from checkin.rules.sessions import Status
from checkin.rules.shape import is_id, is_instant
from exports.exchange.letter.from_district import (
    Form,
    Letter,
    Sender,
    check_count,
    check_text,
    damaged,
    read_letter,
    signed_letter,
)
from exports.exchange.receipt.ruling_checks import check_ruling
from storage.standard.receipts import Elsewhere, Fault, ReceivedPack

RULINGS, FAULTS, ELSEWHERE, PACKS = "rulings.jsonl", "faults.json", "elsewhere.json", "packs.json"
ENDING = ".hdreceipt"
_LARGEST = {RULINGS: 1 << 24, FAULTS: 1 << 24, ELSEWHERE: 1 << 24, PACKS: 1 << 20}
LONGEST_SENTENCE = 2_000


@dataclass(frozen=True, slots=True)
class Decided:
    """What a district tells a team; `at` is the instant of its record. `rulings` are the bytes of events."""

    team: str
    at: int
    rulings: tuple[bytes, ...] = ()
    faults: tuple[Fault, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()
    packs: tuple[ReceivedPack, ...] = ()


@dataclass(frozen=True, slots=True)
class Receipt:
    """A receipt that was found sound. `rulings` are the bytes of well-formed events of the sender, by id."""

    where: str
    sender: Sender
    version: int
    decided: Decided
    rulings: Mapping[str, bytes]


def pack_receipt(district: tuple[str, str], version: int, told: Decided, key: Ed25519PrivateKey) -> bytes:
    """The bytes of a receipt of the district `(code, name)`."""
    files = {
        RULINGS: b"".join(raw + b"\n" for raw in told.rulings),
        FAULTS: _json(_fault_json(fault) for fault in told.faults),
        ELSEWHERE: _json(_elsewhere_json(session) for session in told.elsewhere),
        PACKS: _json({"desk": p.desk, "name": p.name, "events": p.events, "as_of": p.as_of} for p in told.packs),
    }
    return signed_letter(Form.RECEIPT, district, version, {"team": told.team, "at": told.at}, files, key)


def read_receipt(file: Path) -> Receipt:
    """A receipt. Raises Refused where it is none, was changed, or says what can't be."""
    letter = read_letter(file, Form.RECEIPT, _LARGEST)
    try:
        return _read(letter)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise damaged(letter.where) from error


def _read(letter: Letter) -> Receipt:
    where, files = letter.where, letter.files
    lines = files[RULINGS].split(b"\n")
    if lines.pop():
        raise ValueError("a line without an end")
    checked = [check_ruling(raw, letter.sender, where) for raw in lines]
    if len({id_ for id_, _raw in checked}) != len(checked):
        raise ValueError("an event twice")
    team = check_code(check_text(letter.about["team"]), where)
    if not is_instant(letter.about["at"]):
        raise ValueError("no instant")
    decided = Decided(
        team,
        letter.about["at"],
        tuple(lines),
        tuple(_fault(item) for item in _list(files[FAULTS])),
        tuple(_elsewhere(item, where) for item in _list(files[ELSEWHERE])),
        tuple(_pack(item) for item in _list(files[PACKS])),
    )
    return Receipt(where, letter.sender, letter.version, decided, dict(checked))


def _json(items: Iterable[Mapping[str, Any]]) -> bytes:
    return json.dumps(list(items), ensure_ascii=False, indent=0).encode("utf-8")


def _list(data: bytes) -> Sequence[Any]:
    told = json.loads(data)
    if not isinstance(told, list):
        raise TypeError("not a list")
    return told


def _fault_json(fault: Fault) -> dict[str, Any]:
    return {
        "kind": fault.kind,
        "volunteer": fault.volunteer,
        "events": list(fault.events),
        "message": fault.message,
        "values": dict(fault.values),
        "ruled": fault.ruled,
    }


def _fault(told: Mapping[str, Any]) -> Fault:
    events, values, message = told["events"], told["values"], check_text(told["message"], LONGEST_SENTENCE)
    if not isinstance(events, list) or not all(map(is_id, events)) or not isinstance(told["ruled"], bool):
        raise ValueError("no events")
    for name, value in values.items():
        if value is not None and type(value) is not int:
            check_text(value, LONGEST_SENTENCE)
        check_text(name)
    _check_placeholders(message, values)
    return Fault(
        check_text(told["kind"]), _text_or_none(told["volunteer"]), tuple(events), message, values, told["ruled"]
    )


def _check_placeholders(message: str, values: Mapping[str, object]) -> None:
    """Plain names of values and nothing more: a format can reach into objects, or ask for a gigabyte of blanks."""
    for _text, name, form, conversion in Formatter().parse(message):
        if name is not None and (not name.isidentifier() or name not in values or form or conversion):
            raise ValueError("a placeholder of another sort")


def _elsewhere_json(session: Elsewhere) -> dict[str, Any]:
    return {
        "volunteer": session.volunteer,
        "team": session.team,
        "activity": session.activity,
        "name": session.name,
        "day": session.day,
        "minutes": session.minutes,
        "status": session.status,
    }


def _elsewhere(told: Mapping[str, Any], where: str) -> Elsewhere:
    day = told["day"]
    return Elsewhere(
        check_code(check_text(told["volunteer"]), where),
        check_code(check_text(told["team"]), where),
        check_code(check_text(told["activity"]), where),
        check_text(told["name"]),
        None if day is None else date.fromisoformat(day).isoformat(),
        check_count(told["minutes"]),
        str(Status(told["status"])),
    )


def _pack(told: Mapping[str, Any]) -> ReceivedPack:
    if not is_instant(told["as_of"]):
        raise ValueError("no instant")
    return ReceivedPack(check_text(told["desk"]), check_text(told["name"]), check_count(told["events"]), told["as_of"])


def _text_or_none(value: Any) -> str | None:
    return None if value is None else check_text(value)
