"""The posts (岗位) at which the sessions of a row were served."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from checkin.rules.decide import named_post
from checkin.rules.facts import Facts
from checkin.rules.posts_served import minutes_by_post
from checkin.rules.sessions import Session


def posts_of(sessions: Iterable[Session], facts: Facts) -> tuple[str, ...]:
    """The names of the posts, the one with the most minutes first, then as they were reached; those without any minute only
    where no post has some.
    """
    minutes: defaultdict[str, int] = defaultdict(int)
    for session in sessions:
        if session.segments:
            activity = facts.activity(session.activity)
            for post, credited in minutes_by_post(session).items():
                if post is not None:
                    minutes[named_post(activity, post).name] += credited
    served = [name for name in minutes if minutes[name]]
    return tuple(sorted(served or minutes, key=lambda name: -minutes[name]))
