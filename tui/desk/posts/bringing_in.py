"""A list comes in at the desk: the whole plan, or who signed up. What it makes is shown before it is written."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from checkin.rules.activities import Activity
from checkin.rules.posts import Post
from checkin.rules.problems import Problem
from checkin.texts import _, ngettext, say
from storage.posts.planning import PlanChange
from storage.store import Store
from tui.desk.desk import Desk
from tui.desk.making.asking import ask_list
from tui.desk.making.choosing import need_agreed
from tui.desk.making.facts.posts import posts_in_form
from tui.words.people.posts import change_text


class _Read(NamedTuple):
    """The posts by a list, and what is shown of them."""

    posts: tuple[Post, ...]
    lines: list[str]


async def bring_in_plan(desk: Desk, activity: Activity) -> None:
    """The list is the whole plan."""
    explanation = _(
        "A table with post, from, to, needed and number (XLSX or CSV). It is the whole plan: what is not in it is taken out."
    )
    await _bring_in(desk, activity, _("Plan of posts"), explanation, _plan)


async def bring_in_signups(desk: Desk, activity: Activity) -> None:
    """Those of the list come to who signed up already."""
    explanation = _("A table with number, post and, where a post has several, shift (XLSX or CSV).")
    await _bring_in(desk, activity, _("Sign-up for posts"), explanation, _signups)


async def _bring_in(
    desk: Desk, activity: Activity, title: str, explanation: str, read: Callable[[Activity, Path, Store], _Read]
) -> None:
    async def write(found: _Read) -> PlanChange:
        await need_agreed(desk, title, found.lines, _("take it in"))
        return await posts_in_form(desk, activity, found.posts, title)

    example = _("e.g. Desktop/posts.xlsx")
    change = await ask_list(desk, title, explanation, partial(read, activity), write, example)
    if change is not None:
        desk.app.notify(change_text(change), timeout=10, markup=False)


def _plan(activity: Activity, file: Path, store: Store) -> _Read:
    from storage.posts.kept_signups import with_kept_signups
    from storage.posts.plan_list import read_plan
    from storage.posts.planning import plan_change

    notes: list[Problem] = []
    read = read_plan(store, activity, file, notes)
    posts = read.posts if read.names_people else with_kept_signups(read.posts, activity.posts or ())
    return _Read(posts, [change_text(plan_change(store, activity, posts)), "", *_lines(store, activity, posts, notes)])


def _signups(activity: Activity, file: Path, store: Store) -> _Read:
    from storage.posts.signup_list import read_post_signup

    notes: list[Problem] = []
    posts, added = read_post_signup(store, activity, file, notes)
    text = ngettext("{count} new sign-up", "{count} new sign-ups", added).format(count=added)
    return _Read(posts, [text, "", *_lines(store, activity, posts, notes)])


def _lines(store: Store, activity: Activity, posts: tuple[Post, ...], notes: list[Problem]) -> list[str]:
    from storage.posts.sound_plan import plan_notes
    from tui.words.cells import aligned, plain
    from tui.words.people.posts import shift_text

    rows = [
        [
            plain(post.name),
            shift_text(shift, activity),
            *(_counts(shift.needed, len(shift.people)) if shift else ("", "")),
        ]
        for post in posts
        for shift in post.shifts or (None,)
    ]
    head = [_("post"), _("shift"), _("need"), _("signed up")]
    warned = [f"! {say(note)}" for note in [*notes, *plan_notes(store, posts, activity)]]
    return [*warned, *aligned([head, *rows], frozenset((2, 3)))]


def _counts(needed: int | None, people: int) -> tuple[str, str]:
    return "" if needed is None else str(needed), str(people or "")
