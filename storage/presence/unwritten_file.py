"""The file of the scans that could not be written, line by line: what can't be read of it is kept as it is, and told."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

from checkin.file_errors import unreadable_file
from checkin.rules.badge_numbers import NotABadge
from checkin.rules.decide import Arrival, Unreadable
from checkin.rules.events import Direction
from checkin.rules.identity import split
from checkin.rules.problems import N_, Problem, Refused
from storage.disk.folder import DataFolder
from storage.disk.private_files import PRIVATE_FOLDER
from storage.disk.protection import sealed_files
from storage.disk.protection.sealed_files import read_own, write_own
from storage.disk.whose.own_names import DAMAGED, NOT_RECORDED
from storage.presence.held_scans import HeldScan

UNREADABLE = "unreadable_scans"
"""The code of what nobody can read."""


class UnwrittenFile(NamedTuple):
    """The scans of the file, in the order in which they came; its lines that can't be read; and whether it is encrypted and its
    bytes were damaged, so that nothing in it can be read."""

    scans: Sequence[HeldScan] = ()
    unreadable: Sequence[bytes] = ()
    is_damaged: bool = False


def place_of(folder: DataFolder) -> Path:
    """Where the file lies, if there is one."""
    return folder.path / NOT_RECORDED


def read_file(folder: DataFolder) -> UnwrittenFile:
    """What the file holds. Raises Refused where the folder is locked, and OSError as the disk does."""
    try:
        lines = read_own(place_of(folder)).split(b"\n")
    except FileNotFoundError:
        return UnwrittenFile()
    except Refused as refused:
        if refused.problems[0].code != sealed_files.DAMAGED:
            raise
        return UnwrittenFile(is_damaged=True)
    scans, unreadable = list[HeldScan](), list[bytes]()
    for line in lines:
        try:
            scans += [_scan_of(json.loads(line))] if line.strip() else []
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            unreadable.append(line)
    return UnwrittenFile(scans, unreadable)


def write_file(folder: DataFolder, scans: Sequence[HeldScan], before: UnwrittenFile) -> None:
    """Write these scans in place of those of `before`; its lines that can't be read stay. Raises Refused or OSError."""
    file = place_of(folder)
    if before.is_damaged:
        _put_aside(folder, file)
    lines = [json.dumps(_line_of(held), ensure_ascii=False).encode("utf-8") for held in scans]
    lines += before.unreadable
    if lines:
        write_own(file, b"".join(line + b"\n" for line in lines))
    elif not before.is_damaged:
        file.unlink(missing_ok=True)


def is_of_others(arrival: Arrival, team: str) -> bool:
    """Whether a scan was taken in an activity of another team than this desk's."""
    return bool(arrival.activity) and split(arrival.activity)[0] != team


def faults_of_unwritten(folder: DataFolder, team: str) -> Iterator[Problem]:
    """What of the file can't be read, or is of another team than this desk's `team`; and the damaged ones that were put aside."""
    file = place_of(folder)
    try:
        found = read_file(folder)
    except Refused as refused:
        yield from refused.problems
        return
    except OSError as error:
        yield unreadable_file(file, error, "unreadable_file")
        return
    if found.unreadable:
        yield Problem(UNREADABLE, str(file), _UNREADABLE, {"count": len(found.unreadable)})
    others = sum(is_of_others(held.arrival, team) for held in found.scans)
    if others:
        yield Problem(UNREADABLE, str(file), _OF_OTHERS, {"count": others})
    if found.is_damaged:
        yield Problem(UNREADABLE, str(file), _DAMAGED_FILE)
    for aside in sorted(folder.backups.glob(f"{DAMAGED}{Path(NOT_RECORDED).stem}-*")):
        yield Problem(UNREADABLE, str(aside), _DAMAGED_FILE)


def scans_that_wait(folder: DataFolder, team: str) -> list[Problem]:
    """What `check` says of scans that wait to be entered: the record is sound, and they are not in it yet."""
    scans: Sequence[HeldScan] = ()
    with suppress(Refused, OSError):
        scans = [held for held in read_file(folder).scans if not is_of_others(held.arrival, team)]
    return [Problem("scans_wait", str(place_of(folder)), _WAITING, {"count": len(scans)})] if scans else []


def unreadable_scans(folder: DataFolder, team: str) -> list[Problem]:
    """What a start tells: scans in the file that nobody can read, or that are another team's."""
    return [problem for problem in faults_of_unwritten(folder, team) if problem.code == UNREADABLE]


_WAITING = N_(
    "scans that could not be recorded wait in this file ({count}): they are entered when the desk is opened, or by the next "
    "hourdesk scan"
)
_UNREADABLE = N_(
    "lines of this file, which keeps scans that could not be recorded, can't be read ({count}): another program changed it. Enter "
    "by hand who was there then, and delete those lines"
)
_OF_OTHERS = N_(
    "this file keeps scans that could not be recorded, and some of them are of another team ({count}): another desk's file was put "
    "here, and they are not entered. Put it back at that desk, or delete those lines"
)
_DAMAGED_FILE = N_(
    "this file kept scans that could not be recorded; it is encrypted, and was damaged, so that nobody can read it. Enter by hand "
    "who was there then, and delete it"
)


def _put_aside(folder: DataFolder, file: Path) -> None:
    """Move a damaged file to `backups/`: it is never written over."""
    folder.backups.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
    names = (folder.backups / f"{DAMAGED}{file.stem}-{number}{file.suffix}" for number in count(1))
    file.rename(next(name for name in names if not name.exists()))


def _line_of(held: HeldScan) -> dict[str, Any]:
    arrival = held.arrival
    line = {**arrival._asdict(), "operator": held.operator}
    unreadable = arrival.unreadable
    line["unreadable"] = None if unreadable is None else [unreadable.length, str(unreadable.fault)]
    return line


def _scan_of(line: dict[str, Any]) -> HeldScan:
    """Raises ValueError, KeyError, TypeError or AttributeError for what another program made of the line."""
    operator, unreadable = line.pop("operator"), line.pop("unreadable")
    line["direction"] = Direction(line["direction"])
    found = None if unreadable is None else Unreadable(int(unreadable[0]), NotABadge(unreadable[1]))
    arrival = Arrival(**line, unreadable=found)
    if not isinstance(arrival.id, str) or type(arrival.at) is not int or not isinstance(arrival.text, str):
        raise ValueError(arrival.id)
    return HeldScan(arrival, operator)
