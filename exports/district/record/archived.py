"""Packs that were taken once, found again in the archive by the SHA-256 that is their name; sealed in a protected folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from checkin.file_errors import reason_of
from checkin.rules.problems import N_, Problem, Refused
from exports.district.folder import DistrictFolder
from exports.district.record.handed_in import HandedIn, digest_in_archive, opened_in_archive
from exports.district.schema import TAKEN
from exports.exchange.pack.layout import ENDING
from exports.exchange.pack.opening import open_pack_in
from exports.exchange.pack.reading import Pack
from storage.disk.protection.sealed_files import DAMAGED as BAD_SEAL


@contextmanager
def open_archived(file: Path, identity: str | None, shown: str = "") -> Iterator[Pack]:
    """A pack of the archive that came as `shown`, opened as `open_pack` opens one. Raises OSError and Refused."""
    with opened_in_archive(file) as opened, open_pack_in(opened, Path(shown or file), identity) as pack:
        yield pack


def needed_packs(db: duckdb.DuckDBPyConnection, folder: DistrictFolder) -> dict[str, str]:
    """The packs that must be in the archive: by SHA-256 the name under which each came. One that a newer pack of the same desk
    replaced may have been destroyed, because of what was purged since: the newer one holds all of its events.
    """
    rows = db.execute(
        f"SELECT p.digest, p.file, c.digest FROM pack p LEFT JOIN chain c USING (desk) WHERE p.{TAKEN}"
    ).fetchall()
    return {
        digest: shown
        for digest, shown, newest in rows
        if newest in (None, digest) or is_in_archive(folder, digest) or not is_in_archive(folder, newest)
    }


def taken_digests(db: duckdb.DuckDBPyConnection) -> list[str]:
    """The SHA-256 (hex) of each pack whose events the record holds."""
    return [digest for (digest,) in db.execute(f"SELECT digest FROM pack WHERE {TAKEN}").fetchall()]


def is_in_archive(folder: DistrictFolder, digest: str) -> bool:
    """Whether a pack is in the archive by its SHA-256."""
    return (folder.archive / f"{digest}{ENDING}").is_file()


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
        found = digest_in_archive(file)
    except OSError as error:
        message = N_(
            "the pack that came as {name} can't be read in the archive ({reason}): ask the school for a new one"
        )
        return Problem("archive_missing", str(file), message, {"name": shown, "reason": reason_of(error)})
    except Refused as refused:
        if refused.problems[0].code != BAD_SEAL:
            raise
        return _damaged(file, shown)
    return None if found == digest else _damaged(file, shown)


def _damaged(file: Path, shown: str) -> Problem:
    message = N_("the pack that came as {name} is damaged in the archive: ask the school for a new one")
    return Problem("archive_damaged", str(file), message, {"name": shown})
