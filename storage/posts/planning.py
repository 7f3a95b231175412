"""The plan of posts as it is written: what a change takes away is known before, and nobody loses their post unasked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from checkin.rules.activities import Activity
from checkin.rules.posts import Post, plan_of
from checkin.rules.problems import N_, Problem, Refused, by_count, refuse
from checkin.rules.signature import Signature
from checkin.texts import first_few
from storage.activities.activities import edit_activity, find_activity
from storage.people.names import person_by_any_number
from storage.posts.drafts import PostDraft, drafts_of, find_post, posts_from
from storage.posts.sound_plan import plan_problems
from storage.posts.standing import standing_in
from storage.store import Store

"""People who are named in a sentence."""


class PlanChange(NamedTuple):
    """A plan before and after, and the persons (keys) who stand at a post that goes or whose shift now is moved."""

    before: tuple[Post, ...]
    after: tuple[Post, ...]
    standing: tuple[str, ...]

    @property
    def gone(self) -> tuple[Post, ...]:
        """The posts that are no more."""
        kept = {post.code for post in self.after}
        return tuple(post for post in self.before if post.code not in kept)

    @property
    def signed_off(self) -> int:
        """How many sign-ups there are no more."""
        return len(_signed_up(self.before) - _signed_up(self.after))

    @property
    def signed_on(self) -> int:
        """How many sign-ups are new."""
        return len(_signed_up(self.after) - _signed_up(self.before))


def plan_change(store: Store, activity: Activity, posts: tuple[Post, ...]) -> PlanChange:
    """What becomes of an activity's plan with these posts."""
    after = {post.code: {(s.start, s.end) for s in post.shifts} for post in posts}
    standing = [
        person
        for person, post, shift in (standing_in(store, activity) if activity.posts else ())
        if post.code not in after or (shift is not None and (shift.start, shift.end) not in after[post.code])
    ]
    return PlanChange(activity.posts or (), posts, tuple(sorted(standing)))


def write_plan(
    store: Store, activity: Activity, posts: tuple[Post, ...], signed: Signature, *, insist: bool = False
) -> PlanChange:
    """Write the whole plan; where nothing changes, nothing is written.

    Raises Refused where people stand at a post that goes or is moved, unless somebody insists.
    """
    with store.ledger.transaction():
        activity = find_activity(store, activity.key)
        change = plan_change(store, activity, posts)
        if change.standing and not insist:
            raise Refused(stand_there(store, change))
        if change.before != posts:
            edit_activity(store, activity.key, {"posts": plan_of(posts) if posts else None}, signed)
    return change


def change_plan(store: Store, activity: Activity, drafts: Iterable[PostDraft]) -> tuple[Post, ...]:
    """The posts of drafts that were changed. Raises Refused for a plan that can't be."""
    drafts = list(drafts)
    if problems := plan_problems(store, activity, drafts, ""):
        raise Refused(*problems)
    return posts_from(drafts)


def named_post(activity: Activity, text: str, where: str) -> tuple[dict[str, PostDraft], PostDraft]:
    """All posts of an activity, to be changed, and the one that a code or name means. Raises Refused where there is none."""
    drafts = drafts_of(activity.posts or ())
    post = find_post(drafts.values(), text)
    if post is None:
        raise no_such_post(activity, text, where)
    return drafts, post


def no_posts(activity: Activity, where: str) -> Refused:
    """The refusal of what needs the posts of an activity that has none."""
    message = N_("{activity} has no posts yet: bring in a list with hourdesk post import")
    return refuse("no_posts", where, message, activity=activity.code)


def no_such_post(activity: Activity, text: str, where: str) -> Refused:
    """The refusal of a post that the activity doesn't have."""
    known = first_few(post.code for post in activity.posts or ())
    if not known:
        return no_posts(activity, where)
    message = N_("there is no post “{post}”; there are: {known}")
    return refuse("no_post", where, message, post=text[:40], known=known)


def stand_there(store: Store, change: PlanChange) -> Problem:
    """The problem with people who stand at a post that goes or is moved: how many, and who."""
    people = [person_by_any_number(store, key) for key in change.standing]
    names = first_few(f"{one.name} ({one.number})" for one in people if one is not None)
    message = by_count(
        len(people),
        N_("one person stands at a post that this takes away or moves: {names}. Say --insist to do it all the same"),
        N_("{count} people stand at posts that this takes away or moves: {names}. Say --insist to do it all the same"),
    )
    return Problem(
        "people_stand_there",
        "",
        message,
        {"count": len(people), "names": names},
    )


def _signed_up(posts: Iterable[Post]) -> set[tuple[str, str]]:
    return {(post.code, person) for post in posts for shift in post.shifts for person in shift.people}
