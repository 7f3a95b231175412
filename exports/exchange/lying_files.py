"""Packs, kits and statements that lie in a desk's own folder: are they sound? Somebody will need one when the laptop is gone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path

from checkin.rules.problems import Problem, Refused
from exports.exchange.district_kit.contents import read_district_kit
from exports.exchange.kit.taking import read_kit
from exports.exchange.pack.verifying import verify_pack
from exports.exchange.purging.statement import ENDING, read_statement
from exports.exchange.receiving import FileKind, kind_of
from storage.check import check_store
from storage.claims.evidence import faults_of_evidence
from storage.disk.private_files import belongings
from storage.store import Store

_SEALED = {"needs_passphrase", "sealed"}
"""Codes of what nobody can open here: whether it is sound, only its receiver can tell."""
_MOST = 200
"""Files that are looked at."""


def faults_of_desk(store: Store) -> list[Problem]:
    """What is wrong with a desk's record, and with what lies beside it: evidence is compared with a sound record alone. Raises Refused
    where the record can't be opened at all.
    """
    folder = store.folder.path
    faults = check_store(folder) or faults_of_evidence(store)
    return [*faults, *faults_of_lying(folder)]


def faults_of_lying(folder: Path) -> Iterator[Problem]:
    """What is wrong with each of them. One that is sealed to somebody else is passed over."""
    found = (file for file in belongings(folder) if file.suffix.lower() in _READERS and file.is_file())
    for file in islice(sorted(found), _MOST):
        try:
            _READERS[file.suffix.lower()](file)
        except Refused as refused:
            yield from (one for one in refused.problems if one.code not in _SEALED)


def _read_kit(file: Path) -> object:
    return read_district_kit(file) if kind_of(file) is FileKind.DISTRICT_KIT else read_kit(file, None)


_READERS: Mapping[str, Callable[[Path], object]] = {
    ".hdpack": verify_pack,
    ".hdkit": _read_kit,
    ENDING: read_statement,
}
