"""Bytes as a bad stick, a broken download or a clumsy program leaves them; each seed gives the same damage everywhere."""

from __future__ import annotations

import zipfile
from contextlib import suppress
from io import BytesIO
from random import Random


def damaged(data: bytes, seed: int) -> bytes:
    """`data` cut off, with bits flipped, parts swapped, doubled, overwritten or left out, often near the beginning, where formats
    are described; of a ZIP, every other time the content of one member, so that the archive around it is sound."""
    random = Random(seed)
    if data.startswith(b"PK") and random.random() < 0.6:
        with suppress(zipfile.BadZipFile):
            return _member_damaged(data, random)
    return _damaged(data, random)


def _member_damaged(data: bytes, random: Random) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as again:
        names = archive.namelist()
        chosen = random.choice(names)
        for name in names:
            content = archive.read(name)
            again.writestr(name, _damaged(content, random) if name == chosen else content)
    return out.getvalue()


def _damaged(data: bytes, random: Random) -> bytes:
    if not data:
        return b"\x00"
    begin = len(data) if random.random() < 0.5 else min(len(data), 4096)
    start, other = random.randrange(begin), random.randrange(len(data))
    length = min(random.choice((1, 2, 4, 16, 300)), len(data))
    match random.randrange(7):
        case 0:
            return data[:start]
        case 1:
            return _flipped(data, [start])
        case 2:
            return _flipped(data, [random.randrange(len(data)) for _ in range(12)])
        case 3:
            part, there = data[start : start + length], data[other : other + length]
            swapped = bytearray(data)
            swapped[start : start + length], swapped[other : other + length] = there, part
            return bytes(swapped)
        case 4:
            return data[:start] + data[start : start + length] * random.choice((2, 50)) + data[start:]
        case 5:
            filling = random.choice((b"\x00", b"\xff", b"9", b"<", b"\xf0", b'"', b","))
            return data[:start] + filling * length + data[start + length :]
        case _:
            return data[:start] + data[start + length :]


def _flipped(data: bytes, places: list[int]) -> bytes:
    changed = bytearray(data)
    for place in places:
        changed[place] ^= 1 << place % 8
    return bytes(changed)
