"""Make a district kit: one standard for all teams, and the marks of all badges that are in force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from checkin.file_errors import reason_of, unreadable_file
from checkin.rules.badge_holders import marks_in_force
from checkin.rules.policies import FIRST_VERSION, read_policy, settings_of
from checkin.rules.problems import N_, Refused, refuse
from checkin.toml_files import read_toml
from exports.district.district import District
from exports.district.record.badge_owners import all_holders
from exports.district.record.common_facts import common_facts
from exports.district.says.credential_list import credential_list
from exports.district.says.sealed import sealing_key
from exports.district.says.versions import next_version
from exports.district.standard import read_tables
from exports.exchange.credential.district_list import list_text
from exports.exchange.district_kit.contents import pack_district_kit
from exports.exchange.letter.fields import LONGEST_NAME
from exports.exchange.pack.vouching import fingerprint
from storage.disk import keys
from storage.disk.atomic_file import atomic_path
from storage.people.spelling import clean_text
from storage.standard.standard import DistrictTeam, Standard


@dataclass(frozen=True, slots=True)
class DistrictKitMade:
    """A district kit that was written: its version, the district's fingerprint, and how many teams and badges are in it."""

    version: int
    fingerprint: str
    teams: int
    badges: int


def make_district_kit(district: District, out: Path, policy: Path | None = None) -> DistrictKitMade:
    """Write the next version of the district kit. `policy` is a TOML file with settings that the teams should take.

    Raises Refused if a setting is not possible, no team is known, or the file can't be written.
    """
    settings, key = None if policy is None else read_settings(policy), district.signing_key()
    teams = _teams(district)
    if not teams:
        message = N_("no team is known yet: merge a pack first, or give the list of teams")
        raise refuse("no_teams", str(out), message)
    listed = {team.code for team in teams}
    holders = all_holders(district.db, common_facts(district))
    marks = {mark: team for mark, team in marks_in_force(holders).items() if team in listed}
    credentials = list_text(credential_list(district, to_send=True), key)
    # Keys and a version are made only once all else is known to go well.
    with atomic_path(out, private=True) as temporary:
        standard = replace(_standard(district), policy=settings)
        version = next_version(district)
        who = district.identity
        sender = (who.code, clean_text(who.name))
        temporary.write_bytes(pack_district_kit(sender, version, teams, standard, marks, key, credentials))
    return DistrictKitMade(version, fingerprint(keys.public_bytes(key)), len(teams), len(marks))


def read_settings(file: Path) -> Mapping[str, Any]:
    """The policy settings in a TOML file, without defaults. Raises Refused naming every setting that is not possible."""
    try:
        settings = read_toml(file)
    except OSError as error:
        raise Refused(unreadable_file(file, error)) from error
    except ValueError as error:
        message = N_("the settings can't be read ({reason}): write them as hourdesk policy show prints them")
        raise refuse("bad_policy", str(file), message, reason=reason_of(error)) from error
    read = settings_of(read_policy(settings, FIRST_VERSION, file.name))
    return {name: read[name] for name in settings}


def _teams(district: District) -> list[DistrictTeam]:
    rows = district.db.execute("SELECT code, coalesce(name, ''), enrolled FROM team ORDER BY code").fetchall()
    return [DistrictTeam(code, clean_text(name)[:LONGEST_NAME] or code, enrolled) for code, name, enrolled in rows]


def _standard(district: District) -> Standard:
    tables = read_tables(district)
    return Standard(
        tables.categories, tables.stars, tables.holidays, tables.workdays, sealing_key=sealing_key(district)
    )
