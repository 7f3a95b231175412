"""A pack from somebody else, read step by step: nothing further in is read before what stands before it was found sound."""

from __future__ import annotations

import base64
import csv
import hashlib
import json
import tempfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from checkin.file_errors import unreadable_file
from checkin.rules.formula import restore
from checkin.rules.policies import DEFAULT_KIND, PERSON_KINDS
from checkin.rules.problems import N_, Refused, refuse
from checkin.rules.shape import is_key
from checkin.rules.wire import NO_PREVIOUS
from exports.exchange.pack.archive import Archive, damaged, is_zip, open_archive, too_large
from exports.exchange.pack.chains import EventRow, read_chains
from exports.exchange.pack.descriptor import read_descriptor
from exports.exchange.pack.layout import (
    DESCRIPTOR,
    LARGEST_FILE,
    LARGEST_GROWTH,
    LARGEST_LOG,
    LARGEST_MEMBER,
    LOG,
    LONGEST_LINE,
    LONGEST_NAME,
    MEMBERS,
    MOST_VOLUNTEERS,
    SIGNATURE,
    VOLUNTEERS,
    Manifest,
)
from exports.exchange.pack.resources import read_csv
from exports.exchange.pack.sealing import AGE_MARK, open_sealed
from exports.exchange.pack.vouching import check_chain_head, root_of
from storage.disk import keys
from storage.disk.keys import read_certificate
from storage.people.spelling import clean_text

_GZIP = 16 + zlib.MAX_WBITS
_BLOCK = 1 << 18


@dataclass(frozen=True, slots=True)
class Listed:
    """A volunteer as a pack's register has it."""

    team: str
    number: str
    name: str
    class_name: str
    kind: str
    left: bool


@dataclass(frozen=True, slots=True)
class Pack:
    """An open pack whose description is signed by the desk that it names, for which `root` (32 bytes) vouches.

    Whether `root` is that team's true key is for the reader to know. All else in it is bound to the description.
    """

    where: str
    manifest: Manifest
    root: bytes
    key: bytes
    _archive: Archive

    def events(self) -> Iterator[EventRow]:
        """All events, chain by chain. Raises Refused at the first that is wrong, and at the end where some lack."""
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

    def volunteers(self) -> list[Listed]:
        """The register. Raises Refused where the table is none."""
        try:
            rows = read_csv(self._archive.read(VOLUNTEERS), VOLUNTEERS)
            listed = [_listed(row) for row in islice(rows, MOST_VOLUNTEERS + 1)]
        except (ValueError, csv.Error) as error:
            message = N_("its table “{name}” can't be read; nothing was taken")
            raise refuse("bad_table", self.where, message, name=VOLUNTEERS) from error
        if len(listed) > MOST_VOLUNTEERS:
            raise too_large(self.where, VOLUNTEERS)
        return listed

    def check_resources(self) -> None:
        """Raises Refused where a file in it is not the one that was signed."""
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


def _listed(row: Mapping[str, str]) -> Listed:
    """A person of a stranger's table: codes as they must be, names without what no screen can show."""
    team, number = restore(row["team"]), restore(row["number"])
    if not is_key(f"{team}/{number}"):
        raise ValueError("no volunteer's number")
    name, class_name = (clean_text(restore(row[field]))[:LONGEST_NAME] for field in ("name", "class"))
    kind = row["kind"] if row["kind"] in PERSON_KINDS else DEFAULT_KIND
    return Listed(team, number, name, class_name, kind, row["left"] == "true")


@contextmanager
def open_pack(file: Path, identity: str | None = None) -> Iterator[Pack]:
    """Open a pack, sealed or not (`identity` is the age key that opens it), by what it holds, whatever its name.

    Raises Refused where it is none, was changed, holds anything else, is of a newer format, or its key is not vouched
    for; what it says of the others, `check_resources` and `events`, is for the caller to ask.
    """
    where = file.name
    try:
        with file.open("rb") as opened:
            head = opened.read(len(AGE_MARK))
            size = opened.seek(0, 2)
    except OSError as error:
        raise Refused(unreadable_file(file, error)) from error
    if size > LARGEST_FILE:
        raise refuse("too_large", where, N_("the file is larger than a pack can be; it was not read"))
    if head != AGE_MARK:
        with _open_plain(file, head, where) as pack:
            yield pack
        return
    with tempfile.TemporaryDirectory(prefix="hourdesk-") as scratch:
        plain = Path(scratch) / "plain"
        open_sealed(file, plain, identity)
        with plain.open("rb") as opened:
            head = opened.read(len(AGE_MARK))
        with _open_plain(plain, head, where) as pack:
            yield pack


@contextmanager
def _open_plain(file: Path, head: bytes, where: str) -> Iterator[Pack]:
    if not is_zip(head):
        message = N_("this is no pack of Hourdesk: choose the file that ends in .hdpack")
        raise refuse("not_a_pack", where, message)
    with open_archive(file, where, LARGEST_MEMBER, MEMBERS) as archive:
        descriptor = archive.read(DESCRIPTOR)
        key, certificates = _checked_signature(archive.read(SIGNATURE), descriptor, where)
        manifest = read_descriptor(descriptor, where)
        root = root_of(certificates, manifest.team, manifest.desk, where)
        if certificates[0].key != key:
            message = N_("desk {desk} is not vouched for by this team's first desk; nothing was taken")
            raise refuse("not_vouched", where, message, desk=manifest.desk)
        for chain in manifest.chains:
            check_chain_head(chain, manifest.team, root, where)
        pack = Pack(where, manifest, root, key, archive)
        pack.check_resources()
        yield pack


def _checked_signature(data: bytes, descriptor: bytes, where: str) -> tuple[bytes, tuple[keys.Certificate, ...]]:
    try:
        signature = json.loads(data)
        if signature["algorithm"] != "Ed25519":
            raise ValueError("another algorithm")
        key = base64.b64decode(signature["key"], validate=True)
        signed = keys.verify(key, base64.b64decode(signature["signature"], validate=True), descriptor)
        certificates = tuple(read_certificate(item, where) for item in signature["certificates"])
    except Refused:
        raise
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise refuse("bad_signature", where, N_("its signature can't be read; nothing was taken")) from error
    if not signed:
        message = N_("it was changed after it was signed: fetch it again from the desk that wrote it")
        raise refuse("bad_signature", where, message)
    return key, certificates
