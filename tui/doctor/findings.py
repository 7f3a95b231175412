"""What the doctor looks at. Each finding is a sentence; what is missing says what to do."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from checkin.clock import Clock
from checkin.rules.instants import local_time
from checkin.rules.problems import Problem, Refused
from checkin.texts import _, enumerated, in_a_row, say
from storage.disk.free_space import LEAST_FREE
from storage.disk.private_files import open_to_others
from storage.disk.whose.kinds import Owner, whose
from storage.missing_events import missing_problems
from storage.soundness.key_check import faults_of_keys
from storage.store import Store, has_desk, open_store
from tui.doctor.engine_finding import engine_finding
from tui.doctor.finding import Finding
from tui.doctor.protection_finding import protection_finding
from tui.doctor.terminal_findings import terminal_findings
from tui.words.laptop.rights import rights_lines
from tui.words.people.purging import undone_lines

_YEAR_OF_THIS_VERSION, _YEARS_OF_USE = 2025, 50
_RARE_NAME = "张𠮷𬭎"


def findings(data: Path, clock: Clock) -> Iterator[Finding]:
    """All findings for a data folder, in the order in which a person would fix them."""
    before = open_to_others(data) if has_desk(data) else []
    yield from _data_folder(data, clock)
    # Opening the desk closed it to others.
    still_open = open_to_others(data) if before else []
    if told := rights_lines(before, still_open):
        yield Finding("rights", not still_open, in_a_row(told))
    if has_desk(data):
        yield protection_finding(data, clock)
    yield from laptop_findings(data, clock)
    yield from terminal_findings()


def laptop_findings(data: Path, clock: Clock) -> Iterator[Finding]:
    """What does not depend on the terminal: disk, clock, decoders, cameras, fonts, sound."""
    yield _disk(data)
    yield _clock(clock)
    yield _decoders()
    yield _cameras()
    yield _fonts()
    yield _sound()


def _data_folder(data: Path, clock: Clock) -> Iterator[Finding]:
    if whose(data).owner is Owner.NOBODY:
        yield Finding(
            "data", False, _("Data folder {folder}: no desk yet; hourdesk init makes one").format(folder=data)
        )
        yield engine_finding()
        return
    try:
        with open_store(data, clock) as store:
            yield Finding("data", True, _desk(store, data))
            yield from (Finding("record", False, say(problem)) for problem in _noticed(store))
            yield from _audit_rules(store)
            yield from (Finding("purge", False, line) for line in undone_lines(store))
            yield _zone(store)
            yield engine_finding(store.connection)
    except Refused as error:
        yield Finding("data", False, say(error.problems[0]))
        if has_desk(data):
            # Why it can't be opened may be the engine.
            yield engine_finding()


def _noticed(store: Store) -> Iterator[Problem]:
    """What this opening noticed, which nobody else will be told; and keys that are missing or another's."""
    yield from missing_problems(store.folder, store.identity, store.found_missing)
    yield from store.memory_notes
    yield from faults_of_keys(store.folder, store.identity)


def _audit_rules(store: Store) -> Iterator[Finding]:
    from exports.audit.own_rules import notes_on_own_rules

    yield from (Finding("audit_rules", False, say(problem)) for problem in notes_on_own_rules(store))


def _desk(store: Store, data: Path) -> str:
    desk = store.identity
    text = _("Data folder {folder}: desk “{name}” ({desk}) of {team} {team_name}")
    return text.format(folder=data, name=desk.desk_name, desk=desk.desk, team=desk.team, team_name=desk.team_name)


def _zone(store: Store) -> Finding:
    from checkin.rules.activities import zone

    here, there = store.clock.here(), local_time(store.now(), zone(store.identity.timezone))
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


def _clock(clock: Clock) -> Finding:
    here = clock.here()
    shown = f"{here:%Y-%m-%d %H:%M:%S} (UTC{here:%z})"
    if not _YEAR_OF_THIS_VERSION <= here.year <= _YEAR_OF_THIS_VERSION + _YEARS_OF_USE:
        return Finding("clock", False, _("Clock: {time} can't be right; set it").format(time=shown))
    return Finding("clock", True, _("Clock: {time}; is that right?").format(time=shown))


def _decoders() -> Finding:
    from checkin.scanning.decoders import available_decoders

    names = available_decoders()
    if not names:
        text = _("Decoders: none; install zxing-cpp with pip. A keyboard scanner works without one")
        return Finding("decoders", False, text)
    if "pyzbar" not in names:
        text = _("Decoders: {names}; without pyzbar some codes in glare stay unread: {remedy}")
        return Finding("decoders", True, text.format(names=enumerated(names), remedy=_remedy_for_libzbar()))
    return Finding("decoders", True, _("Decoders: {names}").format(names=enumerated(names)))


def _remedy_for_libzbar() -> str:
    match sys.platform:
        case "darwin":
            return _("install libzbar with brew install zbar")
        case "win32":
            return _("install the Visual C++ Redistributable 2013")
        case _:
            return _("install the package libzbar0 (Debian, Ubuntu) or zbar (Fedora, Arch)")


def _sound() -> Finding:
    from tui.devices.sound_player import player_name

    player = player_name(os.environ)
    if player is not None:
        return Finding("sound", True, _("Sound: played by {player}").format(player=player))
    if os.environ.get("SSH_CONNECTION"):
        return Finding("sound", True, _("Sound: over SSH only the terminal's bell; see that it is switched on"))
    return Finding("sound", True, _("Sound: no player found, the terminal's bell rings; see that it is switched on"))


def _cameras() -> Finding:
    from checkin.scanning.devices import list_cameras

    cameras = list_cameras()
    if not cameras:
        text = _("Camera: none found; plug one in, or use a keyboard scanner")
        return Finding("camera", False, text)
    names = enumerated(f"{camera.device} {camera.name}" for camera in cameras)
    return Finding("camera", True, _("Camera: {names}").format(names=names))


def _fonts() -> Finding:
    from exports.printed.fonts import fonts_for

    try:
        missing = fonts_for([_RARE_NAME]).missing(_RARE_NAME)
    except Refused as error:
        return Finding("fonts", False, say(error.problems[0]))
    if missing:
        text = _("Fonts: no font here has {characters}; badges mark rare characters")
        return Finding("fonts", False, text.format(characters=" ".join(missing)))
    return Finding("fonts", True, _("Fonts: Chinese names print, rare characters too"))
