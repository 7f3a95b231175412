"""Which desk signed a file that travels, by the certificates in its manifest."""

from __future__ import annotations

from typing import NamedTuple

from checkin.rules.identity import check_code
from checkin.rules.problems import refuse
from exports.exchange.letter.fields import check_text
from exports.exchange.letter.signed_file import SignedFile
from exports.exchange.pack.vouching import root_of
from storage.disk.keys import read_certificate


class SigningDesk(NamedTuple):
    """A desk (its id) of a team (its code). `root` is the key (32 bytes) at the end of its certificates, as the file has them."""

    team: str
    desk: str
    root: bytes


def signing_desk(read: SignedFile, where: str, changed: str) -> SigningDesk:
    """The desk that signed a file. Raises Refused with the message `changed` where any bit is another one since, and where the
    certificates do not vouch for the desk."""
    certificates = [read_certificate(one, where) for one in read.manifest["certificates"]]
    team, desk = check_code(check_text(read.manifest["team"]), where), check_text(read.manifest["desk"])
    root = root_of(certificates, team, desk, where)
    if not read.sound or read.key != certificates[0].key:
        raise refuse("bad_signature", where, changed)
    return SigningDesk(team, desk, root)
