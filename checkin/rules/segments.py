"""The parts of a session by post (岗位), from the marks that the pairing left (`checkin.rules.pairing`)."""

from __future__ import annotations

import json
from collections.abc import Sequence

from checkin.rules.hours import clamped_seconds
from checkin.rules.posts import planned_shifts
from checkin.rules.sessions import Draft, Segment
from checkin.rules.shifts_served import cut_by_shift


def segments_of(draft: Draft) -> tuple[Segment, ...]:
    """A session's parts by post, from the earliest on: each goes on until the next begins, the last until the check-out.

    Where the check-in is missing, the one part begins and ends at the check-out: so much is known of it.
    """
    ends = (*(mark.at for mark in draft.marks[1:]), draft.end)
    segments = tuple(
        Segment(mark.post, mark.at, end, mark.event, _counted(draft, mark.at, end))
        for mark, end in zip(draft.marks, ends, strict=True)
    )
    if draft.confirmed_by is None or planned_shifts(draft.confirmed_by[0].posts) == planned_shifts(
        draft.occasion.posts
    ):
        return segments
    served = cut_by_shift(segments, draft.minutes, *draft.confirmed_by, lambda shift: draft.volunteer in shift.people)
    return tuple(
        segment._replace(shifts=tuple((*one.times, one.minutes) for one in shifts))
        for segment, shifts in zip(segments, served, strict=True)
    )


def written_segments(segments: Sequence[Segment]) -> str | None:
    """Segments as one JSON text, for a table of sessions; None where there are none."""
    rows = [segment[:-1] if segment.shifts is None else segment for segment in segments]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")) if rows else None


def read_segments(text: str | None) -> tuple[Segment, ...]:
    """The segments of such a text."""
    return tuple(
        Segment(*one[:5], *(tuple(map(tuple, shifts)) for shifts in one[5:])) for one in json.loads(text or "[]")
    )


def _counted(draft: Draft, start: int, end: int | None) -> int:
    activity, policy = draft.confirmed_by or (draft.occasion, draft.terms)
    return 0 if end is None else clamped_seconds(start, end, activity, policy)
