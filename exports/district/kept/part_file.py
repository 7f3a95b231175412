"""One file of `decisions/`: a line that describes it, then a row a line, all JSON; sealed in a protected folder. A damaged one is known by its SHA-256."""

from __future__ import annotations

import hashlib
import json
import uuid
from pathlib import Path
from typing import Any, NamedTuple

from checkin.json_files import json_of
from checkin.rules.problems import Refused
from exports.district.kept.parts import Part, Row
from storage.disk.protection.sealed_files import DAMAGED as BAD_SEAL
from storage.disk.protection.sealed_files import read_own, write_own

ENDING = ".jsonl"
_FORMAT = 1


class PartFile(NamedTuple):
    """A part as it was kept: after which transaction, and its mark in the database then."""

    part: Part
    generation: int
    mark: str
    rows: list[Row]


class DamagedPart(ValueError):
    """The file is not as it was written."""


def write_part(folder: Path, kept: PartFile) -> None:
    """Write a part, whole or not at all, so that it survives a power cut. Raises Refused where the disk refuses it."""
    body = b"".join(_line({name: _cell(value) for name, value in row.items()}) for row in kept.rows)
    head = {
        "v": _FORMAT,
        **kept.part._asdict(),
        "generation": kept.generation,
        "mark": kept.mark,
        "rows": len(kept.rows),
        "sha256": hashlib.sha256(body).hexdigest(),
    }
    write_own(folder / (kept.part.name + ENDING), _line({**head, "head": _digest(head)}) + body)


def read_part(file: Path) -> PartFile:
    """What `write_part` wrote. Raises DamagedPart for anything else, OSError where the file can't be read, Refused where it is locked."""
    try:
        first, _newline, body = read_own(file).partition(b"\n")
        head = json_of(first)
        said = head.pop("head")
        if head["v"] > _FORMAT or said != _digest(head) or hashlib.sha256(body).hexdigest() != head["sha256"]:
            raise DamagedPart(file.name)
        rows = [{name: _value(cell) for name, cell in json_of(line).items()} for line in body.splitlines()]
        part = Part(head["table"], head["column"], head["value"])
        return PartFile(part, head["generation"], head["mark"], rows)
    except Refused as refused:
        if refused.problems[0].code != BAD_SEAL:
            raise
        raise DamagedPart(file.name) from refused
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DamagedPart(file.name) from error


def _line(values: dict[str, Any]) -> bytes:
    # Rows are split at line feeds alone; JSON writes none of its own.
    return json.dumps(values, ensure_ascii=True).encode("ascii") + b"\n"


def _digest(head: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(head, sort_keys=True).encode("ascii")).hexdigest()


def _cell(value: Any) -> Any:
    if isinstance(value, bytes):
        return {"hex": value.hex()}
    return str(value) if isinstance(value, uuid.UUID) else value


def _value(cell: Any) -> Any:
    return bytes.fromhex(cell["hex"]) if isinstance(cell, dict) else cell
