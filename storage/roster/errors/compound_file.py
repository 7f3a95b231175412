"""One stream of a compound file (MS-CFB), the container of XLS workbooks."""

from __future__ import annotations

from struct import unpack_from

_LAST = 0xFFFFFFFA
"""From here on a number of a sector means an end or no sector."""
_ENTRY = 128
_SMALL = 64


def stream_of(data: bytes, names: tuple[str, ...]) -> bytes:
    """The content of the first stream that has one of these names; empty where there is none. A broken file raises
    ValueError, IndexError or struct.error.
    """
    size = 1 << unpack_from("<H", data, 30)[0]
    table = _table(data, size)
    directory = _chain(data, unpack_from("<I", data, 48)[0], table, size)
    entries = [directory[at : at + _ENTRY] for at in range(0, len(directory), _ENTRY)]
    for entry in entries:
        if _name(entry) in names:
            start, length = unpack_from("<II", entry, 116)
            if length >= unpack_from("<I", data, 56)[0]:
                return _chain(data, start, table, size)[:length]
            small_table = _numbers(_chain(data, unpack_from("<I", data, 60)[0], table, size))
            small = _chain(data, unpack_from("<I", entries[0], 116)[0], table, size)
            return _joined(small, start, small_table, _SMALL, 0)[:length]
    return b""


def _table(data: bytes, size: int) -> list[int]:
    """The table in which each sector names the next one of its chain."""
    sectors = list(unpack_from("<109I", data, 76))
    more, per_sector = unpack_from("<I", data, 68)[0], size // 4
    seen: set[int] = set()
    while more < _LAST and more not in seen:
        seen.add(more)
        block = unpack_from(f"<{per_sector}I", data, (more + 1) * size)
        sectors += block[:-1]
        more = block[-1]
    return [
        n for sector in sectors if sector < _LAST for n in unpack_from(f"<{per_sector}I", data, (sector + 1) * size)
    ]


def _chain(data: bytes, start: int, table: list[int], size: int) -> bytes:
    return _joined(data, start, table, size, size)


def _joined(data: bytes, start: int, table: list[int], size: int, before: int) -> bytes:
    """The sectors of a chain, in order; `before` is what stands in `data` before the first sector."""
    parts: list[bytes] = []
    sector = start
    while sector < _LAST:
        if len(parts) > len(table):
            raise ValueError("a chain of sectors that never ends")
        parts.append(data[before + sector * size : before + (sector + 1) * size])
        sector = table[sector]
    return b"".join(parts)


def _numbers(data: bytes) -> list[int]:
    return list(unpack_from(f"<{len(data) // 4}I", data))


def _name(entry: bytes) -> str:
    length = unpack_from("<H", entry, 64)[0]
    return entry[: max(length - 2, 0)].decode("utf-16-le", "replace")
