"""What is wrong with a plan of posts as a whole: too much of it, and people who would be at two posts at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from checkin.rules.posts import LONGEST_POST_NAME, MOST_ON_POSTS, MOST_POSTS, MOST_SHIFTS, Post, Shift
from checkin.rules.problems import N_, Problem
from checkin.rules.typed_texts import is_seen


class Clash(NamedTuple):
    """Somebody (a volunteer's key) is signed up for two shifts that overlap."""

    person: str
    post: Post
    shift: Shift
    other_post: Post
    other: Shift


def clashes(posts: Iterable[Post], counted: Callable[[str], str] = str) -> list[Clash]:
    """Who is signed up for two shifts at a time; shifts that follow each other without a pause are no clash. `counted` gives of a
    number the one under which its person is counted: two numbers of one person are one.
    """
    by_person: dict[str, list[tuple[int, int, str, Post, Shift]]] = {}
    every = [(post, shift) for post in posts for shift in post.shifts]
    for place, (post, shift) in enumerate(every):
        for person in shift.people:
            by_person.setdefault(counted(person), []).append((shift.start, place, person, post, shift))
    return [clash for theirs in by_person.values() for clash in _of_person(theirs)]


def _of_person(theirs: list[tuple[int, int, str, Post, Shift]]) -> Iterator[Clash]:
    theirs.sort(key=lambda one: one[:2])
    _start, _place, _first, post, shift = theirs[0]
    for _next, _at, person, later_post, later in theirs[1:]:
        if later.start < shift.end and (later_post, later) != (post, shift):
            yield Clash(person, later_post, later, post, shift)
        if later.end > shift.end:
            post, shift = later_post, later


def size_faults(posts: tuple[Post, ...]) -> list[Problem]:
    """What makes a plan too large for an event: posts, shifts of one post, people, letters of a name."""
    found = []
    if len(posts) > MOST_POSTS:
        message = N_("{count} posts are too many: an activity has at most {most}")
        found.append(Problem("too_many_posts", "", message, {"count": len(posts), "most": MOST_POSTS}))
    for post in posts:
        if len(post.shifts) > MOST_SHIFTS:
            message = N_("{post} has {count} shifts; a post has at most {most}")
            values: dict[str, object] = {"post": post.name, "count": len(post.shifts), "most": MOST_SHIFTS}
            found.append(Problem("too_many_shifts", post.code, message, values))
        if not is_seen(post.name):
            found.append(Problem("missing_value", post.code, N_("a post needs a name")))
        if len(post.name) > LONGEST_POST_NAME:
            message = N_("the name of a post has at most {most} characters: “{post}”")
            found.append(Problem("long_name", post.code, message, {"most": LONGEST_POST_NAME, "post": post.name[:30]}))
    people = sum(len(shift.people) for post in posts for shift in post.shifts)
    if people > MOST_ON_POSTS:
        message = N_("{count} people on all posts together are too many: at most {most}")
        found.append(Problem("too_many_people", "", message, {"count": people, "most": MOST_ON_POSTS}))
    return found
