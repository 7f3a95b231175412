"""What the doctor looks at. Each finding is a sentence; what is missing says what to do."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from checkin.rules.instants import moment
from checkin.rules.problems import Refused
from checkin.texts import _, say
from storage.moment import now
from storage.store import Store, has_desk, open_store

LEAST_FREE = 200 * 2**20
_YEAR_OF_THIS_VERSION = 2025
_LEAST_COLUMNS, _LEAST_LINES = 80, 24
_RARE_NAME = "张𠮷𬭎"


@dataclass(frozen=True, slots=True)
class Finding:
    """`check` is a stable word for programs."""

    check: str
    ok: bool
    text: str


def findings(data: Path) -> Iterator[Finding]:
    """All findings for a data folder, in the order in which a person would fix them."""
    yield from _data_folder(data)
    yield _disk(data)
    yield _clock()
    yield _decoders()
    yield _cameras()
    yield _fonts()
    yield _terminal()


def _data_folder(data: Path) -> Iterator[Finding]:
    if not has_desk(data):
        yield Finding(
            "data", False, _("Data folder {folder}: no desk yet; hourdesk init makes one").format(folder=data)
        )
        return
    try:
        with open_store(data) as store:
            yield Finding("data", True, _desk(store, data))
            yield _zone(store)
    except Refused as error:
        yield Finding("data", False, say(error.problems[0]))


def _desk(store: Store, data: Path) -> str:
    desk = store.identity
    text = _("Data folder {folder}: desk “{name}” ({desk}) of {team} {team_name}")
    return text.format(folder=data, name=desk.desk_name, desk=desk.desk, team=desk.team, team_name=desk.team_name)


def _zone(store: Store) -> Finding:
    from checkin.rules.activities import zone

    here, there = datetime.now().astimezone(), moment(now(), zone(store.identity.timezone))
    if here.utcoffset() == there.utcoffset():
        return Finding("timezone", True, _("Time zone: {zone}").format(zone=store.identity.timezone))
    text = _("Time zone: the team's is {zone} ({there}), this laptop shows {here}; set the laptop to the team's")
    return Finding(
        "timezone", False, text.format(zone=store.identity.timezone, there=f"{there:%H:%M}", here=f"{here:%H:%M}")
    )


def _disk(data: Path) -> Finding:
    folder = next((p for p in (data.absolute(), *data.absolute().parents) if p.exists()), Path())
    if not os.access(folder, os.W_OK):
        text = _("Disk: {folder} can't be written; change its rights or name another --data")
        return Finding("disk", False, text.format(folder=folder))
    free = shutil.disk_usage(folder).free
    if free < LEAST_FREE:
        text = _("Disk: only {free} MB free; make room before the activity").format(free=free // 2**20)
        return Finding("disk", False, text)
    return Finding("disk", True, _("Disk: {free} GB free").format(free=f"{free / 2**30:.1f}"))


def _clock() -> Finding:
    here = datetime.now().astimezone()
    shown = f"{here:%Y-%m-%d %H:%M:%S} (UTC{here:%z})"
    if here.year < _YEAR_OF_THIS_VERSION:
        return Finding("clock", False, _("Clock: {time} can't be right; set it").format(time=shown))
    return Finding("clock", True, _("Clock: {time}; is that right?").format(time=shown))


def _decoders() -> Finding:
    from checkin.scanning.decoders import available_decoders

    names = available_decoders()
    if not names:
        text = _("Decoders: none; install zxing-cpp with pip. A keyboard scanner works without one")
        return Finding("decoders", False, text)
    if "pyzbar" not in names:
        text = _("Decoders: {names}; pyzbar needs the Debian package libzbar0").format(names=", ".join(names))
        return Finding("decoders", True, text)
    return Finding("decoders", True, _("Decoders: {names}").format(names=", ".join(names)))


def _cameras() -> Finding:
    from checkin.scanning.devices import list_cameras

    cameras = list_cameras()
    if not cameras:
        text = _("Camera: none found; plug one in, or use a keyboard scanner")
        return Finding("camera", False, text)
    names = ", ".join(f"{camera.device} {camera.name}" for camera in cameras)
    return Finding("camera", True, _("Camera: {names}").format(names=names))


def _fonts() -> Finding:
    from exports.fonts import fonts_for

    try:
        missing = fonts_for([_RARE_NAME]).missing(_RARE_NAME)
    except Refused as error:
        return Finding("fonts", False, say(error.problems[0]))
    if missing:
        text = _("Fonts: no font here has {characters}; badges mark rare characters")
        return Finding("fonts", False, text.format(characters=" ".join(missing)))
    return Finding("fonts", True, _("Fonts: Chinese names print, rare characters too"))


def _terminal() -> Finding:
    import sys

    if not sys.stdout.isatty():
        return Finding("terminal", True, _("Terminal: the output goes to a file or another program"))
    size = shutil.get_terminal_size()
    shown = f"{size.columns}×{size.lines}"
    if size.columns < _LEAST_COLUMNS or size.lines < _LEAST_LINES:
        text = _("Terminal: {size} is small; make the window {columns}×{lines} or larger")
        return Finding("terminal", False, text.format(size=shown, columns=_LEAST_COLUMNS, lines=_LEAST_LINES))
    colours = _colours()
    if colours < 256:
        text = _("Terminal: {size}, {colours} colours; use a terminal with 256 for a clear picture")
        return Finding("terminal", False, text.format(size=shown, colours=colours))
    return Finding("terminal", True, _("Terminal: {size}, {colours} colours").format(size=shown, colours=colours))


def _colours() -> int:
    if os.environ.get("COLORTERM", "").lower() in ("truecolor", "24bit") or os.environ.get("WT_SESSION"):
        return 2**24
    return 256 if "256" in os.environ.get("TERM", "") else 16
