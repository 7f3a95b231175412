"""The machine on which the figures were measured, as far as it matters for them."""

from __future__ import annotations

import os
import platform
import time
from importlib.metadata import version
from pathlib import Path
from statistics import median

from storage.disk import sqlite


def facts(folder: Path) -> list[str]:
    """Lines about the machine; `folder` is on the disk that is measured."""
    load = ", ".join(f"{value:.2f}" for value in os.getloadavg()) if hasattr(os, "getloadavg") else "unknown"
    return [
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, load {load}",
        f"{platform.python_implementation()} {platform.python_version()}, SQLite {sqlite.sqlite_version}, "
        f"Textual {version('textual')}, XlsxWriter {version('xlsxwriter')}",
        f"a write of 4 KiB with fsync takes {_fsync(folder):.2f} ms",
    ]


def _fsync(folder: Path) -> float:
    file = folder / "fsync"
    taken = []
    descriptor = os.open(file, os.O_CREAT | os.O_WRONLY)
    try:
        for _turn in range(50):
            begun = time.perf_counter()
            os.write(descriptor, bytes(4096))
            os.fsync(descriptor)
            taken.append((time.perf_counter() - begun) * 1000)
    finally:
        os.close(descriptor)
        file.unlink()
    return median(taken)
