"""The district's tables as files of TOML in `settings/`, which the clerk may change."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from checkin.toml_files import read_toml
from exports.district.district import District
from storage.disk.atomic_file import write_whole
from storage.disk.folder import bad_settings
from storage.disk.private_files import PRIVATE_FOLDER


def settings_file_of(district: District, name: str, usual: bytes | None = None) -> Path:
    """The file of this name in the district's `settings/`. Where it is missing, it is made from the defaults: `usual`, else
    the table of this name that comes with the district.
    """
    file = district.folder.settings / name
    if not file.exists():
        file.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        write_whole(file, usual or files("exports.district").joinpath("data", name).read_bytes(), belongs=True)
    return file


def read_settings_file(file: Path) -> Mapping[str, Any]:
    """What a settings file says. Raises Refused where it can't be read."""
    try:
        return read_toml(file)
    except (OSError, ValueError) as error:
        raise bad_settings(file, error) from error
