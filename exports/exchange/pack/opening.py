"""Open a pack from another desk: its signature and certificates are checked before anything else is read."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from checkin.file_errors import unreadable_file
from checkin.outside_files import open_outside
from checkin.rules.problems import N_, Refused, refuse
from exports.exchange.pack.archive import is_zip, open_archive, too_large_pack
from exports.exchange.pack.descriptor import read_descriptor
from exports.exchange.pack.layout import DESCRIPTOR, LARGEST_FILE, LARGEST_MEMBER, MEMBERS, SIGNATURE
from exports.exchange.pack.reading import Pack
from exports.exchange.pack.sealing import AGE_MARK, open_sealed
from exports.exchange.pack.vouching import check_chain_head, not_vouched, root_of
from storage.disk import keys
from storage.disk.keys import read_certificate


@contextmanager
def open_pack(file: Path, identity: str | None = None) -> Iterator[Pack]:
    """Open a pack, sealed or not, by its content and not by its name. `identity` is the age key that opens a sealed pack.

    The signature, the certificates, every chain's head and the hashes of all files are checked here; the caller reads
    `events` to check these too. Raises Refused if it is no pack, was changed, holds other members, has a newer format, or
    no certificates lead from its key to a team's key.
    """
    try:
        opened = open_outside(file)
    except OSError as error:
        raise Refused(unreadable_file(file, error)) from error
    with opened, open_pack_in(opened, file, identity) as pack:
        yield pack


@contextmanager
def open_pack_in(opened: BinaryIO, file: Path, identity: str | None = None) -> Iterator[Pack]:
    """The same for a pack that is open already, also in memory; `file` is its name."""
    try:
        head, size = opened.read(len(AGE_MARK)), opened.seek(0, 2)
        opened.seek(0)
    except OSError as error:
        raise Refused(unreadable_file(file, error)) from error
    if size > LARGEST_FILE:
        raise too_large_pack(file)
    plain = opened if head != AGE_MARK else open_sealed(opened, str(file), identity)
    with _open_plain(plain, file.name) as pack:
        yield pack


@contextmanager
def _open_plain(file: BinaryIO, where: str) -> Iterator[Pack]:
    if not is_zip(file.read(len(AGE_MARK))):
        message = N_("this is no pack of Hourdesk: choose the file that ends in .hdpack")
        raise refuse("not_a_pack", where, message)
    with open_archive(file, where, LARGEST_MEMBER, MEMBERS) as archive:
        descriptor = archive.read(DESCRIPTOR)
        key, certificates = _checked_signature(archive.read(SIGNATURE), descriptor, where)
        manifest = read_descriptor(descriptor, where)
        root = root_of(certificates, manifest.team, manifest.desk, where)
        if certificates[0].key != key:
            raise not_vouched(where, manifest.desk)
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
