"""The content of a receipt as bytes: rulings as JSON lines (exactly their stored bytes), the other parts as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from string import Formatter
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from checkin.rules.field_values import is_id, is_instant
from checkin.rules.identity import check_code
from checkin.rules.sessions import Status
from exports.exchange.letter.fields import check_count, check_text
from exports.exchange.letter.from_district import (
    Form,
    Letter,
    Sender,
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
    """What a district decided about a team's record; `at` is when (milliseconds). `rulings` are the bytes of events."""

    team: str
    at: int
    rulings: tuple[bytes, ...] = ()
    faults: tuple[Fault, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()
    packs: tuple[ReceivedPack, ...] = ()


@dataclass(frozen=True, slots=True)
class Receipt:
    """A receipt that passed all checks. `rulings` are the bytes of the sender's events, by event id."""

    where: str
    sender: Sender
    version: int
    decided: Decided
    rulings: Mapping[str, bytes]


def pack_receipt(district: tuple[str, str], version: int, decided: Decided, key: Ed25519PrivateKey) -> bytes:
    """The bytes of a signed receipt. `district` is `(code, name)`."""
    files = {
        RULINGS: b"".join(raw + b"\n" for raw in decided.rulings),
        FAULTS: _json(_fault_json(fault) for fault in decided.faults),
        ELSEWHERE: _json(_elsewhere_json(session) for session in decided.elsewhere),
        PACKS: _json({"desk": p.desk, "name": p.name, "events": p.events, "as_of": p.as_of} for p in decided.packs),
    }
    return signed_letter(Form.RECEIPT, district, version, {"team": decided.team, "at": decided.at}, files, key)


def read_receipt(file: Path) -> Receipt:
    """Read a receipt. Raises Refused if the file is another kind, was changed, or holds impossible values."""
    return read_letter(file, Form.RECEIPT, _LARGEST, _read)


def _read(letter: Letter) -> Receipt:
    where, files = letter.where, letter.files
    lines = files[RULINGS].split(b"\n")
    if lines.pop():
        raise ValueError("a line without an end")
    checked = [check_ruling(raw, line, letter.sender, where) for line, raw in enumerate(lines, 1)]
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
    items = json.loads(data)
    if not isinstance(items, list):
        raise TypeError("not a list")
    return items


def _fault_json(fault: Fault) -> dict[str, Any]:
    return {
        "kind": fault.kind,
        "volunteer": fault.volunteer,
        "events": list(fault.events),
        "message": fault.message,
        "values": dict(fault.values),
        "ruled": fault.ruled,
    }


def _fault(item: Mapping[str, Any]) -> Fault:
    events, values, message = item["events"], item["values"], check_text(item["message"], LONGEST_SENTENCE)
    if not isinstance(events, list) or not all(map(is_id, events)) or not isinstance(item["ruled"], bool):
        raise ValueError("no events")
    for name, value in values.items():
        if value is not None and type(value) is not int:
            check_text(value, LONGEST_SENTENCE)
        check_text(name)
    _check_placeholders(message, values)
    return Fault(
        check_text(item["kind"]), _text_or_none(item["volunteer"]), tuple(events), message, values, item["ruled"]
    )


def _check_placeholders(message: str, values: Mapping[str, object]) -> None:
    """Allow only plain names of values: other placeholders could read attributes of objects or make a gigabyte of blanks."""
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


def _elsewhere(item: Mapping[str, Any], where: str) -> Elsewhere:
    day = item["day"]
    return Elsewhere(
        check_code(check_text(item["volunteer"]), where),
        check_code(check_text(item["team"]), where),
        check_code(check_text(item["activity"]), where),
        check_text(item["name"]),
        None if day is None else date.fromisoformat(day).isoformat(),
        check_count(item["minutes"]),
        str(Status(item["status"])),
    )


def _pack(item: Mapping[str, Any]) -> ReceivedPack:
    if not is_instant(item["as_of"]):
        raise ValueError("no instant")
    return ReceivedPack(check_text(item["desk"]), check_text(item["name"]), check_count(item["events"]), item["as_of"])


def _text_or_none(value: Any) -> str | None:
    return None if value is None else check_text(value)
