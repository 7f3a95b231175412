"""Which district a command works on: the folder that --data names, else a place of its own beside the desk's."""

from __future__ import annotations

import os
from pathlib import Path

from exports.district.district import District
from exports.district.record.mending import open_mended
from tui.cli.base.desk_choice import DATA_VARIABLE, DeskChoice, default_path
from tui.cli.base.passphrase import unlock_district
from tui.words.mended import mended_line
from tui.words.put_line import put_message


def district_path(choice: DeskChoice) -> Path:
    """The district's folder: what --data or the environment name, else `district` in the user's data folder."""
    if choice.data is not None or os.environ.get(DATA_VARIABLE):
        return choice.path
    return default_path() / "district"


def open_chosen(choice: DeskChoice) -> District:
    """Open the district; where that made a damaged record anew, it is said. Raises Refused where there is none, and for a wrong
    passphrase."""
    district, made = open_mended(unlocked_path(choice), choice.clock)
    if made is not None:
        put_message(mended_line(made))
    return district


def unlocked_path(choice: DeskChoice) -> Path:
    """The district's folder, opened by its passphrase for the rest of this command where it is protected.

    Raises Refused for a wrong one, and where none is given and nobody can be asked.
    """
    path = district_path(choice)
    unlock_district(path)
    return path
