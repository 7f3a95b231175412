"""A table that is data: from the data folder where a school has its own, else the one that comes with the program."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

from checkin.file_errors import reason_of
from checkin.rules.problems import N_, refuse
from checkin.toml_files import read_toml
from storage.disk.folder import DataFolder


def read_table(folder: DataFolder, name: str) -> tuple[dict[str, Any], str]:
    """The content of the TOML table `name`, and where it is. Raises Refused where the school's own can't be read."""
    file = folder.path / name
    message = N_("the table can't be read ({reason}): correct the file, or take it away to have the usual one")
    own = own_table(file, "bad_table", message)
    if own is not None:
        return own, str(file)
    return tomllib.loads(files("storage.standard").joinpath("data", name).read_text("utf-8")), name


def own_table(file: Path, code: str, message: str) -> dict[str, Any] | None:
    """The content of a school's own TOML table; None where there is none. Raises Refused with `message`,
    which has a placeholder `reason`.
    """
    try:
        return read_toml(file)
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise refuse(code, str(file), message, reason=reason_of(error)) from error
