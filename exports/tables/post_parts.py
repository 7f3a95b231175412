"""The parts of a session by post (岗位) as exported rows show them: names, local times, minutes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from checkin.durations import h_mm
from checkin.rules.activities import Activity
from checkin.rules.decide import named_post
from checkin.rules.posts_served import minutes_by_segment
from checkin.rules.sessions import Segment
from checkin.texts import _
from exports.plain_text import plain_text


class PostPart(NamedTuple):
    """One part: the code and name of the post (None and empty for a part without one), its times as ISO 8601 with the offset of
    the activity, its credited minutes.
    """

    post: str | None
    name: str
    start: str
    end: str | None
    minutes: int

    def to_json(self) -> dict[str, object]:
        """One of the `segments` of `sessions --json`."""
        named = {"post": self.post, "post_name": self.name or None}
        return {**named, "start": self.start, "end": self.end, "minutes": self.minutes}


def parts_of(
    segments: Sequence[Segment], minutes: int, activity: Activity, text: Callable[[int], str]
) -> tuple[PostPart, ...]:
    """The parts of a session with so many credited minutes; none where no scan named a post. `text` writes an instant in the
    zone of the activity.
    """
    return tuple(
        PostPart(
            part.post,
            "" if part.post is None else named_post(activity, part.post).name,
            text(part.start),
            None if part.end is None else text(part.end),
            minutes,
        )
        for part, minutes in zip(segments, minutes_by_segment(segments, minutes), strict=True)
    )


def minutes_of_posts(parts: tuple[PostPart, ...]) -> dict[tuple[str | None, str], int]:
    """The minutes of each post, by code and name, in the order in which they were reached."""
    found: dict[tuple[str | None, str], int] = {}
    for part in parts:
        found[part.post, part.name] = found.get((part.post, part.name), 0) + part.minutes
    return found


def posts_text(parts: tuple[PostPart, ...], apart: str | None = None) -> str:
    """`Gate 2:00; Tea 1:30`: every post of a session with its time."""
    texts = (
        f"{plain_text(name) or _('no post')} {h_mm(minutes)}"
        for (_post, name), minutes in minutes_of_posts(parts).items()
    )
    return (_("; ") if apart is None else apart).join(texts)
