"""A new plan that names nobody keeps who signed up for the shifts that stay."""

from __future__ import annotations

from collections.abc import Iterable

from checkin.rules.posts import Post


def with_kept_signups(posts: Iterable[Post], before: Iterable[Post]) -> tuple[Post, ...]:
    """The posts of a new plan, with the people of the old one in every shift of the same post and times."""
    people = {(post.code, s.start, s.end): s.people for post in before for s in post.shifts}
    return tuple(
        post._replace(
            shifts=tuple(
                s._replace(people=s.people or people.get((post.code, s.start, s.end), ())) for s in post.shifts
            )
        )
        for post in posts
    )
