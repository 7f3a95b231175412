"""A protected desk beside the same desk in the clear: one durable scan, and opening the folder with the passphrase."""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from statistics import median

from bench.durable_scan import bare_connection, insert, scan
from bench.figures import Figure, Limit, alternate, figure
from bench.records import Size, copied, settle
from bench.under_way import with_activity
from checkin.clock import SYSTEM_CLOCK
from storage.disk.folder import DataFolder
from storage.disk.protection.open_keys import forget_keys, open_key_of, unlock
from storage.protecting import protect
from storage.store import open_store

TO_PLAIN = 1.4
TO_INSERT = 2.4
LONGEST_OPENING_S = 1.3
_STARTS = 5
_PASSPHRASE = "seven lamps over the harbour"


def measure(large: Path, size: Size, scratch: Path, rounds: int) -> list[Figure | Limit]:
    """`large` is a cached folder of that size. Three files are worked on in turn: a plain desk, a protected one, and a copy of
    the protected one by bare INSERTs."""
    plain, protected, bare = with_activity(copied(large, scratch / "plain")), scratch / "protected", scratch / "bare"
    with_activity(copied(large, protected))
    protect(protected, _PASSPHRASE)
    shutil.copytree(protected, bare)
    settle(plain, protected, bare)
    opened = _opened(plain, protected)
    unlock(protected, _PASSPHRASE)
    with open_store(plain, SYSTEM_CLOCK) as open_desk, open_store(protected, SYSTEM_CLOCK) as desk:
        inserting = bare_connection(DataFolder(bare).database, open_key_of(bare))
        sides = (scan(desk, size), scan(open_desk, size), insert(inserting, size))
        ours, clear, floor = alternate(sides, rounds, warm=max(20, rounds // 4))
        inserting.close()
    return [
        figure(f"protected scan, {size.events} events : in the clear", ours, clear, "ms", TO_PLAIN),
        figure(f"protected scan, {size.events} events : INSERT", ours, floor, "ms", TO_INSERT),
        Limit("opening a protected desk, beyond a plain one", opened, "s", LONGEST_OPENING_S),
    ]


def _opened(plain: Path, protected: Path) -> float:
    """How much longer it takes to open the protected folder, in seconds, the passphrase included: the median of some starts."""

    def open_folder(path: Path) -> float:
        forget_keys()
        begun = time.perf_counter()
        if path is protected:
            unlock(path, _PASSPHRASE)
        open_store(path, SYSTEM_CLOCK).close()
        return time.perf_counter() - begun

    sides = alternate((lambda _turn: open_folder(protected), lambda _turn: open_folder(plain)), _STARTS, warm=1)
    return median(sides[0]) - median(sides[1])
