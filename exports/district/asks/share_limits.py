"""From when on a desk's share of minutes is unusual: data in `settings/shares.toml`, which the clerk may change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from checkin.rules.problems import N_, Problem, Refused, unknown_setting
from exports.district.district import District
from exports.district.settings import read_settings_file, settings_file_of

FILE = "shares.toml"


class ShareLimits(NamedTuple):
    """A kind of minutes at a desk is asked about from `least_minutes` and `least_share` (0 to 1) on, where its share is
    `times_median` times the median share of the other desks."""

    least_minutes: float
    least_share: float
    times_median: float


def read_limits(district: District) -> ShareLimits:
    """The limits in force; the file is made from the defaults where it is missing. Raises Refused naming every impossible value."""
    file = settings_file_of(district, FILE)
    content = read_settings_file(file)
    problems = list(_problems(content, str(file)))
    if problems:
        raise Refused(*problems)
    return ShareLimits(**{name: float(content[name]) for name in ShareLimits._fields})


def _problems(content: Mapping[str, Any], where: str) -> list[Problem]:
    known = ShareLimits._fields
    found = [unknown_setting("bad_settings", where, name, known) for name in content if name not in known]
    for name in ShareLimits._fields:
        value, most = content.get(name), 1.0 if name == "least_share" else 1e9
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= most:
            text = N_("write a number from 0 to {most}")
            found.append(Problem("bad_settings", f"{where} {name}", text, {"most": f"{most:.0f}"}))
    return found
