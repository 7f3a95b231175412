"""What the screen asks of the data folder: each function runs in the writer's thread and gives a plain value back."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from checkin.desk import Desk
from checkin.rules.activities import Activity
from checkin.rules.badge_numbers import NotABadge
from checkin.rules.decide import Arrival, Unreadable
from checkin.rules.events import Clock
from checkin.rules.outcomes import Outcome
from checkin.rules.posts import is_post_code
from checkin.rules.problems import Refused
from checkin.rules.signature import Signature
from checkin.texts import say
from storage.activities.activities import list_activities
from storage.disk import sqlite
from storage.disk.identity import DeskIdentity
from storage.missing_events import told_missing
from storage.people.birthdays import release_grown_up
from storage.people.names import person_by_any_number
from storage.people.notes import has_note
from storage.people.person import Person
from storage.people.register import key_of
from storage.presence.board import Board, board_of, read_board
from storage.presence.held_scans import NOTHING_HELD, HeldSpan, held_span
from storage.presence.last_scans import last_scans
from storage.presence.unwritten_file import unreadable_scans
from storage.presence.unwritten_scans import enter_unwritten
from storage.record import record_in
from storage.store import Store
from tui.model.left_to_do import has_people
from tui.model.verdicts import Verdict, held_verdict, held_without_a_badge
from tui.words.counts import grown_up_text

if TYPE_CHECKING:
    from exports.included_desks import DesksLine
    from storage.activities.entry_deadline import EntryDeadline

SETTING_ACTIVITY, SETTING_POST = "activity", "post"
"""The activity that scans go to, and `ACTIVITY CODE`: the post (岗位) of this desk in it."""


class Taken(NamedTuple):
    """A scan that is in the log, and whose it was (None for an unknown badge or no badge at all). `noted`: there is a note on
    the person, of which the verdict shows a sign."""

    outcome: Outcome
    person: Person | None
    noted: bool = False
    has: Sequence[str] = ()
    """What whoever leaves still has of the things that were handed out."""


class FirstLook(NamedTuple):
    """What the first complete screen needs. `board` is None where the team has no activity that could be open now; `scans` are
    the last ones of the activity, the newest first. `entered` counts those that could not be written when the desk last ran."""

    identity: DeskIdentity
    settings: dict[str, Any]
    board: Board | None
    has_people: bool
    scans: Sequence[Taken] = ()
    held: HeldSpan = NOTHING_HELD
    entered: int = 0
    is_missing: bool = False
    """Whether events that were recorded are not in the record any more."""
    purge: str = ""
    """What became of a purge that was interrupted, in words."""
    unreadable: str = ""
    """What is said of scans that could not be written, and that nobody can read any more."""
    has_activities: bool = False
    """Whether the team ever had an activity, so that there is one to copy or to open again."""
    memory: str = ""
    """What is said of the memory outside of the record, where that was missing or can't be kept."""
    grown_up: str = ""
    """What is said of those who need no guardian's consent any more."""


class Held(NamedTuple):
    """A scan that is on disk and has no activity: whose it is as far as is known (None for a text that is no badge, of which
    `fault` says what is wrong), and how many are held now."""

    span: HeldSpan
    volunteer: str | None
    person: Person | None
    fault: NotABadge | None = None
    noted: bool = False

    def verdict(self, line: str, at: int) -> Verdict:
        """What the desk says to it; `line` tells how many are held, `at` is the time of the scan."""
        if self.fault is not None:
            return held_without_a_badge(self.fault, line, at)
        return held_verdict(self.person, self.volunteer or "", line, at, noted=self.noted)


class TakenIn(NamedTuple):
    """Held scans that an activity took in, those that stay held because it was closed before, and how many are left."""

    taken: Sequence[Taken]
    too_late: int
    span: HeldSpan


class Elsewhere(NamedTuple):
    """What another program changed: the board read anew (None where there is no activity), and the held scans. `gone` is the
    activity that was chosen and that it hid or struck out."""

    board: Board | None
    held: HeldSpan
    gone: str | None = None
    is_missing: bool = False


def first_look(store: Store) -> FirstLook:
    """The desk's present state."""
    settings = store.folder.settings()
    entered = enter_unwritten(store)
    purge = _finished_purge(store) if store.register.purged.is_unfinished() else ""
    grown_up = release_grown_up(store, None)
    activity = likely_activity(list_activities(store), str(settings.get(SETTING_ACTIVITY, "")), store.now())
    board, scans = None, []
    if activity is not None:
        record = record_in(store, activity.key)
        board = board_of(store, activity.key, record)
        scans = [Taken(past.outcome, past.person) for past in last_scans(store, activity.key, record)]
    store.ledger.changed_elsewhere()
    held, missing = held_span(store), is_missing(store)
    has_activities = activity is not None or bool(list_activities(store, hidden=True))
    unreadable = "\n".join(map(say, unreadable_scans(store.folder, store.identity.team)))
    memory = "\n".join(map(say, [*store.memory_notes, *store.key_notes]))
    return FirstLook(
        store.identity,
        settings,
        board,
        has_people(store),
        scans,
        held,
        entered,
        missing,
        purge,
        unreadable,
        has_activities,
        memory,
        grown_up_text(grown_up),
    )


def _finished_purge(store: Store) -> str:
    from exports.exchange.purging.carrying_out import finish_purge
    from tui.words.people.purging import finished_line

    try:
        return finished_line(finish_purge(store))
    except Refused as refused:
        return "\n".join(map(say, refused.problems))


def is_missing(store: Store) -> bool:
    """Whether events that were recorded are not in the record any more, and nobody said that they won't come back."""
    return bool(told_missing(store.connection, store.folder, store.identity.desk))


