"""A whole class is checked in or out by its teacher, who is named and stands for it (整班签到, 整班签退)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from checkin.desk import Desk
from checkin.rules.decide import Arrival
from checkin.rules.events import VOUCHED, Direction
from checkin.rules.outcomes import Outcome
from checkin.rules.problems import N_, Problem, Refused
from storage.board import Board, PresenceState
from storage.ids import new_id
from storage.moment import now
from storage.store import Store


@dataclass(frozen=True, slots=True)
class ClassCount:
    """A class in an activity: who could be checked out (`on_site`) or in (`away`), as keys, by number."""

    name: str
    on_site: tuple[str, ...]
    away: tuple[str, ...]


def classes_of(store: Store, board: Board) -> list[ClassCount]:
    """The classes of an activity by name: everybody who is here, and who signed up or, without a list, is in the roster."""
    here = {row.volunteer: row.class_name for row in board.state(PresenceState.ON_SITE)}
    came = {row.volunteer for row in board.rows if row.state is not PresenceState.ABSENT}
    if board.signed_up is not None:
        expected = {row.volunteer: row.class_name for row in board.rows}
    else:
        expected = {f"{p.team}/{p.number}": p.class_name for p in store.register.persons(with_leavers=False)}
    names = sorted({*here.values(), *expected.values()})
    return [
        ClassCount(
            name,
            tuple(sorted(v for v, c in here.items() if c == name)),
            tuple(sorted(v for v, c in expected.items() if c == name and v not in came)),
        )
        for name in names
    ]


def vouch(
    store: Store,
    activity: str,
    volunteers: Sequence[str],
    direction: Direction,
    vouched_by: str,
    operator: str | None,
    at: int | None = None,
) -> list[Outcome]:
    """Check volunteers (keys) in or out of an activity (its key) at one moment, all in one commit.

    Each is decided on like any scan, and what it came to is given back in the same order. Raises Refused where the
    teacher is nobody of the register or one of those who are vouched for, and where nobody is named.
    """
    problems = voucher_faults(store, vouched_by, volunteers)
    if not volunteers:
        problems.append(Problem("nobody", "", N_("nobody is chosen: there is nothing to record")))
    if problems:
        raise Refused(*problems)
    moment = now() if at is None else at
    desk = Desk(store.ledger, operator)
    with store.ledger.transaction():
        return [
            desk.scan(Arrival(new_id(), moment, "", activity, direction, VOUCHED, volunteer, vouched_by))
            for volunteer in dict.fromkeys(volunteers)
        ]


def voucher_faults(store: Store, vouched_by: str, volunteers: Sequence[str]) -> list[Problem]:
    """What is wrong with somebody standing for others: in no register, or for himself."""
    if store.register.person(vouched_by) is None:
        message = N_("nobody in the roster has the number {number}")
        return [Problem("no_volunteer", "--teacher", message, {"number": vouched_by})]
    if vouched_by in volunteers:
        message = N_("nobody stands for himself: leave the teacher out of the list, or name another one")
        return [Problem("own_word", "--teacher", message)]
    return []
