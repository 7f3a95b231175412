"""What is said of posts and shifts: on the command line, on the board of the screen, on paper."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from checkin.durations import h_mm
from checkin.rules.activities import Activity
from checkin.rules.identity import within
from checkin.rules.posts import Beyond, Post, Shift
from checkin.rules.posts_filled import Missing, PostBoard, ShiftBoard, ShiftState
from checkin.rules.problems import N_
from checkin.texts import _, enumerated, in_a_row, ngettext
from storage.posts.standing import ShiftPlace, place_of
from storage.posts.times import span_text
from storage.presence.board import Board, tally_of
from tui.words.amounts import clock_text
from tui.words.cells import plain

if TYPE_CHECKING:
    from storage.posts.planning import PlanChange

Names = Mapping[str, tuple[str, str, str]]
"""Name, class and kind by volunteer's key."""
_MINUTE = 60_000

NO_POSTS = N_("{activity} has no posts yet.")


def shift_text(shift: Shift | None, activity: Activity) -> str:
    """The times of a shift; of a post without shifts, that it lasts as long as the activity."""
    return _("whole activity") if shift is None else span_text(shift.start, shift.end, activity)


def state_word(row: ShiftBoard) -> str:
    """Where the shift stands in time."""
    match row.state:
        case ShiftState.BEFORE:
            return _("to come")
        case ShiftState.WITHIN:
            return _("now")
        case ShiftState.AFTER:
            return _("over")


def here_text(row: ShiftBoard) -> str:
    """How many stand there of how many that are needed: `12/10`; of a shift that is over, how many came of who signed up."""
    if row.state is ShiftState.AFTER and not row.here and row.signed_up:
        return f"{len(row.came)}/{row.signed_up}"
    return f"{len(row.here)}/{row.needed}" if row.needed is not None else str(len(row.here) or "")


def told(row: ShiftBoard) -> str:
    """What is to be known of a shift in a few words: who lacks, that there are too many, that it is complete; that it lies outside
    the activity, or a part of it does."""
    said = [_filled(row), _beyond(row.beyond)]
    return enumerated(filter(None, said))


def _beyond(beyond: Beyond | None) -> str:
    match beyond:
        case None:
            return ""
        case Beyond.PARTLY:
            return _("partly outside the activity")
        case Beyond.WHOLLY:
            return _("outside the activity")


def _filled(row: ShiftBoard) -> str:
    late = [one for one in row.missing if row.state is ShiftState.WITHIN]
    if row.over:
        return _("full: {here} of {needed}").format(here=len(row.here), needed=row.needed)
    if late:
        return ngettext("{count} has not come", "{count} have not come", len(late)).format(count=len(late))
    if row.lacking:
        return ngettext("{count} more is needed", "{count} more are needed", row.lacking).format(count=row.lacking)
    if row.state is ShiftState.AFTER and row.missing:
        return ngettext("{count} did not come", "{count} did not come", len(row.missing)).format(count=len(row.missing))
    begun = row.state is not ShiftState.BEFORE
    return "√" if begun and (row.needed is not None or row.signed_up) else ""


def person_text(key: str, names: Names, own_team: str) -> str:
    """A person in a list: name, class and number; by number alone who is in no roster."""
    name, class_name, _kind = names.get(key, ("", "", ""))
    return " ".join(part for part in (name, class_name, within(key, own_team)) if part)


def missing_text(one: Missing, row: ShiftBoard, board: PostBoard, activity: Activity, at: int) -> str:
    """Why somebody is missing: late since when, and where they are instead; empty before and after the shift for who is nowhere."""
    parts = []
    if one.since is not None and row.state is ShiftState.WITHIN:
        minutes = max(0, at - one.since) // _MINUTE
        since = clock_text(one.since, activity.zone)
        parts.append(_("since {time}, {minutes} min").format(time=since, minutes=minutes))
    if one.at_post is not None:
        parts.append(_("stands at {post}").format(post=post_name(one.at_post, board)))
    elif one.on_site:
        parts.append(_("on site, at no post"))
    return enumerated(parts)


def post_name(code: str, board: PostBoard) -> str:
    """The name of a post; of one that the plan does not know, its code."""
    return next((row.post.name for row in board.rows if row.post.code == code), code)


def in_no_shift(board: PostBoard, minutes: Mapping[ShiftPlace, int]) -> list[tuple[str, int]]:
    """What counts at posts (by code) outside of all their shifts, in minutes."""
    rows = {place_of(row) for row in board.rows}
    return [(place[0], count) for place, count in minutes.items() if count and place not in rows]


def others_lines(board: PostBoard, minutes: Mapping[ShiftPlace, int], names: Names, own_team: str) -> list[str]:
    """Who stands at a post that the plan does not know, and what counts at one in no shift."""
    unknown, out = _("At {post}, which is no post of the plan: {people}"), _("At {post}, in no shift: {hours}")
    lines = []
    for code, people in board.elsewhere:
        listed = enumerated(plain(person_text(one, names, own_team)) for one in people)
        lines.append(unknown.format(post=plain(code), people=listed))
    for code, count in in_no_shift(board, minutes):
        lines.append(out.format(post=plain(post_name(code, board)), hours=h_mm(count)))
    return lines


def change_text(change: PlanChange) -> str:
    """What a plan that was written has, and what it took away."""
    shifts = sum(len(post.shifts) for post in change.after)
    people = sum(len(shift.people) for post in change.after for shift in post.shifts)
    parts = [
        ngettext("{count} post", "{count} posts", len(change.after)).format(count=len(change.after)),
        ngettext("{count} shift", "{count} shifts", shifts).format(count=shifts),
        ngettext("{count} sign-up", "{count} sign-ups", people).format(count=people),
    ]
    if change.gone:
        parts.append(_("gone: {posts}").format(posts=enumerated(_names(change.gone))))
    if change.signed_off:
        text = ngettext("{count} sign-up fewer", "{count} sign-ups fewer", change.signed_off)
        parts.append(text.format(count=change.signed_off))
    return enumerated(parts)


def scan_advice(board: Board, volunteer: str, code: str, now: int) -> str:
    """What a verdict says of a scan at a post: that more stand there than are needed (nobody is refused for it), and that the
    person (a key) signed up for another post at this time; empty where there is nothing to say."""
    posts = board.activity.posts or ()
    tally = board.tally or tally_of(board.rows, posts)
    here = next((post for post in posts if post.code == code), None)
    told = [] if here is None else [_full_text(here, tally.at_post.get(code, 0), now)]
    mine = [(post, shift) for post, shift in tally.shifts.get(volunteer, ()) if shift.start <= now < shift.end]
    if mine and all(post.code != code for post, _shift in mine):
        post, shift = mine[0]
        text = _("Signed up for {post} {shift}.")
        told.append(text.format(post=post.name, shift=shift_text(shift, board.activity)))
    return in_a_row(told)


def _full_text(post: Post, here: int, now: int) -> str:
    """That more stand at a post than its shifts of this time need; empty where they don't."""
    needed = [s.needed for s in post.shifts if s.needed is not None and s.start <= now < s.end]
    if not needed or here <= sum(needed):
        return ""
    return _("{post} is full: {here} of {needed}.").format(post=post.name, here=here, needed=sum(needed))


def by_plan_text() -> str:
    """What the board is made of where no desk has a post chosen."""
    return _("No scan was taken at a post: who is on site counts as being where they signed up.")


def _names(posts: tuple[Post, ...]) -> list[str]:
    return [post.name for post in posts]
