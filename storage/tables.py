"""A table that is data: from the data folder where a school has its own, else the one that comes with the program."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

from checkin.rules.problems import N_, Problem, Refused
from storage.folder import DataFolder


def read_table(folder: DataFolder, name: str) -> tuple[dict[str, Any], str]:
    """What the TOML table `name` holds, and where it stands. Raises Refused where the school's own can't be read."""
    own = folder.path / name
    try:
        # Editors of Windows put a mark before UTF-8.
        return tomllib.loads(own.read_text("utf-8-sig")), str(own)
    except FileNotFoundError:
        return tomllib.loads(files("storage").joinpath("data", name).read_text("utf-8")), name
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        message = N_("the table can't be read ({reason}): correct the file, or take it away to have the usual one")
        raise Refused(Problem("bad_table", str(own), message, {"reason": str(error)})) from error
