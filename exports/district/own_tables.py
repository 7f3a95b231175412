"""What is not possible in the tables of the district's `settings/`, before anybody asks for what they are needed for."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from checkin.rules.problems import Problem, Refused
from exports.audit.district import district_rules, district_timetable
from exports.audit.plausibility.rules import FILE as RULES
from exports.audit.plausibility.timetable import FILE as TIMETABLE
from exports.district.asks.requirements import district_requirements
from exports.district.asks.share_limits import FILE as LIMITS
from exports.district.asks.share_limits import read_limits
from exports.district.district import District
from exports.district.says.credential_list import FILE as CREDENTIALS
from exports.district.says.credential_list import valid_days
from exports.district.standard import read_tables

_READERS: tuple[tuple[str, Callable[[District], object]], ...] = (
    (LIMITS, read_limits),
    (CREDENTIALS, valid_days),
    (RULES, district_rules),
    (TIMETABLE, district_timetable),
)


def faults_of_tables(district: District) -> Iterator[Problem]:
    """What every table that is there says wrongly, with its file and place. A table that is not there is as usual, and is not made."""
    there = [reader for name, reader in _READERS if (district.folder.settings / name).exists()]
    for reader in (read_tables, *there, district_requirements):
        try:
            reader(district)
        except Refused as refused:
            yield from refused.problems
