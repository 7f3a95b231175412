"""The parts of a session by post (岗位) as exported rows show them: names, local times, minutes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from checkin.durations import h_mm
from checkin.rules.activities import Activity
from checkin.rules.decide import named_post
from checkin.rules.facts import Facts
from checkin.rules.posts_served import minutes_by_segment
from checkin.rules.sessions import Segment
from checkin.rules.shifts_served import minutes_by_shift
from checkin.texts import _
from exports.plain_text import plain_text


class ShiftPart(NamedTuple):
    """The credited minutes of a part that were served in one shift (班次): its planned times as those of the part, None for what
    lies in no shift."""

    start: str | None
    end: str | None
    minutes: int

    def to_json(self) -> dict[str, object]:
        """One of the `shifts` of a segment."""
        return {"start": self.start, "end": self.end, "minutes": self.minutes}


class PostPart(NamedTuple):
    """One part: the code and name of the post (None and empty for a part without one), its times as ISO 8601 with the offset of
    the activity, its credited minutes, and these by shift where shifts are planned at the post.
    """

    post: str | None
    name: str
    start: str
    end: str | None
    minutes: int
    shifts: tuple[ShiftPart, ...] = ()

    def to_json(self) -> dict[str, object]:
        """One of the `segments` of `sessions --json`."""
        named = {"post": self.post, "post_name": self.name or None}
        shifts = {"shifts": [shift.to_json() for shift in self.shifts]} if self.shifts else {}
        return {**named, "start": self.start, "end": self.end, "minutes": self.minutes, **shifts}


def parts_of(
    segments: Sequence[Segment],
    minutes: int,
    volunteer: str,
    activity: Activity,
    facts: Facts,
    text: Callable[[int], str],
) -> tuple[PostPart, ...]:
    """The parts of a session of a volunteer (a key) with so many credited minutes; none where no scan named a post. `text` writes
    an instant in the zone of the activity.
    """
    served = minutes_by_shift(segments, minutes, volunteer, activity, facts)
    return tuple(
        PostPart(
            part.post,
            "" if part.post is None else named_post(activity, part.post).name,
            text(part.start),
            None if part.end is None else text(part.end),
            minutes,
            tuple(
                ShiftPart(None, None, one.minutes)
                if one.shift is None
                else ShiftPart(text(one.shift.start), text(one.shift.end), one.minutes)
                for one in shifts
            ),
        )
        for part, minutes, shifts in zip(segments, minutes_by_segment(segments, minutes), served, strict=True)
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
