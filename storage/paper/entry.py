"""Rows of a paper sheet into the record: each time a scan of its own, made at the time that stands on the sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from checkin.desk import Desk
from checkin.rules.activities import Activity
from checkin.rules.decide import Arrival
from checkin.rules.events import PAPER, Direction
from checkin.rules.outcomes import Outcome
from checkin.rules.problems import N_, Problem, each_once
from checkin.rules.sessions import Effect
from checkin.rules.sheet_times import SheetTime, instant_of, read_time
from checkin.rules.signature import UNSIGNED, Signature
from storage.disk.ids import new_id
from storage.paper.checking import consequence
from storage.paper.row import PaperEntry, PaperRow, PaperState
from storage.people.register import key_of
from storage.presence.vouching import find_voucher
from storage.roster.whose_row import person_of_row
from storage.store import Store


class _TakenBack(Exception):
    """Ends a preview: the transaction is rolled back."""


def check_paper(
    store: Store,
    activity: Activity,
    rows: Sequence[PaperRow],
    voucher: str,
    day: date | None = None,
    post: str | None = None,
) -> list[PaperEntry]:
    """The result of entering the rows, without entering them: it is done and rolled back.
    Raises Refused as `enter_paper` does.
    """
    entries: list[PaperEntry] = []
    try:
        with store.ledger.transaction():
            entries = enter_paper(store, activity, rows, voucher, UNSIGNED, day, post)
            raise _TakenBack
    except _TakenBack:
        return entries


def enter_paper(
    store: Store,
    activity: Activity,
    rows: Sequence[PaperRow],
    voucher: str,
    signed: Signature,
    day: date | None = None,
    post: str | None = None,
) -> list[PaperEntry]:
    """Enter the rows in one transaction. Nothing of a faulty row is written, and nothing is written twice.

    `voucher` is the key of the person who kept the sheet, `day` the day of the sheet where the activity has several,
    `post` the code of the post at which it was kept.
    Raises Refused where nobody has that key.
    """
    with store.ledger.transaction():
        find_voucher(store, voucher)
        desk, entries = Desk(store.ledger, signed.operator), []
        for row in rows:
            entry = _read(store, activity, row, day)
            entries.append(
                _entered(store, desk, activity, entry, voucher, post) if entry.state is PaperState.ENTERED else entry
            )
        return entries


def _read(store: Store, activity: Activity, row: PaperRow, day: date | None) -> PaperEntry:
    """The person and the instants of a row, or what is wrong with them."""
    if not row.came.strip() and not row.left.strip():
        return PaperEntry(row, PaperState.EMPTY)
    person, now = person_of_row(store, row.where, row.number, row.name), store.now()
    came = _time(row.came, activity, row, day, now)
    left = _time(row.left, activity, row, day, now, came if isinstance(came, int) else None)
    # What is wrong with both times is said once.
    problems = each_once(one for one in (person, came, left) if isinstance(one, Problem))
    if isinstance(came, int) and isinstance(left, int) and left <= came:
        problems.append(Problem("out_before_in", row.where, N_("the time out is not after the time in")))
    state = PaperState.FAULTY if problems else PaperState.ENTERED
    found = None if isinstance(person, Problem) else person
    return PaperEntry(
        row,
        state,
        None if found is None else key_of(found),
        found,
        came if isinstance(came, int) else None,
        left if isinstance(left, int) else None,
        tuple(problems),
    )


def _time(
    text: str, activity: Activity, row: PaperRow, day: date | None, now: int, after: int | None = None
) -> int | Problem | None:
    written = read_time(text, row.where)
    return instant_of(written, activity, now, day, row.where, after) if isinstance(written, SheetTime) else written


def _entered(
    store: Store, desk: Desk, activity: Activity, entry: PaperEntry, voucher: str, post: str | None
) -> PaperEntry:
    assert entry.volunteer is not None
    times = [(d, at) for d, at in ((Direction.IN, entry.came), (Direction.OUT, entry.left)) if at is not None]
    result = consequence(store, activity, entry.volunteer, times, entry.row.where, post)
    if result.problem is not None:
        return replace(entry, state=PaperState.FAULTY, problems=(result.problem,))
    if not result.times:
        session = result.session
        since, until = (None, None) if session is None else (session.start, session.end)
        return replace(entry, state=PaperState.RECORDED, since=since, until=until)
    outcomes: list[Outcome] = []
    for direction, at in result.times:
        arrival = Arrival(
            new_id(store.now()), at, "", activity.key, direction, PAPER, entry.volunteer, voucher, post=post
        )
        outcomes.append(desk.scan(arrival))
        if direction is Direction.IN and outcomes[-1].effect not in (Effect.OPENED, Effect.MOVED):
            # Who was not let in has no way out to be recorded.
            break
    return replace(entry, outcomes=tuple(outcomes), changed_scans=result.changed_scans)
