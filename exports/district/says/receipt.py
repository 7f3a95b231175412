"""Write receipts: files that give a team the district's rulings, the faults found, and the hours that its people earned elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from checkin.progress import counted
from checkin.rules.field_values import is_id
from checkin.rules.problems import N_, refuse
from checkin.texts import _, first_few
from exports.district.asks.conflicts.conflict import Conflict
from exports.district.asks.conflicts.registry import conflicts
from exports.district.district import District
from exports.district.says.ruled_teams import rulings_by_team
from exports.district.says.versions import next_version
from exports.exchange.letter.fields import LONGEST_NAME
from exports.exchange.receipt.contents import ENDING, LONGEST_SENTENCE, Decided, pack_receipt
from exports.file_names import file_names
from storage.disk.atomic_file import atomic_path
from storage.disk.written.several_files import several_files
from storage.people.spelling import clean_text
from storage.standard.receipts import Elsewhere, Fault, ReceivedPack, Value


@dataclass(frozen=True, slots=True)
class ReceiptMade:
    """A receipt that was written: how many rulings and faults it holds, and the minutes that the team's people earned elsewhere.
    `name` is the team's, empty where it is not known."""

    team: str
    name: str
    file: Path
    rulings: int
    faults: int
    minutes: int


def write_receipts(district: District, folder: Path, team: str | None = None) -> list[ReceiptMade]:
    """Write TEAM.hdreceipt for each team, or for one team, into a folder, which is made if need be.

    Raises Refused if the team is not known, or if the folder or a file can't be written; then none is.
    """
    known = list(district.team_names())
    teams = known if team is None else [team]
    if not teams or not set(teams) <= set(known):
        message = N_("no such team is known here: the teams are {teams}")
        raise refuse("no_team", team or str(folder), message, teams=first_few(known) or "—")
    who, key = district.identity, district.signing_key()
    names = dict(zip(known, file_names(known, ENDING), strict=True))
    made, called = [], district.team_names()
    with several_files(folder), ExitStack() as files:
        places = {one: files.enter_context(atomic_path(folder / names[one])) for one in teams}
        version = next_version(district)
        for decided in counted(_decided(district, teams), _("receipts"), len(teams)):
            data = pack_receipt((who.code, clean_text(who.name)), version, decided, key)
            places[decided.team].write_bytes(data)
            minutes = sum(session.minutes for session in decided.elsewhere)
            file = folder / names[decided.team]
            made.append(
                ReceiptMade(
                    decided.team, called.get(decided.team, ""), file, len(decided.rulings), len(decided.faults), minutes
                )
            )
    return made


def _decided(district: District, teams: Iterable[str]) -> Iterable[Decided]:
    rulings, found, at = rulings_by_team(district), conflicts(district), district.now()
    for team in teams:
        yield Decided(
            team,
            at,
            tuple(rulings.get(team, ())),
            tuple(_fault(conflict) for conflict in found if team in conflict.teams),
            tuple(_elsewhere(district, team)),
            tuple(_packs(district, team)),
        )


def _fault(conflict: Conflict) -> Fault:
    values: dict[str, Value] = {
        name: value if value is None or type(value) is int else clean_text(str(value))[:LONGEST_SENTENCE]
        for name, value in conflict.shown.items()
    }
    return Fault(
        conflict.kind.name,
        conflict.volunteer,
        tuple(filter(is_id, conflict.events)),
        conflict.message,
        values,
        conflict.ruled,
    )


def _elsewhere(district: District, team: str) -> Iterable[Elsewhere]:
    """Sessions of the team's people at other teams. Hours that the district added are left out: its rulings hold them."""
    rows = district.db.execute(
        "SELECT s.volunteer, s.activity_team, split_part(s.activity, '/', 1), coalesce(a.name, ''), strftime(s.day, '%Y-%m-%d'), "
        "s.credited, s.status FROM session s "
        "LEFT JOIN activity a ON a.team = s.activity_team AND a.code = s.activity "
        "WHERE s.team = ? AND s.activity_team <> ? "
        "AND s.key NOT IN (SELECT id::VARCHAR FROM event WHERE desk = ?) "
        "ORDER BY s.volunteer, s.day, s.activity_team, s.activity, s.key",
        [team, team, district.identity.desk],
    ).fetchall()
    for volunteer, other, activity, name, day, minutes, status in rows:
        yield Elsewhere(volunteer, other, activity, clean_text(name)[:LONGEST_NAME], day, minutes, status)


def _packs(district: District, team: str) -> Iterable[ReceivedPack]:
    rows = district.db.execute(
        "SELECT desk, coalesce(desk_name, ''), events, last_at FROM chain WHERE team = ? AND desk <> ? ORDER BY desk",
        [team, district.identity.desk],
    ).fetchall()
    for desk, name, events, last_at in rows:
        yield ReceivedPack(desk, clean_text(name)[:LONGEST_NAME], events, last_at)
