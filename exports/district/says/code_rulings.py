"""The district's rulings on codes that two desks of a team made: one activity, or two."""

from __future__ import annotations

from dataclasses import dataclass

from checkin.rules.events import Clash
from checkin.rules.identity import code_of_desk, key, split
from checkin.rules.makings import Making
from checkin.rules.problems import N_, refuse
from checkin.rules.signature import Signature
from exports.district.district import District
from exports.district.record.common_facts import common_facts
from exports.district.says.rulings import Ruled, write_ruling
from storage.disk.ids import check_id


@dataclass(frozen=True, slots=True)
class RuledCode:
    """A ruling on a code, and what it changed for the people who were there: (persons, sessions, credited minutes)."""

    ruled: Ruled
    before: tuple[int, int, int]
    after: tuple[int, int, int]


def one_activity(district: District, event: str, one_with: str, signed: Signature) -> RuledCode:
    """The activity that `event` made is the one that `one_with` made, whose facts hold. Raises Refused where these are no
    makings of one code.
    """
    making, other = _making(district, event), _making(district, one_with)
    if making.key != other.key or making == other:
        message = N_("these two events did not make one code: take both from hourdesk district conflicts")
        raise refuse("no_clash", one_with, message)
    return _ruled(district, making, Clash(making.id, one_with=other.id), signed)


def own_code(district: District, event: str, signed: Signature) -> RuledCode:
    """The activity that `event` made is another one, and gets a code with its desk. Raises Refused where it made none."""
    making = _making(district, event)
    facts = common_facts(district)
    team, code = split(making.key)
    taken, number = {*facts.activities, *facts.makings.candidates}, 1
    while key(team, code_of_desk(code, making.desk, number)) in taken:
        number += 1
    return _ruled(district, making, Clash(making.id, code=code_of_desk(code, making.desk, number)), signed)


def _making(district: District, event: str) -> Making:
    making = common_facts(district).makings.by_id.get(check_id(event))
    if making is None:
        message = N_("this event made no activity: take one from hourdesk district conflicts")
        raise refuse("no_making", event, message)
    return making


def _ruled(district: District, making: Making, body: Clash, signed: Signature) -> RuledCode:
    team, code = split(making.key)
    codes = [code] if body.code is None else [code, body.code]
    persons = district.db.execute(
        "SELECT list(DISTINCT coalesce(team || '/' || volunteer, volunteer)) FROM session "
        "WHERE activity_team = ? AND split_part(activity, '/', 1) IN (SELECT unnest(?))",
        [team, codes],
    ).fetchone()
    whose = (persons and persons[0]) or []
    before = _sums(district, whose)
    event = write_ruling(district, body, signed, {team, *(split(one)[0] for one in whose if "/" in one)})
    return RuledCode(Ruled(event.id, None), before, _sums(district, whose))


def _sums(district: District, persons: list[str]) -> tuple[int, int, int]:
    row = district.db.execute(
        "SELECT count(DISTINCT coalesce(team || '/' || volunteer, volunteer)), count(*), coalesce(sum(credited), 0)::BIGINT "
        "FROM session WHERE coalesce(team || '/' || volunteer, volunteer) IN (SELECT unnest(?))",
        [persons],
    ).fetchone()
    assert row is not None
    return int(row[0]), int(row[1]), int(row[2])
