"""From when on a desk's share of minutes is unusual: data in `settings/shares.toml`, which the clerk may change."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from checkin.file_errors import reason_of
from checkin.rules.problems import N_, Problem, Refused
from checkin.toml_files import read_toml
from exports.district.district import District
from storage.disk.atomic_file import atomic_path
from storage.disk.private_files import PRIVATE_FOLDER

FILE = "shares.toml"


class ShareLimits(NamedTuple):
    """A kind of minutes at a desk is asked about from `least_minutes` and `least_share` (0 to 1) on, where its share is
    `times_median` times the median share of the other desks."""

    least_minutes: float
    least_share: float
    times_median: float


def read_limits(district: District) -> ShareLimits:
    """The limits in force; the file is made from the defaults where it is missing. Raises Refused naming every impossible value."""
    file = _settings_file(district)
    try:
        content = read_toml(file)
    except (OSError, ValueError) as error:
        message = N_("the settings can't be read ({reason}): correct the file, or rename it to start with the defaults")
        raise Refused(Problem("bad_settings", str(file), message, {"reason": reason_of(error)})) from error
    problems = list(_problems(content, str(file)))
    if problems:
        raise Refused(*problems)
    return ShareLimits(**{name: float(content[name]) for name in ShareLimits._fields})


def _settings_file(district: District) -> Path:
    file = district.folder.settings / FILE
    if not file.exists():
        file.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        with atomic_path(file, belongs=True) as temporary:
            temporary.write_bytes(files("exports.district").joinpath("data", FILE).read_bytes())
    return file


def _problems(content: Mapping[str, Any], where: str) -> list[Problem]:
    known = ", ".join(ShareLimits._fields)
    message = N_("there is no such setting; the settings are {known}")
    found = [
        Problem("bad_settings", f"{where} {name[:40]}", message, {"known": known})
        for name in content
        if name not in ShareLimits._fields
    ]
    for name in ShareLimits._fields:
        value, most = content.get(name), 1.0 if name == "least_share" else 1e9
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= most:
            text = N_("write a number from 0 to {most}")
            found.append(Problem("bad_settings", f"{where} {name}", text, {"most": f"{most:.0f}"}))
    return found
