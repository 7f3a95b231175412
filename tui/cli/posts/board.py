"""`hourdesk post board`: who stands where, and who has not come to which post."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from checkin.durations import h_mm
from checkin.rules.activities import Activity
from checkin.rules.identity import within
from checkin.rules.instants import local_text
from checkin.rules.planned_times import clock_beside
from checkin.rules.posts import Beyond
from checkin.rules.posts_filled import PostBoard, ShiftBoard, ShiftState
from checkin.rules.problems import N_
from checkin.texts import _
from storage.people.expected import expected_at, names_at
from storage.posts.standing import ShiftPlace, minutes_of_shifts, place_of, read_post_board
from storage.store import Store
from tui.cli.base import options
from tui.cli.base.activity_meant import activity_meant, activity_option
from tui.cli.base.command import command, examples
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.listing import Column, table
from tui.cli.base.output import message, result, result_json, results, tell
from tui.cli.base.typed_values import instant_on
from tui.words.cells import plain
from tui.words.people.posts import (
    NO_POSTS,
    Names,
    by_plan_text,
    here_text,
    in_no_shift,
    missing_text,
    others_lines,
    person_text,
    post_name,
    shift_text,
    state_word,
    told,
)


@examples(N_("hourdesk post board"), N_("hourdesk post board --activity A1 --json"))
@command("board", N_("Print who is needed at which post, who stands there and who has not come, by name."))
@activity_option
@options.time(N_("As it stood then, such as 8:20 (default: now); hours are said only of now."))
@options.json_option
@pass_desk
def board(choice: DeskChoice, activity: str | None, at: datetime | time | None, as_json: bool) -> None:
    """As it stands now, or stood at a time; a time of day alone is of the activity's first day, or of the night that begins then."""
    from exports.included_desks import included_in

    with choice.open() as store:
        occasion = activity_meant(store, activity)
        now = store.now() if at is None else _instant(store, occasion, at)
        expected = expected_at(store, occasion)
        found = read_post_board(store, occasion, now, expected)
        minutes = minutes_of_shifts(store, occasion) if at is None else None
        names, own = names_at(store, occasion), store.identity.team
        included = included_in(store, occasion.key)
    if as_json:
        for row in found.rows:
            counted = None if minutes is None else minutes.get(place_of(row), 0)
            result_json(_object(row, occasion, names, own) | {"minutes": counted})
        for code, count in in_no_shift(found, minutes or {}):
            result_json({"activity": occasion.code, "post": code, "name": post_name(code, found), "in_no_shift": True,
                         "minutes": count})  # fmt: skip
        for code, people in found.elsewhere:
            result_json({"activity": occasion.code, "post": code, "name": None, "planned": False,
                         "here": [within(one, own) for one in people]})  # fmt: skip
        return
    if not found.rows:
        result(_(NO_POSTS).format(activity=plain(occasion.name)))
    results(table(found.rows, _columns(occasion, minutes)))
    for row in found.rows:
        for line in _lines(row, found, occasion, now, names, own):
            result(line)
    results(others_lines(found, minutes or {}, names, own))
    if found.by_plan and any(row.here for row in found.rows):
        message(by_plan_text())
    tell(expected.notes(names, own))
    if included is not None:
        message(included.text)


def _instant(store: Store, occasion: Activity, at: datetime | time) -> int:
    if isinstance(at, time) and occasion.start is not None:
        # Of a night 03:00 is the one within it, not the one before its evening.
        return clock_beside(occasion.start, at, occasion, where="--at")
    return instant_on(at, store.clock.today(occasion.zone), occasion.zone)


def _columns(occasion: Activity, minutes: Mapping[ShiftPlace, int] | None) -> list[Column[ShiftBoard]]:
    def counted(row: ShiftBoard) -> str:
        return h_mm(found) if minutes is not None and (found := minutes.get(place_of(row), 0)) else ""

    hours = [Column(N_("hours"), counted, right=True)] if minutes and any(minutes.values()) else []
    return [
        Column(N_("post"), lambda row: plain(row.post.name)),
        Column(N_("shift"), lambda row: shift_text(row.shift, occasion)),
        Column(N_("state"), state_word),
        Column(N_("need"), lambda row: "" if row.needed is None else str(row.needed), right=True),
        Column(N_("signed up"), lambda row: str(row.signed_up), right=True),
        Column(N_("here"), here_text, right=True),
        *hours,
        Column("", told),
    ]


def _lines(row: ShiftBoard, found: PostBoard, occasion: Activity, now: int, names: Names, own: str) -> list[str]:
    """Below the table: the missing of a shift that is under way or over, and who stands there without a sign-up."""
    late = [] if row.state is ShiftState.BEFORE else row.missing
    if not late and not row.extra:
        return []
    lines = ["", f"{plain(row.post.name)} {shift_text(row.shift, occasion)}"]
    for one in late:
        parts = [plain(person_text(one.person, names, own)), missing_text(one, row, found, occasion, now)]
        lines.append("  × " + "  ".join(part for part in parts if part))
    unasked = _("without a sign-up")
    return [*lines, *(f"  + {plain(person_text(one, names, own))}  {unasked}" for one in row.extra)]


def _object(row: ShiftBoard, occasion: Activity, names: Names, own: str) -> dict[str, Any]:
    def text(at: int | None) -> str | None:
        return None if at is None else local_text(at, occasion.zone)

    def numbers(people: tuple[str, ...]) -> list[str]:
        return [within(one, own) for one in people]

    return {
        "activity": occasion.code,
        "post": row.post.code,
        "name": row.post.name,
        "planned": True,
        "start": text(None if row.shift is None else row.shift.start),
        "end": text(None if row.shift is None else row.shift.end),
        "state": str(row.state),
        "needed": row.needed,
        "signed_up": row.signed_up,
        "here": numbers(row.here),
        "without_signup": numbers(row.extra),
        "came": numbers(row.came),
        "left": numbers(row.left),
        "lacking": row.lacking,
        "outside": row.beyond is Beyond.WHOLLY,
        "partly_outside": row.beyond is Beyond.PARTLY,
        "missing": [
            {"volunteer": within(one.person, own), "name": names[one.person][0] if one.person in names else None,
             "late_since": text(one.since), "at_post": one.at_post, "on_site": one.on_site}
            for one in row.missing
        ],
    }  # fmt: skip
