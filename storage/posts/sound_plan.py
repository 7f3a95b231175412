"""Whether a plan as a whole can be: its size, its times, and nobody at two posts at a time."""

from __future__ import annotations

from collections.abc import Iterable

from checkin.rules.activities import Activity, faults
from checkin.rules.posts import Beyond, Post, beyond
from checkin.rules.posts_clashing import Clash, clashes, size_faults
from checkin.rules.problems import N_, Problem
from storage.people.expected import gone_notes
from storage.people.names import person_by_any_number
from storage.people.names_in_text import RosterNames
from storage.posts.drafts import PostDraft, posts_from
from storage.posts.times import span_text
from storage.store import Store


def plan_problems(store: Store, activity: Activity, drafts: Iterable[PostDraft], where: str) -> list[Problem]:
    """All that is wrong with a plan; a clash stands at the row that made it, the rest at `where`. What was wrong with the
    activity's plan before is not said again."""
    drafts = list(drafts)
    posts = posts_from(drafts)
    found = size_faults(posts) or faults(activity._replace(posts=posts))
    rows = {(d.code, *span): shift.people for d in drafts for span, shift in d.shifts.items()}
    counted = store.ledger.facts().person
    before = {_same(one) for one in clashes(activity.posts or (), counted)}
    return [Problem(p.code, f"{where} {p.where}".strip(), p.message, p.values) for p in found] + [
        _clash(store, activity, one, _row(rows, one) or where)
        for one in clashes(posts, counted)
        if _same(one) not in before
    ]


def _row(rows: dict[tuple[str, int, int], dict[str, str]], one: Clash) -> str:
    """The row that named the person for either of the shifts; the later one's first."""
    places = ((one.post, one.shift), (one.other_post, one.other))
    return next((row for post, s in places if (row := rows[post.code, s.start, s.end].get(one.person))), "")


def _same(one: Clash) -> tuple[str, str, int, str, int]:
    return one.person, one.post.code, one.shift.start, one.other_post.code, one.other.start


def _clash(store: Store, activity: Activity, one: Clash, where: str) -> Problem:
    person = person_by_any_number(store, one.person)
    message = N_("{name} would be at two posts at a time: {post} {span} and {other} {other_span}. Take one out")
    values: dict[str, object] = {
        "name": one.person if person is None else f"{person.name} ({person.number})",
        "post": one.post.name, "span": span_text(one.shift.start, one.shift.end, activity),
        "other": one.other_post.name, "other_span": span_text(one.other.start, one.other.end, activity),
    }  # fmt: skip
    return Problem("two_posts", where, message, values)


def plan_notes(store: Store, posts: Iterable[Post], activity: Activity) -> list[Problem]:
    """A note for each shift for which more signed up than are needed, for each that reaches beyond the activity, for each post
    named after a person, and for those who left the school: these are no faults, but somebody should know."""
    posts = tuple(posts)
    gone = gone_notes(store, activity._replace(posts=posts))
    return [*_over_needed(posts, activity), *shifts_beyond(posts, activity), *_named_after(store, posts), *gone]


def _named_after(store: Store, posts: Iterable[Post]) -> list[Problem]:
    message = N_(
        "{post}: {name} is the name of somebody in the roster. Call the post otherwise, the record names people by number"
    )
    names = RosterNames(store)
    return [
        Problem("names_other", post.code, message, {"post": post.name, "name": name})
        for post in posts
        if (name := names.named_in(f"{post.name} {post.code}")) is not None
    ]


def shifts_beyond(posts: Iterable[Post], activity: Activity) -> list[Problem]:
    """A note for each shift of which no part, or not all, lies within the planned times of the activity."""
    if activity.start is None or activity.end is None:
        return []
    span = (activity.start, activity.end)
    messages = {
        Beyond.WHOLLY: N_("{post} {span} lies outside the activity ({planned}): look whether it should change"),
        Beyond.PARTLY: N_("{post} {span} reaches beyond the activity ({planned}): look whether it should change"),
    }
    planned = span_text(*span, activity)
    return [
        Problem(
            "shift_outside_times", post.code, messages[how],
            {"post": post.name, "span": span_text(s.start, s.end, activity), "planned": planned},
        )
        for post in posts for s in post.shifts if (how := beyond(s, *span))
    ]  # fmt: skip


def _over_needed(posts: Iterable[Post], activity: Activity) -> list[Problem]:
    message = N_("{post} {span}: {count} signed up, {needed} needed")
    return [
        Problem(
            "over_needed", post.code, message,
            {"post": post.name, "span": span_text(s.start, s.end, activity), "count": len(s.people), "needed": s.needed},
        )
        for post in posts for s in post.shifts if s.needed is not None and len(s.people) > s.needed
    ]  # fmt: skip
