"""The district's rulings. Each is an event in a chain of its own, as at a desk, so every later merge keeps it."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from checkin.rules.corrections import LONGEST_RULING, are_added, are_confirmed, check_minutes, no_session
from checkin.rules.events import Body, Event, Link, Rule, Void
from checkin.rules.identity import split
from checkin.rules.problems import N_, Refused, refuse
from checkin.rules.signature import Signature, with_reason
from exports.district.asks.conflicts.conflict import Conflict
from exports.district.district import District
from exports.district.record.common_facts import common_facts
from exports.district.record.folding import refold
from exports.district.record.own_events import append_event
from storage.disk.ids import check_id


@dataclass(frozen=True, slots=True)
class Ruled:
    """A ruling that was written: the id of its event, and the session's minutes afterwards (None if it is about no session)."""

    event: str
    minutes: int | None


def rule_minutes(district: District, event: str, minutes: int, signed: Signature) -> Ruled:
    """Credit minutes to the session that an event opened or closed.

    Raises Refused if there is no such session, it is confirmed or has added hours, or the minutes are not possible.
    """
    event = check_id(event)
    check_minutes(minutes, LONGEST_RULING)
    row = district.db.execute(
        "SELECT key, team, activity_team, source, status, open_event, close_event FROM session WHERE key = $1 OR open_event = $1 OR close_event = $1",
        [event],
    ).fetchone()
    if row is None:
        raise Refused(no_session(event))
    key, team, activity_team, source, status, *made_of = row
    if source == "added":
        raise Refused(are_added(event))
    if status in ("confirmed", "publicity"):
        raise Refused(are_confirmed(event))
    written = write_ruling(district, Rule(key, minutes, tuple(e for e in made_of if e)), signed, {team, activity_team})
    after = district.db.execute("SELECT minutes FROM session WHERE key = ?", [key]).fetchone()
    return Ruled(written.id, None if after is None else int(after[0]))


def strike_out(district: District, event: str, signed: Signature) -> Ruled:
    """Strike out an event of any team. Raises Refused if it is not in the record."""
    event = check_id(event)
    row = district.db.execute(
        "SELECT e.team, e.volunteer, t.team FROM event e LEFT JOIN event t ON t.id = e.target WHERE e.id = ?", [event]
    ).fetchone()
    if row is None:
        raise refuse("no_event", event, N_("there is no event with this id"))
    teams = {row[0], row[2], *([split(row[1])[0]] if row[1] else [])}
    return Ruled(write_ruling(district, Void(event), signed, teams).id, None)


def same_person(district: District, volunteer: str, same_as: str, signed: Signature) -> Ruled:
    """Record that two numbers (`TEAM/NUMBER`) are one person; from now on `same_as` counts. Raises Refused for unknown numbers
    and for two that are one person already.
    """
    for one in (volunteer, same_as):
        team, number = split(one)
        known = district.db.execute("SELECT 1 FROM volunteer WHERE team = ? AND number = ?", [team, number]).fetchone()
        if known is None:
            raise refuse("no_volunteer", one, N_("nobody in the registers has this number; write TEAM/NUMBER"))
    facts = common_facts(district)
    if facts.person(volunteer) == facts.person(same_as):
        raise refuse("same_number", volunteer, N_("these two numbers are joined already"))
    teams = {split(volunteer)[0], split(same_as)[0]}
    return Ruled(write_ruling(district, Link(volunteer, same_as), signed, teams).id, None)


def let_stand(district: District, conflict: Conflict, signed: Signature) -> None:
    """Record that a person looked at a conflict and decided to change nothing. Raises Refused without a reason."""
    signed = with_reason(signed)
    with district.transaction():
        district.db.execute(
            "INSERT INTO settled VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            [conflict.name, *signed, district.now()],
        )


def write_ruling(district: District, body: Body, signed: Signature, teams: Set[str | None]) -> Event:
    """Append an event to the district's chain, and derive the sessions of these teams again."""
    signed = with_reason(signed)
    with district.transaction():
        event = append_event(district, body, signed)
        refold(district, {team for team in teams if team is not None})
    return event
