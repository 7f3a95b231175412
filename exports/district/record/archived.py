"""Packs that were taken once, found again in the archive by the SHA-256 that is their name."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from checkin.file_errors import reason_of
from checkin.rules.problems import N_, Problem
from exports.district.folder import DistrictFolder
from exports.district.record.handed_in import HandedIn
from exports.exchange.pack.layout import ENDING

_BLOCK = 1 << 20


def archived_packs(folder: DistrictFolder, named: Iterable[tuple[str, str]]) -> tuple[list[HandedIn], list[Problem]]:
    """The packs of these pairs of a SHA-256 and the name under which it came; and a problem for each that is not as it was."""
    packs, problems = list[HandedIn](), list[Problem]()
    for digest, shown in named:
        file = folder.archive / f"{digest}{ENDING}"
        problem = fault_of_archived(file, digest, shown)
        if problem is None:
            packs.append(HandedIn(digest, file, shown))
        else:
            problems.append(problem)
    return packs, problems


def fault_of_archived(file: Path, digest: str, shown: str) -> Problem | None:
    """What is wrong with a pack in the archive that came as `shown`; None where it is byte for byte what came."""
    try:
        with file.open("rb") as opened:
            found = hashlib.sha256()
            while block := opened.read(_BLOCK):
                found.update(block)
    except OSError as error:
        message = N_(
            "the pack that came as {name} can't be read in the archive ({reason}): ask the school for a new one"
        )
        return Problem("archive_missing", str(file), message, {"name": shown, "reason": reason_of(error)})
    if found.hexdigest() == digest:
        return None
    message = N_("the pack that came as {name} is damaged in the archive: ask the school for a new one")
    return Problem("archive_damaged", str(file), message, {"name": shown})
