"""Read a signed file of few members (a letter of the district, the statement of a purge): within its limits, and every bit."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from checkin.outside_files import TooLarge, read_outside
from checkin.rules.problems import N_, Refused, refuse
from exports.exchange.letter.members import check_members
from exports.exchange.letter.stored_zip import stored_zip
from exports.exchange.pack.archive import open_archive


class SignedFile(NamedTuple):
    """What a file holds, and the key (32 bytes) that its signature names. `sound` is true if that key signed the manifest, the
    manifest lists every member as it is, and nothing around the members was changed.
    """

    manifest: Mapping[str, Any]
    key: bytes
    sound: bool
    members: Mapping[str, bytes]


def read_signed_file(file: Path, manifest: str, sizes: Mapping[str, int], most: int) -> SignedFile:
    """Read a file of at most `most` bytes. `sizes` names its members, the manifest too, and the most bytes of each; all must be there.

    Raises OSError where it can't be read, Refused where it or a member is too large, and ValueError, KeyError or TypeError
    where it is no such file.
    """
    where = file.name
    try:
        data = read_outside(file, most)
        with open_archive(BytesIO(data), where, sizes, tuple(sizes)) as archive:
            members = {name: archive.read(name) for name in sizes}
    except TooLarge as error:
        message = N_("the file is larger than such a file can be; it was not read")
        raise refuse("too_large", where, message) from error
    except Refused as refused:
        if refused.problems[0].code in ("damaged_pack", "not_a_pack"):
            # It is said of packs there, and this is none.
            raise ValueError("no signed file") from refused
        raise
    checked = check_members(manifest, members)
    # No signature covers the directory of the ZIP: so the file is made again from its members and must be the same.
    return SignedFile(checked.manifest, checked.key, checked.sound and stored_zip(members) == data, members)
