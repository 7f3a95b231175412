"""Sign-up for posts by a list: number, post, and the shift where a post has several."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from checkin.rules.activities import Activity
from checkin.rules.instants import local_time
from checkin.rules.posts import Post
from checkin.rules.problems import N_, Problem, Refused, refuse
from checkin.rules.typed_times import parse_day_and_time, split_hours
from checkin.texts import enumerated
from storage.posts.drafts import PostDraft, Span, drafts_of, find_post, posts_from
from storage.posts.plan_list import MOST_ROWS, WORDS, persons_of_cell
from storage.posts.planning import no_such_post
from storage.posts.sound_plan import plan_problems
from storage.posts.times import shift_span, span_text, typed_shift
from storage.roster.headed_rows import at_most, headed_rows
from storage.roster.identifiers import error_in
from storage.roster.rows import is_example, is_footer
from storage.store import Store

_READ = ("post", "shift", "day", "start", "end", "number", "name", "class")


def read_post_signup(
    store: Store, activity: Activity, file: Path, notes: list[Problem]
) -> tuple[tuple[Post, ...], int]:
    """The activity's posts with those of the list added, and how many sign-ups are new. Who is there stays there.

    Raises Refused naming every bad row: a list is taken whole or not at all.
    """
    drafts, problems, added = drafts_of(activity.posts or ()), list[Problem](), 0
    words = {name: WORDS[name] for name in _READ}
    for row in at_most(MOST_ROWS, headed_rows(file, words, ("number", "post"), notes), file):
        cells, where = {name: row.cells.get(name, "") for name in _READ}, f"{file.name} {row.where}"
        if is_footer(list(cells.values())) or is_example(cells["post"]) or is_example(cells["number"]):
            continue
        try:
            added += _take(store, activity, drafts, cells, where)
        except Refused as refused:
            problems += refused.problems
    if not problems:
        problems = plan_problems(store, activity, drafts.values(), file.name)
    if problems:
        raise Refused(*problems)
    return posts_from(drafts.values()), added


def _take(store: Store, activity: Activity, drafts: dict[str, PostDraft], cells: Mapping[str, str], where: str) -> int:
    if spoilt := [
        p for name in ("post", "shift", "start", "end", "day") if (p := error_in(cells[name], where)) is not None
    ]:
        raise Refused(*spoilt)
    if not cells["post"]:
        raise refuse("no_post", where, N_("this row names no post"))
    post = find_post(drafts.values(), cells["post"])
    if post is None:
        raise no_such_post(activity, cells["post"], where)
    span = meant_shift(activity, post, cells["shift"], cells["start"], cells["end"], where, cells["day"])
    shift = post.shift(span)
    keys = persons_of_cell(store, where, cells["number"], cells["name"])
    if not keys:
        raise refuse("no_number", where, N_("this row has no number"))
    new = [key for key in keys if key not in shift.people]
    shift.people |= dict.fromkeys(new, where)
    return len(new)


def meant_shift(
    activity: Activity, post: PostDraft, both: str, start: str, end: str, where: str, day: str = ""
) -> Span:
    """The shift of a post that is meant: by its times, by its start alone, or the only one of the post.

    A post without shifts gets one as long as the activity. Raises Refused where none is meant, or several are.
    """
    if not (both or start):
        if not post.shifts and activity.start is not None and activity.end is not None:
            return activity.start, activity.end
        if len(post.shifts) == 1:
            return next(iter(post.shifts))
        message = N_("{post} has several shifts: write which ({known})")
        raise refuse("which_shift", where, message, post=post.name, known=_known(activity, post))
    if (both and split_hours(both)) or (start and end):
        span = typed_shift(activity, both, where, day) if both else shift_span(activity, start, end, where, day)
        found = [span] if span in post.shifts else []
    else:
        found = _begins_at(activity, post, both or start, where)
    if len(found) != 1:
        message = N_("{post} has no shift {shift}; there are: {known}")
        shift = both or "–".join(one for one in (start, end) if one)
        raise refuse("no_shift", where, message, post=post.name, shift=shift[:40], known=_known(activity, post))
    return found[0]


def _begins_at(activity: Activity, post: PostDraft, text: str, where: str) -> list[Span]:
    day, clock = parse_day_and_time(text, where)
    starts = [(span, local_time(span[0], activity.zone)) for span in post.shifts]
    return [span for span, at in starts if at.time() == clock and day in (None, at.date())]


def _known(activity: Activity, post: PostDraft) -> str:
    return enumerated(span_text(*span, activity) for span in sorted(post.shifts)) or "—"