def likely_activity(activities: Sequence[Activity], last: str, at: int) -> Activity | None:
    """The open activity that is under way, the last one used before others; else that, else the nearest in time."""
    open_ones = [a for a in activities if a.closed_at is None]
    under_way = [a for a in open_ones if a.start is not None and a.end is not None and a.start <= at <= a.end]
    for candidates in (under_way, open_ones):
        for activity in candidates:
            if activity.key == last:
                return activity
        if candidates:
            return min(candidates, key=lambda a: abs((a.start or 0) - at))
    return None


def take(store: Store, arrival: Arrival, operator: str | None) -> Taken | Held:
    """Record a scan. Once it is committed nothing here fails any more, or the screen would say it is not recorded.

    Where another program struck the activity out a moment ago, the scan is held.
    """
    if arrival.activity not in store.ledger.facts().activities:
        return hold(store, arrival, operator)
    outcome = Desk(store.ledger, operator).scan(arrival)
    return _taken(store, outcome)


def hold(store: Store, arrival: Arrival, operator: str | None) -> Held:
    """Keep a scan that has no activity on disk; as with `take`, nothing fails once it is committed."""
    from storage.presence import held_scans

    holder = held_scans.hold(store, arrival, operator)
    try:
        span = held_span(store)
    except sqlite.Error:
        span = HeldSpan(1, arrival.at, arrival.at)
    if isinstance(holder, Unreadable):
        return Held(span, None, None, holder.fault)
    volunteer = holder.volunteer or holder.badge
    person = _person(store, volunteer)
    return Held(span, volunteer, person, noted=_noted(store, person))


def take_in(store: Store, activity: str, ids: Collection[str] | None, post: str | None = None) -> TakenIn:
    """Enter held scans (those of `ids`; None: all) into the activity of this key, at a post or at none."""
    from storage.presence.held_scans import enter_held

    entered = enter_held(store, activity, ids, post)
    taken = [_taken(store, outcome) for outcome in entered.outcomes]
    return TakenIn(taken, entered.too_late, held_span(store))


def _person(store: Store, volunteer: str | None) -> Person | None:
    """None too where it can't be read just now: what is committed is said without a name."""
    try:
        return person_by_any_number(store, volunteer) if volunteer else None
    except sqlite.Error:
        return None


def _noted(store: Store, person: Person | None) -> bool:
    """False too where it can't be read just now: a scan that is committed is shown in any case."""
    try:
        return person is not None and has_note(store, key_of(person))
    except sqlite.Error:
        return False


def _taken(store: Store, outcome: Outcome) -> Taken:
    person = _person(store, outcome.volunteer)
    return Taken(outcome, person, _noted(store, person), _has(store, outcome))


def _has(store: Store, outcome: Outcome) -> Sequence[str]:
    """Nothing too where it can't be read just now: what is committed is said without it."""
    from storage.things.out import left_with

    try:
        return left_with(store, outcome)
    except (sqlite.Error, Refused):
        return ()


def changed_elsewhere(store: Store, chosen: Activity | None) -> Elsewhere | None:
    """What another program wrote to the folder; None where it wrote nothing. `chosen` is the activity that scans go to.

    Raises Refused where the record is not the file that was opened any more.
    """
    store.ledger.check_files()
    if not store.ledger.changed_elsewhere():
        return None
    if chosen is None:
        return Elsewhere(None, held_span(store), is_missing=is_missing(store))
    facts = store.ledger.facts()
    known = facts.activities.get(facts.now_named(chosen))
    if known is None or known.hidden:
        return Elsewhere(None, held_span(store), chosen.key, is_missing(store))
    return Elsewhere(board_of_chosen(store, chosen), held_span(store), is_missing=is_missing(store))


def board_of_chosen(store: Store, chosen: Activity) -> Board:
    """The board of the activity that scans go to, under the key that it has now; the next start begins with it."""
    key = store.ledger.facts().now_named(chosen)
    if key != chosen.key:
        post = post_kept(store.folder.settings(), chosen.key)
        store.folder.change_settings({SETTING_ACTIVITY: key})
        keep_post(store, key, post)
    return read_board(store, key)


def post_kept(settings: Mapping[str, Any], activity: str) -> str | None:
    """The code of the post that this desk had last in the activity of this key; None for none, and in any other activity."""
    key, _blank, post = str(settings.get(SETTING_POST, "")).partition(" ")
    return post if key == activity and is_post_code(post) else None


def keep_post(store: Store, activity: str, post: str | None) -> None:
    """Keep the post of this desk for its next start."""
    kept = None if post is None else f"{activity} {post}"
    if store.folder.settings().get(SETTING_POST) != kept:
        store.folder.change_settings({SETTING_POST: kept})


def activities_with_deadlines(store: Store) -> tuple[list[Activity], dict[str, EntryDeadline], list[Activity]]:
    """All activities, the hidden ones too, the latest first; by when the service of those that ended must be entered; and the
    activities that were struck out."""
    from checkin.rules.problems import Refused
    from storage.activities.entry_deadline import entry_deadlines
    from storage.activities.removing import struck_activities

    activities, struck = list_activities(store, hidden=True), struck_activities(store)
    try:
        return activities, entry_deadlines(store, activities), struck
    except Refused:
        # A holiday table that can't be read is said where days are counted; people must get to their activity.
        return activities, {}, struck


def desks_line(store: Store, activity: str) -> DesksLine | None:
    """Which desks the lists of an activity include."""
    from exports.included_desks import included_in

    return included_in(store, activity)


def record_clock_change(store: Store, change_ms: int, operator: str | None) -> None:
    """Put a change of the wall clock into the log."""
    store.ledger.record(Clock(change_ms), at=store.now(), signed=Signature(operator))
