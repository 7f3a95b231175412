"""The folders that get a copy of the log every minute: which they are, and whether the stick is still in its place."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

from checkin.file_errors import reason_of
from checkin.rules.problems import N_, Problem, refuse
from storage.disk.folder import DataFolder

SETTING_COPIES = "copies"
SETTING_STICKS = "copies_on_sticks"
"""Those of the folders that lay on another disk than the desk when they were chosen."""


def listed_in(settings: Mapping[str, Any], setting: str = SETTING_COPIES) -> list[Path]:
    """The folders that the settings of a desk name."""
    listed = settings.get(setting)
    return [Path(item) for item in listed if isinstance(item, str)] if isinstance(listed, list) else []


def copy_folders(folder: DataFolder) -> list[Path]:
    """The copy folders that desk.toml names. Raises Refused if that file is broken."""
    return listed_in(folder.settings())


def set_copy_folders(folder: DataFolder, folders: Sequence[Path]) -> list[Path]:
    """Set the copy folders, and give those that lie on the desk's own disk, so that their copies go where the laptop goes.

    Raises Refused for the first one that is missing, not writable, or the desk's own folder.
    """
    places = [place.expanduser().resolve() for place in folders]
    for place in places:
        if not place.is_dir():
            raise refuse(
                "no_folder", str(place), N_("there is no such folder: plug in the stick, or make the folder first")
            )
        if place == folder.path.resolve():
            raise refuse("own_folder", str(place), N_("this is the desk's own folder: a copy must lie elsewhere"))
        try:
            probe = place / f".hourdesk-{uuid4()}"
            probe.touch()
            probe.unlink()
        except OSError as error:
            message = N_("nothing can be written there ({reason}): choose another folder")
            raise refuse("not_writable", str(place), message, reason=reason_of(error)) from error
    sticks = [str(place) for place in places if is_on_another_disk(folder, place)]
    folder.change_settings({SETTING_COPIES: [str(place) for place in places] or None, SETTING_STICKS: sticks or None})
    return [place for place in places if str(place) not in sticks]


def is_on_another_disk(folder: DataFolder, place: Path) -> bool:
    """Whether a folder lies on another disk than the desk, so that it outlives the laptop. Raises OSError where it is not there."""
    return place.stat().st_dev != folder.path.stat().st_dev


def why_not_there(folder: DataFolder, place: Path, sticks: Collection[Path] = ()) -> Problem | None:
    """What keeps a copy from being written into a folder: it is not there, or the stick was pulled out and left its folder behind,
    which is on the laptop's own disk then. `sticks` were seen on another disk meanwhile. Raises Refused for broken settings."""
    if not place.is_dir():
        message = N_("the folder {folder} is not there: plug the stick in")
        return Problem("no_folder", "", message, {"folder": str(place)})
    if place in {*sticks, *listed_in(folder.settings(), SETTING_STICKS)} and not is_on_another_disk(folder, place):
        message = N_(
            "the stick is not in {folder}: this folder is on the laptop's own disk now. Plug the stick in, or choose the folder for copies anew"
        )
        return Problem("no_folder", "", message, {"folder": str(place)})
    return None


def is_there(folder: DataFolder, place: Path) -> bool:
    """Whether a copy can be written into a folder now."""
    with suppress(OSError):
        return why_not_there(folder, place) is None
    return False
