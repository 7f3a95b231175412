"""Read the log and the register of an open pack, block by block, within fixed limits."""

from __future__ import annotations

import csv
import hashlib
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice

from checkin.rules.field_values import is_key
from checkin.rules.formula import restore
from checkin.rules.policies import DEFAULT_KIND, PERSON_KINDS
from checkin.rules.problems import N_, refuse
from checkin.rules.wire import NO_PREVIOUS
from exports.exchange.pack.archive import Archive, damaged, too_large
from exports.exchange.pack.chains import EventRow, read_chains
from exports.exchange.pack.layout import (
    CLASSES,
    LARGEST_GROWTH,
    LARGEST_LOG,
    LOG,
    LONGEST_LINE,
    LONGEST_NAME,
    MOST_EARLIER_CLASSES,
    MOST_VOLUNTEERS,
    VOLUNTEERS,
    Manifest,
)
from exports.exchange.pack.resources import read_csv
from storage.people.earlier_classes import EarlierClass
from storage.people.spelling import clean_text

_GZIP = 16 + zlib.MAX_WBITS
_BLOCK = 1 << 18


@dataclass(frozen=True, slots=True)
class ListedVolunteer:
    """A volunteer in the register of a pack (`volunteers.csv`); `left` is true if the person has left the school."""

    team: str
    number: str
    name: str
    class_name: str
    kind: str
    left: bool


@dataclass(frozen=True, slots=True)
class Pack:
    """An open pack. The desk that it names signed its description; the key `root` (32 bytes) vouches for that desk.

    The reader must know whether `root` is the team's true key. The description holds a hash of everything else.
    """

    where: str
    manifest: Manifest
    root: bytes
    key: bytes
    _archive: Archive

    def events(self) -> Iterator[EventRow]:
        """All events, chain by chain. Raises Refused at the first wrong event, and at the end if events are missing."""
        heads = {chain.desk: (0, NO_PREVIOUS) for chain in self.manifest.chains}
        for row in read_chains(self._lines(), self.manifest.team, self.where):
            if row.desk not in heads:
                message = N_("it holds events of desk {desk}, which it does not list; nothing was taken")
                raise refuse("not_vouched", self.where, message, desk=row.desk)
            heads[row.desk] = (row.seq, row.hash)
            yield row
        for chain in self.manifest.chains:
            if heads[chain.desk] != (chain.events, chain.head):
                message = N_("the events of desk {desk} in it are not those that the desk signed")
                raise refuse("chain_not_signed", self.where, message, desk=chain.desk)

    def volunteers(self) -> list[ListedVolunteer]:
        """The register. Raises Refused if the table can't be read or has too many rows."""
        try:
            rows = read_csv(self._archive.read(VOLUNTEERS), VOLUNTEERS)
            listed = [_listed(row) for row in islice(rows, MOST_VOLUNTEERS + 1)]
        except (ValueError, csv.Error) as error:
            message = N_("its table “{name}” can't be read; nothing was taken")
            raise refuse("bad_table", self.where, message, name=VOLUNTEERS) from error
        if len(listed) > MOST_VOLUNTEERS:
            raise too_large(self.where, VOLUNTEERS)
        return listed

    def earlier_classes(self) -> list[EarlierClass]:
        """The earlier classes of the register; none where no school year was closed. Raises Refused as `volunteers` does."""
        if not self._lists(CLASSES):
            return []
        try:
            rows = read_csv(self._archive.read(CLASSES), CLASSES)
            return [_earlier(row) for row in islice(rows, MOST_EARLIER_CLASSES)]
        except (ValueError, csv.Error) as error:
            message = N_("its table “{name}” can't be read; nothing was taken")
            raise refuse("bad_table", self.where, message, name=CLASSES) from error

    def _lists(self, name: str) -> bool:
        return any(resource["path"] == name for resource in self.manifest.resources)

    def check_resources(self) -> None:
        """Raise Refused if a file in the pack is not the one that was signed."""
        if self._archive.has(CLASSES) and not self._lists(CLASSES):
            message = N_("“{name}” in it is not what was signed: it was changed, or copied badly")
            raise refuse("bad_signature", self.where, message, name=CLASSES)
        for resource in self.manifest.resources:
            name, digest = resource["path"], hashlib.sha256()
            size = 0
            for block in self._archive.blocks(name):
                digest.update(block)
                size += len(block)
            if resource.get("hash") != f"sha256:{digest.hexdigest()}" or resource.get("bytes") != size:
                message = N_("“{name}” in it is not what was signed: it was changed, or copied badly")
                raise refuse("bad_signature", self.where, message, name=name)

    def _lines(self) -> Iterator[bytes]:
        unzip = zlib.decompressobj(_GZIP)
        packed = unpacked = 0
        rest = b""
        for block in self._archive.blocks(LOG):
            packed += len(block)
            data = block
            while data or not unzip.eof:
                try:
                    piece = unzip.decompress(data, _BLOCK)
                except zlib.error as error:
                    raise damaged(self.where) from error
                unpacked += len(piece)
                if unpacked > min(LARGEST_LOG, LARGEST_GROWTH * packed + _BLOCK) or len(rest) > LONGEST_LINE:
                    raise too_large(self.where, LOG)
                *lines, rest = (rest + piece).split(b"\n")
                yield from lines
                data = unzip.unconsumed_tail
                if not data and len(piece) < _BLOCK:
                    break
            if unzip.unused_data:
                raise damaged(self.where)
        if rest or not unzip.eof:
            raise damaged(self.where)


def _earlier(row: Mapping[str, str]) -> EarlierClass:
    """Raises ValueError for a bad number or day."""
    volunteer = f"{restore(row['team'])}/{restore(row['number'])}"
    if not is_key(volunteer):
        raise ValueError("no volunteer's number")
    class_name = clean_text(restore(row["class"]))[:LONGEST_NAME]
    return EarlierClass(volunteer, date.fromisoformat(row["until"]), class_name)


def _listed(row: Mapping[str, str]) -> ListedVolunteer:
    """The volunteer in one row. Characters that no screen can show are taken out of names. Raises ValueError for a bad number."""
    team, number = restore(row["team"]), restore(row["number"])
    if not is_key(f"{team}/{number}"):
        raise ValueError("no volunteer's number")
    name, class_name = (clean_text(restore(row[field]))[:LONGEST_NAME] for field in ("name", "class"))
    kind = row["kind"] if row["kind"] in PERSON_KINDS else DEFAULT_KIND
    return ListedVolunteer(team, number, name, class_name, kind, row["left"] == "true")
