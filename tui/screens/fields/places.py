"""Where a search for a file begins: home, desktop, downloads, and each stick that is plugged in."""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from checkin.texts import _
from tui.screens.fields.paths import MOST_ENTRIES, fits

_RECORDS, _KEYS = ("desk.db", "district.duckdb"), "keys"


class Place(NamedTuple):
    """A folder or file of the tree, and what it is called there."""

    path: Path
    shown: str
    is_folder: bool


def places() -> list[Place]:
    """Where to begin, those that are there: sticks first, for that is where files of other laptops are."""
    from exports.exchange.pack.finding import removable_media

    # Texts inside an f-string are not collected into the catalogue.
    on_stick, on_computer = _("stick"), _("this computer")
    found = [Place(stick, f"{on_stick} · {stick.name or stick}", is_folder=True) for stick in removable_media()]
    home = Path.home()
    for names, shown in ((("Downloads", "下载"), _("Downloads")), (("Desktop", "桌面"), _("Desktop"))):
        there = [home / name for name in names if (home / name).is_dir()]
        found += [Place(path, shown, is_folder=True) for path in there[:1]]
    root = Path(home.anchor)
    everything = Place(root, f"{on_computer} · {home.anchor}", is_folder=True)
    return [*found, Place(home, _("Home"), is_folder=True), everything]


def inside(folder: Path, endings: Sequence[str], *, folders: bool) -> list[Place]:
    """What is in a folder and fits: folders first, then files, each by name; data folders of the program, where nobody's files
    are, after the other folders, and never their keys. Raises OSError where it can't be read."""
    with os.scandir(folder) as entries:
        shown = [e for e in islice(entries, MOST_ENTRIES) if fits(e, endings, folders=folders)]
        found = [Place(Path(e.path), e.name, e.is_dir()) for e in shown]
    own = {place.path for place in found if place.is_folder and _is_own(place.path)}
    if _is_own(folder):
        found = [place for place in found if place.path.name != _KEYS]
    return sorted(found, key=lambda place: (not place.is_folder, place.path in own, place.shown.casefold()))


def _is_own(folder: Path) -> bool:
    """Whether it is the data folder of a desk or a district."""
    return any((folder / name).exists() for name in _RECORDS)
