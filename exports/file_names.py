"""File names made from codes and numbers that people chose."""

from __future__ import annotations

import re
from collections.abc import Iterable

# Characters and names that Windows, the strictest system, does not allow in a file name.
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)


def file_names(stems: Iterable[str], ending: str) -> list[str]:
    """A file name for each stem, with `ending`. Characters that a file name can't hold become `_`. No two names are the
    same, even on a system that ignores the case of letters."""
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
