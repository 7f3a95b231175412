"""Names of files after codes and numbers that people chose."""

from __future__ import annotations

import re
from collections.abc import Iterable

# What Windows, the strictest of systems, takes for no file name.
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)


def file_names(stems: Iterable[str], ending: str) -> list[str]:
    """A name for each stem: signs that a file name can't hold become `_`, and no two are the same, not even on a
    system that takes capital and small letters for one."""
    names: list[str] = []
    taken: set[str] = set()
    for plain in stems:
        stem = _FORBIDDEN.sub("_", plain).rstrip(". ") or "_"
        if _RESERVED.fullmatch(stem) or stem.startswith("."):
            stem = f"_{stem}"
        name, again = stem, 1
        while name.casefold() in taken:
            again += 1
            name = f"{stem}~{again}"
        taken.add(name.casefold())
        names.append(f"{name}{ending}")
    return names
