"""A ZIP of stored members that has the same bytes on every machine (PKWARE APPNOTE 6.3, §4.3).

It depends on no clock, no system and no compression library. A reader can therefore make the file again from its
members; if a byte differs, somebody changed the file.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_VERSION, _UNIX = 20, 3 << 8
_FIRST_DAY = 1 << 5 | 1
"""1980-01-01, the first date that the ZIP format can hold."""
_PLAIN_FILE = 0o100644 << 16


def stored_zip(members: Mapping[str, bytes]) -> bytes:
    """The bytes of a ZIP with these members in this order; names are ASCII."""
    files, directory = bytearray(), bytearray()
    for name, data in members.items():
        ascii_name, start = name.encode("ascii"), len(files)
        sizes = (zlib.crc32(data), len(data), len(data), len(ascii_name), 0)
        files += _LOCAL.pack(b"PK\x03\x04", _VERSION, 0, 0, 0, _FIRST_DAY, *sizes) + ascii_name + data
        directory += _CENTRAL.pack(
            b"PK\x01\x02", _UNIX | _VERSION, _VERSION, 0, 0, 0, _FIRST_DAY, *sizes, 0, 0, 0, _PLAIN_FILE, start
        )
        directory += ascii_name
    count = len(members)
    end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(directory), len(files), 0)
    return bytes(files + directory + end)
