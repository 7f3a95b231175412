"""`hourdesk post list`: the plan, shift by shift."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from checkin.rules.activities import Activity
from checkin.rules.identity import within
from checkin.rules.instants import local_text
from checkin.rules.posts import Post, Shift
from checkin.rules.problems import N_
from checkin.texts import _, enumerated
from storage.people.expected import gone_notes, names_at
from storage.posts.standing import expected_posts
from storage.store import Store
from tui.cli.base import options
from tui.cli.base.activity_meant import activity_meant, activity_option
from tui.cli.base.command import command, examples
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.listing import Column, show
from tui.cli.base.output import tell
from tui.words.cells import plain
from tui.words.people.posts import NO_POSTS, Names, person_text, shift_text


class Planned(NamedTuple):
    """A line of the plan."""

    activity: Activity
    post: Post
    shift: Shift | None


@examples(N_("hourdesk post list"), N_("hourdesk post list --activity A1 --json"))
@command("list", N_("Print the posts with their shifts, how many are needed and who signed up."))
@activity_option
@options.json_option
@pass_desk
def list_(choice: DeskChoice, activity: str | None, as_json: bool) -> None:
    """In the order of the plan."""
    with choice.open() as store:
        occasion = activity_meant(store, activity)
        show_plan(store, occasion, occasion.posts or (), as_json=as_json)
        tell(gone_notes(store, occasion))


def show_plan(store: Store, occasion: Activity, posts: tuple[Post, ...], *, as_json: bool) -> None:
    """Print posts as a table, with who is expected there, or as JSON, as they were planned; a line for each shift."""
    names, own = names_at(store, occasion), store.identity.team
    if not as_json:
        posts = expected_posts(store, occasion._replace(posts=posts))
    columns: list[Column[Planned]] = [
        Column(N_("post"), lambda one: one.post.code),
        Column(N_("post’s name"), lambda one: "" if one.post.name == one.post.code else plain(one.post.name)),
        Column(N_("shift"), lambda one: shift_text(one.shift, occasion)),
        Column(N_("need"), lambda one: _number(one.shift and one.shift.needed), right=True),
        Column(N_("signed up"), lambda one: _number(one.shift and len(one.shift.people)), right=True),
        Column(N_("people"), lambda one: _people(one, names, own)),
    ]
    show(
        planned(occasion, posts), columns, lambda one: planned_object(one, own), as_json=as_json,
        empty=_(NO_POSTS).format(activity=plain(occasion.name)),
    )  # fmt: skip


def planned(activity: Activity, posts: tuple[Post, ...]) -> Iterator[Planned]:
    """A line for each shift, and one for a post without."""
    return (Planned(activity, post, shift) for post in posts for shift in post.shifts or (None,))


def planned_object(one: Planned, own: str) -> dict[str, Any]:
    """A line as JSON; times have the activity's offset."""
    shift, zone = one.shift, one.activity.zone
    return {
        "activity": one.activity.code,
        "post": one.post.code,
        "name": one.post.name,
        "start": None if shift is None else local_text(shift.start, zone),
        "end": None if shift is None else local_text(shift.end, zone),
        "needed": None if shift is None else shift.needed,
        "signed_up": [] if shift is None else [within(key, own) for key in shift.people],
    }


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def _people(one: Planned, names: Names, own: str) -> str:
    return enumerated(person_text(key, names, own) for key in (one.shift.people if one.shift is not None else ()))
