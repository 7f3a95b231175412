"""Whether a file can come in at a desk, by its content: a receipt, a kit, the district's kit, a pack."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from checkin.rules.problems import N_, refuse

if TYPE_CHECKING:
    from exports.exchange.receiving import FileKind


async def need_takeable(file: Path) -> Path:
    """The file, if it is one that can come in here. Raises Refused for any other."""
    await asyncio.to_thread(kind_here, file)
    return file


def kind_here(file: Path) -> FileKind:
    """What the file is. Raises Refused for what can't come in at a desk."""
    from exports.exchange.receiving import FileKind, receive

    kind = receive(file, FileKind.PACK, FileKind.KIT, FileKind.DISTRICT_KIT, FileKind.RECEIPT)
    if kind is FileKind.UNKNOWN:
        message = N_("{file} is no receipt, kit or pack: nothing was taken in.")
        raise refuse("unknown_file", "", message, file=file.name)
    return kind
