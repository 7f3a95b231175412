"""Version numbers of files that the district sends. Each is higher than the last, even within one second."""

from __future__ import annotations

import json

from checkin.json_files import json_of
from checkin.outside_files import read_outside
from checkin.rules.problems import N_, refuse
from checkin.toml_files import LARGEST
from exports.district.district import District
from storage.disk.atomic_file import write_whole
from storage.disk.identity import version_at
from storage.disk.whose.own_names import SENT


def next_version(district: District) -> int:
    """The version of the next district kit or set of receipts; it is stored as used. Raises Refused if `sent.json` is damaged."""
    last = last_version(district)
    version = max(version_at(district.now()), last + 1)
    write_whole(district.folder.path / SENT, json.dumps({"version": version}).encode(), belongs=True)
    return version


def last_version(district: District) -> int:
    """The version of the last file that was sent, 0 for none. Raises Refused if `sent.json` is damaged."""
    file = district.folder.path / SENT
    try:
        return int(json_of(read_outside(file, LARGEST))["version"]) if file.exists() else 0
    except (ValueError, KeyError, TypeError) as error:
        raise refuse(
            "damaged_file",
            str(file),
            N_("the file is damaged: see that the computer's clock is right, rename the file, and do it again"),
        ) from error
